import type { CrmAnswer, CrmRequest } from './crm.ts';
import { CrmFailure, type FailureFacts } from './failure.ts';
import { retryAfterMs } from './retry.ts';

/** Why an exchange ended without an answer. Its message is ours, its code the system's: neither holds a secret. */
export class BrokenExchange extends Error {
  readonly code: string;
  /** Whether any of the request may have left. */
  readonly begun: boolean;
  readonly kind: 'unavailable' | 'protocol';

  constructor(code: string, begun: boolean, kind: 'unavailable' | 'protocol' = 'unavailable') {
    super(code);
    this.name = 'BrokenExchange';
    this.code = code;
    this.begun = begun;
    this.kind = kind;
  }
}

/** What an HTTP answer means where the adapter did not ask to read it; null: it is good. */
export const failureOfAnswer = (request: CrmRequest, answer: CrmAnswer, now: number): CrmFailure | null => {
  if (answer.status < 300 || (answer.status >= 400 && request.accept?.includes(answer.status))) return null;
  return failure(request, factsOf(request, answer, now));
};

/** What an exchange that broke off means. */
export const failureOfBreak = (request: CrmRequest, { kind, code, begun }: BrokenExchange): CrmFailure =>
  failure(request, { kind, code, taken: begun ? 'unknown' : 'no' });

/** A read changes nothing, so that nothing can have been taken. */
const failure = ({ operation, kind }: CrmRequest, facts: FailureFacts): CrmFailure =>
  new CrmFailure(operation, kind !== 'submit' ? { ...facts, taken: 'no' } : facts);

const factsOf = (request: CrmRequest, answer: CrmAnswer, now: number): FailureFacts => {
  const { status } = answer;
  const wait = retryAfterMs(answer, now);
  const code = `http-${status}`;
  // A server that says when to come back has not done what it was asked.
  const tooMany = status === 429 || status === 420 || request.limits?.includes(status);
  if (tooMany || (status === 503 && 'retry-after' in answer.headers)) {
    return { kind: 'limit', taken: 'no', code, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
  }
  if (status >= 500 || status === 408) return { kind: 'unavailable', taken: 'unknown', code };
  if (status < 400) return { kind: 'protocol', taken: 'unknown', code: 'redirect' };
  return { kind: kinds.get(status) ?? 'protocol', taken: 'no', code: status === 402 ? 'payment' : code };
};

const kinds: ReadonlyMap<number, FailureFacts['kind']> = new Map([
  [400, 'invalid'],
  [401, 'auth'],
  [402, 'auth'],
  [403, 'auth'],
  [404, 'not-found'],
  [409, 'conflict'],
  [410, 'not-found'],
  [413, 'invalid'],
  [422, 'invalid'],
]);
