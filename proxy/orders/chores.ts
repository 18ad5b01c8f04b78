import type { Clock } from '../clock.ts';
import type { Config } from '../config/config.ts';
import type { Log } from '../log.ts';
import type { Booked, Job } from './booked.ts';
import type { Ledger } from './ledger.ts';
import { orderNotice } from './notices.ts';
import { wasTold } from './pause.ts';
import { afterDeadline, isTooLate } from './settlement.ts';
import type { SiteEvents } from './site-events.ts';
import type { Store } from './store/store.ts';

const EARLY_EVENTS_MS = 24 * 3600_000;

/** What time does to orders. */
export interface Chores {
  /** Held orders that nobody released. */
  dropHeld(): Promise<void>;
  /** Waiting orders past their time, whether their lane runs or not. */
  giveUpLate(): Promise<void>;
  /** Says which orders wait too long. */
  warnWaiting(): Promise<void>;
  /** Erases what has ended and outlived its term. */
  sweep(): Promise<void>;
}

export interface ChoresParts {
  store: Store;
  ledger: Ledger;
  config: Config;
  siteEvents: SiteEvents;
  clock: Clock;
  log: Log;
}

export function createChores({ store, ledger, config, siteEvents, clock, log }: ChoresParts): Chores {
  const { shop, managers, webhook } = config;

  /** A paused lane is one notice with a count; its orders are none. */
  async function toldConnections(): Promise<Set<string>> {
    const names = [...config.connections.keys()];
    const told = await Promise.all(names.map(async name => wasTold(await store.lane(name))));
    return new Set(names.filter((_, index) => told[index]));
  }

  function warningsOf(booked: Booked, laneTold: boolean, now: number): Job[] {
    const waited = now - waitingSince(booked);
    const parked = waited > (webhook?.attentionAfter ?? Number.POSITIVE_INFINITY);
    return [
      ...(waited > managers.waitingTooLong && !laneTold ? [orderNotice('waiting', booked, now, {}, 'once')] : []),
      ...(parked ? siteEvents('order.attention', booked, 'parked', now) : []),
    ];
  }

  return {
    async dropHeld() {
      const now = clock.now();
      for (const { id, heldUntil } of await store.list({ states: ['held'] })) {
        if (heldUntil === null || heldUntil > now) continue;
        await ledger.change({ id }, before =>
          before.state === 'held' ? { state: 'dropped', reason: 'held-too-long', freeCertificate: true } : null,
        );
      }
    },

    async giveUpLate() {
      const now = clock.now();
      for (const booked of await store.list({ states: ['waiting'] })) {
        if (isTooLate(booked, now)) await ledger.change({ id: booked.id }, before => afterDeadline(before, 'waiting'));
      }
    },

    async warnWaiting() {
      const now = clock.now();
      const shortest = Math.min(managers.waitingTooLong, webhook?.attentionAfter ?? Number.POSITIVE_INFINITY);
      const waiting = await store.list({ states: ['waiting'], createdBefore: now - shortest });
      if (waiting.length === 0) return;
      const told = await toldConnections();
      const jobs = waiting.flatMap(booked => warningsOf(booked, told.has(booked.connection), now));
      if (jobs.length > 0) await ledger.addJobs(jobs);
    },

    async sweep() {
      const now = clock.now();
      const terms = { eraseBefore: now - shop.eraseAfter, forgetEarlyBefore: now - EARLY_EVENTS_MS };
      const { erased } = await store.sweep(terms);
      if (erased > 0) log.info('erased', { count: erased });
    },
  };
}

/** An order that was held waits since it was released. */
const waitingSince = ({ attempts, nextAt, createdAt }: Booked): number =>
  attempts === 0 ? Math.max(createdAt, nextAt ?? 0) : createdAt;
