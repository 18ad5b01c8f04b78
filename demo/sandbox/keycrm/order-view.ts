/** Orders as the API shows them. */
import type { Account } from './account.ts';
import { offerBySku, offerView } from './catalogue-view.ts';
import { customFields } from './custom-field-directory.ts';
import { deliveryServices, expenseTypes, roles, stamped, statuses, tags, users } from './directories.ts';
import type { FieldValue, Line, Order, Payment } from './records.ts';
import { type Stocks, stocksOf } from './stock.ts';
import { utcTime } from './times.ts';
import { lineDiscount, priceSold, totalsOf } from './totals.ts';

/** The associations of an order (KeyCRM OpenAPI 1.2.0; the shorter ones and `attachments` seen on a live account). */
export const orderIncludes: readonly string[] = [
  'buyer',
  'products',
  'products.offer',
  'manager',
  'tags',
  'status',
  'marketing',
  'payments',
  'shipping',
  'shipping.lastHistory',
  'shipping.deliveryService',
  'expenses',
  'custom_fields',
  'assigned',
  'attachments',
];

/** The order without associations (KeyCRM OpenAPI 1.2.0, `Order`). */
export function orderView({ id, sourceId, sourceUuid, statusId, terms, ...order }: Order): object {
  const { products_total, total_discount, grand_total, expenses_sum, payment_status } = totalsOf({ terms, ...order });
  return {
    id,
    parent_id: null,
    source_uuid: sourceUuid,
    global_source_uuid: null,
    source_id: sourceId,
    status_id: statusId,
    status_group_id: groupOf(statusId),
    status_changed_at: utcTime(order.statusChangedAt),
    grand_total,
    products_total,
    total_discount,
    expenses_sum,
    ...terms,
    payment_status,
    manager_id: order.managerId,
    last_synced_at: null,
    created_at: utcTime(order.createdAt),
    ordered_at: order.orderedAt,
    updated_at: utcTime(order.updatedAt),
    closed_at: order.closedAt === null ? null : utcTime(order.closedAt),
  };
}

/** The order with what was asked for. */
export function orderWith(account: Account, order: Order, asked: ReadonlySet<string>): object {
  const { buyerId, managerId, contact, shipping } = order;
  const stock = asked.has('products.offer') ? stocksOf(account) : undefined;
  const parts: Record<string, () => unknown> = {
    buyer: () => ({ id: buyerId, ...contact, company_id: null, manager_id: managerId }),
    products: () => order.lines.map(line => lineView(account, line, stock)),
    manager: () => users.find(({ id }) => id === managerId) ?? null,
    tags: () => tags.filter(({ id }) => order.tagIds.includes(id)),
    status: () => statusView(order.statusId),
    marketing: () => {
      const time = utcTime(order.createdAt);
      return { ...order.marketing, created_at: time, updated_at: time };
    },
    payments: () => order.payments.map(payment => paymentView(account, payment)),
    shipping: () => ({
      ...shipping,
      ...(asked.has('shipping.deliveryService') ? { delivery_service: deliveryServiceOf(order) } : {}),
      // What a history looks like is nowhere documented; these orders have none.
      ...(asked.has('shipping.lastHistory') ? { last_history: null } : {}),
    }),
    expenses: () => order.expenses.map(expense => expenseView(expense)),
    custom_fields: () => fieldsView(order.customFields),
    assigned: () =>
      users.filter(({ id }) => id === managerId).map(user => ({ ...user, role: roles.get(user.role_id) })),
    attachments: () => [],
  };
  const wanted = new Set([...asked].map(name => name.split('.', 1)[0] ?? ''));
  const included = [...wanted].map(name => [name, parts[name]?.()]);
  return { ...orderView(order), ...Object.fromEntries(included) };
}

/** A row of the status directory as an order shows it, one that is switched off included. */
export function statusView(id: number): object | null {
  const status = statuses.find(each => each.id === id);
  return status ? stamped({ ...status, expiration_period: null, deleted_at: null }) : null;
}

export function groupOf(statusId: number): number {
  return statuses.find(({ id }) => id === statusId)?.group_id ?? 0;
}

/** A payment (KeyCRM OpenAPI 1.2.0, `OrderWithIncludes.payments` and `Payment`). */
export function paymentView(account: Account, payment: Payment): object {
  const { id, payment_method_id, ...facts } = payment;
  return {
    id,
    payment_method_id,
    payment_method: account.paymentMethods.find(method => method.id === payment_method_id) ?? null,
    destination_id: null,
    actual_currency: account.settings.currency,
    transaction_uuid: null,
    fiscal_result: null,
    ...facts,
  };
}

export function expenseView(expense: Order['expenses'][number]): object {
  return { ...expense, expense_type: expenseTypes.find(({ id }) => id === expense.expense_type_id) ?? null };
}

/** The fields an order, a lead or a buyer has values for. */
export function fieldsView(values: readonly FieldValue[]): object[] {
  return values.flatMap(({ uuid, value }) => {
    const field = customFields.find(each => each.uuid === uuid);
    return field ? [{ id: field.id, uuid, name: field.name, type: field.type, value }] : [];
  });
}

/** A line, with its offer when the stock to show in it is given. */
export function lineView(account: Account, line: Line, stock?: Stocks): object {
  const offer = offerBySku(line.sku);
  return {
    ...line,
    price_sold: priceSold(line),
    total_discount: lineDiscount(line),
    upsale: false,
    shipment_type: 'warehouse',
    ...(stock ? { offer: offer ? offerView(account, offer, stock) : null } : {}),
  };
}

function deliveryServiceOf({ shipping }: Order): object | null {
  return deliveryServices.find(({ id }) => id === shipping['delivery_service_id']) ?? null;
}
