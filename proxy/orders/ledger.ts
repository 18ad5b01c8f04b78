import type { Clock } from '../clock.ts';
import type { Booked, Change, Damaged, Job, Lane } from './booked.ts';
import { orderNotice } from './notices.ts';
import { UnreadableRow } from './store/sealing.ts';
import type { Acceptance, Intake, Selector, Store } from './store/store.ts';
import type { Tidings } from './tidings.ts';

export type Decide = (booked: Booked) => Change | null;

/** Every write to an order goes through here, so that whoever is to hear of it does. */
export interface Ledger {
  accept(intake: Intake): Promise<Acceptance>;
  change(selector: Selector, decide: Decide): Promise<Booked | null>;
  /** Takes the connection's next due order; to whoever follows the order that is no news. */
  claim(connection: string): Promise<Booked | null>;
  /** Hands an order that cannot be read to the managers, so that others pass. */
  setAside(damaged: Damaged): Promise<void>;
  setLane(connection: string, lane: Lane, jobs: Job[]): Promise<void>;
  addJobs(jobs: Job[]): Promise<void>;
  /** Tells of what other processes wrote since the last call. */
  catchUp(): Promise<void>;
  onChange(listener: (id: string) => void): () => void;
}

/** @param written called after each write, with what it wrote where that is known */
export function createLedger(
  store: Store,
  clock: Clock,
  tidings: Tidings,
  written: (booked: Booked | null) => void,
): Ledger {
  const listeners = new Set<(id: string) => void>();
  // The store stamps every change with a time of its own, later than all before: a stamp names one change.
  const ours = new Set<number>();
  let version: number | null = null;
  let seen = 0;

  function tell(id: string): void {
    for (const listener of [...listeners]) listener(id);
  }

  function wrote(booked: Booked): void {
    ours.add(booked.updatedAt);
    written(booked);
    tell(booked.id);
  }

  async function setAside(damaged: Damaged): Promise<void> {
    // Tried before, it may stand in the CRM.
    const state = damaged.attempts > 0 ? 'uncertain' : 'refused';
    await store.setAside(damaged.id, state, [orderNotice(state, damaged, clock.now(), { reason: 'unreadable' })]);
    written(null);
  }

  return {
    async accept(intake) {
      const acceptance = await store.accept({ ...intake, jobs: [...intake.jobs, ...tidings.ofIntake(intake.booked)] });
      if (acceptance.kind === 'accepted') wrote(acceptance.booked);
      return acceptance;
    },

    async change(selector, decide) {
      const now = clock.now();
      let changed = false;
      const booked = await store.change(selector, before => {
        const change = decide(before);
        changed = change !== null;
        return change && { ...change, jobs: [...(change.jobs ?? []), ...tidings.ofChange(before, change, now)] };
      });
      if (booked && changed) wrote(booked);
      return booked;
    },

    async claim(connection) {
      try {
        const booked = await store.claim(connection, clock.now());
        if (booked) ours.add(booked.updatedAt);
        return booked;
      } catch (error) {
        if (!(error instanceof UnreadableRow && error.order)) throw error;
        const { order } = error;
        // The claim that was undone had counted one more.
        await setAside({ ...order, attempts: order.attempts - 1 });
        return null;
      }
    },
    setAside,

    async setLane(connection, lane, jobs) {
      await store.setLane(connection, lane, jobs);
      if (jobs.length > 0) written(null);
    },

    async addJobs(jobs) {
      await store.addJobs(jobs);
      written(null);
    },

    async catchUp() {
      const latest = await store.version();
      if (latest === version) return;
      const first = version === null;
      version = latest;
      // What stood in the book before we came is no news.
      const since = first ? clock.now() - 60_000 : seen;
      const changes = await store.changedSince(since);
      seen = changes.at(-1)?.updatedAt ?? since;
      const news = first ? [] : changes.filter(({ updatedAt }) => !ours.has(updatedAt));
      for (const stamp of ours) if (stamp <= seen) ours.delete(stamp);
      for (const { id } of news) tell(id);
      if (news.length > 0) written(null);
    },

    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
