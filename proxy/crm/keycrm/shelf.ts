import type { StockState } from '../../contract/index.ts';
import type { Product, ShopFacts, StockReport, StockRow } from '../crm.ts';
import { toMoney } from '../money.ts';
import type { Api } from './api.ts';
import { PAGE } from './api.ts';
import { own } from './draft.ts';
import type { Settings } from './settings.ts';
import { Offer, Stock } from './wire.ts';

type Terms = Pick<Settings, 'warehouses' | 'lowStock'>;

const stateOf = (quantity: number | null, { lowStock }: Terms): StockState => {
  if (quantity === null) return 'unknown';
  if (quantity <= 0) return 'out';
  return lowStock !== undefined && quantity <= lowStock ? 'low' : 'in-stock';
};

/** What can be sold is what is there without what is reserved: not documented, three clients reckon so. */
const freeOf = ({ quantity, reserve = 0 }: { quantity?: number | undefined; reserve?: number | undefined }) =>
  quantity === undefined ? null : Math.max(0, Number((quantity - reserve).toFixed(3)));

const storesOf = ({ warehouse }: Stock, terms: Terms): StockRow['stores'] => {
  const isChosen = Object.keys(terms.warehouses).length > 0;
  return (warehouse ?? []).flatMap(each => {
    const name = isChosen ? own(terms.warehouses, each.id) : each.name;
    const quantity = freeOf(each);
    return name ? [{ name, state: stateOf(quantity, terms), quantity }] : [];
  });
};

/** One article's stock. Where the shop chose warehouses, only what lies in them counts. */
export const stockOf = (row: Stock, terms: Terms): StockRow[] => {
  if (row.sku === undefined) return [];
  const stores = storesOf(row, terms);
  const isChosen = Object.keys(terms.warehouses).length > 0 && row.warehouse;
  const quantity = isChosen ? stores.reduce((sum, store) => sum + (store.quantity ?? 0), 0) : freeOf(row);
  return [{ sku: row.sku, state: stateOf(quantity, terms), quantity, stores }];
};

/** As many articles as fit on a page: one call answers for them all. */
const batches = (skus: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(skus.length / PAGE) }, (_, index) => skus.slice(index * PAGE, (index + 1) * PAGE));

/** The stock of these articles, warehouse by warehouse. */
export const availability = async (skus: readonly string[], api: Api, settings: Settings): Promise<StockReport> => {
  // A comma would make two articles of one.
  const asked = new Set(skus.filter(sku => !sku.includes(',')));
  const rows: StockRow[] = [];
  for (const batch of batches([...asked])) {
    const query = { 'filter[offers_sku]': batch.join(','), 'filter[details]': 'true' };
    for await (const row of api.list('offers/stocks', query, Stock)) rows.push(...stockOf(row, settings));
  }
  return { rows: rows.filter(({ sku }) => asked.has(sku)), rest: 'unknown' };
};

/** One variant as a product of ours; null for what cannot be sold. Its cost price was never read. */
export const productOf = (
  { sku, barcode, price, thumbnail_url, properties, product }: Offer,
  shop: Pick<ShopFacts, 'currency'>,
): Product | null => {
  if (sku === undefined || product?.is_archived) return null;
  const variant = properties?.map(({ value }) => value).join(', ');
  const name = [product?.name ?? sku, variant && `(${variant})`].filter(Boolean).join(' ');
  const picture = thumbnail_url ?? product?.thumbnail_url;
  const currency = /^[A-Z]{3}$/.exec(product?.currency_code ?? '')?.[0] ?? shop.currency;
  return {
    ...{ sku, name, price: price === undefined ? null : toMoney(price, currency) },
    ...(product?.unit_type && { unit: product.unit_type }),
    ...(barcode && { ean: barcode }),
    ...(picture && { picture }),
    ...(properties && properties.length > 0 && { properties }),
  };
};

/** Every variant on sale. */
export async function* catalogue(api: Api, shop: Pick<ShopFacts, 'currency'>): AsyncIterable<Product> {
  const query = { include: 'product', sort: 'id', 'filter[is_archived]': 'false' };
  for await (const offer of api.sweep('offers', query, Offer)) {
    const product = productOf(offer, shop);
    if (product) yield product;
  }
}
