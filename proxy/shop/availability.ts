import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { AvailabilityAnswer, AvailabilityItem, AvailabilityRequest } from '../contract/index.ts';
import type { Product } from '../crm/crm.ts';
import { type Article, oldest, type Shelf, type Shelves } from './shelf.ts';
import { iso } from './time.ts';

const PAGE = 30;

/** Articles by their skus, or a page of the catalogue. */
export const createAvailability =
  (shelves: Shelves, unlisted: ReadonlySet<string>) =>
  async (request: AvailabilityRequest): Promise<AvailabilityAnswer> => {
    const skus = [...new Set((request.sku ?? []).map(sku => sku.trim()).filter(Boolean))];
    if (skus.length > 0) return { ...items(await shelves.shelf(skus), skus), next: null };
    const { list } = await shelves.products();
    const page = pageOf(
      search(
        list.filter(({ sku }) => !unlisted.has(sku)),
        request.q,
      ),
      request.cursor,
    );
    const shown = page.products.map(product => product.sku);
    return { ...items(await shelves.shelf(shown), shown), next: page.next };
  };

const items = (shelf: Shelf, skus: readonly string[]): Omit<AvailabilityAnswer, 'next'> => {
  const articles = skus.map(sku => ({ sku, article: shelf.article(sku) }));
  const asOf = oldest(...articles.map(({ article }) => article.asOf));
  return { items: articles.map(({ sku, article }) => itemOf(sku, article)), asOf: asOf === null ? null : iso(asOf) };
};

/** Field by field, so that nothing an adapter may add one day gets out by itself. */
const itemOf = (sku: string, { product, state, row }: Article): AvailabilityItem => ({
  sku,
  name: product?.name ?? null,
  price: product?.price ?? null,
  oldPrice: product?.oldPrice ?? null,
  picture: safeUrl(product?.picture),
  url: safeUrl(product?.url),
  state,
  quantity: row?.quantity ?? null,
  stores: (row?.stores ?? []).map(({ name, state: there, quantity }) => ({ name, state: there, quantity })),
});

/** What a CRM holds as a link ends up in `href` and `src` of the shop's pages. */
const safeUrl = (text: string | undefined): string | null => (text && /^https?:\/\//i.test(text) ? text : null);

const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е');

/** Products whose name or sku holds every word. */
export const search = (products: Product[], q: string | undefined): Product[] => {
  const words = folded(q ?? '')
    .split(/\s+/)
    .filter(Boolean);
  if (words.length === 0) return products;
  return products.filter(({ name, sku }) => {
    const text = `${folded(name)} ${folded(sku)}`;
    return words.every(word => text.includes(word));
  });
};

const Cursor = z.tuple([z.int().min(0), z.string()]);

/** A sku of any length and alphabet, short enough for a cursor. */
const mark = (sku: string): string => createHash('sha256').update(sku).digest('base64url').slice(0, 8);

const readCursor = (text: string): z.infer<typeof Cursor> | null => {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch {
    return null;
  }
};

/**
 * One page. The cursor names the last article seen and where it stood: after a refresh of the catalogue the next page
 * goes on behind that article, or at its old place if it is gone.
 */
export const pageOf = (
  products: Product[],
  cursor: string | undefined,
): { products: Product[]; next: string | null } => {
  const start = startOf(products, cursor ? readCursor(cursor) : null);
  const page = products.slice(start, start + PAGE);
  const last = page.at(-1);
  const more = start + PAGE < products.length;
  const next =
    more && last ? Buffer.from(JSON.stringify([start + PAGE - 1, mark(last.sku)])).toString('base64url') : null;
  return { products: page, next };
};

const startOf = (products: Product[], cursor: z.infer<typeof Cursor> | null): number => {
  if (!cursor) return 0;
  const [index, sku] = cursor;
  const there = products[index];
  if (there && mark(there.sku) === sku) return index + 1;
  const moved = products.findIndex(product => mark(product.sku) === sku);
  return moved === -1 ? index : moved + 1;
};
