import type { Speech } from '../core/alert.ts';
import type { Removed } from './cart.ts';
import type { Quoting } from './quoting.ts';
import type { Basket } from './request.ts';
import type { Changed, Filling, State } from './state.ts';
import type { CheckoutKey } from './words.ts';

export type Say = Speech<CheckoutKey>;

/** The open form, as its views draw it. */
export interface Desk extends Say, Basket {
  readonly state: Filling | Changed | Extract<State, { kind: 'sending' }>;
  readonly pricing: Pick<Quoting, 'quote' | 'failure' | 'pending'>;
  readonly removed: Removed | null;
  /** The certificate's field: what is written there before it is applied, and why it was not. */
  readonly code: string;
  readonly refused: string;
  readonly actions: Actions & Steps;
}

export interface Actions {
  readonly setCount: (index: number, quantity: number) => void;
  readonly remove: (index: number) => void;
  readonly undo: () => void;
  /** Takes the code that stands in the certificate's field. */
  readonly applyCertificate: () => void;
  readonly removeCertificate: () => void;
  readonly reprice: () => void;
}

/** What leads out of the form, or through it. */
export interface Steps {
  /** Sends the order, and sends it again. */
  readonly send: () => void;
  readonly back: () => void;
  /** Puts the focus into the field of a fault. */
  readonly goTo: (path: string) => void;
}

export const errorOf = ({ state }: Desk, path: string): string | undefined =>
  state.kind === 'filling' ? state.errors[path] : undefined;

/** Where the field of a path is; a fault of a line leads to its buttons, one of a whole group to its first field. */
export function selectorOf(path: string): string {
  const line = /^lines\.(\d+)/.exec(path)?.[1];
  const id = CSS.escape(path);
  return line ? `.line:nth-of-type(${Number(line) + 1}) .remove` : `[id="${id}"], [id^="${id}."]`;
}
