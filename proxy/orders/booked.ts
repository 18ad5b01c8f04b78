import type { Stage } from '../contract/index.ts';
import type { Warning } from '../crm/crm.ts';
import type { Order } from '../crm/order.ts';

/** Where our own handling of an order stands. */
export type State = 'held' | 'waiting' | 'sending' | 'submitted' | 'refused' | 'uncertain' | 'dropped';

/** A status an order went through, in the CRM's own time. */
export interface StatusEvent {
  code: string;
  /** The CRM's own name of it, or the shop's from the config; null where nobody named it. */
  name: string | null;
  stage: Stage | null;
  /** #rrggbb, where it has one in the CRM. */
  colour?: string | undefined;
  /** Milliseconds; the CRM's time, or null where it told none. */
  at: number | null;
  /** Milliseconds; when we heard. */
  seenAt: number;
}

/** An order as the order book holds it: the order itself and what became of it. Times in milliseconds. */
export interface Booked {
  id: string;
  number: string;
  connection: string;
  state: State;
  stage: Stage | null;
  /** The event that stands now; null before the first. */
  status: StatusEvent | null;
  createdAt: number;
  updatedAt: number;
  /** When the next attempt is due; null: at its turn. */
  nextAt: number | null;
  attempts: number;
  /** A held order is dropped after this. */
  heldUntil: number | null;
  /** A waiting order goes to a manager after this instead of to the CRM. */
  submitBefore: number | null;
  submittedAt: number | null;
  ref: string | null;
  crmNumber: string | null;
  /** Created in the CRM but not complete: `finish` is still to be called. */
  unfinished: boolean;
  /** Why it is refused, uncertain, held or dropped: a stable code such as `cash_close`, `timeout`, `too-late`. */
  reason: string | null;
  warnings: Warning[];
  memo: Record<string, unknown>;
  order: Order;
}

/** What the plain columns tell of an order whose sealed ones cannot be read. */
export type Damaged = Pick<Booked, 'id' | 'number' | 'connection' | 'state' | 'createdAt' | 'attempts' | 'crmNumber'>;

/**
 * Work to do outside, written in the same transaction as its cause and done at least once: a notice to the managers,
 * a webhook to the site, a word of the site to the CRM. `key` makes it unique: the same key is written once.
 */
export interface Job {
  kind: 'notice' | 'webhook' | 'crm';
  key: string;
  orderId: string | null;
  dueAt: number;
  payload: Record<string, unknown>;
}
/** What the site has to tell a connection's CRM. Of one subject, it is told one by one in the order it came. */
export interface CrmJob extends Job {
  kind: 'crm';
  connection: string;
  /** The order or the customer it is about, as something that is no secret: an id, a hash. */
  subject: string;
}
export interface DueJob extends Job {
  id: number;
  attempts: number;
}
/** A job as it stands in the book; without payload: it cannot be read. */
export type KeptJob = Omit<DueJob, 'payload'> & { payload: Job['payload'] | null };
/** A job that somebody did not take: it is tried again, or was given up. */
export type FailedJob = KeptJob & { givenUpAt: number | null };

/** What one step changes; keys left out stay as they are. */
export interface Change {
  state?: State;
  stage?: Stage | null;
  event?: StatusEvent;
  /** false: the event is history only, the status that stands stays. */
  eventStands?: boolean;
  nextAt?: number | null;
  attempts?: number;
  heldUntil?: number | null;
  submitBefore?: number | null;
  submittedAt?: number;
  ref?: string;
  crmNumber?: string;
  unfinished?: boolean;
  reason?: string | null;
  warnings?: Warning[];
  memo?: Record<string, unknown>;
  /** Frees the certificate the order had reserved. */
  freeCertificate?: boolean;
  /** Reserves it again, by its hashes; `must`: nothing changes if another order has it. */
  takeCertificate?: { hashes: readonly string[]; must: boolean };
  jobs?: Job[];
}

/** The state of a connection's lane. `step` counts pauses in a row; `blocked` waits for a person or a repair. */
export interface Lane {
  pausedUntil: number | null;
  step: number;
  reason: string | null;
}
