import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Config } from '../config/config.ts';
import type { Connection } from '../crm/connection.ts';
import type { Log } from '../log.ts';
import type { Booked } from './booked.ts';
import { type Changes, createChanges } from './changes.ts';
import { type Chores, createChores } from './chores.ts';
import { createLease, type Lease } from './lease.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { createLine, type Line } from './line.ts';
import { createMail, type OpenTransport } from './mail.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import type { Keys } from './seal.ts';
import { createSiteEvents } from './site-events.ts';
import type { Store } from './store/store.ts';
import { createTidings } from './tidings.ts';
import { createWebhook, type Fetch } from './webhook.ts';

/** What the book is given. */
export interface BookOptions {
  store: Store;
  keys: Keys;
  config: Config;
  connections: Map<string, Connection>;
  clock: Clock;
  log: Log;
  /** For tests: chance, and the ways out. */
  random?: () => number;
  fetch?: Fetch;
  openMail?: OpenTransport;
}

/** What the book is made of, each part knowing only what it needs. */
export interface BookParts {
  ledger: Ledger;
  changes: Changes;
  chores: Chores;
  outbox: Outbox;
  lines: Line[];
  leases: Lease[];
  /** From now on what is written is worked on; the command line only writes. */
  open(): void;
}

/** Puts the parts together; nothing runs yet. */
export function assembleBook(options: BookOptions): BookParts {
  const { store, config, connections, clock, log, random = Math.random } = options;
  const holder = randomUUID();
  const lines = new Map<string, Line>();
  let isOpen = false;

  /** Whatever was written may be due. */
  function written(booked: Booked | null): void {
    if (!isOpen) return;
    outbox.wake();
    if (booked === null) for (const { lane } of lines.values()) lane.wake();
    else if (booked.state === 'waiting') lines.get(booked.connection)?.lane.wake();
  }

  const siteEvents = createSiteEvents(config);
  const ledger = createLedger(store, clock, createTidings(siteEvents), written);
  const changes = createChanges({
    ...{ store, ledger, connections, clock, log },
    unfinished: booked => lines.get(booked.connection)?.finisher.add(booked),
  });
  const chores = createChores({ store, ledger, config, siteEvents, clock, log });
  const lease = createLease(store, clock, 'outbox', holder);
  const channels = {
    notice: createMail(config, log, options.openMail),
    webhook: createWebhook(config, clock, options.fetch),
  };
  const outbox = createOutbox({ store, clock, log, lease, channels, random });
  for (const [name, connection] of connections) {
    lines.set(name, createLine({ ...options, connection, ledger, changes, holder, random }));
  }
  const all = [...lines.values()];
  return {
    ledger,
    changes,
    chores,
    outbox,
    lines: all,
    leases: [lease, ...all.map(line => line.lease)],
    open() {
      isOpen = true;
    },
  };
}
