/** The account as it stands: what calls and the back door read and change. */
import type { Kit } from '../kit/sandbox.ts';
import { type PaymentMethod, paymentMethods } from './directories.ts';
import { type Buyer, buyers } from './people.ts';
import type { Card, Order } from './records.ts';
import type { Settings } from './settings.ts';

export interface Account {
  readonly kit: Kit;
  settings: Settings;
  readonly orders: Map<number, Order>;
  readonly cards: Map<number, Card>;
  readonly buyers: Map<number, Buyer>;
  /** More come with orders that name one the account does not have. */
  readonly paymentMethods: PaymentMethod[];
  /** What stands in stock by sku, where it was set by the API. */
  readonly counted: Map<string, number>;
  /** The next id, for whatever has one of its own. */
  nextId(of: Sequence): number;
}

/** Each starts where no id of another can be taken for it. */
const firstIds = { order: 1001, card: 301, buyer: 2101, line: 5001, payment: 7001, expense: 8001, method: 11 };

export type Sequence = keyof typeof firstIds;

/** A fresh account, without orders. */
export function openAccount(kit: Kit, settings: Settings): Account {
  const next: Record<Sequence, number> = { ...firstIds };
  return {
    kit,
    settings,
    orders: new Map(),
    cards: new Map(),
    buyers: new Map(buyers.map(buyer => [buyer.id, buyer])),
    paymentMethods: [...paymentMethods],
    counted: new Map(),
    nextId: of => next[of]++,
  };
}

/** The currency of a source's orders. */
export function currencyOf({ settings }: Account, source: { readonly currency_code: string | null }): string {
  return source.currency_code ?? settings.currency;
}
