import type { Money, OrderAnswer, Quote } from '../../proxy/contract/index.ts';
import { ApiProblem } from '../core/api.ts';
import type { Failure } from '../core/failure.ts';

/** What is wrong with a field, by its path (`customer.phone`), in the visitor's language. */
export type Errors = Readonly<Record<string, string>>;

/** One line of an accepted order, kept for the visitor to read and print. */
export interface Sold {
  readonly name: string;
  readonly quantity: number;
  readonly total: Money | null;
}

/** What was ordered, and what stands between its lines and the total: null where the shop has to say. */
export interface Bought {
  readonly lines: readonly Sold[];
  readonly delivery: Money | null;
  readonly discount: Money | null;
}

/** The form is open: to be filled in, to be corrected, or to be sent once more. */
export interface Filling {
  readonly kind: 'filling';
  readonly errors: Errors;
  readonly failure: Failure | null;
}

/** The shop asks another total than the visitor saw: asked, not imposed. */
export interface Changed {
  readonly kind: 'changed';
  readonly before: Money | null;
  readonly quote: Quote;
}

/** Our key was used for another order before: by this visitor, in this tab. */
export interface Already {
  readonly kind: 'already';
  readonly order: OrderAnswer;
}

export interface Accepted {
  readonly kind: 'accepted';
  readonly order: OrderAnswer;
  readonly sold: Bought;
}

export type State =
  | { readonly kind: 'loading' | 'sending' }
  | { readonly kind: 'closed'; readonly failure: Failure }
  | Filling
  | Changed
  | Already
  | Accepted;

export const open: Filling = { kind: 'filling', errors: {}, failure: null };

/** The order on show. */
export const orderOf = (state: State): OrderAnswer | null => ('order' in state ? state.order : null);

export const errorsOf = (state: State): Errors => (state.kind === 'filling' ? state.errors : {});

/** `#/customer/phone` of a problem is the field `customer.phone`. */
export const pathOf = (pointer: string): string =>
  pointer.replace(/^#?\//, '').replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');

/** What a refused or lost order leads to. None of it ends the key: the corrected form goes out under the same one (pain 21). */
export function stateAfter(error: unknown, before: Money | null, fail: (error: unknown) => Failure): Filling | Changed {
  if (error instanceof ApiProblem) {
    if (error.type === 'total-changed' && error.quote) return { kind: 'changed', before, quote: error.quote };
    const errors = error.errors.map(({ pointer, detail }) => [pathOf(pointer), detail]);
    if (errors.length > 0 && error.status < 500) return { ...open, errors: Object.fromEntries(errors) };
  }
  return { ...open, failure: fail(error) };
}

/** The visitor did something; with a name, in that field: what was said about it may no longer be true. */
export function afterTouch(state: State, name?: string): State {
  // Another cart is another total: what was asked about the last one is off the table.
  if (state.kind === 'changed' && name === undefined) return open;
  if (state.kind !== 'filling' || !name || !(name in state.errors)) return state;
  const { [name]: _, ...errors } = state.errors;
  return { ...state, errors };
}
