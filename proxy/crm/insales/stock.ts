import { z } from 'zod';
import type { StockState } from '../../contract/index.ts';
import type { ShopFacts, StockReport, StockRow } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import type { Api } from './api.ts';
import type { Context } from './context.ts';
import { together } from './feed.ts';
import type { Settings } from './settings.ts';
import { Product, type Variant, Warehouse } from './wire.ts';

/** As many products as can be asked for by id at once (vendor's docs, 10 Товары). */
const PER_CALL = 100;
const FRESH_MS = 60 * 60_000;

type Names = ReadonlyMap<string, string>;
type Terms = Pick<Settings, 'lowStock' | 'warehouses'>;

/** The names of warehouses, by index. Trouble leaves what was known: without a name a warehouse is not shown. */
export const createWarehouses = (api: Api, { now }: Pick<ShopFacts, 'now'>) => {
  let names: Names = new Map();
  let readAt = Number.NEGATIVE_INFINITY;
  const refresh = together(async () => {
    const rows = await api({ path: 'warehouses' }, z.array(Warehouse));
    // That it has a title or a name is inferred: only its id and its index are documented.
    names = new Map(
      rows.flatMap(({ array_index, title, name }) => {
        const shown = title ?? name;
        return array_index !== undefined && shown ? [[array_index, shown]] : [];
      }),
    );
    readAt = now();
  });
  return {
    async read(): Promise<Names> {
      try {
        if (now() - readAt >= FRESH_MS) await refresh();
      } catch (error) {
        if (!(error instanceof CrmFailure)) throw error;
      }
      return names;
    },
  };
};
export type Warehouses = ReturnType<typeof createWarehouses>;

const stateOf = (quantity: number | undefined, { lowStock }: Terms, isSold = false): StockState => {
  // No quantity means that stock is not counted; then it is sold, or not (seen in clients' data).
  if (quantity === undefined) return isSold ? 'in-stock' : 'unknown';
  if (quantity <= 0) return 'out';
  return quantity <= lowStock ? 'low' : 'in-stock';
};

/** One article's stock. Where the shop names its warehouses, only what lies in them counts. Pure. */
export const stockOf = (sku: string, variant: Variant, terms: Terms, names: Names): StockRow => {
  const chosen = new Map(Object.entries(terms.warehouses));
  const shown = chosen.size > 0 ? chosen : names;
  const stores = variant.stores.flatMap(({ index, quantity }) => {
    const name = shown.get(index);
    return name === undefined ? [] : [{ name, state: stateOf(quantity, terms), quantity: quantity ?? null }];
  });
  const isCounted = chosen.size > 0 && stores.length > 0 && variant.quantity !== undefined;
  const quantity = isCounted ? stores.reduce((sum, store) => sum + (store.quantity ?? 0), 0) : variant.quantity;
  const isSold = variant.available !== false;
  const state = quantity === undefined && !isSold ? 'out' : stateOf(quantity, terms, isSold);
  // Where stock is not counted, the zeros of its warehouses say nothing.
  return { sku, state, quantity: quantity ?? null, stores: quantity === undefined ? [] : stores };
};

const batches = (ids: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(ids.length / PER_CALL) }, (_, index) =>
    ids.slice(index * PER_CALL, (index + 1) * PER_CALL),
  );

/** Stock of the articles asked for, by warehouse. An article InSales does not have is not known. */
export const availability = async (
  { api, articles, settings }: Context,
  warehouses: Warehouses,
  skus: readonly string[],
): Promise<StockReport> => {
  const places = await articles.find(skus);
  const variants = new Map<string, Variant>();
  for (const ids of batches([...new Set([...places.values()].map(({ product }) => product))])) {
    const products = await api({ path: 'products/by_ids', query: { product_ids: ids.join(',') } }, z.array(Product));
    for (const variant of products.flatMap(product => product.variants ?? [])) variants.set(variant.id, variant);
  }
  const names = places.size > 0 ? await warehouses.read() : new Map<string, string>();
  const rows = [...places].flatMap(([sku, place]) => {
    const variant = variants.get(place.variant);
    return variant ? [stockOf(sku, variant, settings, names)] : [];
  });
  return { rows, rest: 'unknown' };
};
