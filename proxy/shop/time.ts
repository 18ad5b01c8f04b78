import type { Clock } from '../clock.ts';

export const DAY = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of an instant where the shop is: 2026-11-21. */
export const dayOf = (at: number, timeZone: string): string => {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  formats.set(timeZone, format);
  return format.format(at);
};

export const iso = (at: number): string => new Date(at).toISOString();

/** What a promise brings, or `otherwise` if it takes longer than `ms`. */
export const within = async <T>(clock: Clock, ms: number, promise: Promise<T>, otherwise: T): Promise<T> => {
  if (ms <= 0) return otherwise;
  let cancel = () => {};
  const late = new Promise<T>(done => {
    cancel = clock.after(ms, () => done(otherwise));
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    cancel();
  }
};
