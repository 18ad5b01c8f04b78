import { ApiProblem } from './api.ts';

/** A failed call as a visitor meets it: wait, reconnect, or try again. */
export type Failure =
  | { readonly kind: 'limited'; readonly until: number }
  | { readonly kind: 'offline' }
  | { readonly kind: 'failed'; readonly problem: ApiProblem };

export function failureOf(error: unknown): Failure {
  const problem = error instanceof ApiProblem ? error : new ApiProblem('failed');
  if (problem.type === 'offline') return { kind: 'offline' };
  if (problem.status === 429) return { kind: 'limited', until: Date.now() + (problem.retryAfterMs ?? 30_000) };
  return { kind: 'failed', problem };
}
