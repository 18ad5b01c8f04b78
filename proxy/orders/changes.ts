import type { Clock } from '../clock.ts';
import type { Connection } from '../crm/connection.ts';
import type { StatusChange } from '../crm/crm.ts';
import type { Log } from '../log.ts';
import { HANGS_AFTER_MS } from './attempt.ts';
import type { Booked, Change, Job, StatusEvent } from './booked.ts';
import { cleared } from './doubt.ts';
import type { Ledger } from './ledger.ts';
import { noticeJob, orderNotice } from './notices.ts';
import { canMove } from './states.ts';
import { changeBy, eventOf, isFollowed } from './statuses.ts';
import { UnreadableRow } from './store/sealing.ts';
import type { Selector, Store } from './store/store.ts';

/** Brings what a CRM tells of its orders into the book. */
export interface Changes {
  apply(connection: string, changes: StatusChange[], orderId: string | null): Promise<void>;
  /** Applies what was told of an order before we knew its ref. */
  applyEarly(booked: Booked): Promise<void>;
}

export interface ChangesParts {
  store: Store;
  ledger: Ledger;
  connections: Map<string, Connection>;
  clock: Clock;
  log: Log;
  /** An order that has to be completed. */
  unfinished(booked: Booked): void;
}

export function createChanges({ store, ledger, connections, clock, log, unfinished }: ChangesParts): Changes {
  async function applyOne(connection: Connection, change: StatusChange, orderId: string | null): Promise<void> {
    const now = clock.now();
    const { manifest, config, name } = connection;
    const { unknown, ...event } = eventOf(change, { statuses: config.statuses, stageOf: manifest.stageOf }, now);
    const finishes = connection.methods.finish !== undefined;
    if (unknown) await ledger.addJobs([unknownStatus(name, event.code, now)]);

    for (const selector of selectorsOf(name, change, orderId)) {
      let about = false;
      const booked = await ledger.change(selector, before => {
        about = before.connection === name && (orderId !== null || isAbout(before, change));
        return about ? told(before, change, event, { now, followDays: config.followDays, finishes }) : null;
      });
      if (!booked || !about) continue;
      if (booked.unfinished) unfinished(booked);
      if (!isFollowed(booked, config.followDays, now)) log.debug('status-too-late', { connection: name });
      return;
    }
    await keepForLater(name, change, event, now);
  }

  /** One order that cannot be read must not keep the statuses told with it from theirs. */
  const unlessDamaged = (connection: string) => (error: unknown) => {
    if (!(error instanceof UnreadableRow)) throw error;
    log.error('status-of-damaged-order', { connection });
  };

  async function keepForLater(
    connection: string,
    change: StatusChange,
    event: StatusEvent,
    now: number,
  ): Promise<void> {
    const { ref } = change;
    if (ref === undefined) return log.debug('status-of-unknown-order', { connection });
    await store.keepEarly({ connection, ref, event }, now);
    // The order may have got its ref in between; then nobody would ever come for this event.
    const booked = await store.order({ connection, ref });
    if (booked) await applyEarly(booked);
  }

  async function applyEarly(booked: Booked): Promise<void> {
    if (booked.ref === null) return;
    for (const event of await store.takeEarly(booked.connection, booked.ref)) {
      await ledger.change({ id: booked.id }, before => changeBy(before, event));
    }
  }

  return {
    async apply(name, changes, orderId) {
      const connection = connections.get(name);
      if (!connection) return;
      for (const change of changes) await applyOne(connection, change, orderId).catch(unlessDamaged(name));
    },
    applyEarly,
  };
}

/** Ways to the order a change is about, the surest first. */
function selectorsOf(
  connection: string,
  { ref, number, externalId }: StatusChange,
  orderId: string | null,
): Selector[] {
  if (orderId !== null) return [{ id: orderId }];
  return [
    ...(ref === undefined ? [] : [{ connection, ref }]),
    ...[number, externalId].flatMap(one => (one === undefined ? [] : [{ connection, number: one }])),
  ];
}

interface Terms {
  now: number;
  followDays: number;
  /** Whether an order of this CRM may still have to be completed. */
  finishes: boolean;
}

/** What a told status does to its order: proves that it was taken, and moves its status. */
function told(
  before: Booked,
  change: StatusChange,
  event: StatusEvent,
  { now, followDays, finishes }: Terms,
): Change | null {
  if (isAnother(before, change)) return { jobs: [orderNotice('doubled', before, now)] };
  const proof = proofOf(before, change, now, finishes);
  const status = isFollowed(before, followDays, now) ? changeBy(before, event) : null;
  return proof || status ? { ...proof, ...status } : null;
}

/** A number of one order may be a number of another kind of a second, so what the CRM calls it by must agree. */
const isAbout = ({ ref, crmNumber, order }: Booked, change: StatusChange): boolean => {
  if (ref !== null && change.ref !== undefined) return ref === change.ref;
  return change.externalId === order.externalId || (crmNumber !== null && change.number === crmNumber);
};

/** Its own token, but a ref that is not its own: it was made a second time. */
const isAnother = ({ ref }: Booked, change: StatusChange): boolean =>
  ref !== null && change.ref !== undefined && ref !== change.ref;

/** The CRM names an order: it has it, whatever we thought of it. */
function proofOf(
  { state, attempts, ref, crmNumber, submittedAt, memo }: Booked,
  change: StatusChange,
  now: number,
  finishes: boolean,
): Change | null {
  const learnt: Change = {
    ...(ref === null && change.ref !== undefined && { ref: change.ref }),
    ...(crmNumber === null && change.number !== undefined && { crmNumber: change.number }),
  };
  if (attempts > 0 && canMove(state, 'submitted')) {
    return {
      ...learnt,
      state: 'submitted',
      reason: null,
      unfinished: finishes,
      // Two must not complete it together: whoever is still sending it clears this when the answer comes.
      nextAt: finishes && state === 'sending' ? now + HANGS_AFTER_MS : null,
      submittedAt: submittedAt ?? now,
      memo: cleared(memo),
    };
  }
  return Object.keys(learnt).length > 0 ? learnt : null;
}

/** Said once for each status of a connection. */
const unknownStatus = (connection: string, code: string, now: number): Job =>
  noticeJob({ notice: 'status-unknown', connection, reason: code }, code, now);
