import type { Product } from '../crm.ts';
import { type Context, noneIfAbsent } from './api.ts';
import type { ArticleType } from './goods.ts';
import { fromKopecks } from './money.ts';
import type { Settings } from './settings.ts';
import { Article } from './wire.ts';

/** A page of full articles, well below the size that an answer may have. */
const PAGE = 500;
/** More pages than any shop has: an answer that always promises another must not keep us for ever. */
const MOST_PAGES = 2_000;

const TYPES: readonly ArticleType[] = ['product', 'variant', 'bundle', 'service'];

const priceOf = ({ salePrices }: Article, { priceType }: Settings): number | undefined => {
  if (priceType === undefined) return salePrices[0]?.value;
  return salePrices.find(price => price.priceType?.id === priceType || price.priceType?.name === priceType)?.value;
};

/** `{ "ean13": "…" }` among others. */
const eanOf = ({ barcodes }: Article): string | undefined =>
  barcodes.flatMap(barcode => [barcode['ean13'], barcode['ean8']]).find(Boolean);

/** Grams. That weights are commonly kept in kilograms is inferred: hence the setting. */
const weightOf = ({ weight }: Article, { weightUnit }: Settings): number | undefined =>
  weight ? Math.round(weight * (weightUnit === 'kg' ? 1000 : 1)) : undefined;

const productOf = (article: Article, { settings, shop }: Pick<Context, 'settings' | 'shop'>): Product[] => {
  const sku = article[settings.goods];
  // What has variants is sold as one of them.
  if (!sku || article.archived || (article.variantsCount ?? 0) > 0) return [];
  const { name, effectiveVat, effectiveVatEnabled, pathName, characteristics } = article;
  const told = {
    vat: effectiveVatEnabled ? effectiveVat : undefined,
    weight: weightOf(article, settings),
    ean: eanOf(article),
    category: pathName || undefined,
    properties: characteristics.length > 0 ? characteristics : undefined,
  };
  const known = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
  return [{ sku, name, price: fromKopecks(priceOf(article, settings), shop.currency), ...known }];
};

/** Every article there is, once; the service that is the delivery is none. */
export async function* catalogue(context: Context): AsyncGenerator<Product> {
  const { api, settings } = context;
  const seen = new Set<string>([settings.deliveryService]);
  for (const type of TYPES) {
    for (let page = 0; page < MOST_PAGES; page++) {
      const query = { limit: String(PAGE), offset: String(page * PAGE) };
      const rows = await api.rows({ operation: `entity/${type}`, query }, Article).catch(noneIfAbsent);
      for (const product of rows.flatMap(row => productOf(row, context))) {
        if (!seen.has(product.sku)) yield product;
        seen.add(product.sku);
      }
      if (rows.length < PAGE) break;
    }
  }
}
