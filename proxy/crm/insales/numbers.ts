import type { ShopFacts } from '../crm.ts';
import { toIso } from '../time.ts';
import type { Api } from './api.ts';
import { type Mark, readChanged, together } from './feed.ts';
import { OrderRow } from './wire.ts';

const DAY = 86_400_000;
const ROUNDS = 40;
/** The newest are kept; each is an id and a number. */
const MOST = 20_000;
/** How long a number that was not there may be believed not to be. */
const FRESH_MS = 15_000;

/** Which order a number is: InSales filters by none that is documented. Nobody is ever shown the list. */
export interface Numbers {
  /** The order's id; null: not among the orders of the last days. @throws CrmFailure */
  find(number: string): Promise<string | null>;
}

export const createNumbers = (api: Api, lookupDays: number, shop: Pick<ShopFacts, 'now'>): Numbers => {
  const ids = new Map<string, string>();
  let mark: Mark | undefined;
  let readAt = Number.NEGATIVE_INFINITY;

  const refresh = together(async () => {
    const since = mark ?? { at: toIso(shop.now() - lookupDays * DAY, 'UTC') };
    const reading = await readChanged(api, { path: 'orders', since, rounds: ROUNDS }, OrderRow);
    for (const { id, number } of reading.rows) {
      if (number === undefined) continue;
      ids.delete(number);
      ids.set(number, id);
    }
    for (const oldest of [...ids.keys()].slice(0, Math.max(0, ids.size - MOST))) ids.delete(oldest);
    mark = reading.mark;
    // What is left is read at the next question.
    if (reading.complete) readAt = shop.now();
  });

  return {
    async find(number) {
      if (!ids.has(number) && shop.now() - readAt >= FRESH_MS) await refresh();
      return ids.get(number) ?? null;
    },
  };
};
