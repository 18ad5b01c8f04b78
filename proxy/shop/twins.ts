import { numberKey } from '../orders/store/numbers.ts';
import type { Traced } from './proof.ts';
import { DAY } from './time.ts';

/** An order that a lookup found; `id` is the order book's, null for one that only a CRM knows. */
export interface Found {
  id: string | null;
  connection: string;
  traced: Traced;
}

/**
 * Each order once. The order book and a CRM, or two CRMs, tell of the same order where a number, the phone (as far as
 * both know it) and the day agree. The first stays: the order book's, then that of the CRM named first.
 */
export const withoutTwins = (found: readonly Found[]): Found[] =>
  found.filter((each, at) => each.id !== null || !found.slice(0, at).some(before => areTwins(before, each)));

/** One CRM may well give two orders of its own the same number. */
const areTwins = (a: Found, b: Found): boolean =>
  (a.id !== null || a.connection !== b.connection) &&
  Math.abs(a.traced.placedAt - b.traced.placedAt) < DAY &&
  (a.traced.phone === null || b.traced.phone === null || a.traced.phone === b.traced.phone) &&
  a.traced.numbers.some(number => b.traced.numbers.some(other => numberKey(other) === numberKey(number)));
