import { minorDigits } from '../contract/currency.ts';
import type { Money } from '../contract/index.ts';
import type { Submitted, Warning } from '../crm/crm.ts';
import { NOT_SEEN_YET } from '../crm/failure.ts';
import type { Booked, Change, State } from './booked.ts';
import { afterLook, cleared, type Doubt, doubted, doubtOf, lookAt, withDoubt } from './doubt.ts';
import type { Outcome, Repeat } from './outcome.ts';
import { type Pace, pauseMs } from './pause.ts';
import { canMove } from './states.ts';

/** When and under what terms an attempt is settled. */
export interface Terms {
  now: number;
  pace: Pace;
  repeat: Repeat;
  /** Until when the lane pauses after this attempt. */
  pausedUntil: number | null;
}

/** Whether an order still stands as its attempt left it; a hook or another process may have been faster. */
const isOurs = (before: Booked, claimed: Booked): boolean =>
  before.state === 'sending' && before.attempts === claimed.attempts;

/** What an attempt that failed changes about its order. */
export function afterFailure(before: Booked, claimed: Booked, outcome: Outcome, terms: Terms): Change | null {
  if (!isOurs(before, claimed)) return null;
  const { state, reason } = outcome;
  if (state !== 'waiting') return { state, reason, nextAt: null, ...freedBy(state) };
  const memo = outcome.doubt ? doubted(before.memo, terms.now) : before.memo;
  return { state, reason, memo, nextAt: nextAttemptAt({ ...before, memo }, outcome, terms) };
}

/** null: at its turn. */
function nextAttemptAt(
  booked: Booked,
  { doubt, place }: Outcome,
  { now, pace, repeat, pausedUntil }: Terms,
): number | null {
  const standing = doubt ? doubtOf(booked) : null;
  if (standing && repeat === 'ask') return lookAt(standing, now, pace.speed);
  // After the lane's own pause, so that another order is the probe.
  return place === 'aside' ? (pausedUntil ?? now) + pauseMs(booked.attempts, pace) : null;
}

/** What the CRM's taking it changes about an order, whoever thought otherwise in between. */
export function afterTaken(before: Booked, submitted: Submitted, unfinished: boolean, now: number): Change | null {
  if (before.state !== 'submitted' && !canMove(before.state, 'submitted')) return null;
  const { ref, number } = submitted;
  return {
    state: 'submitted',
    reason: null,
    nextAt: null,
    submittedAt: before.submittedAt ?? now,
    ref: before.ref ?? ref,
    ...(number !== null && { crmNumber: number }),
    unfinished,
    warnings: [...before.warnings, ...submitted.warnings, ...otherTotal(before.order.total, submitted.total)],
    memo: cleared(before.memo),
  };
}

/** What a search that did not find the order changes about it. */
export function afterEmptyLook(
  before: Booked,
  claimed: Booked,
  complete: boolean,
  { now, pace }: Terms,
): Change | null {
  const doubt = doubtOf(claimed);
  if (!doubt || !isOurs(before, claimed)) return null;
  const look = afterLook(doubt, complete);
  // It was sent whole, and is gone all the same: sending it again would end the same way.
  if (look.verdict === 'absent' && claimed.reason === NOT_SEEN_YET) {
    return { state: 'uncertain', reason: 'never-shown', nextAt: null };
  }
  if (look.verdict === 'absent') return { state: 'waiting', reason: null, nextAt: null, memo: cleared(before.memo) };
  if (look.verdict === 'unproven') return { state: 'uncertain', reason: 'not-found-for-sure', nextAt: null };
  return { state: 'waiting', nextAt: lookAt(look.doubt, now, pace.speed), memo: withDoubt(before.memo, look.doubt) };
}

/** What comes too late for the kitchen goes to a person; whether it never went there or may have, is another matter. */
export function afterDeadline(booked: Booked, from: State): Change | null {
  if (booked.state !== from) return null;
  const state = doubtOf(booked) ? 'uncertain' : 'refused';
  return { state, reason: 'too-late', nextAt: null, ...freedBy(state) };
}

/** What did not get into the CRM has used nothing up: the visitor may order again with his certificate. */
const freedBy = (state: State): Change => (state === 'refused' ? { freeCertificate: true } : {});

export const isTooLate = ({ submitBefore }: Booked, now: number): boolean =>
  submitBefore !== null && submitBefore < now;

/** Whether the next attempt is a search for what may be there, instead of another submit. */
export const looksFirst = (booked: Booked, repeat: Repeat): Doubt | null => (repeat === 'ask' ? doubtOf(booked) : null);

function otherTotal(ours: Money | null, theirs: Money | undefined): Warning[] {
  if (!ours || !theirs || (ours.amount === theirs.amount && ours.currency === theirs.currency)) return [];
  return [{ code: 'total-differs', about: `${plain(ours)} / ${plain(theirs)}`, money: true }];
}

/** An amount as a person reads it in any language: 1290.00 RUB. */
const plain = ({ amount, currency }: Money): string => {
  const digits = minorDigits(currency);
  return `${(amount / 10 ** digits).toFixed(digits)} ${currency}`;
};
