/** `/products`, `/offers` and `/offers/stocks`. */
import { z } from 'zod';
import type { Account } from './account.ts';
import { json, notFound } from './answers.ts';
import { warehouse } from './directories.ts';
import { filtersOf, includesOf, isYes, type Listing, oneOf, page, select, yesNo } from './lists.ts';
import { categories, type Offer, offers, type Product, products } from './menu.ts';
import type { Handler } from './requests.ts';
import { countStock, type Stocks, stocksOf } from './stock.ts';
import { createFaultList, id, list, text, validate } from './validation.ts';

const STAMPS = { created_at: '2026-01-12 08:00:00', updated_at: '2026-01-12 08:00:00' };
const NO_SIZE = { weight: null, length: null, width: null, height: null };
/** What a dish costs the shop, as a share of its price. */
const COST = 0.4;

const offersOf = (product: Product): Offer[] => offers.filter(({ productId }) => productId === product.id);

/** What an offer costs now. */
export const priceOf = ({ settings }: Account, offer: Offer): number => settings.prices[offer.sku] ?? offer.price;

/** What the shop pays for an offer. */
export const costOf = (account: Account, offer: Offer): number => Math.round(priceOf(account, offer) * COST);

const isArchived = ({ settings }: Account, product: Product): boolean =>
  offersOf(product).every(({ sku }) => settings.archived.includes(sku));

export const listProducts: Handler = (account, request) => {
  const includes = includesOf(request, ['custom_fields']);
  const listing: Listing<Product> = {
    filters: {
      product_id: oneOf(product => [product.id]),
      category_id: oneOf(product => [product.categoryId]),
      is_archived: yesNo(product => isArchived(account, product)),
    },
    sorts: { id: product => product.id },
  };
  const stock = stocksOf(account);
  return page(request, select(account, request, products, listing), product => ({
    ...productView(account, product, stock),
    ...(includes.has('custom_fields') ? { custom_fields: [] } : {}),
  }));
};

export const getProduct: Handler = (account, request) => {
  const includes = includesOf(request, ['custom_fields']);
  const product = products.find(each => each.id === request.id());
  if (!product) return notFound;
  const fields = includes.has('custom_fields') ? { custom_fields: [] } : {};
  return json(200, { ...productView(account, product, stocksOf(account)), ...fields });
};

export const listCategories: Handler = (account, request) => {
  const listing: Listing<(typeof categories)[number]> = {
    filters: { category_id: oneOf(each => [each.id]), parent_id: oneOf(each => [each.parent_id]) },
  };
  return page(request, select(account, request, categories, listing), each => each);
};

export const listOffers: Handler = (account, request) => {
  const includes = includesOf(request, ['product']);
  const stock = stocksOf(account);
  const listing: Listing<Offer> = {
    filters: {
      id: oneOf(offer => [offer.id]),
      product_id: oneOf(offer => [offer.productId]),
      sku: oneOf(offer => [offer.sku]),
      is_archived: yesNo(offer => account.settings.archived.includes(offer.sku)),
    },
    sorts: { id: offer => offer.id, product_id: offer => offer.productId },
  };
  return page(request, select(account, request, offers, listing), offer => ({
    ...offerView(account, offer, stock),
    ...(includes.has('product') ? { product: productOfOffer(account, offer, stock) } : {}),
  }));
};

/** Takes no notice of includes, nor of filters it does not know (seen on a live account). */
export const listStocks: Handler = (account, request) => {
  const stock = stocksOf(account);
  const detailed = filtersOf(request).some(([name, [value]]) => name === 'details' && isYes(value));
  const listing: Listing<Offer> = {
    filters: { offers_id: oneOf(offer => [offer.id]), offers_sku: oneOf(offer => [offer.sku]) },
    lenient: true,
  };
  return page(request, select(account, request, offers, listing), offer => {
    const { id, sku } = offer;
    const held = stock(sku);
    const prices = { price: priceOf(account, offer), purchased_price: costOf(account, offer) };
    return { id, sku, ...prices, ...held, ...(detailed ? { warehouse: [{ ...warehouse, ...held }] } : {}) };
  });
};

const countSchema = z.object({
  warehouse_id: id,
  stocks: list(z.object({ id, sku: text, quantity: z.number({ error: 'must be a number' }) })).refine(
    stocks => stocks.length > 0 && stocks.length <= 10_000,
    'must hold 1 to 10000 offers',
  ),
});

/** Only the sum over warehouses can be read back, and here there is one. */
export const putStocks: Handler = (account, { body }) => {
  const { warehouse_id, stocks } = validate(countSchema, body);
  const faults = createFaultList();
  if (warehouse_id !== warehouse.id) faults.add('warehouse_id', 'names no warehouse');
  const counts = stocks.map((count, index) => {
    const offer = offers.find(each => each.id === count.id || each.sku === count.sku);
    if (!offer) faults.add(`stocks.${index}`, 'names no offer, by id or sku');
    return { sku: offer?.sku ?? '', quantity: count.quantity };
  });
  faults.throwIfAny();
  for (const { sku, quantity } of counts) countStock(account, sku, quantity);
  return json(202, { status: true });
};

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
function productView(account: Account, product: Product, stock: Stocks): object {
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

function productOfOffer(account: Account, { productId }: Offer, stock: Stocks): object | null {
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
