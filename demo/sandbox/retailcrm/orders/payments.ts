/** `orders/payments/create`, `…/{id}/edit` and `…/{id}/delete`. */
import { z } from 'zod';
import type { Answer } from '../../kit/sandbox.ts';
import { type Account, isVisible } from '../account.ts';
import { created, ok, Refusal, refusals } from '../http/answers.ts';
import { readEntity, text, whole, withoutEmpty } from '../http/fields.ts';
import type { Request } from '../http/request.ts';
import { findByExternalId, readBy, siteOf } from '../site.ts';
import { type Faults, paymentFaults } from './checks.ts';
import { makePayment } from './make.ts';
import type { Order, Payment } from './order.ts';
import { changeOrder } from './save.ts';
import { paymentSchema } from './schema.ts';

const orderKey = z.object({ id: whole.nullish(), externalId: text.nullish(), number: text.nullish() });

export function createPayment(account: Account, request: Request): Answer {
  const { order: key, ...fields } = readEntity(request, 'payment', paymentSchema.extend({ order: orderKey }));
  const order = findOrder(account, request, key);
  refuse(paymentFaults(account, fields, ''));
  const payment = makePayment(account, fields);
  changeOrder(account, { ...order, payments: [...order.payments, payment] }, 'api');
  return created({ id: payment.id });
}

/** The order of a new payment, by one of three keys (vendor's Go client). */
function findOrder(account: Account, request: Request, { id, externalId, number }: z.infer<typeof orderKey>): Order {
  const orders = [...account.orders.values()].filter(order => isVisible(account, order));
  if (!id && !externalId && !number) {
    throw refusals.badEntity({ order: 'Set one of the following fields: id, externalId, number' });
  }
  const found = id
    ? orders.find(order => order.id === id)
    : externalId
      ? findByExternalId(account.orders, siteOf(account, request), externalId)
      : orders.find(order => order.number === number);
  if (!found) throw new Refusal(400, 'Payment is not loaded', { order: 'Order not found.' });
  return found;
}

export function editPayment(account: Account, request: Request): Answer {
  const { order, payment } = findPayment(account, request);
  const known = { ...payment, ...withoutEmpty(readEntity(request, 'payment', paymentSchema.partial())) };
  refuse(paymentFaults(account, known, '', payment.id));
  changeOrder(account, replace(order, payment, [known]), 'api');
  return ok({ id: payment.id });
}

export function deletePayment(account: Account, request: Request): Answer {
  const { order, payment } = findPayment(account, {
    ...request,
    text: name => (name === 'by' ? 'id' : request.text(name)),
  });
  changeOrder(account, replace(order, payment, []), 'api');
  return ok({});
}

function findPayment(account: Account, request: Request): { order: Order; payment: Payment } {
  const [ref = ''] = request.segments;
  const by = readBy(request);
  for (const order of account.orders.values()) {
    const payment = order.payments.find(each => String(each[by]) === ref);
    if (payment && isVisible(account, order)) return { order, payment };
  }
  throw new Refusal(404, 'Payment not found');
}

function replace(order: Order, payment: Payment, by: readonly Payment[]): Order {
  return { ...order, payments: order.payments.flatMap(each => (each.id === payment.id ? by : [each])) };
}

/** The sentence for a refused payment is made up after the one for orders. */
function refuse(faults: Faults): void {
  if (Object.keys(faults).length > 0) throw new Refusal(400, 'Payment is not loaded', faults);
}
