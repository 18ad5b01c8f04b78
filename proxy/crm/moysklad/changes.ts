import { z } from 'zod';
import type { StatusChange } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import { toWall } from '../time.ts';
import type { Context } from './api.ts';
import { MOSCOW } from './map.ts';
import { type ReadMetadata, statusIn } from './states.ts';
import { ORDERS } from './submit.ts';
import { isoOf } from './track.ts';
import { OrderRow } from './wire.ts';

/** How far back the first look goes: clocks differ. */
const BEFORE_MS = 10 * 60_000;
/** How far each look goes back behind the last: an order may be seen after one that was saved later. */
const OVERLAP_SECONDS = 60;
const PAGE = 100;
/** What is left waits for the next look. */
const PAGES = 10;
/** Orders whose last state is remembered, so that another change of them is not told as one of state. */
const REMEMBERED = 500;

const Cursor = z.object({ at: z.string(), seen: z.array(z.tuple([z.string(), z.string()])) });
type Cursor = z.infer<typeof Cursor>;

const cursorOf = (text: string | null, now: number): Cursor => {
  if (text === null) return { at: toWall(now - BEFORE_MS, MOSCOW), seen: [] };
  try {
    return Cursor.parse(JSON.parse(text));
  } catch {
    throw new CrmFailure(ORDERS, { kind: 'invalid', taken: 'no', code: 'cursor' });
  }
};

/** A wall time, moved: neither side of it has an offset, so any clock without one will do. */
const earlier = (wall: string, seconds: number): string => {
  const instant = Date.parse(`${wall.replace(' ', 'T')}Z`);
  return Number.isNaN(instant) ? wall : new Date(instant - seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
};

/** Orders changed since then, the eldest change first. A server that ignored the filter tells of all. */
const changedSince = async ({ api }: Context, from: string): Promise<OrderRow[]> => {
  const rows: OrderRow[] = [];
  for (let page = 0; page < PAGES; page++) {
    const query = { expand: 'state', order: 'updated,asc', limit: String(PAGE), offset: String(page * PAGE) };
    const told = await api.rows({ operation: ORDERS, filter: [['updated', '>=', from]], query }, OrderRow);
    rows.push(...told);
    if (told.length < PAGE) break;
  }
  return rows
    .filter(({ updated, deleted }) => !deleted && (updated ?? '') >= from)
    .sort((a, b) => (a.updated ?? '').localeCompare(b.updated ?? ''));
};

/** Status changes since the cursor, each once: any change of an order brings it up, only a new state is told. */
export const changesSince = async (
  context: Context,
  metadata: ReadMetadata,
  since: string | null,
): Promise<{ changes: StatusChange[]; cursor: string }> => {
  const { at, seen } = cursorOf(since, context.shop.now());
  const rows = await changedSince(context, earlier(at, OVERLAP_SECONDS));
  const known = new Map(seen);
  const changes: StatusChange[] = [];
  for (const row of rows) {
    const status = await statusIn(row, metadata);
    if (!status) continue;
    const { id, name, externalCode, updated } = row;
    if (known.get(id) !== status.code) {
      changes.push({
        ...{ ref: id, number: name },
        ...(externalCode && { externalId: externalCode }),
        status,
        at: isoOf(updated, context.shop.now()),
      });
    }
    known.delete(id);
    known.set(id, status.code);
  }
  // By MoySklad's clock alone: ours may go ahead of it.
  const latest = rows.at(-1)?.updated?.slice(0, 19) ?? at;
  // So many were saved at once that a look does not get past them: without a step it never would.
  const least = rows.length < PAGES * PAGE ? at : earlier(at, -1);
  return {
    changes,
    cursor: JSON.stringify({ at: latest > least ? latest : least, seen: [...known].slice(-REMEMBERED) }),
  };
};
