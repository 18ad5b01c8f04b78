import { z } from 'zod';
import type { Product as Article, ShopFacts } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import { toMoney } from '../money.ts';
import type { Context } from './context.ts';
import { PAGE } from './feed.ts';
import type { Settings } from './settings.ts';
import { Product, type Variant } from './wire.ts';

const PAGES = 200;

type Terms = Pick<Settings, 'url'> & Pick<ShopFacts, 'currency'>;

const propertiesOf = ({ option_names = [] }: Product, { option_values = [] }: Variant): Article['properties'] => {
  const names = new Map(option_names.map(({ id, title }) => [id, title]));
  return option_values.flatMap(({ option_name_id, title: value }) => {
    const name = names.get(option_name_id);
    return name && value ? [{ name, value }] : [];
  });
};

const articleOf = (product: Product, variant: Variant, { url, currency }: Terms): Article[] => {
  const { sku, price, old_price, barcode, weight, option_values = [] } = variant;
  if (sku === undefined) return [];
  const options = option_values.flatMap(({ title }) => title ?? []).join(', ');
  const [image] = product.images ?? [];
  const picture = image?.original_url ?? image?.large_url ?? image?.url;
  const oldPrice = toMoney(old_price, currency);
  const properties = propertiesOf(product, variant) ?? [];
  return [
    {
      ...{ sku, name: [product.title ?? sku, options && `(${options})`].filter(Boolean).join(' ') },
      price: price === undefined ? null : toMoney(price, currency),
      ...(oldPrice && { oldPrice }),
      // -1 is "none" (vendor's docs, 09).
      ...(product.vat !== undefined && product.vat >= 0 && { vat: product.vat }),
      ...(product.unit && { unit: product.unit }),
      // Kilograms: inferred from the values in the vendor's examples.
      ...(weight !== undefined && weight > 0 && { weight: Math.round(weight * 1000) }),
      ...(barcode && { ean: barcode }),
      ...(picture && /^https?:/.test(picture) && { picture }),
      ...(product.permalink && { url: `${new URL(url).origin}/product/${encodeURIComponent(product.permalink)}` }),
      ...(properties.length > 0 && { properties }),
    },
  ];
};

/** A product's variants that have an article; none of a product that is hidden or put away. Pure. */
export const articlesOf = (product: Product, terms: Terms): Article[] =>
  product.archived || product.is_hidden
    ? []
    : (product.variants ?? []).flatMap(variant => articleOf(product, variant, terms));

/** Every variant on sale. What is read on the way saves the index from reading it again. */
export async function* catalogue({ api, articles, settings, shop }: Context): AsyncIterable<Article> {
  const seen = new Set<string>();
  for (let page = 1; page <= PAGES; page++) {
    const batch = await api({ path: 'products', query: { page, per_page: PAGE } }, z.array(Product));
    const fresh = batch.filter(({ id }) => !seen.has(id));
    if (fresh.length === 0) return;
    for (const product of fresh) {
      seen.add(product.id);
      articles.learn(product);
      yield* articlesOf(product, { url: settings.url, currency: shop.currency });
    }
  }
  throw new CrmFailure('GET products', { kind: 'unavailable', taken: 'no', code: 'too-many-products' });
}
