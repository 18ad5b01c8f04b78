import { type Clock, wait } from '../clock.ts';
import type { Connection } from '../crm/connection.ts';
import type { TrackedOrder } from '../crm/crm.ts';
import type { Log } from '../log.ts';
import type { Budget } from './budget.ts';
import type { Asked } from './proof.ts';
import { createRecent } from './recent.ts';
import { logTrouble } from './refresh.ts';
import { within } from './time.ts';

/** An order as a CRM told it, which CRM, and when it was asked. */
export interface FromCrm {
  connection: Connection;
  row: TrackedOrder;
  at: number;
}

/**
 * Asks every CRM that can look orders up what is to be asked of it (null: nothing), all at once. None waits for another
 * longer than a moment: once one has answered with orders, the rest have 300 ms; while none has, two seconds. For one
 * that is late, down or beyond the budget stands what it said to the same question within the last minute, if anything;
 * so a CRM that is always a little late shows its orders from the second time on.
 */
export type FindTracked = (questionOf: (connection: Connection) => Asked | null) => Promise<FromCrm[]>;

interface Parts {
  connections: readonly Connection[];
  budget: Budget;
  clock: Clock;
  log: Log;
}

/** No lookup waits longer than this for a CRM. */
const PATIENCE = 2_000;
/** Nor longer than this once another has told of orders. */
const GRACE = 300;
const REMEMBERED = 60_000;

export const createFindTracked = ({ connections, budget, clock, log }: Parts): FindTracked => {
  const recent = createRecent<FromCrm[]>(REMEMBERED, clock);
  const keyOf = ({ name }: Connection, { number, phone }: Asked) => JSON.stringify([name, number, phone]);

  /** Null: nothing came of it. */
  const askOne = async (connection: Connection, asked: Asked): Promise<FromCrm[] | null> => {
    const { methods } = connection;
    if (!methods.findOrders || !budget.take()) return null;
    const at = clock.now();
    try {
      const rows = (await methods.findOrders(asked)).map(row => ({ connection, row, at }));
      recent.put(keyOf(connection, asked), rows);
      return rows;
    } catch (error) {
      logTrouble(log, `lookup:${connection.name}`, error);
      return null;
    }
  };

  return async questionOf => {
    const questions = connections.flatMap(connection => {
      const asked = questionOf(connection);
      return asked ? [{ connection, asked }] : [];
    });
    const answers = await inTime(
      clock,
      questions.map(({ connection, asked }) => askOne(connection, asked)),
    );
    return questions.flatMap(({ connection, asked }, at) => answers[at] ?? recent.get(keyOf(connection, asked)) ?? []);
  };
};

/** What each brought by the time the answer goes out; null: nothing yet. */
const inTime = async <T>(clock: Clock, asked: readonly Promise<T[] | null>[]): Promise<(T[] | null)[]> => {
  const answers: (T[] | null)[] = asked.map(() => null);
  const first = Promise.withResolvers<void>();
  const all = Promise.all(
    asked.map(async (each, at) => {
      answers[at] = await each;
      if (answers[at]?.length) first.resolve();
    }),
  );
  const enough = first.promise.then(() => wait(clock, GRACE));
  await within<unknown>(clock, PATIENCE, Promise.race([all, enough]), undefined);
  // A copy: what comes from now on is late.
  return [...answers];
};
