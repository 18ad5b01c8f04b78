import type { StatusChange } from '../crm/crm.ts';
import type { Order } from '../crm/order.ts';
import type { Booked, State, StatusEvent } from './booked.ts';
import type { Errand } from './errand.ts';
import type { Acceptance, Search } from './store/store.ts';

/** An order ready to be accepted, with what identifies it. Everything here is in the clear; the book hashes it. */
export interface Draft {
  /** Without number: the book draws one. `number` given: the site's own, accepted once. */
  order: Omit<Order, 'id' | 'number' | 'externalId'> & { number?: string };
  connection: string;
  idempotencyKey: string | null;
  /** What tells the same order from another: the normalised request body. */
  fingerprint: string;
  /** A plain form without a key. */
  form: boolean;
  hold: boolean;
  /** Why it is held, where the shop did not ask for it (`looks-wrong`). */
  holdReason?: string;
}

/** What tells whether an order was accepted before. */
export type Identity = Pick<Draft, 'connection' | 'idempotencyKey' | 'fingerprint' | 'form'>;

export type StepResult =
  | { ok: true; booked: Booked }
  /** `certificate-taken`: another order has reserved it since this one was refused. */
  | { ok: false; why: 'unknown' | 'not-allowed' | 'certificate-taken'; state?: State };

/** The order book at work: what shop/, the routes and the CLI ask of it. */
export interface Book {
  accept(draft: Draft): Promise<Acceptance>;
  /**
   * Answers as `accept` would for an order it already has, and writes nothing: a repeat is never refused for what
   * changed since, such as a price, or a certificate that this very order has used.
   */
  acceptedBefore(identity: Identity): Promise<Acceptance | null>;
  order(id: string): Promise<Booked | null>;
  history(id: string): Promise<StatusEvent[]>;
  /** `phone` in E.164. */
  search(by: { number?: string; phone?: string }): Promise<Booked[]>;

  /** held -> waiting */
  release(id: string): Promise<StepResult>;
  /** By a person or the site: held, waiting, refused, uncertain -> dropped; frees the certificate. */
  drop(id: string): Promise<StepResult>;
  /** By a person: held, refused, uncertain -> waiting, due at once. */
  retry(id: string): Promise<StepResult>;
  /** By a person: it stands in the CRM under this number. */
  markSubmitted(id: string, crmNumber: string): Promise<StepResult>;

  /**
   * Writes down what the site has us tell a CRM. The same key tells the same thing once; `key-reused`: it was used for
   * another, and nothing is written.
   */
  takeErrand(connection: string, errand: Errand, idempotencyKey: string): Promise<'taken' | 'key-reused'>;

  /** Status changes of a connection, from its hook or by polling. `orderId`: proven by the hook's own token. */
  applyChanges(connection: string, changes: StatusChange[], orderId: string | null): Promise<void>;
  /** Something changed there: asks the CRM what, soon. Nothing is lost if this process dies first, as it is asked anyway. */
  askChanges(connection: string): void;

  /** Resolves when the order has left `waiting` and `sending`, or after `ms`; at once if its lane is busy or paused. */
  settled(id: string, ms: number): Promise<Booked | null>;
  /** Calls back with the id of every order that changed, in whatever process. Returns the unsubscribe. */
  onChange(listener: (id: string) => void): () => void;

  /** Whether a certificate is reserved by an order that stands. */
  certificateReserved(connection: string, code: string): Promise<boolean>;

  /** Starts lanes and jobs. */
  start(): Promise<void>;
  /** Lets what is in flight end (at most `ms`), gives leases back. */
  close(ms: number): Promise<void>;
  /** For readiness: the lanes with their pauses, how many orders wait, how many need a person. */
  state(): Promise<
    { connection: string; pausedUntil: number | null; reason: string | null; waiting: number; attention: number }[]
  >;
}

export type { Search };
