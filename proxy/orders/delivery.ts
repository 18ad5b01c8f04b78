import type { DueJob, Job } from './booked.ts';

/** How one try to deliver a job went. `reason` is a code for logs and managers. */
export type Delivery =
  | { kind: 'done' }
  | { kind: 'again'; reason: string; afterMs?: number | undefined }
  | { kind: 'never'; reason: string };

/** One way out of the book. */
export interface Channel {
  deliver(job: DueJob): Promise<Delivery>;
  /** Waits before each further try; after the last the job is given up. */
  retryMs: readonly number[];
  /** What is written when a job is given up. */
  onGivenUp?(reason: string, now: number): Job[];
}

const S = 1000;
const M = 60 * S;
const H = 60 * M;

/** The schedule of Standard Webhooks, after the first try at once. */
export const WEBHOOK_RETRY_MS = [5 * S, 5 * M, 30 * M, 2 * H, 5 * H, 10 * H, 14 * H, 20 * H, 24 * H] as const;
/** A manager should hear within the hour, whatever the mail server is doing. */
export const MAIL_RETRY_MS = [10 * S, M, 5 * M, 15 * M, 30 * M, H, 3 * H, 6 * H, 12 * H, 24 * H] as const;
