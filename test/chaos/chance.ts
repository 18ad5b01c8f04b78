/** Chance that can be played again: the same seed draws the same things. */
export interface Chance {
  /** In [0, 1). */
  next(): number;
  between(from: number, to: number): number;
  whole(from: number, to: number): number;
  is(share: number): boolean;
  pick<T>(list: readonly [T, ...T[]]): T;
}

/** The generator mulberry32: small, and even enough for mischief. */
export const createChance = (seed: number): Chance => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    between: (from, to) => from + next() * (to - from),
    whole,
    is: share => next() < share,
    pick: list => list[whole(0, list.length - 1)] ?? list[0],
  };
};

export const sleep = (ms: number): Promise<void> => new Promise(done => setTimeout(done, ms));
