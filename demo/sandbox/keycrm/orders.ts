/** `GET /order`, `GET` and `PUT /order/{orderId}`. */
import { z } from 'zod';
import type { Account } from './account.ts';
import { json, notFound } from './answers.ts';
import { fieldsSchema, lineSchema, shippingSchema } from './bodies.ts';
import { offerBySku } from './catalogue-view.ts';
import { checkFields, checkShipping, makeFields, makeShipping } from './checks.ts';
import { productStatuses, statuses } from './directories.ts';
import { between, includesOf, type Listing, oneOf, page, select, yesNo } from './lists.ts';
import { orderIncludes, orderView, orderWith } from './order-view.ts';
import type { Line, Order, Terms } from './records.ts';
import type { Handler } from './requests.ts';
import { changeOrder } from './statuses.ts';
import { utcTime } from './times.ts';
import { totalsOf } from './totals.ts';
import { amount, createFaultList, type FaultList, id, list, percent, text, validate } from './validation.ts';

export const listOrders: Handler = (account, request) => {
  const asked = includesOf(request, orderIncludes);
  const { clock } = account.kit;
  const shownUntil = clock.now() - clock.scaled(account.settings.searchLagMs);
  const shown = [...account.orders.values()].filter(({ createdAt }) => createdAt <= shownUntil);
  return page(request, select(account, request, shown, listingOf(account)), order => orderWith(account, order, asked));
};

function listingOf({ buyers }: Account): Listing<Order> {
  // To the letter: `380…` does not find `+380…` (measured by two clients on a live account).
  const contacts = (order: Order, of: 'phone' | 'email') => [
    order.contact[of],
    ...(buyers.get(order.buyerId)?.[of] ?? []),
  ];
  return {
    filters: {
      status_id: oneOf(order => [order.statusId]),
      source_id: oneOf(order => [order.sourceId]),
      source_uuid: oneOf(order => [order.sourceUuid]),
      buyer_phone: oneOf(order => contacts(order, 'phone')),
      buyer_email: oneOf(order => contacts(order, 'email')),
      // The time of ordering it is, not of creation (KeyCRM OpenAPI 1.2.0).
      created_between: between(order => order.orderedAt),
      updated_between: between(order => utcTime(order.updatedAt)),
      shipping_between: between(order => textOf(order.shipping['shipping_date'])),
      payment_status: oneOf(order => [totalsOf(order).payment_status]),
      has_tracking_code: yesNo(order => order.shipping['tracking_code'] !== null),
    },
    sorts: {
      id: order => order.id,
      created_at: order => order.createdAt,
      updated_at: order => order.updatedAt,
      ordered_at: order => order.orderedAt,
    },
  };
}

function textOf(value: string | number | null | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

export const getOrder: Handler = (account, request) => {
  const asked = includesOf(request, orderIncludes);
  const order = account.orders.get(request.id());
  return order ? json(200, orderWith(account, order, asked)) : notFound;
};

const changeSchema = z.object({
  status_id: id,
  buyer_comment: text,
  manager_comment: text,
  discount_percent: percent,
  discount_amount: amount,
  products: list(lineSchema.partial().extend({ id, product_status_id: id })),
  shipping: shippingSchema.nullish(),
  custom_fields: fieldsSchema,
});

type ChangeBody = z.infer<typeof changeSchema>;

export const putOrder: Handler = (account, request) => {
  const order = account.orders.get(request.id());
  if (!order) return notFound;
  const body = validate(changeSchema, request.body);
  checkChange(order, body);
  const { status_id, shipping, custom_fields, products } = body;
  const notes = [...order.notes];
  const given = makeFields(custom_fields, 'order', notes);
  const kept = order.customFields.filter(({ uuid }) => !given.some(field => field.uuid === uuid));
  const changed = changeOrder(account, order, {
    statusId: status_id ?? order.statusId,
    terms: changeTerms(order.terms, body),
    lines: order.lines.map(line => changeLine(line, products)),
    shipping: makeShipping(shipping, order.shipping),
    customFields: [...kept, ...given],
    notes,
  });
  return json(202, orderView(changed));
};

function checkChange({ shipping }: Order, body: ChangeBody): void {
  const faults: FaultList = createFaultList();
  if (body.status_id && !statuses.some(each => each.id === body.status_id)) {
    faults.add('status_id', 'names no status');
  }
  for (const [index, { product_status_id }] of body.products.entries()) {
    const isKnown = productStatuses.some(each => each.id === product_status_id);
    if (product_status_id && !isKnown) faults.add(`products.${index}.product_status_id`, 'names no status');
  }
  if (body.shipping) checkShipping(body.shipping, faults);
  // KeyCRM OpenAPI 1.2.0: a tracking code cannot be given twice.
  if (body.shipping?.tracking_code && shipping['tracking_code'] !== null) {
    faults.add('shipping.tracking_code', 'has been given already');
  }
  checkFields(body.custom_fields, faults);
  faults.throwIfAny();
}

/** What was sent, null included, over what was. */
function changeTerms(terms: Terms, body: ChangeBody): Terms {
  const { buyer_comment, manager_comment, discount_percent, discount_amount } = body;
  return {
    ...terms,
    ...(buyer_comment === undefined ? {} : { buyer_comment }),
    ...(manager_comment === undefined ? {} : { manager_comment }),
    ...(discount_percent === undefined ? {} : { discount_percent: discount_percent ?? 0 }),
    ...(discount_amount === undefined ? {} : { discount_amount: discount_amount ?? 0 }),
  };
}

/** Lines are found by id or sku and never added; only a one-off has a name to change (KeyCRM OpenAPI 1.2.0). */
function changeLine(line: Line, bodies: ChangeBody['products']): Line {
  const body = bodies.find(each => (each.id ? each.id === line.id : each.sku && each.sku === line.sku));
  if (!body) return line;
  return {
    ...line,
    name: offerBySku(line.sku) ? line.name : (body.name ?? line.name),
    comment: body.comment ?? line.comment,
    price: body.price ?? line.price,
    purchased_price: body.purchased_price ?? line.purchased_price,
    quantity: body.quantity ?? line.quantity,
    discount_amount: body.discount_amount ?? line.discount_amount,
    discount_percent: body.discount_percent ?? line.discount_percent,
    product_status_id: body.product_status_id ?? line.product_status_id,
  };
}
