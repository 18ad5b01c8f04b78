import type { StockState } from '../contract/index.ts';
import type { Product, StockRow } from '../crm/crm.ts';
import type { Catalogue } from './catalogue.ts';
import type { Stock, StockView } from './stock.ts';

/** One article as it stands: what the catalogue says of it and what the stock does. */
export interface Article {
  product: Product | null;
  state: StockState;
  row: StockRow | null;
  /** When the oldest of what was used here was read; null: nothing was. */
  asOf: number | null;
}

/** What can be told of articles without asking anyone again. */
export interface Shelf {
  /** False: no catalogue was ever read, so that a missing article proves nothing. */
  isKnown: boolean;
  article(sku: string): Article;
}

export interface Shelves {
  /** Products in the CRM's order, and when they were read. */
  products(): Promise<{ list: Product[]; at: number | null }>;
  shelf(skus: readonly string[]): Promise<Shelf>;
}

const nothing: StockView = { of: () => null };

/** Catalogue and stock together; null: no connection tells of it. */
export const createShelves = (catalogue: Catalogue | null, stock: Stock | null): Shelves => {
  const known = async () => (await catalogue?.products()) ?? null;

  return {
    async products() {
      const products = await known();
      return { list: products?.value.list ?? [], at: products?.at ?? null };
    },

    async shelf(skus) {
      const products = await known();
      // A stranger's made-up articles are not worth a call.
      const real = products ? skus.filter(sku => products.value.bySku.has(sku)) : skus;
      const view = (await stock?.of(real)) ?? nothing;
      return {
        isKnown: products !== null,
        article(sku) {
          const product = products?.value.bySku.get(sku) ?? null;
          const found = view.of(sku);
          const state = found?.row?.state ?? (product ? found?.rest : undefined) ?? 'unknown';
          return { product, state, row: found?.row ?? null, asOf: oldest(products?.at, found?.at) };
        },
      };
    },
  };
};

/** The older of two times, of which either may be missing. */
export const oldest = (...times: (number | null | undefined)[]): number | null => {
  const known = times.filter(time => typeof time === 'number');
  return known.length === 0 ? null : Math.min(...known);
};
