import { z } from 'zod';
import type { StatusChange } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import { toWall, wallToIso } from '../time.ts';
import type { Context } from './api.ts';
import { CARDS } from './cards.ts';
import { BUDAPEST } from './map.ts';
import { type ReadStatuses, statusOf } from './statuses.ts';
import { CardRow, listOf, Passage } from './wire.ts';

/**
 * How far each look goes back behind the last, and the first behind now. Cards tell no time of their change in a list,
 * so that our own clock has to do, and MiniCRM's may go otherwise.
 */
const OVERLAP_MS = 10 * 60_000;
const PAGES = 10;
/** A card's history is a call of its own: the others wait for the next look. */
const HISTORIES = 15;
/** Cards whose last status is remembered, so that another change of them is not told as one of status. */
const REMEMBERED = 1000;

const Cursor = z.object({
  at: z.number(),
  seen: z.array(z.tuple([z.string(), z.string()])),
  /** Where the last look did not come to the end of the list: its next page, and when its first one was read. */
  rest: z.object({ page: z.int(), begun: z.number() }).optional(),
});
type Cursor = z.infer<typeof Cursor>;

const cursorOf = (text: string | null, now: number): Cursor => {
  if (text === null) return { at: now, seen: [] };
  try {
    return Cursor.parse(JSON.parse(text));
  } catch {
    throw new CrmFailure(CARDS, { kind: 'invalid', taken: 'no', code: 'cursor' });
  }
};

const cursorFrom = (cursor: Cursor): string => JSON.stringify(cursor);

const HISTORY = 'R3/ProjectHistory';

const historyOf = async ({ api }: Context, card: string): Promise<Passage[]> => {
  const ask = { operation: HISTORY, path: `${HISTORY}/${card}`, query: { Type: 'StatusHistory' } };
  const { rows } = await api.call(ask, listOf(Passage)).catch(unlessAll);
  // What has no end yet came last.
  const endOf = ({ ClosedAt = '9999' }: Passage): string => ClosedAt;
  return rows.sort((a, b) => endOf(b).localeCompare(endOf(a)) || Number(b.Id) - Number(a.Id));
};

/** One card that has no history to be read must not keep all others from theirs: its present status is told. */
const unlessAll = (error: unknown): { rows: Passage[] } => {
  const isOfOne = error instanceof CrmFailure && ['not-found', 'invalid', 'protocol'].includes(error.kind);
  if (isOfOne) return { rows: [] };
  throw error;
};

/** What a card went through since it was seen, or since then; its present status at least, without a time. */
const passagesOf = (
  history: readonly Passage[],
  present: string,
  seen: string | undefined,
  since: string,
): { status: string; at: string | undefined }[] => {
  const passed: { status: string; at: string | undefined }[] = [];
  for (const { Status_New_Id: status, ClosedAt: at } of history) {
    if (status === undefined) continue;
    if (status === seen || (at ?? since) < since) break;
    passed.unshift({ status, at });
  }
  return passed.at(-1)?.status === present ? passed : [...passed, { status: present, at: undefined }];
};

/** Status changes since the cursor, each once: any change of a card brings it up, only a new status is told. */
export const changesSince = async (
  context: Context,
  read: ReadStatuses,
  text: string | null,
): Promise<{ changes: StatusChange[]; cursor: string }> => {
  const { api, settings, shop } = context;
  const now = shop.now();
  const { at, seen, rest = { page: 0, begun: now } } = cursorOf(text, now);
  const since = toWall(Math.min(at, now) - OVERLAP_MS, BUDAPEST);
  const query = { CategoryId: settings.orders, UpdatedSince: since };
  const { rows, whole } = await api.list({ operation: CARDS, query }, CardRow, PAGES, rest.page);
  const known = new Map(seen);
  const changed = rows.filter(
    ({ Id, StatusId, Deleted }) => !Deleted && StatusId !== undefined && known.get(Id) !== StatusId,
  );
  const changes: StatusChange[] = [];
  for (const { Id, Name, StatusId = '' } of changed.slice(0, HISTORIES)) {
    for (const passage of passagesOf(await historyOf(context, Id), StatusId, known.get(Id), since)) {
      changes.push({
        ref: Id,
        // The name of an order's card is the number we gave it: of one that is not proved to be there yet, it is all there is.
        ...(Name?.trim() && { number: Name.trim(), externalId: Name.trim() }),
        status: await statusOf(passage.status, read),
        at: wallToIso(passage.at, BUDAPEST, now),
      });
    }
    known.delete(Id);
    known.set(Id, StatusId);
  }
  const next = { at, seen: [...known].slice(-REMEMBERED), rest };
  if (changed.length > HISTORIES) return { changes, cursor: cursorFrom(next) };
  if (!whole) return { changes, cursor: cursorFrom({ ...next, rest: { ...rest, page: rest.page + PAGES } }) };
  return { changes, cursor: cursorFrom({ at: rest.begun, seen: next.seen }) };
};
