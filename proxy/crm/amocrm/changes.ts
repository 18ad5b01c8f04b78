import { z } from 'zod';
import type { CrmStatus, StatusChange } from '../crm.ts';
import type { Context } from './api.ts';
import { textIn } from './fields.ts';
import { codeOf, type ReadPipelines, readStatuses } from './statuses.ts';
import { isShown, numberOf } from './track.ts';
import { Lead } from './wire.ts';

/** How far back each question reaches behind the last one: clocks differ, and a change may be shown late. */
const OVERLAP_S = 5 * 60;
/** After a change of a great many leads only the newest of them are read: the others are no longer followed. */
const MOST_PAGES = 4;
/** As many leads are remembered as one question can find. */
const REMEMBERED = 1_000;

const Cursor = z.object({ at: z.number(), seen: z.array(z.tuple([z.string(), z.string()])) });
type Cursor = z.infer<typeof Cursor>;

const cursorOf = (text: string | null, now: number): Cursor => {
  try {
    return Cursor.parse(JSON.parse(text ?? ''));
  } catch {
    return { at: Math.floor(now / 1000), seen: [] };
  }
};

/** A lead tells when it was changed at all, last: no status of it is later than that. */
const changeOf = (row: Lead, status: CrmStatus, { settings }: Pick<Context, 'settings'>): StatusChange => {
  const externalId = textIn(row.custom_fields_values, settings.externalIdField);
  const { id, updated_at } = row;
  return {
    ...{ ref: id, number: numberOf(row) },
    ...(externalId && { externalId }),
    status,
    at: updated_at === undefined ? null : new Date(updated_at * 1000).toISOString(),
  };
};

/** Which rows tell what was not told before, and what to remember of them. Pure. */
export const newsIn = (rows: readonly Lead[], { at, seen }: Cursor): { news: Lead[]; cursor: string } => {
  const known = new Map(seen);
  const news: Lead[] = [];
  let latest = at;
  for (const row of rows) {
    const code = codeOf(row.pipeline_id, row.status_id);
    // By amoCRM's clock alone: ours may go ahead of it.
    latest = Math.max(latest, row.updated_at ?? 0);
    if (known.get(row.id) !== code) news.push(row);
    known.delete(row.id);
    known.set(row.id, code);
  }
  return { news, cursor: JSON.stringify({ at: latest, seen: [...known].slice(-REMEMBERED) }) };
};

/** Status changes since the last question. Any change of a lead brings it up again; its status is told once. */
export const changesSince = async (
  context: Context,
  read: ReadPipelines,
  text: string | null,
): Promise<{ changes: StatusChange[]; cursor: string }> => {
  const { api, settings, shop } = context;
  const cursor = cursorOf(text, shop.now());
  const from = cursor.at - OVERLAP_S;
  const query = [['filter[updated_at][from]', String(from)] as const, ['order[updated_at]', 'desc'] as const];
  // Where filters are off, the order tells when there is nothing new any more.
  const isOld = (found: Lead[]) => (found.at(-1)?.updated_at ?? from) < from;
  const { rows } = await api.rows({ operation: 'leads', query }, 'leads', Lead, MOST_PAGES, isOld);
  const late = rows.filter(row => (row.updated_at ?? from) >= from && isShown(row, settings));
  const { news, cursor: next } = newsIn(late.toReversed(), cursor);
  if (news.length === 0) return { changes: [], cursor: next };
  const statusOf = await readStatuses(read);
  return { changes: news.map(row => changeOf(row, statusOf(row), context)), cursor: next };
};
