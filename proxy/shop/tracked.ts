import type { Clock } from '../clock.ts';
import type { Connection } from '../crm/connection.ts';
import type { TrackedOrder } from '../crm/crm.ts';
import type { Log } from '../log.ts';
import type { Budget } from './budget.ts';
import type { Asked } from './proof.ts';
import { logTrouble } from './refresh.ts';
import { within } from './time.ts';

/** An order as a CRM told it, and which. */
export interface FromCrm {
  connection: Connection;
  row: TrackedOrder;
}

/** Asks every CRM that can look orders up, all at once. Whoever is slow, down or beyond the budget has nothing to say. */
export type FindTracked = (asked: Asked) => Promise<FromCrm[]>;

interface Parts {
  connections: readonly Connection[];
  budget: Budget;
  clock: Clock;
  log: Log;
}

/** No lookup waits longer than this for a CRM. */
const PATIENCE = 2_000;

export const createFindTracked = ({ connections, budget, clock, log }: Parts): FindTracked => {
  const askOne = async (connection: Connection, asked: Asked): Promise<FromCrm[]> => {
    const { methods } = connection;
    if (!methods.findOrders || !budget.take()) return [];
    try {
      const rows = await within(clock, PATIENCE, methods.findOrders(asked), []);
      return rows.map(row => ({ connection, row }));
    } catch (error) {
      logTrouble(log, `lookup:${connection.name}`, error);
      return [];
    }
  };

  return async asked => (await Promise.all(connections.map(connection => askOne(connection, asked)))).flat();
};
