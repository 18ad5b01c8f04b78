import type { Manifest } from '../crm/crm.ts';
import { type FailureFacts, NOT_SEEN_YET } from '../crm/failure.ts';

export type Repeat = ReturnType<Manifest['repeat']>;

/** How an attempt ended: the CRM answered well, a call failed, or the adapter itself threw (`bug`). */
export type Ending = 'success' | 'bug' | FailureFacts;

/** What an attempt means for its order and for the lane. */
export interface Outcome {
  state: 'submitted' | 'waiting' | 'refused' | 'uncertain';
  reason: string | null;
  /** It may stand in the CRM already: the next attempt reckons with that. */
  doubt: boolean;
  /** `aside`: others go before its next attempt, as the trouble may be this order's own. */
  place: 'kept' | 'aside';
  /** `clear`: the connection has proven to work. `leave`: nothing was learnt of it. */
  lane: 'clear' | 'leave' | 'pause' | 'pause-until-mended';
}

const SUBMITTED: Outcome = { state: 'submitted', reason: null, doubt: false, place: 'kept', lane: 'clear' };

const SHOWN_LATER: Outcome = { state: 'waiting', reason: NOT_SEEN_YET, doubt: true, place: 'kept', lane: 'clear' };

/**
 * The table of design: how an attempt ended, to what becomes of the order and its lane.
 * @param doubted an earlier attempt may have been taken
 */
export function outcomeOf(ending: Ending, repeat: Repeat, doubted: boolean): Outcome {
  if (ending === 'success') return SUBMITTED;
  // Where it broke is not known, so it may have been after the CRM took the order.
  if (ending === 'bug') return givenUp('internal', true, 'leave');
  const reason = ending.code ?? ending.kind;
  if (ending.kind === 'invalid') return givenUp(reason, doubted || ending.taken === 'unknown', 'clear');
  if (ending.kind === 'conflict' && ending.taken === 'no') return givenUp(reason, doubted, 'clear');

  if (reason === NOT_SEEN_YET && ending.taken === 'unknown' && repeat !== 'never') return SHOWN_LATER;
  const lane = ending.kind === 'auth' ? 'pause-until-mended' : 'pause';
  if (ending.taken === 'no') return { state: 'waiting', reason, doubt: doubted, place: placeAfter(ending), lane };
  if (repeat === 'never') return { state: 'uncertain', reason, doubt: true, place: 'kept', lane };
  // The first time it keeps its place, so that an outage does not shuffle the orders.
  return { state: 'waiting', reason, doubt: true, place: doubted ? 'aside' : 'kept', lane };
}

/** The outcome of an attempt cut short by the end of the process: nobody knows whether it was taken. */
export const outcomeOfOrphan = (repeat: Repeat): Outcome => ({
  state: repeat === 'never' ? 'uncertain' : 'waiting',
  reason: 'interrupted',
  doubt: true,
  place: 'kept',
  lane: 'leave',
});

const givenUp = (reason: string, doubted: boolean, lane: Outcome['lane']): Outcome => ({
  state: doubted ? 'uncertain' : 'refused',
  reason,
  doubt: doubted,
  place: 'kept',
  lane,
});

/** A connection that is down, full or locked is so for all orders; any other refusal may be about this one. */
const placeAfter = ({ kind }: FailureFacts): Outcome['place'] =>
  kind === 'unavailable' || kind === 'limit' || kind === 'auth' ? 'kept' : 'aside';
