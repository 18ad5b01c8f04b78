/** The account as it stands: what calls and the back door read and change. */
import type { Kit } from '../kit/sandbox.ts';
import { spentCodes, usableCodes } from './code-list.ts';
import { customStatuses, fields } from './directories.ts';
import { products } from './menu.ts';
import { clients } from './people.ts';
import type { Client, CustomStatus, DiscountCode, Field, Order, Product, Variant, Webhook } from './records.ts';
import type { Settings } from './settings.ts';
import { wholeSecond } from './times.ts';

export interface Account {
  readonly kit: Kit;
  settings: Settings;
  readonly orders: Map<number, Order>;
  readonly clients: Map<number, Client>;
  readonly products: Map<number, Product>;
  readonly codes: Map<number, DiscountCode>;
  readonly fields: Map<number, Field>;
  readonly customStatuses: Map<string, CustomStatus>;
  readonly webhooks: Map<number, Webhook>;
  /** The time a change is written down with. */
  now(): number;
  /** The next id, for whatever has one of its own. */
  nextId(of: Sequence): number;
}

/** Each starts where no id of another can be taken for it. */
const firstIds = {
  order: 90_001,
  number: 1001,
  client: 46_101,
  line: 123_001,
  discount: 3301,
  code: 901,
  field: 101,
  status: 51,
  webhook: 6001,
  product: 30_701,
  variant: 218_101,
  image: 7001,
};

export type Sequence = keyof typeof firstIds;

/** A fresh account, without orders. */
export function openAccount(kit: Kit, settings: Settings): Account {
  const next: Record<Sequence, number> = { ...firstIds };
  return {
    kit,
    settings,
    orders: new Map(),
    clients: byId(clients),
    products: byId(products),
    codes: byId([...usableCodes, ...spentCodes]),
    fields: byId(fields),
    customStatuses: new Map(customStatuses.map(status => [status.permalink, status])),
    webhooks: new Map(),
    now: () => wholeSecond(kit.clock.now()),
    nextId: of => next[of]++,
  };
}

function byId<T extends { readonly id: number }>(rows: readonly T[]): Map<number, T> {
  return new Map(rows.map(row => [row.id, row]));
}

/** Every variant of every product that is not archived. */
export function variantsOf({ products }: Account): readonly Variant[] {
  return [...products.values()].filter(({ archived }) => !archived).flatMap(({ variants }) => variants);
}
