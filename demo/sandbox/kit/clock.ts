/** Time as a sandbox sees it. */

export interface Clock {
  /** Wall time in milliseconds. Not sped up: dates written into orders and hooks stay true. */
  now(): number;
  /** A span of the CRM's time (a quota's window, a kitchen's step) in real milliseconds. */
  scaled(ms: number): number;
  /** Runs once after so many real milliseconds, unless cancelled by what it returns or by `stop`. */
  later(ms: number, run: () => void): () => void;
  stop(): void;
}

export interface ClockOptions {
  readonly speed?: number;
  readonly now?: () => number;
}

/** A clock whose spans pass `speed` times faster than life. */
export function createClock({ speed = 1, now = Date.now }: ClockOptions = {}): Clock {
  if (!(speed > 0)) throw new RangeError(`speed must be a number above 0, not ${speed}`);
  const timers = new Set<NodeJS.Timeout>();
  let stopped = false;

  return {
    now,
    scaled: ms => ms / speed,
    later(ms, run) {
      if (stopped) return () => {};
      const timer = setTimeout(() => {
        timers.delete(timer);
        run();
      }, ms);
      timers.add(timer);
      return () => {
        timers.delete(timer);
        clearTimeout(timer);
      };
    },
    stop() {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
