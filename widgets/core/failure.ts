import { ApiProblem } from './api.ts';
import type { Translate } from './strings.ts';

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

/** A refusal of what the visitor typed is said in the proxy's words, which know more; trouble of ours in our own. */
export function sayProblem(problem: ApiProblem, t: Translate): string {
  if (problem.type === 'network' || problem.type === 'timeout') return t(problem.type);
  const explained = problem.status >= 400 && problem.status < 500;
  return (explained && (problem.errors[0]?.detail || problem.title)) || t('failed');
}
