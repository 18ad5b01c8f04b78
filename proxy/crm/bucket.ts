import type { CrmRequest, Quota } from './crm.ts';

/**
 * How long after its start a call may reach the CRM's counter. Nobody knows when on its way a call is counted, so its
 * window runs from its end; but a slow answer does not mean a slow request, so no later than this after its start.
 */
const ARRIVAL_MS = 1_000;

type Kind = CrmRequest['kind'];

interface Held {
  kind: Kind;
  weight: number;
  until: number;
}

/**
 * One limit of a CRM. A call's weight is held until it can no longer count against another: a rate window after the
 * call, or, for concurrency, as long as the call itself.
 */
export interface Bucket {
  fits(kind: Kind, weight: number, now: number): boolean;
  /** Holds the weight; what is returned tells that the call has ended. */
  put(kind: Kind, weight: number, now: number): (now: number) => void;
  /** When the next weight is known to come free; infinite when only the end of a call can tell. */
  nextFree(now: number): number;
  /** The least the last of these reads must wait. */
  readWait(weights: readonly number[], now: number): number;
}

export const createBucket = (quota: Quota, speed: number): Bucket => {
  const isRate = quota.kind === 'rate';
  const windowMs = isRate ? quota.perMs / speed : 0;
  const arrivalMs = isRate ? ARRIVAL_MS / speed : Number.POSITIVE_INFINITY;
  // A third of every rate is kept for orders.
  const readLimit = isRate ? Math.floor((quota.n * 2) / 3) : quota.n;
  // Half of that is kept for those who wait.
  const mostOf = { submit: quota.n, read: readLimit, sweep: isRate ? Math.floor(readLimit / 2) : quota.n };
  let held: Held[] = [];

  const used = (now: number, which: 'all' | 'reads' = 'all'): number => {
    held = held.filter(each => each.until > now);
    return held.reduce((sum, each) => (which === 'reads' && each.kind === 'submit' ? sum : sum + each.weight), 0);
  };
  // A call heavier than the whole limit goes when it has the bucket to itself.
  const clamp = (weight: number): number => Math.min(weight, quota.n);

  return {
    fits(kind, weight, now) {
      if (used(now) + clamp(weight) > quota.n) return false;
      const reads = used(now, 'reads');
      return kind === 'submit' || reads === 0 || reads + weight <= mostOf[kind];
    },

    put(kind, weight, now) {
      const entry: Held = { kind, weight: clamp(weight), until: now + arrivalMs + windowMs };
      held.push(entry);
      return ended => {
        entry.until = Math.min(entry.until, ended + windowMs);
      };
    },

    nextFree: now => Math.min(...held.filter(each => each.until > now).map(each => each.until)),

    readWait(weights, now) {
      const limit = Math.max(1, readLimit);
      const wanted = weights.reduce((sum, weight) => sum + Math.min(weight, limit), 0);
      const windows = Math.ceil(wanted / limit) - 1;
      let missing = used(now, 'reads') + wanted - (windows + 1) * limit;
      let wait = 0;
      for (const { weight, until } of held.filter(each => each.kind !== 'submit').sort(byUntil)) {
        if (missing <= 0) break;
        missing -= weight;
        // A call still under way may end this very moment.
        wait = Math.min(until - now, windowMs);
      }
      return wait + windows * windowMs;
    },
  };
};

const byUntil = (a: Held, b: Held): number => a.until - b.until;
