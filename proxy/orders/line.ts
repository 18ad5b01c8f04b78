import type { Clock } from '../clock.ts';
import type { Config } from '../config/config.ts';
import type { Connection } from '../crm/connection.ts';
import type { Log } from '../log.ts';
import { createAttempts } from './attempt.ts';
import type { Booked } from './booked.ts';
import type { Changes } from './changes.ts';
import { createErrands, type Errands } from './errands.ts';
import { createFinisher, type Finisher } from './finish.ts';
import { createGate } from './gate.ts';
import { createLane, type Lane } from './lane.ts';
import { createLease, type Lease } from './lease.ts';
import type { Ledger } from './ledger.ts';
import { createPoll, type Poll } from './poll.ts';
import type { Keys } from './seal.ts';
import type { Store } from './store/store.ts';
import { createTurns } from './turn.ts';

/** All that goes on between the book and one connection. */
export interface Line {
  name: string;
  lane: Lane;
  lease: Lease;
  finisher: Finisher;
  errands: Errands;
  poll: Poll;
  close(limit: Promise<void>): Promise<void>;
}

export interface LineParts {
  connection: Connection;
  store: Store;
  ledger: Ledger;
  changes: Changes;
  keys: Keys;
  config: Config;
  clock: Clock;
  log: Log;
  /** Names this process in leases. */
  holder: string;
  random: () => number;
}

const DAY_MS = 86_400_000;
/** A status may come long after the last one that is followed: its token must still name its order. */
const TOKEN_DAYS_MORE = 30;

export function createLine({ connection, changes, keys, config, holder, random, ...shared }: LineParts): Line {
  const { name } = connection;
  const { store, clock, log } = shared;
  const pace = { speed: connection.config.speed, random };
  const lease = createLease(store, clock, `lane/${name}`, holder);
  const gate = createGate({ ...shared, connection: name, pace });
  const finisher = createFinisher({ ...shared, connection, lease, pace });
  const errands = createErrands({ ...shared, connection, lease, gate, pace });
  const poll = createPoll({ ...shared, connection, changes });
  let open = true;

  function hookUrl({ id }: Booked): string {
    const days = connection.config.followDays + TOKEN_DAYS_MORE;
    const token = keys.sealToken('hook', { o: id }, clock.now() + days * DAY_MS);
    return `${config.publicUrl.replace(/\/$/, '')}/hooks/${name}/${token}`;
  }

  async function taken(booked: Booked): Promise<void> {
    finisher.add(booked);
    await changes.applyEarly(booked);
  }

  const attempts = createAttempts({ connection, clock, log, hookUrl });
  const turns = createTurns({ ...shared, connection, gate, attempts, pace, taken, open: () => open });
  const lane = createLane({ ...shared, connection: name, lease, gate, turns, changes });
  return {
    name,
    lane,
    lease,
    finisher,
    errands,
    poll,
    async close(limit) {
      open = false;
      await Promise.all([errands.close(limit), lane.close(limit), poll.close(limit)]);
    },
  };
}
