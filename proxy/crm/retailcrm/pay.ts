import { createHash } from 'node:crypto';
import type { InCrm, PaymentFact } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import type { Context } from './api.ts';
import { paymentFacts, paymentId, typeOf } from './payments.ts';
import { Done, OneOrder, type PaymentRow } from './wire.ts';

/** The same payment told again has the same id, whatever became of it since. */
const idOf = ({ method, amount, at }: PaymentFact): string =>
  createHash('sha256')
    .update(JSON.stringify([method, amount?.amount, at]))
    .digest('hex')
    .slice(0, 12);

const paymentsIn = async ({ api, settings }: Context, { ref }: InCrm): Promise<PaymentRow[]> => {
  const query = [['by', 'id'] as const, ['site', settings.site] as const];
  const { order } = await api({ operation: 'orders/get', path: `orders/${encodeURIComponent(ref)}`, query }, OneOrder);
  return order.payments;
};

/** The payment that was told before, else the unpaid one of this type and sum that the order went out with. */
const standingOf = (
  rows: readonly PaymentRow[],
  wanted: { externalId: string; type: string; amount?: number },
  paid: string | undefined,
): PaymentRow | undefined =>
  rows.find(({ externalId }) => externalId === wanted.externalId) ??
  rows.find(
    ({ type, status, amount }) =>
      type === wanted.type &&
      status !== paid &&
      (wanted.amount === undefined || amount === undefined || amount === wanted.amount),
  );

const create = async ({ api, settings }: Context, payment: object): Promise<void> => {
  try {
    await api({ operation: 'orders/payments/create', form: { site: settings.site, payment } }, Done);
  } catch (error) {
    // Told before, and the answer was lost.
    if (!(error instanceof CrmFailure) || error.kind !== 'conflict') throw error;
  }
};

/** Tells of a payment: the one that stands is brought up to date, another is added. */
export const recordPayment = async (context: Context, order: InCrm, fact: PaymentFact): Promise<void> => {
  const { api, settings, shop, zone } = context;
  const type = typeOf(settings, fact.method);
  if (type === undefined) {
    throw new CrmFailure('orders/payments', { kind: 'invalid', taken: 'no', code: 'payment-method-not-mapped' });
  }
  const told = paymentFacts(fact, settings, new Date(shop.now()).toISOString(), zone);
  const externalId = paymentId(settings, order.externalId, idOf(fact));
  const wanted = { externalId, type, ...told };
  const standing = standingOf(await paymentsIn(context, order), wanted, settings.paymentStatuses.paid);
  if (!standing) return create(context, { ...wanted, order: { id: Number(order.ref) } });
  if (told.status !== undefined && standing.status === told.status) return;
  const path = `orders/payments/${standing.id}/edit`;
  const payment = { type, ...told };
  await api({ operation: 'orders/payments/edit', path, form: { by: 'id', site: settings.site, payment } }, Done);
};
