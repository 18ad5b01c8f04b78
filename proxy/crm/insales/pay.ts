import type { InCrm, PaymentFact } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import { toMajorNumber, toMoney } from '../money.ts';
import type { Context } from './context.ts';
import { wordsIn } from './notes.ts';
import { currencyOf } from './submit.ts';
import { OrderRow } from './wire.ts';

const change = async ({ api }: Context, { ref }: InCrm, order: object): Promise<void> => {
  await api({ method: 'PUT', path: `orders/${ref}`, body: { order } }, OrderRow);
};

/** Only statuses that the config lists: any other could close an order, or send it out. */
export const setStatus = async (context: Context, order: InCrm, status: string): Promise<void> => {
  if (!context.settings.settableStatuses?.includes(status)) {
    throw new CrmFailure('PUT orders/{id}', { kind: 'invalid', taken: 'no', code: 'status-not-settable' });
  }
  await change(context, order, { custom_status_permalink: status });
};

const textOf = ({ method, status, amount, at, note }: PaymentFact): string =>
  [method, status, amount && toMajorNumber(amount), at, note].filter(Boolean).join(', ');

const isWhole = ({ status, amount }: PaymentFact, row: OrderRow, shopCurrency: string): boolean => {
  const total = toMoney(row.total_price, currencyOf(row, shopCurrency));
  return status === 'paid' && (!amount || !total || amount.amount >= total.amount);
};

/**
 * An order is paid or pending, and nothing between (`financial_status`). A payment of the whole sum makes it paid, one
 * taken back makes it pending; what is paid in part stands in the staff's note, once.
 */
export const recordPayment = async (context: Context, order: InCrm, payment: PaymentFact): Promise<void> => {
  const { api, shop } = context;
  const row = await api({ path: `orders/${order.ref}` }, OrderRow);
  const isBack = payment.status === 'refunded' || payment.status === 'cancelled';
  const wanted = isWhole(payment, row, shop.currency) ? 'paid' : isBack ? 'pending' : undefined;
  const note = `${wordsIn(shop.language).payment}: ${textOf(payment)}`;
  const known = row.manager_comment ?? '';
  const isTold = wanted === 'paid' || known.split('\n').includes(note);
  const patch = {
    ...(wanted && wanted !== row.financial_status && { financial_status: wanted }),
    ...(!isTold && { manager_comment: [known, note].filter(Boolean).join('\n') }),
  };
  if (Object.keys(patch).length > 0) await change(context, order, patch);
};
