/** `POST /order` and `POST /order/import`. */
import { z } from 'zod';
import type { Account } from './account.ts';
import { json } from './answers.ts';
import { type OrderBody, orderSchema, utmOf } from './bodies.ts';
import { buyerFor } from './buyers.ts';
import {
  checkFields,
  checkLines,
  checkManager,
  checkPayment,
  checkShipping,
  makeFields,
  makeLines,
  makePayment,
  makeShipping,
} from './checks.ts';
import { sources, statuses } from './directories.ts';
import { orderView } from './order-view.ts';
import { type Buyer, loyaltyOf } from './people.ts';
import type { Order, Terms } from './records.ts';
import type { Handler } from './requests.ts';
import { addOrder } from './statuses.ts';
import { instantOf, utcTime } from './times.ts';
import { createFaultList, validate } from './validation.ts';

const MAX_IMPORTED = 50;

/** Takes an order, or says what is wrong with it. */
export const postOrder: Handler = (account, { body }) => {
  const fields = validate(orderSchema, body);
  checkOrder(account, fields);
  const order = makeOrder(account, fields, { received: body, imported: false });
  addOrder(account, order);
  return json(201, orderView(order));
};

const importSchema = z.object({
  orders: z
    .array(orderSchema, { error: 'must be an array' })
    .min(1, 'must not be empty')
    .max(MAX_IMPORTED, `must hold at most ${MAX_IMPORTED} orders`),
});

/** All or none; the answer names none of them, for the specification has no body for it. */
export const importOrders: Handler = (account, { body }) => {
  const { orders } = validate(importSchema, body);
  for (const fields of orders) checkOrder(account, fields);
  for (const fields of orders) addOrder(account, makeOrder(account, fields, { received: fields, imported: true }));
  return json(201, {});
};

function checkOrder(account: Account, body: OrderBody): void {
  const faults = createFaultList();
  const { full_name, email, phone } = body.buyer;
  // KeyCRM help, transfer of orders: one of the three.
  if (!full_name && !email && !phone) faults.add('buyer', 'needs a full_name, an email or a phone');
  if (!sources.some(({ id }) => id === body.source_id)) faults.add('source_id', 'names no source');
  if (account.settings.sourceUuid === 'unique' && isTaken(account, body)) {
    faults.add('source_uuid', 'has been used by another order of this source');
  }
  checkManager(body.manager_id, faults);
  checkLines(body.products, faults);
  for (const [index, payment] of body.payments.entries()) checkPayment(account, payment, `payments.${index}.`, faults);
  if (body.shipping) checkShipping(body.shipping, faults);
  checkFields(body.custom_fields, faults);
  faults.throwIfAny();
}

function isTaken({ orders }: Account, { source_id, source_uuid }: OrderBody): boolean {
  if (!source_uuid) return false;
  return [...orders.values()].some(order => order.sourceId === source_id && order.sourceUuid === source_uuid);
}

interface Origin {
  readonly received: unknown;
  readonly imported: boolean;
}

function makeOrder(account: Account, body: OrderBody, { received, imported }: Origin): Order {
  const now = account.kit.clock.now();
  const [first] = statuses;
  const notes: string[] = [];
  const contact = {
    full_name: body.buyer.full_name ?? null,
    email: body.buyer.email ?? null,
    phone: body.buyer.phone ?? null,
  };
  const buyer = buyerFor(account, contact);
  // KeyCRM help, loyalty program: put on what comes by the API, and not on imports.
  const loyalty = account.settings.autoDiscount && !imported ? bestDiscount(buyer) : 0;
  if (loyalty > 0) notes.push(`a loyalty discount of ${loyalty}% was put on`);

  return {
    id: account.nextId('order'),
    sourceId: body.source_id,
    sourceUuid: body.source_uuid ?? null,
    statusId: first.id,
    statusChangedAt: now,
    buyerId: buyer.id,
    managerId: body.manager_id ?? buyer.managerId,
    contact,
    terms: termsOf(body, loyalty),
    lines: makeLines(account, body.products),
    payments: body.payments.map(payment => makePayment(account, payment, 'not_paid')),
    expenses: [],
    shipping: makeShipping(body.shipping),
    marketing: utmOf(body.marketing ?? {}),
    customFields: makeFields(body.custom_fields, 'order', notes),
    tagIds: [],
    orderedAt: utcTime(body.ordered_at ? instantOf(body.ordered_at) : now),
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    notes,
    received,
  };
}

/** A discount the order came with stands, unless the buyer's is the greater: which of them wins is nowhere documented. */
function termsOf(body: OrderBody, loyalty: number): Terms {
  return {
    promocode: body.promocode ?? null,
    discount_percent: Math.max(body.discount_percent ?? 0, loyalty),
    discount_amount: body.discount_amount ?? 0,
    shipping_price: body.shipping_price ?? 0,
    wrap_price: body.wrap_price ?? 0,
    taxes: body.taxes ?? 0,
    buyer_comment: body.buyer_comment ?? null,
    manager_comment: body.manager_comment ?? null,
    gift_message: body.gift_message ?? null,
    is_gift: body.is_gift ?? false,
    gift_wrap: body.gift_wrap ?? false,
  };
}

function bestDiscount(buyer: Buyer): number {
  return Math.max(buyer.discount, ...loyaltyOf(buyer).map(({ discount }) => discount));
}
