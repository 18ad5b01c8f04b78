import type { Clock } from '../clock.ts';
import type { Connection } from '../crm/connection.ts';
import { CrmFailure } from '../crm/failure.ts';
import type { Log } from '../log.ts';
import type { Changes } from './changes.ts';
import type { Ledger } from './ledger.ts';
import { dayOf, noticeJob } from './notices.ts';
import type { Store } from './store/store.ts';
import { createWorker, nameOf } from './worker.ts';

const EVERY_MS = 60_000;
/** How soon it is asked again where the CRM says that there is something: it may say so of a hundred orders at once. */
const SOON_MS = 2_000;
/** A channel that has been silent for so many asks in a row is broken. */
const BROKEN_AFTER = 10;

export interface PollParts {
  connection: Connection;
  store: Store;
  ledger: Ledger;
  changes: Changes;
  clock: Clock;
  log: Log;
}

/** Asks a CRM that permits it for what changed since the last time; one process of all does. */
export interface Poll {
  /** It may be time. */
  wake(): void;
  /** The CRM has said that something changed. */
  soon(): void;
  close(limit: Promise<void>): Promise<void>;
}

export function createPoll({ connection, store, ledger, changes, clock, log }: PollParts): Poll {
  const { name, methods, manifest, config } = connection;
  // Of this CRM: another one under the name of before could make nothing of it.
  const document = `cursor/${name}/${manifest.type}`;
  let failures = 0;
  let told = false;
  const worker = createWorker(ask, error => log.error('poll-failed', { connection: name, error: nameOf(error) }));

  async function failed(error: unknown): Promise<void> {
    failures += 1;
    const reason = error instanceof CrmFailure ? (error.code ?? error.kind) : 'internal';
    log.warn('statuses-failed', { connection: name, reason, failures });
    if (failures !== BROKEN_AFTER) return;
    const now = clock.now();
    await ledger.addJobs([noticeJob({ notice: 'status-broken', connection: name, reason }, dayOf(now), now)]);
  }

  async function ask(): Promise<void> {
    if (!methods.changesSince || !manifest.background) return;
    const gate = await store.gate(`poll/${name}`, (told ? SOON_MS : EVERY_MS) / config.speed, clock.now());
    if (!gate.open) return;
    // Before the call: what is said while it is under way may be news to it.
    told = false;
    try {
      const { changes: changed, cursor } = await methods.changesSince((await store.document(document))?.text ?? null);
      await changes.apply(name, changed, null);
      // Only now: what a crash leaves unapplied is told again.
      await store.putDocument(document, cursor, clock.now());
      failures = 0;
    } catch (error) {
      await failed(error);
    }
  }

  return {
    wake: worker.wake,
    soon() {
      told = true;
      worker.wake();
    },
    async close(limit) {
      await worker.close(limit);
    },
  };
}
