/** Products and offers as the API shows them. */
import type { Account } from './account.ts';
import { type Offer, offers, type Product, products } from './menu.ts';
import type { Stocks } from './stock.ts';

const STAMPS = { created_at: '2026-01-12 08:00:00', updated_at: '2026-01-12 08:00:00' };
const NO_SIZE = { weight: null, length: null, width: null, height: null };
/** What a dish costs the shop, as a share of its price. */
const COST = 0.4;

const offersOf = (product: Product): Offer[] => offers.filter(({ productId }) => productId === product.id);

/** What an offer costs now. */
export const priceOf = ({ settings }: Account, offer: Offer): number => settings.prices[offer.sku] ?? offer.price;

/** What the shop pays for an offer. */
export const costOf = (account: Account, offer: Offer): number => Math.round(priceOf(account, offer) * COST);

/** Whether nothing of a product is on sale any more. */
export const isArchived = ({ settings }: Account, product: Product): boolean =>
  offersOf(product).every(({ sku }) => settings.archived.includes(sku));

/** An offer (KeyCRM OpenAPI 1.2.0, `Offer`; `in_reserve` as clients read it). */
export function offerView(account: Account, offer: Offer, stock: Stocks): object {
  const { id, productId, sku, properties } = offer;
  const { quantity, reserve } = stock(sku);
  return {
    id,
    product_id: productId,
    sku,
    barcode: null,
    thumbnail_url: null,
    price: priceOf(account, offer),
    purchased_price: costOf(account, offer),
    quantity,
    in_reserve: reserve,
    ...NO_SIZE,
    properties,
  };
}

/** A product (KeyCRM OpenAPI 1.2.0, `ProductWithIncludes`): sku and prices of its own only while it is one offer. */
export function productView(account: Account, product: Product, stock: Stocks): object {
  const own = offersOf(product);
  const only = own.length === 1 ? own[0] : undefined;
  return {
    ...productFacts(account, product, stock),
    sku: only?.sku ?? null,
    barcode: null,
    price: only ? priceOf(account, only) : null,
    purchased_price: only ? costOf(account, only) : null,
  };
}

/** The product as its offers show it. */
export function productOfOffer(account: Account, { productId }: Offer, stock: Stocks): object | null {
  const product = products.find(({ id }) => id === productId);
  return product ? { ...productView(account, product, stock), properties_agg: propertiesOf(product) } : null;
}

/** Every property the product's offers differ by, with its values. */
function propertiesOf(product: Product): object {
  const all = offersOf(product).flatMap(({ properties }) => properties);
  const names = [...new Set(all.map(({ name }) => name))];
  return Object.fromEntries(
    names.map(name => [name, all.filter(each => each.name === name).map(({ value }) => value)]),
  );
}

function productFacts(account: Account, product: Product, stock: Stocks): object {
  const own = offersOf(product);
  const prices = own.map(offer => priceOf(account, offer));
  return {
    id: product.id,
    name: product.name,
    description: null,
    thumbnail_url: null,
    attachments_data: [],
    quantity: own.reduce((total, { sku }) => total + stock(sku).quantity, 0),
    // Not in the specification, but read by clients.
    in_reserve: own.reduce((total, { sku }) => total + stock(sku).reserve, 0),
    unit_type: null,
    currency_code: account.settings.currency,
    min_price: Math.min(...prices),
    max_price: Math.max(...prices),
    ...NO_SIZE,
    has_offers: own.length > 1,
    is_archived: isArchived(account, product),
    category_id: product.categoryId,
    ...STAMPS,
  };
}

/** The offer a sku stands for, if any. */
export function offerBySku(sku: string | null | undefined): Offer | undefined {
  return sku ? offers.find(offer => offer.sku === sku) : undefined;
}
