import type { Clock } from '../clock.ts';
import type { Connection } from '../crm/connection.ts';
import { CrmFailure, type FailureKind } from '../crm/failure.ts';
import type { Log } from '../log.ts';
import type { Booked, Change } from './booked.ts';
import { finishesOf, withFinishes } from './doubt.ts';
import type { Lease } from './lease.ts';
import type { Ledger } from './ledger.ts';
import { createMemo } from './memo.ts';
import { type Pace, pauseMs } from './pause.ts';
import type { Store } from './store/store.ts';

/** About an hour and a half: what is about this one order will hardly mend itself any more, and each try is a call. */
const MOST_FINISHES = 20;
/** What is the connection's trouble, however long it lasts. */
const PASSING: readonly FailureKind[] = ['unavailable', 'limit', 'auth'];

/** Completes orders that a CRM took in several calls, apart from the lane: they are safe, others need not wait. */
export interface Finisher {
  add(booked: Booked): void;
  /** Tries whatever is due. */
  run(): Promise<void>;
}

export interface FinisherParts {
  connection: Connection;
  store: Store;
  ledger: Ledger;
  /** The lane's: two processes must not complete an order together. */
  lease: Lease;
  clock: Clock;
  log: Log;
  pace: Pace;
}

export function createFinisher({ connection, store, ledger, lease, clock, log, pace }: FinisherParts): Finisher {
  const { methods, name } = connection;
  let unfinished: Set<string> | null = null;

  /** Once a lease: what another process left. */
  async function leftOver(): Promise<Set<string>> {
    const submitted = await store.list({ connection: name, states: ['submitted'], unfinished: true });
    return new Set(submitted.map(({ id }) => id));
  }

  async function attempt(booked: Booked): Promise<(before: Booked) => Change> {
    try {
      const warnings = (await methods.finish?.(booked.order, createMemo(ledger, booked))) ?? [];
      return before => ({ unfinished: false, nextAt: null, warnings: [...before.warnings, ...warnings] });
    } catch (error) {
      const failure = error instanceof CrmFailure ? error : null;
      log.warn('finish-failed', { connection: name, kind: failure?.kind ?? 'bug' });
      // What the CRM refuses, it will refuse again: a person completes it.
      if (!failure || failure.kind === 'invalid') return before => givenUp(before, failure?.code ?? 'incomplete');
      return before =>
        finishesOf(before) + 1 >= MOST_FINISHES && !PASSING.includes(failure.kind)
          ? givenUp(before, failure.code ?? 'incomplete')
          : again(before, clock.now(), pace);
    }
  }

  async function finish(id: string): Promise<void> {
    const booked = await store.order({ id });
    if (booked?.unfinished && booked.nextAt !== null && booked.nextAt > clock.now()) return;
    if (booked?.unfinished) {
      const decide = await attempt(booked);
      const after = await ledger.change({ id }, before => (before.unfinished ? decide(before) : null));
      if (after?.unfinished) return;
    }
    unfinished?.delete(id);
  }

  return {
    add(booked) {
      if (booked.unfinished) unfinished?.add(booked.id);
    },
    async run() {
      if (!methods.finish) return;
      if (!(await lease.hold())) {
        // Whoever has the lease meanwhile leaves orders of its own.
        unfinished = null;
        return;
      }
      unfinished ??= await leftOver();
      for (const id of [...unfinished]) await finish(id);
    },
  };
}

const givenUp = (before: Booked, about: string): Change => ({
  unfinished: false,
  nextAt: null,
  warnings: [...before.warnings, { code: 'other', about, money: true }],
});

function again(before: Booked, now: number, pace: Pace): Change {
  const finishes = finishesOf(before) + 1;
  return { nextAt: now + pauseMs(finishes, pace), memo: withFinishes(before.memo, finishes) };
}
