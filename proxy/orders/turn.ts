import { type Clock, wait } from '../clock.ts';
import type { Connection } from '../crm/connection.ts';
import type { Submitted } from '../crm/crm.ts';
import type { Log } from '../log.ts';
import type { Attempts } from './attempt.ts';
import type { Booked } from './booked.ts';
import { doubtOf } from './doubt.ts';
import type { Gate, Pause } from './gate.ts';
import type { Decide, Ledger } from './ledger.ts';
import { createMemo } from './memo.ts';
import { type Ending, type Outcome, outcomeOf, outcomeOfOrphan, type Repeat } from './outcome.ts';
import type { Pace } from './pause.ts';
import {
  afterDeadline,
  afterEmptyLook,
  afterFailure,
  afterTaken,
  isTooLate,
  looksFirst,
  type Terms,
} from './settlement.ts';
import { nameOf } from './worker.ts';

const WRITE_AGAIN_MS = 1_000;

/** What becomes of one order that was claimed. */
export interface Turns {
  take(claimed: Booked): Promise<void>;
  /** An order whose attempt was cut short by the end of a process. */
  adopt(orphan: Booked): Promise<void>;
}

export interface TurnParts {
  connection: Connection;
  ledger: Ledger;
  gate: Gate;
  attempts: Attempts;
  clock: Clock;
  log: Log;
  pace: Pace;
  /** False once the proxy is closing: then nothing is tried for long any more. */
  open(): boolean;
  taken(booked: Booked): Promise<void>;
}

export function createTurns(parts: TurnParts): Turns {
  const { connection, ledger, gate, attempts, clock, log, pace } = parts;
  const repeat = repeatOf(connection);
  const terms = (pause: Pause | null): Terms => ({
    now: clock.now(),
    pace,
    repeat,
    pausedUntil: pause?.lane.pausedUntil ?? null,
  });

  /** What is known is not given up because the disk is full: it is written as soon as it can be. */
  async function write(id: string, decide: Decide): Promise<Booked | null> {
    for (;;) {
      try {
        return await ledger.change({ id }, decide);
      } catch (error) {
        log.error('book-write-failed', { connection: connection.name, error: nameOf(error) });
        if (!parts.open()) throw error;
        await wait(clock, WRITE_AGAIN_MS);
      }
    }
  }

  async function succeeded({ id }: Booked, submitted: Submitted): Promise<void> {
    const unfinished = connection.methods.finish !== undefined;
    const booked = await write(id, before => afterTaken(before, submitted, unfinished, clock.now()));
    if (booked) await parts.taken(booked);
    await gate.clear();
  }

  async function failed(claimed: Booked, ending: Exclude<Ending, 'success'>): Promise<void> {
    const outcome = outcomeOf(ending, repeat, doubtOf(claimed) !== null);
    const pause = pauses(outcome) ? await gate.reckon(troubleOf(outcome, ending)) : null;
    await write(claimed.id, before => afterFailure(before, claimed, outcome, terms(pause)));
    if (pause) await gate.begin(pause);
    if (outcome.lane === 'clear') await gate.clear();
  }

  return {
    async take(claimed) {
      const { id } = claimed;
      const looks = looksFirst(claimed, repeat) !== null;
      if (!looks && isTooLate(claimed, clock.now())) {
        await write(id, before => afterDeadline(before, 'sending'));
        return;
      }
      const attempt = await (looks ? attempts.look(claimed) : attempts.submit(claimed, createMemo(ledger, claimed)));
      if (attempt.kind === 'taken') return await succeeded(claimed, attempt.submitted);
      if (attempt.kind === 'failed') return await failed(claimed, attempt.ending);
      await write(id, before => afterEmptyLook(before, claimed, attempt.complete, terms(null)));
      if (attempt.complete) await gate.clear();
    },

    async adopt(orphan) {
      await write(orphan.id, before => afterFailure(before, orphan, outcomeOfOrphan(repeat), terms(null)));
    },
  };
}

/** A CRM that says it can be asked, by an adapter that cannot ask in these settings, cannot. */
const repeatOf = ({ manifest, config, methods }: Connection): Repeat => {
  const repeat = manifest.repeat(config.settings);
  return repeat === 'ask' && !methods.findSubmitted ? 'never' : repeat;
};

const pauses = ({ lane }: Outcome): boolean => lane === 'pause' || lane === 'pause-until-mended';

const troubleOf = ({ reason, lane }: Outcome, ending: Ending) => ({
  reason: reason ?? 'unknown',
  mend: lane === 'pause-until-mended',
  retryAfterMs: typeof ending === 'object' ? ending.retryAfterMs : undefined,
});
