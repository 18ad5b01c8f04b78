/** An order as the API and its webhooks show it: bare. Sums are numbers, a discount's own value is a text (InSales docs, external discounts). */
import type { Account } from './account.ts';
import { clientView } from './client-view.ts';
import { deliveryVariants, paymentGateways, shop } from './directories.ts';
import type { Discount, Line, Order } from './records.ts';
import { statusView } from './status-list.ts';
import { offsetTime, timeOrNull } from './times.ts';
import { cents, sumOf, type Totals, totalsOf } from './totals.ts';

export function orderView(account: Account, order: Order): object {
  const totals = totalsOf(order);
  const client = account.clients.get(order.clientId);
  const { id, number, key, texts, coupon } = order;
  return {
    ...{ id, number, key, account_id: shop.id, locale: 'ru', currency_code: 'RUR', coupon, margin: 0 },
    ...{ ...timesView(account, order), ...texts, client_transaction_id: null, ya_id: null },
    ...{ financial_status: order.financial, ...statusView(account, order) },
    ...{ items_price: totals.items, total_price: totals.total },
    ...wayView(order),
    ...{ referer: null, current_location: null, query: null, source_domain: null, source: null },
    ...{ warehouse_id: null, cookies: null, fields_values: fieldsView(account, order, 3) },
    order_lines: order.lines.map(line => lineView(account, order, line, totals)),
    order_changes: changesView(account, order),
    discount: order.discounts[0] ? discountView(account, order.discounts[0], totals) : null,
    discounts: order.discounts.map(each => discountView(account, each, totals)),
    shipping_address: addressView(account, order),
    client: client ? clientView(account, client) : null,
  };
}

function timesView({ settings: { timeZone } }: Account, order: Order): object {
  return {
    created_at: offsetTime(order.createdAt, timeZone),
    updated_at: offsetTime(order.updatedAt, timeZone),
    accepted_at: timeOrNull(order.acceptedAt, timeZone),
    delivered_at: timeOrNull(order.deliveredAt, timeZone),
    paid_at: timeOrNull(order.paidAt, timeZone),
  };
}

function wayView({ deliveryVariantId, paymentGatewayId, deliveryPrice }: Order): object {
  const delivery = deliveryVariants.find(({ id }) => id === deliveryVariantId);
  return {
    ...{ delivery_price: deliveryPrice, full_delivery_price: deliveryPrice, delivery_variant_id: deliveryVariantId },
    ...{ delivery_title: delivery?.title ?? null, delivery_description: delivery?.description ?? null },
    delivery_info: { delivery_variant_id: deliveryVariantId, price: deliveryPrice, errors: [], warnings: [] },
    payment_gateway_id: paymentGatewayId,
    payment_title: paymentGateways.find(({ id }) => id === paymentGatewayId)?.title ?? null,
    payment_description: null,
  };
}

function lineView({ settings: { timeZone } }: Account, order: Order, line: Line, { byLine }: Totals): object {
  const { id, productId, variantId, salePrice, quantity, title, sku, comment } = line;
  const off = byLine.get(id) ?? 0;
  const full = cents(sumOf(line) - off);
  return {
    ...{ id, order_id: order.id, product_id: productId, variant_id: variantId, bundle_id: null, title, sku, comment },
    ...{ barcode: null, quantity, reserved_quantity: quantity, sale_price: salePrice },
    ...{ full_sale_price: cents(full / quantity), total_price: sumOf(line), full_total_price: full },
    ...{ discounts_amount: off, weight: null, dimensions: null, unit: 'pce', vat: -1 },
    created_at: offsetTime(line.createdAt, timeZone),
    updated_at: offsetTime(line.updatedAt, timeZone),
  };
}

function discountView({ settings: { timeZone } }: Account, discount: Discount, { byDiscount }: Totals): object {
  const { id, typeId, value, description, codeId, lineIds, createdAt } = discount;
  const amount = byDiscount.get(id) ?? 0;
  const decimal = Number.isInteger(value) ? value.toFixed(1) : String(value);
  return {
    ...{ id, type_id: typeId, discount: decimal, amount, full_amount: amount, percent: typeId === 1 ? value : null },
    ...{ description, discount_code_id: codeId, reference_id: null, reference_type: null },
    ...{ discount_order_lines_ids: lineIds, discount_products_ids: [] },
    created_at: offsetTime(createdAt, timeZone),
  };
}

function fieldsView(account: Account, order: Order, destiny: number): object[] {
  return [...order.fields].flatMap(([fieldId, value]) => {
    const field = account.fields.get(fieldId);
    if (field?.destiny !== destiny) return [];
    const { title: name, type, handle } = field;
    return [{ id: order.id * 100 + (fieldId % 100), field_id: fieldId, name, type, value, handle }];
  });
}

function addressView(account: Account, order: Order): object {
  const { address } = order;
  return {
    ...{ id: order.id, name: null, surname: null, middlename: null, phone: null, country: 'RU', state: null },
    ...{ city: null, zip: null, street: null, house: null, flat: null, address: null, full_locality_name: null },
    ...address,
    formatted_phone: address['phone'] ?? null,
    full_name: [address['surname'], address['name'], address['middlename']].filter(Boolean).join(' '),
    full_delivery_address: [address['full_locality_name'], address['address']].filter(Boolean).join(', '),
    location_valid: false,
    fields_values: fieldsView(account, order, 1),
  };
}

function changesView({ settings }: Account, { changes }: Order): object[] {
  return changes.map(({ action, was, is, at }) => ({
    ...{ action, value_was: was, value_is: is, user_name: 'API', full_description: action },
    created_at: offsetTime(at, settings.timeZone),
  }));
}
