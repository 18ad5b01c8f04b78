import type { AvailabilityItem } from '../../proxy/contract/index.ts';
import type { Failure } from '../core/failure.ts';

export interface Listed {
  readonly kind: 'listed';
  readonly items: readonly AvailabilityItem[];
  readonly next: string | null;
  readonly asOf: string | null;
  /** The next page, on its way or failed; what is listed stays. */
  readonly more: 'idle' | 'loading' | Failure;
}

/** `loading` draws bones; `searching` keeps what was listed, so that nothing jumps while one types. */
export type State =
  | { readonly kind: 'loading' | 'empty' | 'missing' }
  | { readonly kind: 'searching'; readonly before: Listed }
  | { readonly kind: 'badge'; readonly item: AvailabilityItem }
  | Listed
  | Failure;

const hour = 3_600_000;

/** How old the answer is, if it is old enough to be told. */
export function staleBy(asOf: string | null, now = Date.now()): number | null {
  const age = asOf === null ? 0 : now - Date.parse(asOf);
  return age > hour ? age : null;
}
