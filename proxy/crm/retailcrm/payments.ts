import type { PaymentFact } from '../crm.ts';
import type { Draft } from '../draft.ts';
import { toMajorNumber } from '../money.ts';
import type { Order } from '../order.ts';
import { toWall } from '../time.ts';
import type { Settings } from './settings.ts';

/** A payment as the CRM takes it. One without a type is refused (OpenCart module 4.1.4). */
export interface CrmPayment {
  externalId: string;
  type: string;
  status?: string;
  amount?: number;
  paidAt?: string;
  comment?: string;
}

type Codes = Pick<Settings, 'site' | 'paymentTypes' | 'paymentStatuses'>;

/** A payment's id must be its own in the whole account, whose stores may number alike (Bitrix module, issue 61). */
export const paymentId = (settings: Codes, externalId: string, which: string | number): string =>
  [settings.site, externalId, which].filter(part => part !== undefined).join('-');

export const typeOf = ({ paymentTypes }: Codes, method: string): string | undefined =>
  Object.hasOwn(paymentTypes, method) ? paymentTypes[method] : undefined;

/** What there is to say of a payment but its id and type. An empty `paidAt` is refused (WooCommerce module 4.4.5). */
export const paymentFacts = (
  { status, amount, at, note }: PaymentFact,
  { paymentStatuses }: Codes,
  paidAt: string | undefined,
  zone: string,
): Omit<CrmPayment, 'externalId' | 'type'> => {
  const code = status && paymentStatuses[status];
  const instant = status === 'paid' ? Date.parse(at ?? paidAt ?? '') : Number.NaN;
  return {
    ...(code && { status: code }),
    ...(amount && { amount: toMajorNumber(amount) }),
    ...(!Number.isNaN(instant) && { paidAt: toWall(instant, zone) }),
    ...(note && { comment: note }),
  };
};

/** What the site's back end told of payments, or the one way a visitor means to pay. */
const factsOf = ({ payment, payments, total }: Order): PaymentFact[] => {
  if (payments.length > 0 || !payment.method) return payments;
  return [{ method: payment.method, ...(total && { amount: total }) }];
};

/** An order's `payments[]`. */
export const paymentsOf = (order: Order, settings: Settings, zone: string, draft: Draft): CrmPayment[] =>
  factsOf(order).flatMap((fact, index) => {
    const type = typeOf(settings, fact.method);
    const told = paymentFacts(fact, settings, order.placedAt, zone);
    if (type === undefined) {
      draft.warn('field-dropped', 'payment.type', fact.status !== undefined);
      return [];
    }
    if (fact.status && !told.status) draft.warn('field-dropped', 'payment.status', true);
    return [{ externalId: paymentId(settings, order.externalId, index + 1), type, ...told }];
  });
