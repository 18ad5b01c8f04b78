import { CrmFailure } from '../failure.ts';
import type { Order } from '../order.ts';
import { cut } from '../text.ts';
import { type Context, noneIfAbsent } from './api.ts';
import { priceTypeRef, type Ref, refOf, syncIdOf } from './refs.ts';
import { Article, Created } from './wire.ts';

export type ArticleType = 'variant' | 'product' | 'bundle' | 'service';

/** An article as a position needs it. */
export interface Good {
  id: string;
  type: ArticleType;
  ref: Ref;
  vat?: number;
}

/** A code may stand for things of several types (a captured account): what is most exactly goods goes first. */
const TYPES: readonly ArticleType[] = ['variant', 'product', 'bundle', 'service'];
/** As many articles as an address holds whatever their names. */
const PER_CALL = 40;
const FRESH_MS = 10 * 60_000;

/** An article to be created. */
interface NewArticle {
  sku: string;
  name: string;
  type: 'product' | 'service';
  /** In kopecks. */
  price?: number | undefined;
  /** In grams. */
  weight?: number | undefined;
}

/** Articles by sku, as far as they were met lately. */
export interface Goods {
  find(skus: readonly string[], types?: readonly ArticleType[]): Promise<Map<string, Good>>;
  /** As `find`, and what is not there is created: a product, or a service. Null where it may not be. */
  create(article: NewArticle): Promise<Good | null>;
}

const goodOf = (
  type: ArticleType,
  { id, effectiveVat, effectiveVatEnabled }: Partial<Article> & { id: string },
): Good => ({
  ...{ id, type, ref: refOf(type, id) },
  ...(effectiveVatEnabled && effectiveVat !== undefined && { vat: effectiveVat }),
});

const batches = <Item>(items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / PER_CALL) }, (_, index) =>
    items.slice(index * PER_CALL, (index + 1) * PER_CALL),
  );

/** A refusal of this one article, not trouble that another attempt may find gone. */
const isRefused = (error: unknown): boolean =>
  error instanceof CrmFailure && (error.kind === 'invalid' || error.kind === 'conflict' || isForbidden(error));

/** The key may not create goods, and no other attempt will let it (errors 1016, 1017, 1045). */
const isForbidden = ({ code }: CrmFailure): boolean => /^10(16|17|45)\b/.test(code ?? '');

export type KnownGoods = Map<string, { good: Good; at: number }>;
const keyOf = (sku: string, types: readonly ArticleType[]): string => JSON.stringify([sku, types]);

/** `known` is shared by all who look goods up on one connection. */
export const createGoods = ({ api, settings, shop }: Context, known: KnownGoods): Goods => {
  const { goods: field } = settings;

  const read = async (type: ArticleType, skus: readonly string[]): Promise<[string, Good][]> => {
    // The same field again is "or" (documentation, Filtering).
    const filter = skus.map(sku => [field, '=', sku] as const);
    const rows = await api.rows({ operation: `entity/${type}`, filter }, Article).catch(noneIfAbsent);
    return rows.flatMap(row => {
      const sku = row[field];
      return sku && skus.includes(sku) && !row.archived ? [[sku, goodOf(type, row)] as [string, Good]] : [];
    });
  };

  return {
    async find(skus, types = TYPES) {
      const fresh = (sku: string): Good | undefined => {
        const kept = known.get(keyOf(sku, types));
        return kept && shop.now() - kept.at < FRESH_MS ? kept.good : undefined;
      };
      const found = new Map(
        [...new Set(skus)].flatMap(sku => {
          const good = fresh(sku);
          return good ? [[sku, good] as const] : [];
        }),
      );
      for (const type of types) {
        for (const batch of batches([...new Set(skus)].filter(sku => !found.has(sku)))) {
          for (const [sku, good] of await read(type, batch)) {
            if (found.has(sku)) continue;
            found.set(sku, good);
            known.set(keyOf(sku, types), { good, at: shop.now() });
          }
        }
      }
      return found;
    },
    async create({ sku, name, type, price, weight }) {
      const body = {
        name: cut(name, 255),
        [field]: sku,
        syncId: syncIdOf(`${type}:${sku}`),
        ...(price !== undefined && { salePrices: await salePrices(api, price) }),
        ...(weight !== undefined && { weight: settings.weightUnit === 'kg' ? weight / 1000 : weight }),
      };
      try {
        const { id } = await api.call({ operation: `entity/${type}`, method: 'POST', body }, Created);
        return goodOf(type, { id });
      } catch (error) {
        if (!isRefused(error)) throw error;
        return null;
      }
    },
  };
};

/** A created article has the price it was ordered at, in the default price type. */
const salePrices = async (api: Context['api'], value: number) => {
  const path = 'context/companysettings/pricetype/default';
  const { id } = await api.call({ operation: path }, Created);
  return [{ value, priceType: priceTypeRef(id) }];
};

/** Every article of an order, its options included. */
export const skusOf = ({ lines }: Pick<Order, 'lines'>): string[] =>
  lines.flatMap(({ sku, options }) => [sku, ...options.map(option => option.sku)]);
