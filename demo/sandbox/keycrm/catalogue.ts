/** `/products`, `/offers` and `/offers/stocks`. */
import { z } from 'zod';
import { json, notFound } from './answers.ts';
import { costOf, isArchived, offerView, priceOf, productOfOffer, productView } from './catalogue-view.ts';
import { warehouse } from './directories.ts';
import { filtersOf, includesOf, isYes, type Listing, oneOf, page, select, yesNo } from './lists.ts';
import { categories, type Offer, offers, type Product, products } from './menu.ts';
import type { Handler } from './requests.ts';
import { countStock, stocksOf } from './stock.ts';
import { createFaultList, id, list, text, validate } from './validation.ts';

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
