/** The account as it stands: what calls and the back door read and change. */

import { menu, type Product } from '../kit/menu.ts';
import type { Kit, SandboxLine, SandboxOrder } from '../kit/sandbox.ts';
import { type Certificate, type Client, certificates, clients, usedCertificate } from './data.ts';
import type { Settings } from './settings.ts';

export interface Line extends SandboxLine {
  readonly name: string;
  /** For a modifier, the index of its parent in the order's own lines. */
  readonly parent: number | null;
}

export interface Totals {
  readonly lines: number;
  readonly discount: number;
  readonly certificate: number;
  readonly score: number;
  readonly total: number;
}

export interface Order extends SandboxOrder {
  readonly lines: readonly Line[];
  readonly statusName: string;
  readonly name: string;
  readonly comment: string;
  readonly certificate: string | null;
  readonly totals: Totals;
  /** In the account's local time, as are all times of FrontPad. */
  readonly createdAt: string;
  readonly deliverAt: string | null;
  readonly tags: readonly string[];
  readonly hookUrl: string;
  /** The codes of the statuses to be told by hook. */
  readonly hookStatuses: readonly string[];
  /** The codes of the statuses it has been in. */
  readonly entered: readonly string[];
  readonly warnings: object;
  /** What FrontPad did to the order without telling the caller. */
  readonly notes: readonly string[];
  /** The fields as they came, but for the secret. */
  readonly received: Readonly<Record<string, string>>;
}

export interface Account {
  readonly kit: Kit;
  settings: Settings;
  readonly clients: Map<string, Client>;
  readonly certificates: ReadonlyMap<string, Certificate>;
  readonly usedCertificates: Set<string>;
  readonly orders: Map<string, Order>;
}

/** A fresh account, without orders. */
export function openAccount(kit: Kit, settings: Settings): Account {
  return {
    kit,
    settings,
    clients: new Map(clients.map(client => [client.phone, client])),
    certificates: new Map([...certificates, usedCertificate].map(each => [each.number, each])),
    usedCertificates: new Set([usedCertificate.number]),
    orders: new Map(),
  };
}

/** The products that can be exported and ordered now, under the prices of now. */
export function productsOf({ settings: { hidden, prices } }: Account): readonly Product[] {
  return menu
    .filter(({ article }) => !hidden.includes(article))
    .map(product => ({ ...product, price: prices[product.article] ?? product.price }));
}

const FIRST_ID = 4_810_001;
const FIRST_NUMBER = 201;

/** The next order's internal id and the number its staff will see. */
export function nextIds({ orders }: Account): { ref: string; number: string } {
  return { ref: String(FIRST_ID + orders.size), number: String(FIRST_NUMBER + orders.size) };
}
