import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Changes } from './changes.ts';
import type { Gate } from './gate.ts';
import type { Lease } from './lease.ts';
import type { Ledger } from './ledger.ts';
import type { Store } from './store/store.ts';
import type { Turns } from './turn.ts';
import { createWorker, nameOf } from './worker.ts';

/** The line in which a connection's orders are submitted: one at a time, the oldest first, by one process. */
export interface Lane {
  /** There may be something to do. */
  wake(): void;
  /** Takes no more orders, and waits for the one in flight as long as `limit` lets it. */
  close(limit: Promise<void>): Promise<void>;
}

export interface LaneParts {
  connection: string;
  store: Store;
  ledger: Ledger;
  clock: Clock;
  log: Log;
  lease: Lease;
  gate: Gate;
  turns: Turns;
  changes: Pick<Changes, 'applyEarly'>;
}

export function createLane({ connection, store, ledger, clock, log, lease, gate, turns, changes }: LaneParts): Lane {
  let closed = false;
  /** Whether what a former holder of the lease left behind is seen to. */
  let tookOver = false;
  let cancelSleep = () => {};

  const worker = createWorker(pass, error => {
    // An order may be left in `sending`: it is found again as if the process had died.
    tookOver = false;
    log.error('lane-failed', { connection, error: nameOf(error) });
  });

  async function pass(): Promise<void> {
    while (!closed) {
      if (!(await lease.hold())) {
        tookOver = false;
        return;
      }
      if (!tookOver) await takeOver();
      const until = await gate.closedUntil();
      if (until !== null) return sleepUntil(until);
      // Asked before claiming: an idle lane writes nothing.
      const due = await store.nextDue(connection);
      if (due === null || due > clock.now()) return sleepUntil(due);
      const claimed = await ledger.claim(connection);
      if (claimed) await turns.take(claimed);
    }
  }

  async function takeOver(): Promise<void> {
    const orphans = { connection, states: ['sending' as const] };
    for (const orphan of await store.list(orphans)) await turns.adopt(orphan);
    for (const orphan of await store.damaged(orphans)) await ledger.setAside(orphan);
    for (const booked of await store.list({ connection, early: true })) await changes.applyEarly(booked);
    await gate.reopenMended();
    tookOver = true;
  }

  function sleepUntil(at: number | null): void {
    cancelSleep();
    const ms = at === null ? 0 : at - clock.now();
    // Nothing to wait for: a write or the jobs' table wakes it.
    if (ms > 0 && !closed) cancelSleep = clock.after(ms, worker.wake);
  }

  return {
    wake: worker.wake,
    async close(limit) {
      closed = true;
      cancelSleep();
      // With an order still in flight the lease runs out by itself: nobody may take it for an orphan sooner.
      if (await worker.close(limit)) await lease.giveBack();
    },
  };
}
