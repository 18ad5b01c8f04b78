import type { Clock } from './clock.ts';
import type { Log } from './log.ts';
import type { BookParts } from './orders/parts.ts';
import { nameOf } from './orders/worker.ts';

/** One piece of timed work. It must bear being late, and being done by several processes. */
export interface TimedWork {
  name: string;
  everyMs: number;
  run(): Promise<unknown>;
}

const S = 1_000;
const M = 60 * S;

/** All timed work of the proxy. Work that speaks to a CRM asks a gate in the book, so that all processes do it once. */
export const timedWork = ({ lines, leases, outbox, ledger, chores }: BookParts): TimedWork[] => [
  { name: 'notice-others', everyMs: S / 2, run: () => ledger.catchUp() },
  { name: 'wake-lanes', everyMs: S, run: () => each(lines, ({ lane }) => lane.wake()) },
  { name: 'deliver', everyMs: S, run: () => each([outbox], ({ wake }) => wake()) },
  { name: 'poll-statuses', everyMs: S, run: () => each(lines, ({ poll }) => poll.wake()) },
  { name: 'finish-orders', everyMs: S, run: () => each(lines, ({ finisher }) => finisher.run()) },
  { name: 'run-errands', everyMs: S, run: () => each(lines, ({ errands }) => errands.wake()) },
  { name: 'renew-leases', everyMs: 3 * S, run: () => each(leases, lease => lease.renew()) },
  { name: 'give-up-late', everyMs: 10 * S, run: () => chores.giveUpLate() },
  { name: 'warn-waiting', everyMs: 30 * S, run: () => chores.warnWaiting() },
  { name: 'drop-held', everyMs: 30 * S, run: () => chores.dropHeld() },
  { name: 'sweep', everyMs: 60 * M, run: () => chores.sweep() },
];

/** Runs a table of work until the returned function stops it; that resolves once nothing of it runs any more. */
export function startJobs(table: readonly TimedWork[], clock: Clock, log: Log): () => Promise<void> {
  const stops = table.map(work => repeat(work, clock, log));
  return async () => void (await Promise.all(stops.map(stop => stop())));
}

/** The next run is timed from the end of the last: none overtakes another. */
function repeat(work: TimedWork, clock: Clock, log: Log): () => Promise<void> {
  let stopped = false;
  let cancel = () => {};
  let running: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    try {
      await work.run();
    } catch (error) {
      log.error('job-failed', { job: work.name, error: nameOf(error) });
    }
    if (!stopped) cancel = clock.after(work.everyMs, start);
  }
  function start(): void {
    running = run();
  }

  start();
  return async () => {
    stopped = true;
    cancel();
    await running;
  };
}

const each = <T>(parts: readonly T[], run: (part: T) => Promise<void> | void): Promise<unknown> =>
  Promise.all(parts.map(run));
