import type { Clock } from '../clock.ts';
import type { Connection } from '../crm/connection.ts';
import type { InCrm } from '../crm/crm.ts';
import { CrmFailure } from '../crm/failure.ts';
import type { Log } from '../log.ts';
import type { Booked, KeptJob, Lane } from './booked.ts';
import { withSetStatus } from './doubt.ts';
import { Errand } from './errand.ts';
import { DONE, type ErrandOutcome, never, outcomeOfFailure } from './errand-outcome.ts';
import type { Gate } from './gate.ts';
import type { Lease } from './lease.ts';
import type { Ledger } from './ledger.ts';
import { createMemo } from './memo.ts';
import { dayOf, noticeJob, orderNotice } from './notices.ts';
import { isPaused, type Pace, paused, pauseMs, RUNNING } from './pause.ts';
import { UnreadableRow } from './store/sealing.ts';
import type { Store } from './store/store.ts';
import { createWorker, nameOf } from './worker.ts';

/** Runs what one CRM is to be told, beside its lane: one at a time, each until it is done or given up. */
export interface Errands {
  /** There may be something due. */
  wake(): void;
  close(limit: Promise<void>): Promise<void>;
}

export interface ErrandParts {
  connection: Connection;
  store: Store;
  ledger: Ledger;
  /** The lane's: two processes must not tell one thing together, nor two out of turn. */
  lease: Lease;
  gate: Pick<Gate, 'closedUntil'>;
  clock: Clock;
  log: Log;
  pace: Pace;
}

/** What is to be called, or why nothing can be. */
type Call = (() => Promise<void>) | string;

/** As many are looked up at a time. */
const AT_A_TIME = 20;

export function createErrands({ connection, store, ledger, lease, gate, clock, log, pace }: ErrandParts): Errands {
  const { methods, name } = connection;
  let closed = false;
  /** Apart from the lane's own pause: a CRM may refuse this and take orders all the same. */
  let lane: Lane = RUNNING;

  const worker = createWorker(pass, error => log.error('errands-failed', { connection: name, error: nameOf(error) }));

  async function pass(): Promise<void> {
    while (await mayRun()) {
      const due = await store.dueCrmJobs(name, clock.now(), AT_A_TIME);
      if (due.length === 0 || !(await lease.hold())) return;
      for (const job of due) if (await mayRun()) await run(job);
    }
  }

  const mayRun = async (): Promise<boolean> =>
    !closed && !isPaused(lane, clock.now()) && (await gate.closedUntil()) === null;

  async function run(job: KeptJob): Promise<void> {
    const outcome = await attempt(job);
    if (outcome.kind === 'again') return await tryAgain(job, outcome);
    lane = RUNNING;
    if (outcome.kind === 'never') await giveUp(job, outcome.reason);
    await store.settleJob(job.id, outcome.kind === 'done' ? null : 'failed');
  }

  async function attempt({ payload, attempts }: KeptJob): Promise<ErrandOutcome> {
    const errand = Errand.safeParse(payload).data;
    if (!errand) return never('unreadable');
    // Apart from the call, as it reads and writes the book: trouble of the disk is nothing to give an errand up for.
    const call = await (errand.about === 'customer' ? customerCall(errand) : orderCall(errand));
    if (typeof call === 'string') return never(call);
    try {
      await call();
      return DONE;
    } catch (error) {
      return outcomeOfFailure(error, attempts);
    }
  }

  async function customerCall({ customer }: Extract<Errand, { about: 'customer' }>): Promise<Call> {
    return methods.saveCustomer ? async () => methods.saveCustomer?.(customer) : 'not-supported';
  }

  async function orderCall(errand: Exclude<Errand, { about: 'customer' }>): Promise<Call> {
    const booked = await store.order({ id: errand.orderId }).catch(unlessDamaged);
    if (booked === 'unreadable') return booked;
    if (errand.about === 'certificate') return booked ? () => release(booked) : 'gone';
    const inCrm = booked && inCrmOf(booked);
    if (!inCrm) return reasonWithout(booked);
    if (errand.about === 'payment') {
      return methods.recordPayment ? async () => methods.recordPayment?.(inCrm, errand.payment) : 'not-supported';
    }
    if (!methods.setStatus) return 'not-supported';
    // Noted first: the CRM's notification may be faster than its answer.
    const set = { code: errand.status, at: clock.now() };
    await ledger.change({ id: errand.orderId }, before => ({ memo: withSetStatus(before.memo, set) }));
    return async () => methods.setStatus?.(inCrm, errand.status);
  }

  async function release(booked: Booked): Promise<void> {
    // Completing it may be what takes it off.
    if (booked.unfinished)
      throw new CrmFailure('certificate', { kind: 'conflict', taken: 'unknown', code: 'unfinished' });
    await methods.releaseCertificate?.(booked.order, createMemo(ledger, booked));
  }

  async function tryAgain(job: KeptJob, outcome: Extract<ErrandOutcome, { kind: 'again' }>): Promise<void> {
    const { reason, whose, retryAfterMs = 0 } = outcome;
    const now = clock.now();
    log.warn('errand-failed', { connection: name, reason, attempts: job.attempts + 1 });
    const own = now + Math.max(pauseMs(job.attempts + 1, pace), Math.round(retryAfterMs / pace.speed));
    if (whose === 'own') return await store.settleJob(job.id, own);
    const pause = paused(lane, outcome, now, pace);
    lane = pause.lane;
    if (pause.tell) {
      await ledger.addJobs([noticeJob({ notice: 'errands-stuck', connection: name, reason }, dayOf(now), now)]);
    }
    await store.settleJob(job.id, pause.lane.pausedUntil ?? own);
  }

  async function giveUp(job: KeptJob, reason: string): Promise<void> {
    log.error('errand-given-up', { connection: name, reason, attempts: job.attempts + 1 });
    const now = clock.now();
    const about = Errand.safeParse(job.payload).data?.about;
    const facts = { reason, ...(about && { about }) };
    // An order that cannot be read has no number to tell; what is to be told all the same is that something failed.
    const booked = job.orderId === null ? null : await store.order({ id: job.orderId }).catch(() => null);
    const notice = booked
      ? orderNotice('errand-failed', booked, now, facts, `crm-${job.id}`)
      : noticeJob({ notice: 'errand-failed', connection: name, ...facts }, `crm-${job.id}`, now, job.orderId);
    await ledger.addJobs([notice]);
  }

  return {
    wake: worker.wake,
    async close(limit) {
      closed = true;
      await worker.close(limit);
    },
  };
}

const unlessDamaged = (error: unknown): 'unreadable' => {
  if (error instanceof UnreadableRow) return 'unreadable';
  throw error;
};

/** The order as its CRM knows it; null: it is not there, or a person said so without telling what it is there. */
const inCrmOf = ({ state, ref, crmNumber, order }: Booked): InCrm | null =>
  state === 'submitted' && ref !== null ? { ref, number: crmNumber, externalId: order.externalId } : null;

const reasonWithout = (booked: Booked | null): string => {
  if (!booked) return 'gone';
  return booked.state === 'submitted' ? 'marked-by-hand' : `order-${booked.state}`;
};
