/** The way of orders and leads through their statuses. */
import { BadInput } from '../kit/input.ts';
import type { Account } from './account.ts';
import { CANCELLED_GROUP, pipelineStatuses, type Status, statuses } from './directories.ts';
import { tellOfCard, tellOfOrder } from './hooks.ts';
import type { Card, Order } from './records.ts';
import { totalsOf } from './totals.ts';

/** Puts a new order into the account. */
export function addOrder(account: Account, order: Order): void {
  account.orders.set(order.id, order);
  if (account.settings.hookAtCreation) tellOfOrder(account, 'order.change_order_status', order);
  account.kit.orderChanged(String(order.id));
}

/** Changes an order, and tells of it what has to be told. */
export function changeOrder(account: Account, order: Order, change: Partial<Order>): Order {
  const now = account.kit.clock.now();
  const entered = change.statusId === undefined || change.statusId === order.statusId ? undefined : change.statusId;
  const isClosing = statuses.some(({ id, is_closing_order }) => id === entered && is_closing_order);
  const changed: Order = {
    ...order,
    ...change,
    updatedAt: now,
    ...(entered === undefined ? {} : { statusChangedAt: now, closedAt: isClosing ? now : null }),
  };
  account.orders.set(order.id, changed);
  if (totalsOf(changed).payment_status !== totalsOf(order).payment_status) {
    tellOfOrder(account, 'order.change_payment_status', changed);
  }
  if (entered !== undefined) {
    tellOfOrder(account, 'order.change_order_status', changed);
    account.kit.orderChanged(String(order.id));
  }
  return changed;
}

/** Moves a lead on, and tells of it. */
export function changeCard(account: Account, card: Card, change: Partial<Card>): Card {
  const now = account.kit.clock.now();
  const isMoved = change.statusId !== undefined && change.statusId !== card.statusId;
  const changed: Card = { ...card, ...change, updatedAt: now, ...(isMoved ? { statusChangedAt: now } : {}) };
  account.cards.set(card.id, changed);
  if (isMoved) tellOfCard(account, changed);
  return changed;
}

/** The order status of this id, name or alias; throws `BadInput` when there is none. */
export function statusOf(wanted: string): Status {
  const status = statuses.find(({ id, name, alias }) => [String(id), name, alias].includes(wanted));
  if (status) return status;
  const known = statuses.map(({ id, name }) => `${id} (${name})`).join(', ');
  throw new BadInput(`status: one of ${known} was expected.`);
}

/** The same for leads. */
export function cardStatusOf(wanted: string): number {
  const status = pipelineStatuses.find(({ id, title, alias }) => [String(id), title, alias].includes(wanted));
  if (status) return status.id;
  const known = pipelineStatuses.map(({ id, title }) => `${id} (${title})`).join(', ');
  throw new BadInput(`status: one of ${known} was expected.`);
}

/** The status after the one an order is in; a cancelled order has none, and none leads to cancelling. */
export function nextStatus({ orders }: Account, id: number): string | undefined {
  const way = statuses.filter(({ group_id }) => group_id !== CANCELLED_GROUP);
  const place = way.findIndex(status => status.id === orders.get(id)?.statusId);
  const next = place < 0 ? undefined : way[place + 1];
  return next && String(next.id);
}
