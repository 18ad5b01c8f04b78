import type { Product } from '../crm.ts';
import { toMoney } from '../money.ts';
import { type Context, ofSite, type Query } from './api.ts';
import { type CatalogueOffer, type CatalogueProduct, Products } from './wire.ts';

/** More pages than any shop has: an answer that always promises another must not keep us for ever. */
const MOST_PAGES = 2_000;

const priceOf = ({ price, prices }: CatalogueOffer, priceType: string | undefined): number | undefined =>
  priceType === undefined ? price : prices.find(each => each.priceType === priceType)?.price;

const sizeOf = ({ length, width, height }: CatalogueOffer): Product['size'] =>
  length && width && height ? { length, width, height } : undefined;

/** `none` is no tax at all. */
const vatOf = ({ vatRate }: CatalogueOffer): number | undefined =>
  vatRate !== undefined && /^\d+(\.\d+)?$/.test(vatRate) ? Number(vatRate) : undefined;

/** Field by field: an offer also holds what the shop itself pays for it. */
const productOf = (
  product: CatalogueProduct,
  offer: CatalogueOffer,
  { settings, shop }: Pick<Context, 'settings' | 'shop'>,
): Product[] => {
  const sku = offer[settings.sku];
  if (!sku || offer.active === false || product.active === false) return [];
  const price = toMoney(priceOf(offer, settings.priceType), shop.currency);
  const told = {
    vat: vatOf(offer),
    unit: offer.unit?.sym,
    weight: offer.weight || undefined,
    size: sizeOf(offer),
    ean: offer.barcode,
    brand: product.manufacturer,
    picture: offer.images[0] ?? product.imageUrl,
    url: product.url,
    properties: offer.properties.length > 0 ? offer.properties : undefined,
  };
  const known = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
  return [{ sku, name: offer.name ?? product.name ?? sku, price, ...known }];
};

/** Every active offer of the catalogue, once. */
export async function* catalogue(context: Context): AsyncGenerator<Product> {
  const { api, settings } = context;
  const seen = new Set<string>();
  for (let page = 1; page <= MOST_PAGES; page++) {
    const query: Query = [['filter[active]', '1'], ...ofSite(settings), ['limit', '100'], ['page', String(page)]];
    const { products, pagination } = await api({ operation: 'store/products', query }, Products);
    for (const product of products.flatMap(each => each.offers.flatMap(offer => productOf(each, offer, context)))) {
      if (!seen.has(product.sku)) yield product;
      seen.add(product.sku);
    }
    if (!pagination.more || products.length === 0) return;
  }
}
