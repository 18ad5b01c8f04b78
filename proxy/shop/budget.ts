import type { Clock } from '../clock.ts';

const MINUTE = 60_000;

/** What the whole shop may spend on CRM reads, so that no crowd of visitors uses up what orders need. */
export interface Budget {
  /** Takes one read. False when nothing is left: answer from what is known. */
  take(): boolean;
  /** Whether one could be taken. */
  isLeft(): boolean;
}

/** `perMinute` reads in any minute. */
export const createBudget = (perMinute: number, clock: Clock): Budget => {
  let spent: number[] = [];
  const isLeft = (): boolean => {
    const now = clock.now();
    spent = spent.filter(at => now - at < MINUTE);
    return spent.length < perMinute;
  };
  return {
    isLeft,
    take() {
      if (!isLeft()) return false;
      spent.push(clock.now());
      return true;
    },
  };
};
