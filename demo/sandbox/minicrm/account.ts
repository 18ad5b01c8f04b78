/** The account as it stands: what calls and the back door read and change. */
import type { Kit } from '../kit/sandbox.ts';
import type { Address, Card, Contact, Feed, Order, StatusChange } from './records.ts';
import type { Settings } from './settings.ts';

export interface Account {
  readonly kit: Kit;
  settings: Settings;
  readonly contacts: Map<number, Contact>;
  readonly cards: Map<number, Card>;
  readonly orders: Map<number, Order>;
  readonly addresses: Map<number, Address>;
  /** Names of products by sku: they can be written, and never read (manual, stock chapter). */
  readonly products: Map<string, { readonly id: number; readonly name: string }>;
  readonly history: StatusChange[];
  /** The sync log. */
  readonly feeds: Feed[];
  now(): number;
  /** The next id, for whatever has one of its own. */
  nextId(of: Sequence): number;
}

/** Each starts where no id of another can be taken for it. */
const firstIds = {
  ...{ contact: 1201, card: 16_001, order: 301, number: 3, item: 701, address: 401, product: 901, history: 35_001 },
  feed: 1,
};

export type Sequence = keyof typeof firstIds;

/** A fresh account, without customers. */
export function openAccount(kit: Kit, settings: Settings): Account {
  const next: Record<Sequence, number> = { ...firstIds };
  return {
    kit,
    settings,
    contacts: new Map(),
    cards: new Map(),
    orders: new Map(),
    addresses: new Map(),
    products: new Map(),
    history: [],
    feeds: [],
    now: () => kit.clock.now(),
    nextId: of => next[of]++,
  };
}

/** The contact a card or an order counts as belonging to: the company, where there is one. */
export function mainContactId({ businessId, contactId }: Pick<Card, 'businessId' | 'contactId'>): number {
  return businessId ?? contactId;
}

export function orderOnCard({ orders }: Account, cardId: number): Order | undefined {
  return [...orders.values()].find(order => order.cardId === cardId);
}
