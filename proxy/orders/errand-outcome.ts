import { CrmFailure } from '../crm/failure.ts';

/** What came of one try to run an errand. `whose`: the connection's trouble holds up every errand, its own only itself. */
export type ErrandOutcome =
  | { kind: 'done' }
  | { kind: 'never'; reason: string }
  | { kind: 'again'; reason: string; whose: 'connection' | 'own'; mend: boolean; retryAfterMs: number | undefined };

export const DONE: ErrandOutcome = { kind: 'done' };
export const never = (reason: string): ErrandOutcome => ({ kind: 'never', reason });

/** An answer that makes no sense so often will not come to make any. */
const MOST_TRIES = 20;

/** A failure as an outcome. An ending nobody knows is tried again: telling a CRM twice what it knows is harmless. */
export function outcomeOfFailure(error: unknown, triesBefore: number): ErrandOutcome {
  if (!(error instanceof CrmFailure)) return never('internal');
  const { kind, taken, code, retryAfterMs } = error;
  const reason = code ?? kind;
  const again = { kind: 'again', reason, mend: kind === 'auth', retryAfterMs } as const;
  switch (kind) {
    case 'auth':
    case 'limit':
    case 'unavailable':
      return { ...again, whose: 'connection' };
    case 'invalid':
    case 'not-found':
      return never(reason);
    case 'conflict':
      return taken === 'no' ? never(reason) : { ...again, whose: 'own' };
    case 'protocol':
      return triesBefore + 1 < MOST_TRIES ? { ...again, whose: 'own' } : never(reason);
  }
}
