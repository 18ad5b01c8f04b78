import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { DueJob, Job } from './booked.ts';
import type { Channel, Delivery } from './delivery.ts';
import type { Lease } from './lease.ts';
import type { Store } from './store/store.ts';
import { createWorker, nameOf } from './worker.ts';

/** As many at a time: one dead receiver must not hold up the rest for long. */
const AT_A_TIME = 8;

export interface Outbox {
  /** There may be something due. */
  wake(): void;
  close(limit: Promise<void>): Promise<void>;
}

export interface OutboxParts {
  store: Store;
  clock: Clock;
  log: Log;
  lease: Lease;
  channels: Record<Job['kind'], Channel>;
  random: () => number;
}

/** Delivers what was written to be told, at least once each. */
export function createOutbox({ store, clock, log, lease, channels, random }: OutboxParts): Outbox {
  let closed = false;

  async function deliver(job: DueJob): Promise<void> {
    const channel = channels[job.kind];
    const delivery = await channel.deliver(job).catch((error): Delivery => ({ kind: 'again', reason: nameOf(error) }));
    const next = nextTry(delivery, channel.retryMs[job.attempts]);
    if (next === 'failed') await giveUp(job, channel, delivery.kind === 'done' ? '' : delivery.reason);
    await store.settleJob(job.id, next);
  }

  /** When to try again; null: done. */
  function nextTry(delivery: Delivery, retryMs: number | undefined): number | null | 'failed' {
    if (delivery.kind === 'done') return null;
    if (delivery.kind === 'never' || retryMs === undefined) return 'failed';
    return clock.now() + Math.max(retryMs * (0.9 + 0.2 * random()), delivery.afterMs ?? 0);
  }

  async function giveUp(job: DueJob, channel: Channel, reason: string): Promise<void> {
    log.error('delivery-given-up', { kind: job.kind, reason, attempts: job.attempts + 1 });
    const jobs = channel.onGivenUp?.(job, reason, clock.now()) ?? [];
    if (jobs.length > 0) await store.addJobs(jobs);
  }

  async function deliverDue(): Promise<void> {
    let jobs: DueJob[];
    do {
      if (!(await lease.hold())) return;
      jobs = await store.dueJobs(clock.now(), AT_A_TIME);
      await Promise.all(jobs.map(deliver));
    } while (jobs.length > 0 && !closed);
  }

  const worker = createWorker(deliverDue, error => log.error('outbox-failed', { error: nameOf(error) }));
  return {
    wake: worker.wake,
    async close(limit) {
      closed = true;
      if (await worker.close(limit)) await lease.giveBack();
    },
  };
}
