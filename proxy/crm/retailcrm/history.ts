import type { StatusChange } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import { toWall, wallToIso } from '../time.ts';
import type { Context, Query } from './api.ts';
import type { Statuses } from './statuses.ts';
import { type Change, History } from './wire.ts';

/** How far back the first look goes: clocks differ. */
const BEFORE_MS = 10 * 60_000;
/** What is left waits for the next look; the WooCommerce module stops too. */
const ROUNDS = 10;

/** `id:` of the last record read, or `from:` a wall time while there has been none. */
const filterOf = (cursor: string): Query => {
  const id = /^id:(\d+)$/.exec(cursor)?.[1];
  if (id !== undefined) return [['filter[sinceId]', id]];
  const from = /^from:(.{19})$/.exec(cursor)?.[1];
  if (from !== undefined) return [['filter[startDate]', from]];
  throw new CrmFailure('orders/history', { kind: 'invalid', taken: 'no', code: 'cursor' });
};

const lastOf = (cursor: string): number => Number(/^id:(\d+)$/.exec(cursor)?.[1] ?? 0);

/** A new order's own status is told too: it proves that an order of ours was taken. So are changes by our own key. */
const changeOf = (record: Change, statuses: Statuses, { zone, shop }: Context): StatusChange[] => {
  const { field, newValue, order, deleted, createdAt } = record;
  if (field !== 'status' || deleted || !newValue || !order?.id) return [];
  return [
    {
      ref: order.id,
      ...(order.number && { number: order.number }),
      ...(order.externalId && { externalId: order.externalId }),
      status: statuses.of(newValue),
      at: wallToIso(createdAt, zone, shop.now()),
    },
  ];
};

/**
 * Status changes since the cursor, each once. Always by `sinceId`: paging through history loses records, and the two
 * together are refused (HTTP 400 since May 2023).
 */
export const changesSince = async (
  context: Context,
  statuses: Statuses,
  since: string | null,
): Promise<{ changes: StatusChange[]; cursor: string }> => {
  const { api, settings, shop, zone } = context;
  let cursor = since ?? `from:${toWall(shop.now() - BEFORE_MS, zone)}`;
  const records: Change[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const query: Query = [...filterOf(cursor), ['limit', '100']];
    const { history, pagination } = await api({ operation: 'orders/history', query }, History);
    const last = lastOf(cursor);
    // A server that ignored the filter tells everything again.
    const fresh = history.filter(({ id }) => id > last).sort((a, b) => a.id - b.id);
    const newest = fresh.at(-1);
    if (!newest) break;
    records.push(...fresh);
    cursor = `id:${newest.id}`;
    if (!pagination.more) break;
  }
  const ours = [...new Map(records.map(record => [record.id, record])).values()].filter(
    ({ order }) => !settings.site || !order?.site || order.site === settings.site,
  );
  if (ours.some(({ field }) => field === 'status')) await statuses.refresh();
  return { changes: ours.flatMap(record => changeOf(record, statuses, context)), cursor };
};
