import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Lane } from './booked.ts';
import type { Ledger } from './ledger.ts';
import { noticeJob } from './notices.ts';
import { isPaused, needsMending, type Pace, paused, RUNNING, reasonOf, type Trouble, wasTold } from './pause.ts';
import type { Store } from './store/store.ts';

/** The pause of one lane, kept in the book: it outlives the process, and managers hear of it once. */
export interface Gate {
  /** Until when the lane pauses; null: it may go on. */
  closedUntil(): Promise<number | null>;
  /** A pause that somebody was to mend is tried at once: a start is what mending ends with. */
  reopenMended(): Promise<void>;
  /** Reckons a pause without beginning it: its order is settled first. */
  reckon(trouble: Trouble): Promise<Pause>;
  begin(pause: Pause): Promise<void>;
  clear(): Promise<void>;
}
export type Pause = ReturnType<typeof paused>;

export interface GateParts {
  store: Store;
  ledger: Ledger;
  clock: Clock;
  log: Log;
  connection: string;
  pace: Pace;
}

export function createGate({ store, ledger, clock, log, connection, pace }: GateParts): Gate {
  const waiting = () => store.count({ connection, states: ['waiting'] });

  async function write(lane: Lane, notice: 'lane-paused' | 'lane-over' | null): Promise<void> {
    if (notice === null) return await ledger.setLane(connection, lane, []);
    const now = clock.now();
    const reason = reasonOf(lane);
    const facts = { notice, connection, count: await waiting(), ...(reason !== null && { reason }) };
    await ledger.setLane(connection, lane, [noticeJob(facts, String(now), now)]);
  }

  return {
    async closedUntil() {
      const lane = await store.lane(connection);
      return isPaused(lane, clock.now()) ? lane.pausedUntil : null;
    },
    async reopenMended() {
      const lane = await store.lane(connection);
      if (needsMending(lane)) await write({ ...lane, pausedUntil: clock.now() }, null);
    },
    reckon: async trouble => paused(await store.lane(connection), trouble, clock.now(), pace),
    async begin({ lane, tell }) {
      log.warn('lane-paused', { connection, step: lane.step, reason: reasonOf(lane) });
      await write(lane, tell ? 'lane-paused' : null);
    },
    async clear() {
      const lane = await store.lane(connection);
      if (lane.step === 0) return;
      log.info('lane-works', { connection });
      await write(RUNNING, wasTold(lane) ? 'lane-over' : null);
    },
  };
}
