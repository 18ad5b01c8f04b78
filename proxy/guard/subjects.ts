import type { Clock } from '../clock.ts';
import type { Keys } from '../orders/seal.ts';
import { HttpProblem } from '../problem.ts';

const WINDOW_MS = 3600_000;

interface Asked {
  since: number;
  counts: Map<string, number>;
}

export interface Subjects {
  /**
   * Counts what an address asks about: numbers, phones, codes, whether or not they exist.
   * @throws HttpProblem `too-many-requests`
   */
  count(address: string, subjects: readonly string[]): void;
  /**
   * Whether the codes of an address's cart, its certificate and promo code, may be looked up: a cart would else be a
   * way to try codes uncounted. The same code may come as often as the cart changes.
   */
  admitsCodes(address: string, codes: readonly (string | undefined)[]): boolean;
}

/** A certificate's code as limits know it, in one spelling. */
export const certificateSubject = (code: string): string => `certificate ${code.replace(/[\s-]/g, '').toUpperCase()}`;

interface Needs {
  keys: Keys;
  clock: Clock;
  limits: { subjects: number; repeats: number };
  /** The most addresses remembered; the one that came first is forgotten first. */
  remembered?: number;
}

/**
 * Keeps a visitor from becoming a harvester: an address may ask about few different subjects, and about each only so often.
 * It never refuses by subject alone, or a stranger could lock a customer out of his own order.
 */
export const createSubjects = ({ keys, clock, limits, remembered = 20_000 }: Needs): Subjects => {
  const addresses = new Map<string, Asked>();

  const askedBy = (address: string): Asked => {
    const known = addresses.get(address);
    if (known && clock.now() - known.since < WINDOW_MS) return known;
    addresses.delete(address);
    const [oldest] = addresses.keys();
    if (addresses.size >= remembered && oldest !== undefined) addresses.delete(oldest);
    const fresh: Asked = { since: clock.now(), counts: new Map() };
    addresses.set(address, fresh);
    return fresh;
  };

  return {
    count(address, subjects) {
      const { since, counts } = askedBy(address);
      const hashes = [...new Set(subjects)].map(subject => keys.hmac('subject', subject));
      const fresh = hashes.filter(hash => !counts.has(hash)).length;
      const often = hashes.some(hash => (counts.get(hash) ?? 0) >= limits.repeats);
      if (often || counts.size + fresh > limits.subjects) {
        const retryAfter = Math.max(1, Math.ceil((since + WINDOW_MS - clock.now()) / 1000));
        throw new HttpProblem('too-many-requests', { retryAfter });
      }
      for (const hash of hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1);
    },
    admitsCodes(address, codes) {
      const asked = codes.flatMap(code => (code?.trim() ? certificateSubject(code) : []));
      if (asked.length === 0) return true;
      const { counts } = askedBy(address);
      const hashes = [...new Set(asked)].map(subject => keys.hmac('subject', subject));
      if (counts.size + hashes.filter(hash => !counts.has(hash)).length > limits.subjects) return false;
      for (const hash of hashes) counts.set(hash, counts.get(hash) ?? 0);
      return true;
    },
  };
};
