import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Job, KeptJob } from './booked.ts';
import type { Channel, Delivery } from './delivery.ts';
import type { Lease } from './lease.ts';
import type { Store } from './store/store.ts';
import { createWorker, nameOf } from './worker.ts';

/** As many of a kind at a time. Each kind goes its own way: a dead site must not keep managers from hearing. */
const AT_A_TIME = 8;

/** What is told by mail or by a webhook; what a CRM is told is its connection's own affair. */
type Told = Exclude<Job['kind'], 'crm'>;

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
  channels: Record<Told, Channel>;
  random: () => number;
}

/** Delivers what was written to be told, at least once each. */
export function createOutbox({ store, clock, log, lease, channels, random }: OutboxParts): Outbox {
  let closed = false;

  async function attempt({ payload, ...job }: KeptJob, channel: Channel): Promise<Delivery> {
    if (payload === null) return { kind: 'never', reason: 'unreadable' };
    return await channel
      .deliver({ ...job, payload })
      .catch((error): Delivery => ({ kind: 'again', reason: nameOf(error) }));
  }

  async function deliver(job: KeptJob, channel: Channel): Promise<void> {
    const delivery = await attempt(job, channel);
    const next = nextTry(delivery, channel.retryMs[job.attempts]);
    if (next === 'failed') await giveUp(job, channel, delivery.kind === 'done' ? '' : delivery.reason);
    await store.settleJob(job.id, next);
  }

  /** When to try again; null: done. */
  function nextTry(delivery: Delivery, retryMs: number | undefined): number | null | 'failed' {
    if (delivery.kind === 'done') return null;
    if (delivery.kind === 'never' || retryMs === undefined) return 'failed';
    return clock.now() + Math.round(Math.max(retryMs * (0.9 + 0.2 * random()), delivery.afterMs ?? 0));
  }

  async function giveUp(job: KeptJob, channel: Channel, reason: string): Promise<void> {
    log.error('delivery-given-up', { kind: job.kind, reason, attempts: job.attempts + 1 });
    const jobs = channel.onGivenUp?.(reason, clock.now()) ?? [];
    if (jobs.length > 0) await store.addJobs(jobs);
  }

  async function deliverDue(kind: Told): Promise<void> {
    let jobs: KeptJob[];
    do {
      if (!(await lease.hold())) return;
      jobs = await store.dueJobs(clock.now(), AT_A_TIME, kind);
      await Promise.all(jobs.map(job => deliver(job, channels[kind])));
    } while (jobs.length > 0 && !closed);
  }

  const kinds: readonly Told[] = ['notice', 'webhook'];
  const workers = kinds.map(kind =>
    createWorker(
      () => deliverDue(kind),
      error => log.error('outbox-failed', { error: nameOf(error) }),
    ),
  );
  return {
    wake() {
      for (const worker of workers) worker.wake();
    },
    async close(limit) {
      closed = true;
      const ended = await Promise.all(workers.map(worker => worker.close(limit)));
      if (ended.every(Boolean)) await lease.giveBack();
    },
  };
}
