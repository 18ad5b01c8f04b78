import type { InCrm, Memo, PaymentFact, Warning } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import type { Order } from '../order.ts';
import { cut } from '../text.ts';
import { toWall } from '../time.ts';
import type { Context } from './api.ts';
import { MOSCOW } from './map.ts';
import { toKopecks } from './money.ts';
import { homeOf, refOf, syncIdOf } from './refs.ts';
import { findSubmitted, ORDERS } from './submit.ts';
import { Created, OrderRow } from './wire.ts';

/** The same payment told again has the same id, so that it is the document that stands. */
const syncIdOfPayment = (externalId: string, { method, amount, at }: PaymentFact): string =>
  syncIdOf(`payment:${JSON.stringify([externalId, method, amount?.amount, at])}`);

const isReceived = ({ status, amount }: PaymentFact): boolean =>
  (status === 'paid' || status === 'part-paid') && (amount?.amount ?? 0) > 0;

/** A payment as a document of its own, bound to its order (OpenAPI description, PaymentIn and CashIn). */
export const paymentBody = (fact: PaymentFact, order: OrderRow, externalId: string) => {
  const { method, amount, at, note } = fact;
  const sum = amount ? toKopecks(amount) : 0;
  const instant = Date.parse(at ?? '');
  return {
    syncId: syncIdOfPayment(externalId, fact),
    ...(order.organization && { organization: homeOf(order.organization) }),
    ...(order.agent && { agent: homeOf(order.agent) }),
    sum,
    ...(!Number.isNaN(instant) && { moment: toWall(instant, MOSCOW) }),
    paymentPurpose: cut([method, note].filter(Boolean).join(': '), 255),
    operations: [{ ...refOf('customerorder', order.id), linkedSum: sum }],
  };
};

const orderOf = ({ api }: Context, ref: string): Promise<OrderRow> =>
  api.call({ operation: ORDERS, path: `${ORDERS}/${encodeURIComponent(ref)}` }, OrderRow);

const record = async ({ api, settings }: Context, order: OrderRow, externalId: string, fact: PaymentFact) => {
  const type = settings.cashMethods.includes(fact.method) ? 'cashin' : 'paymentin';
  const body = paymentBody(fact, order, externalId);
  await api.call({ operation: `entity/${type}`, method: 'POST', body }, Created);
};

/** Tells of a payment that came in. What is only expected, or went back, is no document that can be made of it alone. */
export const recordPayment = async (context: Context, order: InCrm, fact: PaymentFact): Promise<void> => {
  if (fact.status === 'pending') return;
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
