/** `/admin/orders`, what is there already. There is no filter by number, phone or key: no document or client has one. */
import type { Account } from './account.ts';
import { done, Invalid, json, notFound } from './answers.ts';
import { changeOrder, entering } from './changes.ts';
import { closedStatuses } from './directories.ts';
import { among, byDeletion, changedSince, page, valuesOf } from './lists.ts';
import { checkWay } from './new-order.ts';
import { type OrderBody, orderSchema } from './order-body.ts';
import { addressAfter, discountsAfter, linesAfter, valuesAfter } from './order-parts.ts';
import { orderView } from './order-view.ts';
import type { Order, OrderTexts } from './records.ts';
import type { ApiRequest, Handler } from './requests.ts';
import { wantedStatus } from './status-change.ts';
import { changes, given, validate } from './validation.ts';

function select({ orders, settings }: Account, request: ApiRequest): Order[] {
  const wanted = (name: string): readonly string[] => valuesOf(request, name);
  const stateOf = ({ system }: Order): string => (closedStatuses.includes(system) ? 'closed' : 'open');
  return [...orders.values()]
    .filter(byDeletion(request, ({ deleted }) => deleted))
    .filter(order => among(wanted('status'), stateOf(order)))
    .filter(({ system }) => among(wanted('fulfillment_status'), system))
    .filter(({ financial }) => among(wanted('financial_status'), financial))
    .filter(({ deliveryVariantId }) => among(wanted('delivery_variant'), deliveryVariantId))
    .filter(({ paymentGatewayId }) => among(wanted('payment_gateway_id'), paymentGatewayId))
    .filter(({ clientId }) => !settings.clientFilter || among(wanted('client_id'), clientId));
}

export const listOrders: Handler = (account, request) =>
  page(request, { rows: select(account, request), view: each => orderView(account, each), newestFirst: true });

export const countOrders: Handler = (account, request) =>
  json(200, { count: select(account, request).filter(changedSince(request) ?? (() => true)).length });

export const getOrder: Handler = (account, request) => {
  const order = alive(account, request);
  return order ? json(200, orderView(account, order)) : notFound;
};

export const putOrder: Handler = (account, request) => {
  const order = alive(account, request);
  if (!order) return notFound;
  const body = validate(orderSchema, changes(request.body, 'order'), account.settings);
  return json(200, orderView(account, changeOrder(account, order, patchOf(account, order, body))));
};

export const deleteOrder: Handler = (account, request) => {
  const order = alive(account, request);
  if (!order) return notFound;
  changeOrder(account, order, { deleted: true });
  return done;
};

function alive({ orders }: Account, request: ApiRequest): Order | undefined {
  const order = orders.get(request.id());
  return order?.deleted ? undefined : order;
}

function patchOf(account: Account, order: Order, body: OrderBody): Partial<Order> {
  const lines = linesAfter(account, order.lines, body.order_lines_attributes ?? []);
  if (lines.length === 0) throw new Invalid({ order_lines: ['не могут быть пустыми'] });
  const way = {
    deliveryVariantId: body.delivery_variant_id ?? order.deliveryVariantId,
    paymentGatewayId: body.payment_gateway_id ?? order.paymentGatewayId,
  };
  if (body.delivery_variant_id || body.payment_gateway_id) {
    checkWay(account, { delivery_variant_id: way.deliveryVariantId, payment_gateway_id: way.paymentGatewayId });
  }
  const status = wantedStatus(account, body);
  const financial = body.financial_status ?? order.financial;
  const fields = valuesAfter(account, order.fields, body.fields_values_attributes ?? [], 3);
  return {
    ...{ lines, ...way, financial, deliveryPrice: body.delivery_price ?? order.deliveryPrice },
    texts: textsAfter(order, body),
    discounts: discountsAfter(account, { ...order, lines }, body.discounts_attributes ?? []),
    ...addressAfter(account, { address: order.address, fields }, body),
    paidAt: financial === 'paid' ? (order.paidAt ?? account.now()) : null,
    ...(status ? entering(account, order, status) : {}),
  };
}

function textsAfter({ texts }: Order, body: OrderBody): OrderTexts {
  const { comment, manager_comment, delivery_date, delivery_from_hour, delivery_to_hour } = body;
  const sent = given({ comment, manager_comment, delivery_date, delivery_from_hour, delivery_to_hour });
  return { ...texts, ...sent } as OrderTexts;
}
