import type { Lane } from './booked.ts';

const PAUSES_MS = [2_000, 5_000, 15_000, 60_000, 300_000] as const;
const LONGEST = PAUSES_MS.length;

/** Managers hear of a pause that has come this far: a hiccup of a few seconds mends itself. */
const TOLD_AT = 3;

/** Scales and scatters times: `speed` of the connection, `random` in [0, 1). */
export interface Pace {
  speed: number;
  random: () => number;
}

export interface Trouble {
  reason: string;
  /** No attempt soon will help: somebody has to mend it. */
  mend: boolean;
  /** What the CRM asks us to wait, by its own clock: a sandbox's runs `speed` times faster. */
  retryAfterMs?: number | undefined;
}

export const RUNNING: Lane = { pausedUntil: null, step: 0, reason: null };

/** How long the n-th pause in a row lasts. A fifth of jitter keeps many shops from coming back at once. */
export const pauseMs = (step: number, { speed, random }: Pace): number => {
  const base = PAUSES_MS[Math.min(Math.max(step, 1), LONGEST) - 1] ?? 0;
  return Math.round((base * (0.9 + 0.2 * random())) / speed);
};

/** The lane after one more failure. `tell`: the managers should hear of it now. */
export function paused(lane: Lane, trouble: Trouble, now: number, pace: Pace): { lane: Lane; tell: boolean } {
  const step = Math.max(lane.step + 1, trouble.mend ? LONGEST : 0);
  const ms = Math.max(pauseMs(step, pace), Math.round((trouble.retryAfterMs ?? 0) / pace.speed));
  const reason = trouble.mend ? `mend: ${trouble.reason}` : trouble.reason;
  const newlyBroken = trouble.mend && !needsMending(lane);
  const tell = newlyBroken || (lane.step < TOLD_AT && step >= TOLD_AT);
  return { lane: { pausedUntil: now + ms, step, reason }, tell };
}

/** Whether managers were told of this pause, and so are to hear of its end. */
export const wasTold = (lane: Lane): boolean => lane.step >= TOLD_AT;

/** Whether the lane waits for somebody to mend its connection. */
export const needsMending = (lane: Lane): boolean => lane.reason?.startsWith('mend: ') ?? false;

/** The reason without our own mark. */
export const reasonOf = (lane: Lane): string | null => lane.reason?.replace(/^mend: /, '') ?? null;

/** Whether the lane stands still at this time. */
export const isPaused = (lane: Lane, now: number): boolean => lane.pausedUntil !== null && lane.pausedUntil > now;
