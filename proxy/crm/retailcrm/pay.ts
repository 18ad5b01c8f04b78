import { createHash } from 'node:crypto';
import type { InCrm, PaymentFact } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import type { Context } from './api.ts';
import { type CrmPayment, paymentFacts, paymentId, typeOf } from './payments.ts';
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

/**
 * The payment the order went out with, when it was told of before. Minutes and seconds are enough to know it by: in
 * the vendor's fixtures `paidAt` comes back some hours off.
 */
const wasTold = (row: PaymentRow, { type, status, amount, paidAt }: CrmPayment, at: string | undefined): boolean =>
  row.type === type &&
  status !== undefined &&
  row.status === status &&
  (amount === undefined || row.amount === amount) &&
  (at === undefined || row.paidAt?.slice(-5) === paidAt?.slice(-5));

/** The unpaid one of this type and sum that the order went out with. */
const isOpen = (row: PaymentRow, { type, amount }: CrmPayment, paid: string | undefined): boolean =>
  row.type === type &&
  row.status !== paid &&
  (amount === undefined || row.amount === undefined || row.amount === amount);

const standingOf = (
  rows: readonly PaymentRow[],
  wanted: CrmPayment,
  at: string | undefined,
  paid: string | undefined,
): PaymentRow | undefined =>
  rows.find(({ externalId }) => externalId === wanted.externalId) ??
  rows.find(row => wasTold(row, wanted, at)) ??
  rows.find(row => isOpen(row, wanted, paid));

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
  const standing = standingOf(await paymentsIn(context, order), wanted, fact.at, settings.paymentStatuses.paid);
  if (!standing) return create(context, { ...wanted, order: { id: Number(order.ref) } });
  if (told.status !== undefined && standing.status === told.status) return;
  const path = `orders/payments/${standing.id}/edit`;
  const payment = { type, ...told };
  await api({ operation: 'orders/payments/edit', path, form: { by: 'id', site: settings.site, payment } }, Done);
};
