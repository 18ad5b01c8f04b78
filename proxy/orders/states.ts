import type { State } from './booked.ts';

/** The one table of where an order may go from where it stands. */
const MOVES: Record<State, readonly State[]> = {
  held: ['waiting', 'submitted', 'dropped'],
  waiting: ['sending', 'submitted', 'refused', 'uncertain', 'dropped'],
  sending: ['waiting', 'submitted', 'refused', 'uncertain'],
  submitted: [],
  // Out of both a person leads, or the CRM itself when it names the order.
  refused: ['waiting', 'submitted', 'dropped'],
  uncertain: ['waiting', 'submitted', 'dropped'],
  dropped: [],
};

/** Whether an order may go from one state to another. */
export const canMove = (from: State, to: State): boolean => MOVES[from].includes(to);

/** States in which an order waits for a person. */
export const ATTENTION: readonly State[] = ['refused', 'uncertain'];

/** States in which an order is still on its way to the CRM by itself. */
export const UNDER_WAY: readonly State[] = ['waiting', 'sending'];
