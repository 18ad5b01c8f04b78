import { z } from 'zod';
import { StockState } from '../contract/index.ts';
import type { Connection } from '../crm/connection.ts';
import type { StockReport, StockRow } from '../crm/crm.ts';
import type { ReadParts } from './catalogue.ts';
import { createKept, type Known } from './kept.ts';
import { createGated, createRefresh, logTrouble } from './refresh.ts';

/** What is known of the stock of some articles. */
export interface StockView {
  /** The article's own row, or what holds for every catalogued article without one. */
  of(sku: string): { row: StockRow | null; rest: StockState; at: number } | null;
}

export interface Stock {
  /** The last known stock; refreshed behind the answer where it is old. */
  of(skus: readonly string[]): Promise<StockView>;
}

const Row = z.object({
  sku: z.string(),
  state: StockState,
  quantity: z.number().nullable(),
  stores: z.array(z.object({ name: z.string(), state: StockState, quantity: z.number().nullable() })),
  at: z.number(),
});
const Stored = z.object({ rest: StockState, at: z.number(), rows: z.array(Row) });
type Stored = z.infer<typeof Stored>;

/** As many articles as one call asks for, and as many rows as are kept of a CRM that is asked article by article. */
const PER_CALL = 100;
const ROWS = 5_000;

/** A report that says what holds for the rest is about everything; any other only about what was asked. */
const isWhole = ({ rest }: { rest: StockState }): boolean => rest !== 'unknown';

const missing = (sku: string): StockRow => ({ sku, state: 'unknown', quantity: null, stores: [] });

/** Adds a report to what was known before. Pure. */
export const merge = (before: Stored | null, report: StockReport, asked: readonly string[], now: number): Stored => {
  const dated = report.rows.map(row => ({ ...row, at: now }));
  if (isWhole(report)) return { rest: report.rest, at: now, rows: dated };
  const rows = new Map((before?.rows ?? []).map(row => [row.sku, row]));
  for (const sku of asked) rows.set(sku, { ...missing(sku), at: now });
  for (const row of dated) rows.set(row.sku, row);
  const newest = [...rows.values()].sort((a, b) => b.at - a.at).slice(0, ROWS);
  return { rest: 'unknown', at: now, rows: newest };
};

const viewOf = (known: Known<Stored> | null): StockView => {
  if (!known) return { of: () => null };
  const { rest, at, rows } = known.value;
  const bySku = new Map(rows.map(row => [row.sku, row]));
  return {
    of(sku) {
      const row = bySku.get(sku) ?? null;
      return row || isWhole({ rest }) ? { row, rest, at: row?.at ?? at } : null;
    },
  };
};

/** The stock of a connection, as old as it may be and never in the way of an answer. */
export const createStock = (connection: Connection, { store, budget, clock, log }: ReadParts): Stock => {
  const { speed, settings } = connection.config;
  const everyMs = connection.manifest.freshness.availabilityMs(settings);
  const freshMs = everyMs / speed;
  const name = `stock:${connection.name}`;
  const kept = createKept<Stored>({ name, schema: Stored, freshMs, store, clock, log });
  const gated = createGated({ name, everyMs, speed, store, budget, clock, log });
  const wanted = new Set<string>();
  let last: { of: Known<Stored> | null; is: StockView } = { of: null, is: viewOf(null) };

  const view = async (): Promise<StockView> => {
    const known = await kept.known();
    if (last.of !== known) last = { of: known, is: viewOf(known) };
    return last.is;
  };

  const ask = async (skus: string[]): Promise<void> => {
    const report = await connection.methods.availability?.(skus);
    if (!report) return;
    const before = await kept.known();
    await kept.put(merge(before?.value ?? null, report, skus, clock.now()));
    if (isWhole(report)) wanted.clear();
  };

  /** A CRM that is asked article by article would starve behind one gate for them all: there, the budget is the bound. */
  const askOne = async (skus: string[]): Promise<void> => {
    const known = await kept.known();
    if (!known || isWhole(known.value)) await gated(() => ask(skus));
    else if (budget.take()) await ask(skus).catch(error => logTrouble(log, name, error));
  };

  const refresh = createRefresh(
    async () => {
      while (wanted.size > 0 && connection.methods.availability) {
        const skus = [...wanted].slice(0, PER_CALL);
        for (const sku of skus) wanted.delete(sku);
        await askOne(skus);
      }
    },
    clock,
    log,
  );

  return {
    async of(skus) {
      const now = clock.now();
      const known = await view();
      const old = skus.filter(sku => now - (known.of(sku)?.at ?? Number.NEGATIVE_INFINITY) >= freshMs);
      if (old.length === 0) return known;
      for (const sku of old) wanted.add(sku);
      refresh.start();
      if (old.some(sku => known.of(sku) === null)) await refresh.wait();
      return view();
    },
  };
};
