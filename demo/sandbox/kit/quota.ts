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
  spend(): void;
}

/** A quota of several sliding windows at once. Only calls that were let through count. */
export function createQuota(clock: Clock, windows: readonly Window[]): Quota {
  let spent: number[] = [];
  const longest = Math.max(...windows.map(window => window.perMs));
  const since = (perMs: number): number => clock.now() - clock.scaled(perMs) + JITTER_MS;

  return {
    free: () => windows.every(({ calls, perMs }) => spent.filter(time => time > since(perMs)).length < calls),
    spend() {
      spent = spent.filter(time => time > since(longest));
      spent.push(clock.now());
    },
  };
}
