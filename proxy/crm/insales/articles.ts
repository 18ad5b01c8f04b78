import type { ShopFacts } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import type { Api } from './api.ts';
import { type Mark, readChanged, together } from './feed.ts';
import { Product } from './wire.ts';

const EVERYTHING: Mark = { at: '2000-01-01T00:00:00+00:00' };
/** 50 000 products; a shop with more is told so, rather than half served. */
const ROUNDS = 200;
/** How long an article that was not there may be believed not to be. */
const FRESH_MS = 60_000;

export interface Place {
  variant: string;
  product: string;
}

/** Which variant an article is: InSales itself looks nothing up by SKU. Kept fresh by what has changed since. */
export interface Articles {
  /** Places of those that are known. Asks what has changed only when one of them is not. @throws CrmFailure */
  find(skus: readonly string[]): Promise<ReadonlyMap<string, Place>>;
  learn(product: Product): void;
}

export const createArticles = (api: Api, { now }: Pick<ShopFacts, 'now'>): Articles => {
  const places = new Map<string, Place>();
  const skusOf = new Map<string, string[]>();
  let mark = EVERYTHING;
  let readAt = Number.NEGATIVE_INFINITY;

  const learn = ({ id, archived, variants = [] }: Product): void => {
    for (const sku of skusOf.get(id) ?? []) if (places.get(sku)?.product === id) places.delete(sku);
    skusOf.delete(id);
    const sold = archived ? [] : variants.filter(({ sku }) => sku !== undefined);
    for (const { sku = '', id: variant } of sold) {
      // A SKU may stand twice: the older product keeps it, whichever was changed last.
      const other = places.get(sku);
      if (!other || Number(other.product) >= Number(id)) places.set(sku, { variant, product: id });
    }
    if (sold.length > 0)
      skusOf.set(
        id,
        sold.map(({ sku = '' }) => sku),
      );
  };

  const refresh = together(async () => {
    const query = { with_deleted: 'true' };
    const reading = await readChanged(api, { path: 'products', query, since: mark, rounds: ROUNDS }, Product);
    for (const product of reading.rows) learn(product);
    mark = reading.mark;
    if (!reading.complete) {
      throw new CrmFailure('GET products', { kind: 'unavailable', taken: 'no', code: 'too-many-products' });
    }
    readAt = now();
  });

  const placesOf = (skus: readonly string[]): ReadonlyMap<string, Place> =>
    new Map(
      skus.flatMap(sku => {
        const place = places.get(sku);
        return place ? [[sku, place]] : [];
      }),
    );

  return {
    async find(skus) {
      const known = placesOf(skus);
      if (known.size === new Set(skus).size || now() - readAt < FRESH_MS) return known;
      await refresh();
      return placesOf(skus);
    },
    learn,
  };
};
