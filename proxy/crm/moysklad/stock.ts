import type { StockState } from '../../contract/index.ts';
import type { StockReport, StockRow } from '../crm.ts';
import type { Context } from './api.ts';
import type { Good, Goods } from './goods.ts';
import type { Settings } from './settings.ts';
import { Named, type StockLine, StockLines } from './wire.ts';

/** As many ids as the 8 KB of address and headers hold. */
const PER_CALL = 100;

/** Names of stores by id. */
export type ReadStores = () => Promise<ReadonlyMap<string, string>>;

export const readStores = async ({ api }: Pick<Context, 'api'>): Promise<ReadonlyMap<string, string>> => {
  const stores = await api.rows({ operation: 'entity/store' }, Named);
  return new Map(stores.map(({ id, name }) => [id, name]));
};

const stateOf = (quantity: number | null, { lowStock }: Settings): StockState => {
  if (quantity === null) return 'unknown';
  if (quantity <= 0) return 'out';
  return quantity <= lowStock ? 'low' : 'in-stock';
};

/** Null is an amount that is being counted anew (pull requests 694 and 819 of the documentation). */
const total = (amounts: readonly (number | null)[]): number | null =>
  amounts.length === 0 || amounts.includes(null)
    ? null
    : amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0);

const rowOf = (
  sku: string,
  lines: readonly StockLine[],
  stores: ReadonlyMap<string, string>,
  settings: Settings,
): StockRow => {
  const amountOf = (line: StockLine): number | null => line[settings.stockType] ?? null;
  const counted = lines.filter(({ storeId }) => !settings.stores || settings.stores.includes(storeId ?? ''));
  const quantity = total(counted.map(amountOf));
  return {
    sku,
    state: stateOf(quantity, settings),
    quantity,
    // A line without a store is a reserve or an expectation that no store has: it counts, and is no place to go.
    stores: counted.flatMap(line => {
      const name = line.storeId ? stores.get(line.storeId) : undefined;
      return name ? [{ name, state: stateOf(amountOf(line), settings), quantity: amountOf(line) }] : [];
    }),
  };
};

const served = (sku: string): StockRow => ({ sku, state: 'in-stock', quantity: null, stores: [] });

/** The short report: it weighs as much as any call, the full ones five times as much. */
const linesOf = async ({ api, settings }: Context, ids: readonly string[]): Promise<StockLine[]> => {
  const lines: StockLine[] = [];
  for (let from = 0; from < ids.length; from += PER_CALL) {
    const assortmentId = ids.slice(from, from + PER_CALL).join(',');
    const query = { stockType: settings.stockType, include: 'zeroLines' };
    const operation = 'report/stock/bystore/current';
    const filter = [['assortmentId', '=', assortmentId] as const];
    lines.push(...(await api.call({ operation, filter, query }, StockLines)));
  }
  return lines;
};

const isStocked = ([, { type }]: readonly [string, Good]): boolean => type === 'variant' || type === 'product';

/**
 * Stock of the articles asked for, by store. Services are never out. Goods that no document ever moved are in no
 * report, and of bundles there is none: of both nothing is known.
 */
export const availability = async (
  context: Context,
  goods: Goods,
  stores: ReadStores,
  skus: readonly string[],
): Promise<StockReport> => {
  const found = [...(await goods.find(skus))];
  const stocked = found.filter(isStocked);
  const lines = await linesOf(
    context,
    stocked.map(([, { id }]) => id),
  );
  const byArticle = Map.groupBy(lines, ({ assortmentId }) => assortmentId);
  const names = lines.length > 0 ? await stores().catch(() => new Map<string, string>()) : new Map<string, string>();
  return {
    rows: [
      ...stocked.map(([sku, { id }]) => rowOf(sku, byArticle.get(id) ?? [], names, context.settings)),
      ...found.flatMap(([sku, { type }]) => (type === 'service' ? [served(sku)] : [])),
    ],
    rest: 'unknown',
  };
};
