import type { Booked, Change, CrmJob, Damaged, FailedJob, Job, KeptJob, Lane, State, StatusEvent } from '../booked.ts';

/** Everything one acceptance writes, in one transaction, synced to disk before it resolves. */
export interface Intake {
  booked: Booked;
  /** HMACs; the store never sees a phone, a code or a key in the clear. */
  keyHash: string | null;
  /** The same key under the older order-book keys: a rotation must not let an order in twice. */
  formerKeyHashes?: string[];
  /** HMAC of the normalised body: tells the same order from another under the same key. */
  fingerprint: string;
  /** The same body under the older order-book keys. */
  formerFingerprints?: string[];
  /** A form without a key is the same order if one with this fingerprint was accepted after this time. */
  sameFormSince: number | null;
  /** The site's own number: accepted once per connection. */
  siteNumber: string | null;
  certificateHash: string | null;
  /** The same code under the older order-book keys: a rotation must not make it good again. */
  formerCertificateHashes?: string[];
  phoneHash: string | null;
  jobs: Job[];
}

/** Another order has reserved the certificate in the meantime. */
export class CertificateTaken extends Error {
  override name = 'CertificateTaken';
}

/** What tells that an order was accepted before. */
export type Repetition = Pick<
  Intake,
  'keyHash' | 'formerKeyHashes' | 'fingerprint' | 'formerFingerprints' | 'sameFormSince'
>;

export type Acceptance =
  | { kind: 'accepted'; booked: Booked }
  /** Same key, same body: the order as it stands now. */
  | { kind: 'repeated'; booked: Booked }
  /** Same key, another body. */
  | { kind: 'already-ordered'; id: string }
  | { kind: 'certificate-taken' }
  /** Another order already has this number (the site's, or ours: then draw again). */
  | { kind: 'number-taken'; id: string };

export type Selector = { id: string } | { connection: string; ref: string } | { connection: string; number: string };

/** A notification of a CRM whose order is not known yet. Kept 24 h, at most 1000 a connection. */
export interface EarlyEvent {
  connection: string;
  ref: string;
  event: StatusEvent;
}

export interface Search {
  number?: string;
  phoneHash?: string;
  /** Any of these: one phone under each of the order-book keys. */
  phoneHashes?: string[];
}

export interface ListFilter {
  states?: State[];
  connection?: string;
  createdBefore?: number;
  /** Only those that are still to be completed in the CRM. */
  unfinished?: true;
  /** Only those of which something was told before their ref was known, and was not applied since. */
  early?: true;
  /** The latest so many. */
  limit?: number;
}

export interface Terms {
  /** Orders whose terminal stage or end was reached before this are erased; what is unresolved never is. */
  eraseBefore: number;
  /** Early events older than this are forgotten, and what was offered to a CRM for a while. */
  forgetEarlyBefore: number;
}

/**
 * The order book. Each method is one transaction, and none is open across an await, so that SQLite and
 * PostgreSQL fit alike. Functions handed in (`decide`) are pure and may run more than once.
 */
export interface Store {
  accept(intake: Intake): Promise<Acceptance>;
  /** What `accept` would answer for an order it already has, by key or as the same form; null: it is new. Writes nothing. */
  acceptedBefore(by: Repetition): Promise<Acceptance | null>;
  order(selector: Selector): Promise<Booked | null>;
  /** Every event of one order, oldest first. */
  history(id: string): Promise<StatusEvent[]>;
  /** Orders that match all that is asked, newest first, at most 20. */
  search(by: Search): Promise<Booked[]>;
  /** Oldest first, without the damaged ones: one of them must not hide the others. */
  list(filter: ListFilter): Promise<Booked[]>;
  /** The orders that cannot be read: their key is missing, or the disk has failed. */
  damaged(filter: ListFilter): Promise<Damaged[]>;
  count(filter: ListFilter): Promise<number>;

  /**
   * Takes the oldest waiting order that is due and marks it `sending`, committed before it resolves.
   * @throws UnreadableRow naming the order, which stays as it was
   */
  claim(connection: string, now: number): Promise<Booked | null>;
  /** When the connection's next waiting order is due; null: none waits. */
  nextDue(connection: string): Promise<number | null>;
  /**
   * Reads an order, lets `decide` say what changes (null: nothing), and writes it with its jobs and event.
   * @throws CertificateTaken when it must have its certificate again and cannot
   */
  change(selector: Selector, decide: (booked: Booked) => Change | null): Promise<Booked | null>;
  /** Moves an order that cannot be read, and touches nothing of what it holds. */
  setAside(id: string, state: State, jobs: Job[]): Promise<void>;

  /** Keeps an event of an unknown order; a repeated one is written once, the oldest goes when full. */
  keepEarly(early: EarlyEvent, now: number): Promise<void>;
  /** Takes out what was kept for this order, oldest first. */
  takeEarly(connection: string, ref: string): Promise<StatusEvent[]>;

  /** Whether an order that stands has reserved this certificate. */
  certificateReserved(connection: string, certificateHash: string, ...formerHashes: string[]): Promise<boolean>;

  lane(connection: string): Promise<Lane>;
  setLane(connection: string, lane: Lane, jobs: Job[]): Promise<void>;
  /** True if `holder` now has the named lease until `now + ms`. */
  lease(name: string, holder: string, ms: number, now: number): Promise<boolean>;
  release(name: string, holder: string): Promise<void>;
  /** Opens at most once in `everyMs`, for all processes together; otherwise says when it opens next. */
  gate(name: string, everyMs: number, now: number): Promise<{ open: true } | { open: false; opensAt: number }>;

  /** A named cached document, such as a connection's catalogue. */
  document(name: string): Promise<{ text: string; at: number } | null>;
  putDocument(name: string, text: string, at: number): Promise<void>;

  /** Forgets every document whose name begins with this. */
  dropDocuments(prefix: string): Promise<void>;
  /** The whole number of a key, by its hash under each of the order-book keys: allotted once, from 1 up, kept for ever. */
  allotId(connection: string, kind: string, hashes: readonly string[]): Promise<number>;

  addJobs(jobs: Job[]): Promise<void>;
  dueJobs(now: number, limit: number, kind?: Job['kind']): Promise<KeptJob[]>;
  /** Writes a job unless its key, or a former one, was ever written: then answers what stands; null: it is new. */
  admitJob(job: CrmJob, formerKeys: string[]): Promise<KeptJob | null>;
  /** What a connection's CRM is to be told now: one of each subject, and of an order once it is there or never will be. */
  dueCrmJobs(connection: string, now: number, limit: number): Promise<KeptJob[]>;
  /** What was tried in vain so far or given up, the latest first. */
  failedJobs(limit: number): Promise<FailedJob[]>;
  /** null: done; a time: try again then; `failed`: given up, kept for the list. */
  settleJob(id: number, next: number | null | 'failed'): Promise<void>;

  /** Grows with every write of any process: cheap to ask, for noticing what another one did. */
  version(): Promise<number>;
  /** Ids of orders changed after `since` (milliseconds), oldest first. */
  changedSince(since: number): Promise<{ id: string; updatedAt: number }[]>;
  sweep(terms: Terms): Promise<{ erased: number }>;
  close(): Promise<void>;
}
