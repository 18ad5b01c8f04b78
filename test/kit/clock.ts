import type { Clock } from '../../proxy/clock.ts';

/** A clock that stands still until it is told to go. */
export interface FakeClock extends Clock {
  /** Lets `ms` pass: every timer due by then runs in its turn, and what it sets off gets to run before the next. */
  advance(ms: number): Promise<void>;
}

interface Timer {
  at: number;
  run(): void;
}

/** Starts at a Saturday noon in Moscow unless told otherwise. */
export const createFakeClock = (start = Date.UTC(2026, 10, 21, 9)): FakeClock => {
  let now = start;
  const timers = new Set<Timer>();
  const nextBy = (end: number): Timer | undefined =>
    [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];

  return {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + Math.max(0, ms), run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async advance(ms) {
      const end = now + ms;
      await settled();
      for (let timer = nextBy(end); timer; timer = nextBy(end)) {
        timers.delete(timer);
        now = timer.at;
        timer.run();
        await settled();
      }
      now = end;
      await settled();
    },
  };
};

/** Everything that promises have set going so far has run. */
export const settled = (): Promise<void> => new Promise(done => void setImmediate(done));
