/** Every way an order, new or known, is put down: stamped, told of, and left to the kitchen. */
import type { Account } from './account.ts';
import { tellOfOrder } from './hooks.ts';
import type { Change, Order } from './records.ts';
import type { ListedStatus } from './status-list.ts';

export function addOrder(account: Account, order: Order): Order {
  account.orders.set(order.id, order);
  tellOfOrder(account, 'orders/create', order);
  account.kit.orderChanged(String(order.id));
  return order;
}

/** Tells of it even where the status is what it was, as InSales does (a client of the API). */
export function changeOrder(account: Account, order: Order, patch: Partial<Order>): Order {
  const changed: Order = { ...order, ...patch, updatedAt: account.now() };
  const made = changesBetween(order, changed);
  const full = { ...changed, changes: [...order.changes, ...made] };
  account.orders.set(order.id, full);
  tellOfOrder(account, full.deleted ? 'orders/destroy' : 'orders/update', full);
  if (full.status !== order.status) account.kit.orderChanged(String(order.id));
  return full;
}

function changesBetween(was: Order, is: Order): Change[] {
  const at = is.updatedAt;
  const changes: Change[] = [];
  if (was.system !== is.system)
    changes.push({ action: 'fulfillment_status_changed', was: was.system, is: is.system, at });
  if (was.status !== is.status) changes.push({ action: 'custom_status_changed', was: was.status, is: is.status, at });
  if (was.financial !== is.financial) {
    changes.push({ action: 'financial_status_changed', was: was.financial, is: is.financial, at });
  }
  if (is.discounts.length > was.discounts.length) changes.push({ action: 'discount_created', was: null, is: null, at });
  return changes;
}

/** What entering a status does to an order. */
export function entering(account: Account, order: Order, { permalink, system_status }: ListedStatus): Partial<Order> {
  const now = account.now();
  return {
    system: system_status,
    status: permalink,
    acceptedAt: order.acceptedAt ?? (system_status === 'accepted' ? now : null),
    deliveredAt: system_status === 'delivered' ? (order.deliveredAt ?? now) : order.deliveredAt,
  };
}
