import type { InCrm, Memo, PaymentFact, Warning } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import type { Order } from '../order.ts';
import { cut } from '../text.ts';
import { toWall } from '../time.ts';
import type { Context } from './api.ts';
import { MOSCOW } from './map.ts';
import { toKopecks } from './money.ts';
import { homeOf, refOf, syncIdOf } from './refs.ts';
import type { Settings } from './settings.ts';
import { findSubmitted, ORDERS } from './submit.ts';
import { Created, OrderRow } from './wire.ts';

/** The same payment told again has the same id, so that it is the document that stands. */
const syncIdOfPayment = (kind: string, externalId: string, { method, amount, at }: PaymentFact): string =>
  syncIdOf(`${kind}:${JSON.stringify([externalId, method, amount?.amount, at])}`);

const isReceived = ({ status, amount }: PaymentFact): boolean =>
  (status === 'paid' || status === 'part-paid') && (amount?.amount ?? 0) > 0;

const isReturned = ({ status, amount }: PaymentFact): boolean => status === 'refunded' && (amount?.amount ?? 0) > 0;

/** What documents of money that comes in and of money that goes out have in common. */
const documentOf = ({ method, amount, at, note }: PaymentFact, order: OrderRow, purpose: string | undefined) => {
  const instant = Date.parse(at ?? '');
  return {
    ...(order.organization && { organization: homeOf(order.organization) }),
    ...(order.agent && { agent: homeOf(order.agent) }),
    sum: amount ? toKopecks(amount) : 0,
    ...(!Number.isNaN(instant) && { moment: toWall(instant, MOSCOW) }),
    paymentPurpose: cut([purpose, method, note].filter(Boolean).join(': '), 255),
  };
};

/** A payment as a document of its own, bound to its order (OpenAPI description, PaymentIn and CashIn). */
export const paymentBody = (fact: PaymentFact, order: OrderRow, externalId: string) => {
  const document = documentOf(fact, order, undefined);
  return {
    syncId: syncIdOfPayment('payment', externalId, fact),
    ...document,
    operations: [{ ...refOf('customerorder', order.id), linkedSum: document.sum }],
  };
};

/** Money that went back. No such document can be bound to an order (OpenAPI description, PaymentOut): its purpose tells. */
export const refundBody = (fact: PaymentFact, order: OrderRow, externalId: string, expenseItem: string) => ({
  syncId: syncIdOfPayment('refund', externalId, fact),
  ...documentOf(fact, order, order.name),
  expenseItem: refOf('expenseitem', expenseItem),
});

const orderOf = ({ api }: Context, ref: string): Promise<OrderRow> =>
  api.call({ operation: ORDERS, path: `${ORDERS}/${encodeURIComponent(ref)}` }, OrderRow);

/** Cash has documents of its own. */
const typeOf = ({ cashMethods }: Settings, { method }: PaymentFact, way: 'in' | 'out'): string =>
  `${cashMethods.includes(method) ? 'cash' : 'payment'}${way}`;

const record = async ({ api, settings }: Context, order: OrderRow, externalId: string, fact: PaymentFact) => {
  const body = paymentBody(fact, order, externalId);
  await api.call({ operation: `entity/${typeOf(settings, fact, 'in')}`, method: 'POST', body }, Created);
};

/** Tells of a payment that came in or, where the config says under what, went back. What is only expected is no document. */
export const recordPayment = async (context: Context, order: InCrm, fact: PaymentFact): Promise<void> => {
  const { api, settings } = context;
  if (fact.status === 'pending') return;
  if (isReturned(fact) && settings.refunds) {
    const row = await orderOf(context, order.ref);
    const body = refundBody(fact, row, order.externalId, settings.refunds.expenseItem);
    await api.call({ operation: `entity/${typeOf(settings, fact, 'out')}`, method: 'POST', body }, Created);
    return;
  }
  if (!isReceived(fact)) {
    throw new CrmFailure('entity/paymentin', { kind: 'invalid', taken: 'no', code: 'payment-not-received' });
  }
  await record(context, await orderOf(context, order.ref), order.externalId, fact);
};

const standingRef = async (context: Context, order: Order, memo: Memo): Promise<string> => {
  const { ref } = memo.value;
  if (typeof ref === 'string') return ref;
  const { found } = await findSubmitted(context, order);
  // It was created, so that not to be shown it is MoySklad's fault, or a matter of time.
  if (!found) throw new CrmFailure(ORDERS, { kind: 'protocol', taken: 'no', code: 'order-not-found' });
  await memo.save({ ref: found.ref });
  return found.ref;
};

/** Completes an order: the payments it came with, each once. */
export const finish = async (context: Context, order: Order, memo: Memo): Promise<Warning[]> => {
  if (memo.value['paid'] === true) return [];
  const ref = await standingRef(context, order, memo);
  const due = order.payments.filter(isReceived);
  if (due.length === 0) return [];
  const row = await orderOf(context, ref);
  for (const fact of due) await record(context, row, order.externalId, fact);
  await memo.save({ paid: true });
  return [];
};
