/** How many calls a CRM puts up with. */
import type { Clock } from './clock.ts';

/**
 * Taken off a window: two calls sent a whole window apart may arrive a little less than that apart, and `speed`
 * shortens windows but not the jitter of a socket.
 */
const JITTER_MS = 3;

export interface Window {
  readonly calls: number;
  /** In the CRM's time; the clock's speed shortens it. */
  readonly perMs: number;
}

/** Where calls weigh more than one, `calls` are what they weigh. */
export interface Quota {
  free(calls?: number): boolean;
  /** How many calls are free at once. */
  left(): number;
  /** How long until so many are, in the CRM's time. */
  waitMs(calls?: number): number;
  spend(calls?: number): void;
}

/** A quota of several sliding windows at once. Only calls that were let through count. */
export function createQuota(clock: Clock, windows: readonly Window[]): Quota {
  let spent: number[] = [];
  const longest = Math.max(...windows.map(window => window.perMs));
  const since = (perMs: number): number => clock.now() - clock.scaled(perMs) + JITTER_MS;
  const recent = (perMs: number): number[] => spent.filter(time => time > since(perMs));
  const left = (): number => Math.min(...windows.map(({ calls, perMs }) => calls - recent(perMs).length));
  const waitOf = ({ calls, perMs }: Window, wanted: number): number => {
    const leaving = recent(perMs).at(wanted - calls - 1);
    return leaving === undefined ? 0 : (leaving - since(perMs)) / clock.scaled(1);
  };

  return {
    free: (calls = 1) => left() >= calls,
    left,
    waitMs: (calls = 1) => Math.max(...windows.map(window => waitOf(window, calls))),
    spend(calls = 1) {
      const kept = spent.filter(time => time > since(longest));
      spent = [...kept, ...new Array<number>(calls).fill(clock.now())];
    },
  };
}
