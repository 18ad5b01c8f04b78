/** What kind of trouble a call to a CRM ended in. */
export type FailureKind = 'auth' | 'limit' | 'invalid' | 'not-found' | 'conflict' | 'unavailable' | 'protocol';

export interface FailureFacts {
  kind: FailureKind;
  /** Whether the CRM may have acted on the call all the same. */
  taken: 'no' | 'unknown';
  /** The CRM's own word for it (`cash_close`), never a body, never anything of the visitor's. */
  code?: string;
  /** How long the CRM asks us to wait. */
  retryAfterMs?: number;
}

/**
 * The code of a submit that the CRM has accepted for later and whose order it does not show yet: nothing is wrong with
 * the connection, and only seeing the order proves that it was taken.
 */
export const NOT_SEEN_YET = 'not-seen-yet';

/** The code of a `limit` that is our own foresight, not the CRM's answer: nothing more is held up for it. */
export const OWN_QUOTA = 'own-quota';

/** A failed call. Made without secrets and without the CRM's raw answer, so that it may be logged as it is. */
export class CrmFailure extends Error {
  readonly kind: FailureKind;
  readonly taken: 'no' | 'unknown';
  readonly code: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(operation: string, facts: FailureFacts) {
    super(`${operation}: ${facts.kind}${facts.code ? ` (${facts.code})` : ''}`);
    this.name = 'CrmFailure';
    this.kind = facts.kind;
    this.taken = facts.taken;
    this.code = facts.code;
    this.retryAfterMs = facts.retryAfterMs;
  }
}
