import type { Clock } from '../clock.ts';
import type { Config } from '../config/config.ts';
import type { Book, StepResult } from './book.ts';
import type { Booked, Change, State } from './booked.ts';
import { cleared } from './doubt.ts';
import { certificateHashes, submitBefore } from './intake.ts';
import type { Ledger } from './ledger.ts';
import type { Keys } from './seal.ts';
import { canMove } from './states.ts';
import { CertificateTaken } from './store/store.ts';

export type Commands = Pick<Book, 'release' | 'drop' | 'retry' | 'markSubmitted'>;

/** What a person or the site's back end may do with an order. */
export function createCommands(ledger: Ledger, config: Config, keys: Keys, clock: Clock): Commands {
  /** A refused order has given its certificate back: it needs it again. */
  const again = ({ state, order: { certificate } }: Booked, must: boolean): Pick<Change, 'takeCertificate'> =>
    state === 'refused' && certificate !== undefined
      ? { takeCertificate: { hashes: certificateHashes(keys, certificate), must } }
      : {};

  async function step(
    id: string,
    from: readonly State[],
    to: State,
    decide: (booked: Booked) => Change,
  ): Promise<StepResult> {
    let refused: State | null = null;
    const booked = await ledger.change({ id }, before => {
      const allowed = from.includes(before.state) && (before.state === to || canMove(before.state, to));
      refused = allowed ? null : before.state;
      return allowed ? { state: to, heldUntil: null, ...decide(before) } : null;
    });
    if (!booked) return { ok: false, why: 'unknown' };
    return refused ? { ok: false, why: 'not-allowed', state: refused } : { ok: true, booked };
  }

  return {
    release: id =>
      step(id, ['held'], 'waiting', ({ order }) => ({
        // Its time counts from now: it could not go out before.
        nextAt: clock.now(),
        submitBefore: submitBefore(order.delivery.at, clock.now(), config.shop),
        reason: null,
      })),

    // A person who sends it has looked: its age does not hold it back any more, nor a doubt. Only one that is under
    // way by itself keeps its doubt: impatience is no look.
    retry: id =>
      step(id, ['held', 'waiting', 'refused', 'uncertain'], 'waiting', before => ({
        nextAt: clock.now(),
        submitBefore: null,
        reason: null,
        memo: before.state === 'waiting' ? before.memo : cleared(before.memo),
        ...again(before, true),
      })).catch(unlessTaken),

    drop: id =>
      step(id, ['held', 'waiting', 'refused', 'uncertain'], 'dropped', () => ({
        nextAt: null,
        reason: 'by-hand',
        freeCertificate: true,
      })),

    markSubmitted: (id, crmNumber) =>
      step(id, ['held', 'waiting', 'refused', 'uncertain'], 'submitted', before => ({
        nextAt: null,
        reason: null,
        submittedAt: clock.now(),
        crmNumber,
        memo: cleared(before.memo),
        ...again(before, false),
      })),
  };
}

const unlessTaken = (error: unknown): StepResult => {
  if (error instanceof CertificateTaken) return { ok: false, why: 'certificate-taken' };
  throw error;
};
