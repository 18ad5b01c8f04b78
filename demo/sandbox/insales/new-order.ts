/** `POST /admin/orders.json`. A repeated call makes a second order: there is no key against it. */
import { createHash } from 'node:crypto';
import type { Account } from './account.ts';
import { Invalid, json } from './answers.ts';
import { addOrder, entering } from './changes.ts';
import { clientFor } from './clients.ts';
import { usableCode, useCode } from './codes.ts';
import { deliveryVariants, paymentGateways } from './directories.ts';
import { type OrderBody, orderSchema } from './order-body.ts';
import { addressAfter, linesAfter, valuesAfter } from './order-parts.ts';
import { orderView } from './order-view.ts';
import type { Discount, Line, Order } from './records.ts';
import type { Handler } from './requests.ts';
import { wantedStatus } from './status-change.ts';
import { defaultStatusOf } from './status-list.ts';
import { sumOf } from './totals.ts';
import { envelope, validate } from './validation.ts';

export const postOrder: Handler = (account, { body }) => {
  const fields = validate(orderSchema, envelope(body, 'order'), account.settings);
  return json(201, orderView(account, addOrder(account, makeOrder(account, fields))));
};

/** Checks all of it before it takes any of it. */
export function makeOrder(account: Account, body: OrderBody): Order {
  const client = body.client ?? body.client_attributes;
  if (!client) throw new Invalid({ client: ['не может быть пустым'] });
  checkWay(account, body);
  const lines = linesAfter(account, [], body.order_lines_attributes ?? []);
  if (lines.length === 0) throw new Invalid({ order_lines: ['не могут быть пустыми'] });
  const status = wantedStatus(account, body) ?? defaultStatusOf(account, 'new');
  const fields = valuesAfter(account, new Map(), body.fields_values_attributes ?? [], 3);
  const place = addressAfter(account, { address: {}, fields }, body);
  const plain = blankOrder(account, clientFor(account, client).id);
  const order = { ...plain, ...place, ...wayOf(body), lines, ...couponOf(account, body, lines), ...textsOf(body) };
  return { ...order, ...entering(account, order, status), notes: [...order.notes, ...notesOn(body)] };
}

function blankOrder(account: Account, clientId: number): Order {
  const id = account.nextId('order');
  const now = account.now();
  return {
    ...{ id, number: account.nextId('number'), key: createHash('md5').update(`order ${id}`).digest('hex'), clientId },
    ...{ system: 'new', status: 'new', financial: 'pending', lines: [], discounts: [], coupon: null },
    texts: {
      comment: null,
      manager_comment: null,
      delivery_date: null,
      delivery_from_hour: null,
      delivery_to_hour: null,
    },
    ...{ deliveryVariantId: null, paymentGatewayId: null, deliveryPrice: 0, address: {}, fields: new Map() },
    changes: [{ action: 'order_created', was: null, is: null, at: now }],
    ...{ createdAt: now, updatedAt: now, acceptedAt: null, deliveredAt: null, paidAt: null, deleted: false, notes: [] },
  };
}

function textsOf(body: OrderBody): Pick<Order, 'texts' | 'financial' | 'paidAt'> {
  const { comment = null, manager_comment = null, delivery_date = null } = body;
  const { delivery_from_hour = null, delivery_to_hour = null, financial_status: financial = 'pending' } = body;
  const texts = { comment, manager_comment, delivery_date, delivery_from_hour, delivery_to_hour };
  return { texts, financial, paidAt: null };
}

function wayOf(body: OrderBody): Pick<Order, 'deliveryVariantId' | 'paymentGatewayId' | 'deliveryPrice'> {
  const delivery = deliveryVariants.find(({ id }) => id === body.delivery_variant_id);
  return {
    deliveryVariantId: delivery?.id ?? null,
    paymentGatewayId: body.payment_gateway_id ?? null,
    deliveryPrice: body.delivery_price ?? delivery?.price ?? 0,
  };
}

/** A way of payment has to be allowed for the way of delivery (InSales docs, the shop's own API, orders). */
export function checkWay({ settings }: Account, { delivery_variant_id, payment_gateway_id }: OrderBody): void {
  const refuse = (field: string, text: string): never => {
    throw new Invalid({ [field]: [text] });
  };
  if (settings.needsDelivery && !delivery_variant_id) refuse('delivery_variant', 'не может быть пустым');
  if (settings.needsDelivery && !payment_gateway_id) refuse('payment_gateway', 'не может быть пустым');
  if (delivery_variant_id && !deliveryVariants.some(({ id }) => id === delivery_variant_id)) {
    refuse('delivery_variant', 'не найден');
  }
  const gateway = paymentGateways.find(({ id }) => id === payment_gateway_id);
  if (payment_gateway_id && !gateway) refuse('payment_gateway', 'не найден');
  if (gateway && delivery_variant_id && !gateway.deliveries.includes(delivery_variant_id)) {
    refuse('payment_gateway', 'недоступен для выбранного способа доставки');
  }
}

function couponOf(account: Account, { coupon }: OrderBody, lines: readonly Line[]): Partial<Order> {
  if (!coupon || account.settings.coupons === 'ignored') return {};
  const code = usableCode(
    account,
    coupon,
    lines.reduce((sum, line) => sum + sumOf(line), 0),
  );
  if (!code) return {};
  useCode(account, code);
  const { id: codeId, typeId, discount: value, description } = code;
  const id = account.nextId('discount');
  const discount: Discount = { id, typeId, value, description, codeId, lineIds: [], createdAt: account.now() };
  return { coupon: code.code, discounts: [discount] };
}

/** Discounts are put on by a change, once the lines have ids (InSales docs, partial discounts). */
function notesOn({ discounts_attributes = [] }: OrderBody): string[] {
  return discounts_attributes.length > 0 ? ['discounts were sent with the new order, and not put on'] : [];
}
