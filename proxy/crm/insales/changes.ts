import { z } from 'zod';
import type { StatusChange } from '../crm.ts';
import { toIso } from '../time.ts';
import type { Context } from './context.ts';
import { instantOf, isoOf, readChanged } from './feed.ts';
import { fieldIn } from './map.ts';
import { statusOf } from './stages.ts';
import { OrderRow } from './wire.ts';

const MINUTE = 60_000;
/** How far back the first look goes: clocks differ. */
const FIRST_MS = 10 * MINUTE;
/** An order changed again within the same second would be passed over by id: each look reaches back a little. */
const OVERLAP_MS = MINUTE;
const ROUNDS = 8;
const REMEMBERED = 500;

const Cursor = z.object({
  at: z.string(),
  /** Only where the last look did not reach the end: the next goes on right there. */
  id: z.string().optional(),
  seen: z.array(z.tuple([z.string(), z.string()])),
});
type Cursor = z.infer<typeof Cursor>;

const cursorOf = (text: string | null, now: number): Cursor => {
  try {
    return Cursor.parse(JSON.parse(text ?? ''));
  } catch {
    return { at: toIso(now - FIRST_MS, 'UTC'), seen: [] };
  }
};

/** The status an order is in. InSales dates only the order's last change of any kind. */
export const changeOf = (
  row: OrderRow,
  { settings, shop }: Pick<Context, 'settings' | 'shop'>,
): StatusChange | null => {
  const status = statusOf(row.custom_status, row.fulfillment_status);
  const externalId = settings.externalIdField && fieldIn(row.fields_values, settings.externalIdField);
  return (
    status && {
      ref: row.id,
      ...(row.number && { number: row.number }),
      ...(externalId && { externalId }),
      status,
      at: isoOf(row.updated_at, shop),
    }
  );
};

/** Status changes since the cursor, each once: any change of an order brings it up again. */
export const changesSince = async (
  context: Pick<Context, 'api' | 'settings' | 'shop' | 'colours'>,
  text: string | null,
): Promise<{ changes: StatusChange[]; cursor: string }> => {
  const { api, shop, colours } = context;
  const { at, id, seen } = cursorOf(text, shop.now());
  const reached = instantOf(at, shop) ?? shop.now() - FIRST_MS;
  const since = id === undefined && text !== null ? { at: toIso(reached - OVERLAP_MS, 'UTC') } : { at, id };
  const { rows, mark, complete } = await readChanged(api, { path: 'orders', since, rounds: ROUNDS }, OrderRow);
  // Notifications are read without asking: they go by what is known by then.
  await colours.refresh();
  const known = new Map(seen);
  const changes = rows.flatMap(row => {
    const change = changeOf(row, context);
    if (!change) return [];
    const isNew = known.get(row.id) !== change.status.code;
    known.delete(row.id);
    known.set(row.id, change.status.code);
    return isNew ? [colours.on(change)] : [];
  });
  const next: Cursor = {
    // With nothing new the mark is where we began, further back than we had come.
    ...(rows.length > 0 ? { at: mark.at, ...(!complete && { id: mark.id }) } : { at }),
    seen: [...known].slice(-REMEMBERED),
  };
  return { changes, cursor: JSON.stringify(next) };
};
