/** Goods as the API shows them (vendor's PHP client and its tests). Purchase prices go to whoever may read the store. */
import type { Account } from '../account.ts';
import { type Offer, productGroups } from '../data/catalogue.ts';
import { CURRENCY, siteCodes } from '../data/shops.ts';
import { quantityOf, stockOf } from './stock.ts';

const unit = { code: 'pc', name: 'Штука', sym: 'шт.' };

/** Each product has one offer; the product's own id is another. */
export function productView(account: Account, offer: Offer): object {
  const { article, name, price, type, active, productId } = offer;
  return {
    minPrice: price,
    maxPrice: price,
    id: productId,
    externalId: `p-${article}`,
    article,
    type,
    name,
    url: `https://volna.example/menu/${article}`,
    manufacturer: 'Волна',
    catalogId: 1,
    groups: productGroups
      .filter(({ externalId }) => externalId === offer.group)
      .map(({ id, externalId }) => ({ id, externalId })),
    offers: [offerFields(account, offer)],
    active,
    quantity: quantityOf(account, article),
    markable: false,
  };
}

/** An offer with its product inside. */
export function offerView(account: Account, offer: Offer): object {
  const { article, name, type, active, productId } = offer;
  const product = { type, id: productId, externalId: `p-${article}`, article, name, active, catalogId: 1, groups: [] };
  return { ...offerFields(account, offer), product };
}

function offerFields(account: Account, { id, article, name, price, purchasePrice, active }: Offer): object {
  return {
    name,
    price,
    images: [],
    id,
    externalId: article,
    xmlId: article,
    article,
    purchasePrice,
    vatRate: 'none',
    prices: [{ priceType: 'base', price, ordering: 10, currency: CURRENCY }],
    properties: [],
    quantity: quantityOf(account, article),
    active,
    unit,
  };
}

/** The stores apart only when they are asked for. */
export function inventoryView(account: Account, { id, article, purchasePrice }: Offer, detailed: boolean): object {
  return {
    id,
    externalId: article,
    xmlId: article,
    site: siteCodes[0],
    quantity: quantityOf(account, article),
    purchasePrice,
    ...(detailed ? { stores: stockOf(account, article).map(stock => ({ ...stock, purchasePrice })) } : {}),
  };
}
