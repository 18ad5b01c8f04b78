import { z } from 'zod';
import type { Booked, Job } from './booked.ts';
import { jobKey } from './job-key.ts';

/** What managers may be told, each with words of its own. */
const NOTICES = [
  'refused',
  'uncertain',
  'resolved',
  'doubled',
  'warnings',
  'unpriced',
  'held',
  'waiting',
  'lane-paused',
  'lane-over',
  'status-unknown',
  'status-broken',
  'webhook-failed',
  'errand-failed',
  'errands-stuck',
] as const;

/** The facts of a notice. Never a phone, an address, a name or a certificate: it travels as plain mail. */
export const Notice = z.object({
  notice: z.enum(NOTICES),
  connection: z.string(),
  /** Our number of the order it is about. */
  number: z.string().optional(),
  crmNumber: z.string().optional(),
  reason: z.string().optional(),
  count: z.number().optional(),
  /** What the CRM was to be told. */
  about: z.enum(['payment', 'status', 'certificate', 'customer']).optional(),
  warnings: z.array(z.object({ code: z.string(), about: z.string() })).optional(),
});
export type Notice = z.infer<typeof Notice>;

/** A notice as a job, written together with what caused it; the same `occasion` is told once. */
export const noticeJob = (notice: Notice, occasion: string, now: number, orderId: string | null = null): Job => ({
  kind: 'notice',
  key: jobKey(notice.notice, notice.connection, occasion),
  orderId,
  dueAt: now,
  payload: notice,
});

/** A notice about one order, told once for each of its attempts. */
export const orderNotice = (
  kind: Notice['notice'],
  booked: Pick<Booked, 'id' | 'number' | 'connection' | 'attempts'>,
  now: number,
  facts: Partial<Notice> = {},
  occasion: string | number = booked.attempts,
): Job =>
  noticeJob(
    { notice: kind, connection: booked.connection, number: booked.number, ...facts },
    `${booked.id}-${occasion}`,
    now,
    booked.id,
  );

/** For what is worth saying once a day. */
export const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10);
