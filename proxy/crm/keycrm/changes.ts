import { z } from 'zod';
import type { ShopFacts, StatusChange } from '../crm.ts';
import type { Api } from './api.ts';
import { type Settings, sourcesOf } from './settings.ts';
import { statusOfOrder } from './stages.ts';
import { fromUtc, toUtc } from './time.ts';
import { Order } from './wire.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** How far back each question reaches behind the last one: what a client found to lose nothing. */
const OVERLAP_MS = 10 * MINUTE;
/** After a change of a great many orders only the newest of them are read: the others are no longer followed. */
const MOST_PAGES = 10;
/** As many orders are remembered as one question can find. */
const REMEMBERED = 500;

const Cursor = z.object({ at: z.number(), seen: z.array(z.tuple([z.string(), z.string()])) });
type Cursor = z.infer<typeof Cursor>;

const cursorOf = (text: string | null, now: number): Cursor => {
  try {
    return Cursor.parse(JSON.parse(text ?? ''));
  } catch {
    return { at: now, seen: [] };
  }
};

/** An order's status and its time. KeyCRM tells of an order only when it was changed at all, last. */
const changeOf = (row: Order): StatusChange | null => {
  const status = statusOfOrder(row);
  const at = fromUtc(row.status_changed_at) ?? fromUtc(row.updated_at);
  return (
    status && {
      ...{ ref: row.id, number: row.id },
      ...(row.source_uuid && row.parent_id === undefined && { externalId: row.source_uuid }),
      status,
      at: at === null ? null : new Date(at).toISOString(),
    }
  );
};

/** What the rows tell that was not told before, and what to remember of them. Pure. */
export const newsOf = (rows: readonly Order[], { at, seen }: Cursor): { changes: StatusChange[]; cursor: string } => {
  const known = new Map(seen);
  const changes: StatusChange[] = [];
  let latest = at;
  for (const row of rows) {
    const change = changeOf(row);
    if (!change) continue;
    // By KeyCRM's clock alone: ours may go ahead of it.
    latest = Math.max(latest, fromUtc(row.updated_at) ?? 0);
    if (known.get(row.id) !== change.status.code) changes.push(change);
    known.delete(row.id);
    known.set(row.id, change.status.code);
  }
  return { changes, cursor: JSON.stringify({ at: latest, seen: [...known].slice(-REMEMBERED) }) };
};

/** Status changes since the last question. Any change of an order brings it up again; its status is told once. */
export const changesSince = async (
  text: string | null,
  { api, settings, shop }: { api: Api; settings: Settings; shop: Pick<ShopFacts, 'now'> },
): Promise<{ changes: StatusChange[]; cursor: string }> => {
  const cursor = cursorOf(text, shop.now());
  const sources = sourcesOf(settings);
  const from = cursor.at - OVERLAP_MS;
  const query = {
    include: 'status',
    sort: '-id',
    'filter[updated_between]': `${toUtc(from)},${toUtc(shop.now() + DAY)}`,
    // Only of strings and phones is it documented that a list may be asked for.
    ...(sources.size === 1 && { 'filter[source_id]': [...sources].join() }),
  };
  const rows: Order[] = [];
  for await (const row of api.list('order', query, Order, MOST_PAGES)) {
    const isLate = (fromUtc(row.updated_at) ?? from) >= from;
    const isOurs = row.source_id === undefined || sources.has(row.source_id);
    if (isLate && isOurs) rows.push(row);
  }
  return newsOf(rows, cursor);
};
