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

export interface Quota {
  free(): boolean;
  /** How many calls are free at once. */
  left(): number;
  /** How long until one is, in the CRM's time. */
  waitMs(): number;
  spend(): void;
}

/** A quota of several sliding windows at once. Only calls that were let through count. */
export function createQuota(clock: Clock, windows: readonly Window[]): Quota {
  let spent: number[] = [];
  const longest = Math.max(...windows.map(window => window.perMs));
  const since = (perMs: number): number => clock.now() - clock.scaled(perMs) + JITTER_MS;
  const recent = (perMs: number): number[] => spent.filter(time => time > since(perMs));
  const left = (): number => Math.min(...windows.map(({ calls, perMs }) => calls - recent(perMs).length));
  const waitOf = ({ calls, perMs }: Window): number => {
    const leaving = recent(perMs).at(-calls);
    return leaving === undefined ? 0 : (leaving - since(perMs)) / clock.scaled(1);
  };

  return {
    free: () => left() > 0,
    left,
    waitMs: () => Math.max(...windows.map(waitOf)),
    spend() {
      spent = spent.filter(time => time > since(longest));
      spent.push(clock.now());
    },
  };
}
