import type { Booked } from './booked.ts';
import { setStatusOf } from './doubt.ts';

/** A CRM tells what we did to it within this, by a notification or when it is next asked. */
const ECHO_MS = 10 * 60_000;

/**
 * Whether a status is what the site itself had us set, heard back: visitors see it, to the site it is no news.
 * One that comes after another status of a later time is not: somebody has moved the order on since, and back.
 */
export function isEcho({ memo, status }: Booked, code: string, now: number): boolean {
  const set = setStatusOf(memo);
  if (!set || set.code !== code || now - set.at > ECHO_MS) return false;
  return status === null || status.at === null || status.at <= set.at;
}
