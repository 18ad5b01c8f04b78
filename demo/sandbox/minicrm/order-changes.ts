/** Orders coming and going: the document and its card change together. */
import { type Account, mainContactId } from './account.ts';
import { addCard, changeCard } from './cards.ts';
import { type OrderStatus, orderModule, orderStatus, users } from './labels.ts';
import type { Card, Order, Values } from './records.ts';

export type OrderFacts = Pick<
  Order,
  'number' | 'status' | 'currency' | 'language' | 'performance' | 'subject' | 'paymentMethod' | 'customer' | 'items'
> &
  Partial<Pick<Order, 'externalId'>>;

interface Placed {
  readonly of: Pick<Card, 'contactId' | 'businessId'>;
  readonly values: Values;
  readonly createdBy?: number;
}

/** An order, and a card for it in the Orders module, which its number gives a name. */
export function addOrder(account: Account, { of, ...place }: Placed, facts: OrderFacts): Order {
  const now = account.now();
  const { contactId, businessId } = of;
  const name = facts.number || `To be issued (${facts.customer.name})`;
  const statusId = orderStatus(facts.status).id;
  const order: Order = {
    ...{ externalId: null, ...facts, id: account.nextId('order'), customerId: mainContactId(of) },
    ...{ cardId: 0, issuedAt: facts.status === 'Draft' ? null : now, paidAt: null, updatedAt: now },
  };
  const card = addCard(account, {
    ...{ categoryId: orderModule.id, contactId, businessId, name, statusId, userId: users[0].id },
    ...place,
  });
  account.orders.set(order.id, { ...order, cardId: card.id });
  account.kit.orderChanged(String(card.id));
  return { ...order, cardId: card.id };
}

export interface OrderChange extends Partial<OrderFacts> {
  readonly paidAt?: number;
  /** Fields of the card. */
  readonly values?: Values;
}

/** Changes an order and its card. */
export function changeOrder(
  account: Account,
  order: Order,
  { values = {}, ...change }: OrderChange,
  by?: number,
): Order {
  const now = account.now();
  const status = change.status ?? order.status;
  const isIssued = status !== 'Draft';
  const number = change.number ?? (isIssued && order.number === '' ? nextNumber(account) : order.number);
  const changed = { ...order, ...change, number, issuedAt: isIssued ? (order.issuedAt ?? now) : null, updatedAt: now };
  account.orders.set(order.id, changed);
  const card = account.cards.get(order.cardId);
  if (card) changeCard(account, card, { values, name: number || card.name, statusId: orderStatus(status).id }, by);
  if (status !== order.status) account.kit.orderChanged(String(order.cardId));
  return changed;
}

/** How MiniCRM numbers orders that nobody numbered is a setting of the account. */
function nextNumber(account: Account): string {
  return `CMD-${String(account.nextId('number')).padStart(5, '0')}`;
}

interface Move {
  readonly from: readonly OrderStatus[];
  readonly to: OrderStatus;
}

/** What can be done with an order; anything else is 405 (manual, order chapter). */
export const moves: ReadonlyMap<string, Move> = new Map<string, Move>([
  ['Finalize', { from: ['Draft'], to: 'InProgress' }],
  ['Edit', { from: ['InProgress'], to: 'Draft' }],
  ['Complete', { from: ['InProgress'], to: 'Completed' }],
  ['Paid', { from: ['Completed', 'Failed'], to: 'Successful' }],
  ['Storno', { from: ['Completed', 'Successful'], to: 'Failed' }],
]);

/** Moves an order to a status, whatever the way there. */
export function enterStatus(account: Account, order: Order, status: OrderStatus, by?: number): Order {
  const paidAt = status === 'Successful' ? { paidAt: account.now() } : {};
  return changeOrder(account, order, { status, ...paidAt }, by);
}
