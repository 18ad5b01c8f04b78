/** Where every new or changed order passes: into the account, its history, its triggers and the kitchen. */
import { type Account, localNow } from '../account.ts';
import { record, type Source } from '../history.ts';
import { fireTriggers } from '../triggers.ts';
import { changesBetween } from './changes.ts';
import type { Order } from './order.ts';

export function addOrder(account: Account, order: Order, source: Source): void {
  account.orders.set(order.id, order);
  record(account, order, source, [
    { field: 'status', oldValue: null, newValue: { code: order.status }, created: true },
  ]);
  if (account.settings.triggerAtCreation) fireTriggers(account, order);
  account.kit.orderChanged(String(order.id));
}

/** Keeps a changed order; gives it back as it was kept. */
export function changeOrder(account: Account, changed: Order, source: Source): Order {
  const before = account.orders.get(changed.id) ?? changed;
  const entered = changed.status !== before.status;
  const order = entered ? { ...changed, statusUpdatedAt: localNow(account) } : changed;
  account.orders.set(order.id, order);
  record(account, order, source, changesBetween(before, order));
  if (entered) {
    fireTriggers(account, order);
    account.kit.orderChanged(String(order.id));
  }
  return order;
}
