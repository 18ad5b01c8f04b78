import type { Clock } from '../clock.ts';
import type { Connection } from '../crm/connection.ts';
import { CrmFailure } from '../crm/failure.ts';
import type { Log } from '../log.ts';
import type { Changes } from './changes.ts';
import type { Ledger } from './ledger.ts';
import { dayOf, noticeJob } from './notices.ts';
import type { Store } from './store/store.ts';

const EVERY_MS = 60_000;
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
export function createPoll({ connection, store, ledger, changes, clock, log }: PollParts): () => Promise<void> {
  const { name, methods, manifest, config } = connection;
  const document = `cursor/${name}`;
  let failures = 0;

  async function failed(error: unknown): Promise<void> {
    failures += 1;
    const reason = error instanceof CrmFailure ? (error.code ?? error.kind) : 'internal';
    log.warn('statuses-failed', { connection: name, reason, failures });
    if (failures !== BROKEN_AFTER) return;
    const now = clock.now();
    await ledger.addJobs([noticeJob({ notice: 'status-broken', connection: name, reason }, dayOf(now), now)]);
  }

  return async () => {
    if (!methods.changesSince || !manifest.background) return;
    const gate = await store.gate(`poll/${name}`, EVERY_MS / config.speed, clock.now());
    if (!gate.open) return;
    try {
      const told = await methods.changesSince((await store.document(document))?.text ?? null);
      await changes.apply(name, told.changes, null);
      // Only now: what a crash leaves unapplied is told again.
      await store.putDocument(document, told.cursor, clock.now());
      failures = 0;
    } catch (error) {
      await failed(error);
    }
  };
}
