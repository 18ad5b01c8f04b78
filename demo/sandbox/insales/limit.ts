/** The limit on calls: a window that opens with the first call of a series and does not slide (InSales docs, readme). */
import type { Clock } from '../kit/clock.ts';

const CALLS = 500;
const WINDOW_MS = 5 * 60_000;

export interface Limit {
  /** Counts a call; false: it is one too many. */
  take(): boolean;
  /** `17/500`. */
  usage(): string;
  /** What a client is told when nothing is left, whether or not it is so. */
  full: string;
  /** Whole seconds until the window closes, in the CRM's time, which `speed` makes shorter. */
  retryAfter(): number;
}

export function createLimit(clock: Clock): Limit {
  let opened = Number.NEGATIVE_INFINITY;
  let used = 0;
  const leftMs = (): number => opened + clock.scaled(WINDOW_MS) - clock.now();

  return {
    take() {
      if (leftMs() <= 0) {
        opened = clock.now();
        used = 0;
      }
      if (used >= CALLS) return false;
      used += 1;
      return true;
    },
    usage: () => `${used}/${CALLS}`,
    full: `${CALLS}/${CALLS}`,
    retryAfter: () => Math.max(1, Math.ceil(Math.max(0, leftMs()) / clock.scaled(1_000))),
  };
}
