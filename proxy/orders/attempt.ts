import type { Clock } from '../clock.ts';
import type { Connection } from '../crm/connection.ts';
import type { Memo, Submitted } from '../crm/crm.ts';
import { CrmFailure } from '../crm/failure.ts';
import type { Log } from '../log.ts';
import type { Booked } from './booked.ts';
import type { Ending } from './outcome.ts';
import { nameOf } from './worker.ts';

/** An adapter that has not answered by then never will: its own time-outs are far shorter. */
export const HANGS_AFTER_MS = 180_000;

export type Attempt =
  | { kind: 'taken'; submitted: Submitted }
  /** A look for the order: not there, or not there as far as could be seen. */
  | { kind: 'not-found'; complete: boolean }
  | { kind: 'failed'; ending: Exclude<Ending, 'success'> };

export interface AttemptParts {
  connection: Connection;
  clock: Clock;
  log: Log;
  hookUrl(booked: Booked): string;
}

/** Asks an adapter to do something with an order. Never throws: whatever it throws is an ending. */
export interface Attempts {
  submit(booked: Booked, memo: Memo): Promise<Attempt>;
  look(booked: Booked): Promise<Attempt>;
}

export function createAttempts({ connection, clock, log, hookUrl }: AttemptParts): Attempts {
  const { methods, name } = connection;

  async function guarded(attempt: () => Promise<Attempt>): Promise<Attempt> {
    try {
      return await within(clock, attempt());
    } catch (error) {
      if (error instanceof CrmFailure) return { kind: 'failed', ending: error };
      // The message may quote the order: only the kind of error is said.
      log.error('adapter-threw', { connection: name, error: nameOf(error) });
      return { kind: 'failed', ending: 'bug' };
    }
  }

  return {
    submit: (booked, memo) =>
      guarded(async () => {
        if (!methods.submitOrder) throw new TypeError('No submitOrder');
        return { kind: 'taken', submitted: await methods.submitOrder(booked.order, memo, hookUrl(booked)) };
      }),

    async look(booked) {
      const attempt = await guarded(async () => {
        const { found, complete } = (await methods.findSubmitted?.(booked.order)) ?? { found: null, complete: false };
        return found ? { kind: 'taken', submitted: found } : { kind: 'not-found', complete };
      });
      return isAboutOrder(attempt) ? { kind: 'not-found', complete: false } : attempt;
    },
  };
}

/** A search that the CRM or the adapter could not make sense of says nothing of the order, nor of the connection. */
const isAboutOrder = (attempt: Attempt): boolean =>
  attempt.kind === 'failed' &&
  (attempt.ending === 'bug' || ['invalid', 'not-found', 'conflict'].includes(attempt.ending.kind));

async function within(clock: Clock, attempt: Promise<Attempt>): Promise<Attempt> {
  let cancel = () => {};
  const hanging = new Promise<Attempt>(resolve => {
    const ending = { kind: 'unavailable', taken: 'unknown', code: 'timeout' } as const;
    cancel = clock.after(HANGS_AFTER_MS, () => resolve({ kind: 'failed', ending }));
  });
  try {
    return await Promise.race([attempt, hanging]);
  } finally {
    cancel();
  }
}
