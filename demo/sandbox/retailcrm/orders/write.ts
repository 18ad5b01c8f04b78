/** `orders/create`, `orders/{id}/edit`, `orders/upload` and `orders/fix-external-ids`. */
import { z } from 'zod';
import type { Answer } from '../../kit/sandbox.ts';
import type { Account } from '../account.ts';
import { attachCustomer, customerFaults } from '../customers/attach.ts';
import { created, ok, Refusal, refusals } from '../http/answers.ts';
import { readEntity, text, whole, withoutEmpty } from '../http/fields.ts';
import type { Request } from '../http/request.ts';
import { loadPack } from '../http/upload.ts';
import { namedEntity, siteOf } from '../site.ts';
import { isTaken, referenceFaults } from './checks.ts';
import { readItems } from './items.ts';
import { makeOrder, refuseFaults } from './make.ts';
import type { Order } from './order.ts';
import { addOrder, changeOrder } from './save.ts';
import { type OrderFields, orderSchema } from './schema.ts';
import { orderView } from './view.ts';

export function createOrder(account: Account, request: Request): Answer {
  const site = siteOf(account, request);
  const order = makeOrder(account, readEntity(request, 'order', orderSchema), { site, fromApi: true });
  addOrder(account, order, 'api');
  return created({ id: order.id, order: orderView(account, order, 'list') });
}

export function editOrder(account: Account, request: Request): Answer {
  const fields = readEntity(request, 'order', orderSchema);
  const order = namedEntity(account, request, account.orders);
  const edited = changeOrder(account, merge(account, order, fields), 'api');
  return ok({ id: edited.id, order: orderView(account, edited) });
}

/**
 * Only what was sent changes, and null clears it. Items are replaced as a whole. That an edit leaves payments to their
 * own methods is a choice, and noted: the published modules use those.
 */
function merge(account: Account, order: Order, fields: OrderFields): Order {
  const { externalId, number, createdAt, status, customer, items, payments, delivery, customFields, ...plain } = fields;
  const read = items ? readItems(account, items, order.items) : { items: order.items, faults: {}, notes: [] };
  const isRenamed = typeof externalId === 'string' && externalId !== order.externalId;
  if (isRenamed && isTaken(account, { site: order.site, externalId })) throw new Refusal(400, 'Order already exists.');
  refuseFaults({ ...referenceFaults(fields), ...customerFaults(account, order.site, customer), ...read.faults });
  return {
    ...order,
    externalId: externalId ?? order.externalId,
    number: number ?? order.number,
    items: read.items,
    status: status ?? order.status,
    createdAt: createdAt ?? order.createdAt,
    customerId: customer ? attachCustomer(account, order.site, customer, plain).id : order.customerId,
    delivery: { ...order.delivery, ...delivery, address: { ...order.delivery.address, ...delivery?.address } },
    customFields: { ...order.customFields, ...customFields },
    fields: { ...order.fields, ...plain },
    notes: [...order.notes, ...read.notes, ...(payments ? ['payments of an edit were not used'] : [])],
  };
}

/** 460 when any of them failed (vendor's Go client). */
export function uploadOrders(account: Account, request: Request): Answer {
  const site = siteOf(account, request);
  const { loaded, failed, errors } = loadPack(readEntity(request, 'orders', z.array(orderSchema)), fields => {
    const order = makeOrder(account, fields, { site, fromApi: true });
    addOrder(account, order, 'api');
    return order;
  });
  const lists = {
    uploadedOrders: loaded.map(({ id, externalId }) => withoutEmpty({ id, externalId })),
    failedOrders: failed,
    orders: loaded.map(order => orderView(account, order, 'list')),
  };
  if (failed.length > 0) throw new Refusal(460, 'Orders are loaded with errors', errors, lists);
  return created(lists);
}

export function fixOrderIds(account: Account, request: Request): Answer {
  for (const { id, externalId } of readEntity(request, 'orders', z.array(z.object({ id: whole, externalId: text })))) {
    const order = account.orders.get(id);
    if (!order) throw refusals.notFound();
    if (isTaken(account, { site: order.site, externalId })) throw new Refusal(400, 'Order already exists.');
    changeOrder(account, { ...order, externalId }, 'api');
  }
  return ok({});
}
