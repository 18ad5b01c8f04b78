import { z } from 'zod';
import type { ShopFacts } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import { fromWall, toIso } from '../time.ts';
import type { Api, Query } from './api.ts';

/** The most the vendor's own examples ask for at once; its limit is not documented. */
export const PAGE = 250;

/** Where a reading of changes stands: after everything changed before `at`, and at `at` itself up to `id`. */
export interface Mark {
  at: string;
  id?: string | undefined;
}

interface Changed {
  id: string;
  updated_at?: string | undefined;
}

export interface Reading<Row> {
  rows: Row[];
  mark: Mark;
  /** Whether the end was reached; if not, the rest is read from the mark on. */
  complete: boolean;
}

/** A time of the CRM's: with an offset as it has been seen to come, or by the shop's clock. */
export const instantOf = (text: string | undefined, { timeZone, now }: Pick<ShopFacts, 'timeZone' | 'now'>) => {
  if (text === undefined) return null;
  const [, wall = '', offset] = /^(.{19})(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?$/.exec(text) ?? [];
  const local = fromWall(wall, offset === undefined ? timeZone : 'UTC', now());
  if (local === null) return null;
  const instant = offset === undefined ? local : Date.parse(text);
  return Number.isNaN(instant) ? null : instant;
};

export const isoOf = (text: string | undefined, shop: Pick<ShopFacts, 'timeZone' | 'now'>): string | null => {
  const instant = instantOf(text, shop);
  return instant === null ? null : toIso(instant, shop.timeZone);
};

/**
 * Everything changed since the mark: always the first page, from the last row's time and id on, until a page is empty
 * (vendor's docs, 03). A short page is not the end, because nobody knows the largest there may be.
 */
export const readChanged = async <Schema extends z.ZodType<Changed>>(
  api: Api,
  { path, query = {}, since, rounds }: { path: string; query?: Query; since: Mark; rounds: number },
  schema: Schema,
): Promise<Reading<z.output<Schema>>> => {
  const rows = new Map<string, z.output<Schema>>();
  let mark = since;
  for (let round = 0; round < rounds; round++) {
    const asked = { ...query, updated_since: mark.at, from_id: mark.id, per_page: PAGE };
    const batch = await api({ path, query: asked }, z.array(schema));
    const last = batch.at(-1);
    if (!last) return { rows: [...rows.values()], mark, complete: true };
    for (const row of batch) rows.set(row.id, row);
    const next = { at: last.updated_at ?? mark.at, id: last.id };
    // A server that ignores where we stand would say the same for ever.
    if (next.at === mark.at && next.id === mark.id) break;
    mark = next;
  }
  return { rows: [...rows.values()], mark, complete: false };
};

/** Every row of a list that is only paged. @throws CrmFailure where it is longer than can be believed */
export const readAll = async <Schema extends z.ZodType<{ id: string }>>(
  api: Api,
  { path, query = {}, pages }: { path: string; query?: Query; pages: number },
  schema: Schema,
): Promise<z.output<Schema>[]> => {
  const rows = new Map<string, z.output<Schema>>();
  for (let page = 1; page <= pages; page++) {
    const batch = await api({ path, query: { ...query, page, per_page: PAGE } }, z.array(schema));
    const before = rows.size;
    for (const row of batch) rows.set(row.id, row);
    // Nothing new: the end, or a server that ignores the page.
    if (rows.size === before) return [...rows.values()];
  }
  throw new CrmFailure(`GET ${path.replace(/\/\d+/g, '/{id}')}`, {
    kind: 'unavailable',
    taken: 'no',
    code: 'too-many',
  });
};

/** Lets only one of those who want the same thing do it, and the others wait for that one. */
export const together = (act: () => Promise<void>): (() => Promise<void>) => {
  let running: Promise<void> | undefined;
  return () => {
    running ??= act().finally(() => {
      running = undefined;
    });
    return running;
  };
};
