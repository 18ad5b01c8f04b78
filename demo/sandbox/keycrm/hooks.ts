/** What the account's automations send out: an event and the bare facts of what it is about. */
import type { Account } from './account.ts';
import { groupOf } from './order-view.ts';
import type { Card, Order } from './records.ts';
import type { hookEvents } from './settings.ts';
import { hasReserves } from './stock.ts';
import { hookTime, instantOf } from './times.ts';
import { totalsOf } from './totals.ts';

type OrderEvent = 'order.change_order_status' | 'order.change_payment_status';

/** Unsigned, and without the status's name, the phone or the products (receivers of the hooks; no official list found). */
export function tellOfOrder(account: Account, event: OrderEvent, order: Order): void {
  send(account, event, orderContext(account, order));
}

/** No receiver shows what is told of a lead: here, what is told of an order, as far as a lead has it. */
export function tellOfCard(account: Account, card: Card): void {
  const { id, sourceId, managerId, statusId, title, managerComment } = card;
  send(account, 'lead.change_lead_status', {
    ...{ id, title, source_id: sourceId, contact_id: card.buyerId, manager_id: managerId, status_id: statusId },
    manager_comment: managerComment,
    status_changed_at: hookTime(card.statusChangedAt),
    created_at: hookTime(card.createdAt),
    updated_at: hookTime(card.updatedAt),
  });
}

function orderContext(account: Account, order: Order): object {
  const { id, sourceId, sourceUuid, statusId, buyerId, managerId, terms } = order;
  const { buyer_comment, discount_amount, discount_percent, shipping_price, wrap_price, taxes, ...rest } = terms;
  return {
    ...{ id, parent_id: null, source_id: sourceId, source_uuid: sourceUuid, global_source_uuid: null },
    ...{ status_on_source: 'new', status_id: statusId, status_group_id: groupOf(statusId) },
    status_changed_at: hookTime(order.statusChangedAt),
    ...{ client_id: buyerId, manager_id: managerId },
    ...totalsOf(order),
    ...{ discount_amount, discount_percent },
    // Texts or null, a receiver's types say.
    ...{ shipping_price: money(shipping_price), wrap_price: money(wrap_price), taxes: money(taxes) },
    ...{ fiscal_result: [], fiscal_status: null, client_comment: buyer_comment, ...rest },
    created_at: hookTime(order.createdAt),
    updated_at: hookTime(order.updatedAt),
    ordered_at: hookTime(instantOf(order.orderedAt)),
    closed_at: order.closedAt === null ? null : hookTime(order.closedAt),
    ...{ deleted_at: null, last_synced_at: null, is_expired: false, has_reserves: hasReserves(account, order) },
  };
}

function money(value: number): string | null {
  return value === 0 ? null : value.toFixed(2);
}

function send({ kit, settings }: Account, event: (typeof hookEvents)[number], context: object): void {
  if (settings.hookUrl === '' || !settings.hookEvents.includes(event)) return;
  kit.sendHook({
    url: settings.hookUrl,
    headers: { 'content-type': 'application/json' },
    attempts: settings.hookAttempts,
    body: JSON.stringify({ event, context }),
  });
}
