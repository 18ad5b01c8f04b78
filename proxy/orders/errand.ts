import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { CustomerRequest, Payment } from '../contract/index.ts';
import type { Booked, CrmJob, KeptJob } from './booked.ts';
import { jobKey } from './job-key.ts';
import type { Keys } from './seal.ts';

const Customer = CustomerRequest.omit({ consent: true });

/** What the CRM is to be told beside its orders: by the site's back end, but for a certificate, which the book frees. */
export const Errand = z.discriminatedUnion('about', [
  z.object({ about: z.literal('payment'), orderId: z.string(), payment: Payment }),
  z.object({ about: z.literal('status'), orderId: z.string(), status: z.string() }),
  z.object({ about: z.literal('certificate'), orderId: z.string() }),
  z.object({ about: z.literal('customer'), customer: Customer }),
]);
export type Errand = z.infer<typeof Errand>;

/** The order an errand is about; null: it is about a customer. */
const orderOf = (errand: Errand): string | null => (errand.about === 'customer' ? null : errand.orderId);

/**
 * An errand as a job, and the keys it may be known by under older order-book keys. An idempotency key counts for one
 * order or for customers, so that a site may name its keys plainly, such as `paid`.
 */
export function crmJob(
  connection: string,
  errand: Errand,
  idempotencyKey: string,
  keys: Keys,
  now: number,
): { job: CrmJob; formerKeys: string[] } {
  const orderId = orderOf(errand);
  const named = JSON.stringify([errand.about, orderId, idempotencyKey]);
  const [key = '', ...formerKeys] = keys.hmacAll('idempotency', named).map(hash => jobKey('crm', hash));
  const subject =
    errand.about === 'customer' ? keys.hmac('customer', errand.customer.id) : jobKey('order', errand.orderId);
  return { job: { kind: 'crm', key, orderId, dueAt: now, payload: errand, connection, subject }, formerKeys };
}

/** Has the CRM give back what an order that is no more took off its certificate: once, however often it is cancelled. */
export const certificateJob = ({ id, connection }: Pick<Booked, 'id' | 'connection'>, now: number): CrmJob => ({
  ...{ kind: 'crm', key: jobKey('certificate', id), orderId: id, dueAt: now },
  payload: { about: 'certificate', orderId: id } satisfies Errand,
  ...{ connection, subject: jobKey('order', id) },
});

/** Whether a job that stands was written for this very errand. */
export const isSameErrand = ({ payload }: KeptJob, errand: Errand): boolean =>
  // As it comes back from the disk: without what is undefined.
  isDeepStrictEqual(payload, JSON.parse(JSON.stringify(errand)));
