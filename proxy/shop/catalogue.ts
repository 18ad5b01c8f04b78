import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { Money } from '../contract/index.ts';
import type { Connection } from '../crm/connection.ts';
import type { Product } from '../crm/crm.ts';
import type { Log } from '../log.ts';
import type { Store } from '../orders/store/store.ts';
import type { Budget } from './budget.ts';
import { createKept, type Known } from './kept.ts';
import { createGated, createRefresh } from './refresh.ts';

/** Products in the order of whoever told them, and by their sku. */
export interface Products {
  list: Product[];
  bySku: ReadonlyMap<string, Product>;
}

export interface Catalogue {
  /** The last known products; refreshed behind the answer where they are old. Null: never known. */
  products(): Promise<Known<Products> | null>;
  /** How much is known, without asking the CRM. */
  age(): Promise<{ products: number; at: number } | null>;
}

export interface ReadParts {
  store: Store;
  budget: Budget;
  clock: Clock;
  log: Log;
}

const Size = z.object({ length: z.number(), width: z.number(), height: z.number() });

const Stored = z.array(
  z.object({
    sku: z.string(),
    name: z.string(),
    price: Money.nullable(),
    oldPrice: Money.optional(),
    vat: z.number().optional(),
    unit: z.string().optional(),
    weight: z.number().optional(),
    size: Size.optional(),
    ean: z.string().optional(),
    brand: z.string().optional(),
    category: z.string().optional(),
    picture: z.string().optional(),
    url: z.string().optional(),
    properties: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
  }),
);

/** The catalogue of a connection, as old as it may be and never in the way of an answer. */
export const createCatalogue = (connection: Connection, { store, budget, clock, log }: ReadParts): Catalogue => {
  const { speed } = connection.config;
  const everyMs = connection.manifest.freshness.catalogueMs;
  const name = `catalogue:${connection.name}`;
  const kept = createKept<Product[]>({ name, schema: Stored, freshMs: everyMs / speed, store, clock, log });
  const gated = createGated({ name, everyMs, speed, store, budget, clock, log });
  const index = indexer();

  const read = async (): Promise<void> => {
    const products: Product[] = [];
    for await (const product of connection.methods.catalogue?.() ?? []) products.push(product);
    const before = await kept.known();
    // An empty answer is far likelier a slip of the CRM's than a shop that sells nothing any more.
    if (products.length === 0 && before && before.value.length > 0) log.warn('catalogue-empty', { name });
    else await kept.put(products);
  };

  const refresh = createRefresh(
    async () => {
      if (connection.methods.catalogue) await gated(read);
    },
    clock,
    log,
  );

  return {
    async age() {
      const known = await kept.known();
      return known && { products: known.value.length, at: known.at };
    },

    async products() {
      const known = await kept.known();
      if (known && clock.now() - known.at < everyMs / speed) return index(known);
      refresh.start();
      if (known) return index(known);
      await refresh.wait();
      return index(await kept.known());
    },
  };
};

/** Indexes each list of products once. */
const indexer = (): ((known: Known<Product[]> | null) => Known<Products> | null) => {
  let last: { of: Known<Product[]>; is: Known<Products> } | null = null;
  return known => {
    if (known === null) return null;
    if (last?.of !== known) last = { of: known, is: { value: productsOf(known.value), at: known.at } };
    return last.is;
  };
};

/** Products with their index; of two under one sku the last. */
export const productsOf = (products: readonly Product[]): Products => {
  const bySku = new Map(products.map(product => [product.sku, product]));
  return { list: [...bySku.values()], bySku };
};
