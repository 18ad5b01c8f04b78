/** The fields of a new order that are answered with a warning when they are wrong. */
import { isLocalTime, localTime } from '../kit/zoned-time.ts';
import type { Fields } from './fields.ts';

const MAX_DAYS_AHEAD = 30;
const DAY_MS = 86_400_000;

export interface CheckedList {
  readonly accepted: readonly string[];
  /** Indexes in the list as sent. */
  readonly refused: readonly number[];
}

/**
 * A list of codes, of which FrontPad takes so many known ones (FrontPad API, document B: ten tags, five hook statuses).
 * No document tells what becomes of one too many: here it is refused like an unknown one.
 */
export function checkCodeList(items: ReadonlyMap<number, string>, known: readonly string[], max: number): CheckedList {
  const accepted = [...items].filter(([, code]) => known.includes(code)).slice(0, max);
  const taken = new Set(accepted.map(([index]) => index));
  return {
    accepted: accepted.map(([, code]) => code),
    refused: [...items.keys()].filter(index => !taken.has(index)),
  };
}

export interface CheckedTime {
  readonly value: string | null;
  readonly warning?: 'invalid_format' | 'too_long_period';
}

/** The time of a pre-order, at most 30 days ahead (FrontPad API, documents A and B); taken to be the account's local time. */
export function checkDatetime(fields: Fields, now: number, timeZone: string): CheckedTime {
  const value = fields.text('datetime');
  if (value === '') return { value: null };
  if (!isLocalTime(value)) return { value: null, warning: 'invalid_format' };
  if (value > localTime(now + MAX_DAYS_AHEAD * DAY_MS, timeZone)) return { value: null, warning: 'too_long_period' };
  return { value };
}
