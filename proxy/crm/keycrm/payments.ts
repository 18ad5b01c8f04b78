import type { PaymentFact } from '../crm.ts';
import { toMajorNumber } from '../money.ts';
import type { Order } from '../order.ts';
import { type Draft, own } from './draft.ts';
import type { Settings } from './settings.ts';
import { fromUtc, toUtc } from './time.ts';
import type { Payment } from './wire.ts';

type Status = NonNullable<PaymentFact['status']>;

/** A payment as KeyCRM takes it. The status always goes along: of one without it KeyCRM thinks that it was paid. */
export interface KeyPayment {
  payment_method_id?: number;
  payment_method?: string;
  amount: number;
  status: string;
  description?: string;
  payment_date?: string;
}

/** A payment that is done only in part is not done: how much came in is another payment's amount. */
const statusOf = (status: Status | undefined, settings: Settings): string => {
  if (status === 'paid') return 'paid';
  if (status === 'refunded') return settings.refundedAs;
  return status === 'cancelled' ? 'canceled' : 'not_paid';
};

const methodOf = (
  method: string,
  { paymentMethods }: Settings,
): Pick<KeyPayment, 'payment_method_id' | 'payment_method'> | null => {
  const mapped = own(paymentMethods, method);
  if (mapped === undefined) return null;
  return /^\d{1,15}$/.test(mapped) ? { payment_method_id: Number(mapped) } : { payment_method: mapped };
};

/** The payment as KeyCRM takes it; null where its method is not mapped: a strange name might be refused. */
export const paymentOf = (fact: PaymentFact, amount: number, settings: Settings): KeyPayment | null => {
  const method = methodOf(fact.method, settings);
  return (
    method && {
      ...method,
      amount,
      status: statusOf(fact.status, settings),
      ...(fact.note && { description: fact.note }),
      ...(fact.at && { payment_date: toUtc(Date.parse(fact.at)) }),
    }
  );
};

/** What the site told of payments; or, of a visitor's order, how he means to pay what. */
export const paymentsOf = (draft: Draft, order: Order, settings: Settings): KeyPayment[] => {
  const { payments, payment, total } = order;
  const isTold = payments.length > 0;
  const facts: PaymentFact[] = isTold ? payments : payment.method ? [{ method: payment.method }] : [];
  return facts.flatMap(fact => {
    const amount = fact.amount ?? (facts.length === 1 ? total : null);
    const sent = amount && paymentOf(fact, toMajorNumber(amount), settings);
    // How a visitor means to pay is told in the comment then; a payment that was made must not go missing.
    if (!sent && isTold) draft.warn('field-dropped', `payments.${fact.method}`, true);
    return sent ? [sent] : [];
  });
};

const isSameSum = (there: Payment, wanted: KeyPayment): boolean =>
  there.amount === wanted.amount &&
  (wanted.payment_method_id === undefined ||
    there.payment_method_id === undefined ||
    there.payment_method_id === String(wanted.payment_method_id));

const isSameDate = (there: Payment, wanted: KeyPayment): boolean => {
  const [one, other] = [fromUtc(there.payment_date), fromUtc(wanted.payment_date)];
  return one === null || other === null || one === other;
};

/** What becomes of a payment told: it is there, it is one that is there and has moved on, or it is new. */
export type Step = { do: 'nothing' } | { do: 'change'; id: string; status: string } | { do: 'add' };

/** Compares a payment with those there are: KeyCRM takes no id of ours for one. */
export const stepFor = (wanted: KeyPayment, there: readonly Payment[]): Step => {
  const alike = there.filter(each => isSameSum(each, wanted));
  // That a payment is pending may be heard after it was made.
  const isOld = (status: string | undefined) => status === 'paid' && wanted.status === 'not_paid';
  const isTold = alike.some(each => (each.status === wanted.status || isOld(each.status)) && isSameDate(each, wanted));
  if (isTold) return { do: 'nothing' };
  // `not_paid` becomes anything, `paid` is only ever taken back.
  const before = alike.find(
    ({ status }) =>
      (status === 'not_paid' || (status === 'paid' && wanted.status !== 'not_paid')) && status !== wanted.status,
  );
  return before ? { do: 'change', id: before.id, status: wanted.status } : { do: 'add' };
};
