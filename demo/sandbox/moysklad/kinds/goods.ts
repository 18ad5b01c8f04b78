/** Goods: products and services, and what variants share with them. */
import type { Account } from '../account.ts';
import { defaultPriceType, rouble } from '../data/directories.ts';
import { type Entity, type Fields, Rows, refTo, textOf } from '../values.ts';
import { commonFilters, type Kind } from './kind.ts';
import { flag, list, number, object, ref, text, uuid, whole } from './readers.ts';

const price = object({ value: number, currency: ref('currency') });
const salePrice = object({ value: number, currency: ref('currency'), priceType: ref('pricetype') }, ['priceType']);

export const goodsFields = {
  name: text(255),
  code: text(255),
  externalCode: text(255),
  description: text(4096),
  archived: flag,
  vat: whole,
  vatEnabled: flag,
  discountProhibited: flag,
  salePrices: list(salePrice),
  buyPrice: price,
  minPrice: price,
};
const kept = { ...goodsFields, syncId: uuid, article: text(255), weight: number, volume: number };

export const sellable = {
  search: ['name', 'code', 'article', 'description'],
  start: () => ({ archived: false, pathName: '', discountProhibited: false, salePrices: [] }),
  show: showGoods,
  unique: ({ settings }: Account) => (settings.uniqueCodes ? 'code' : undefined),
} satisfies Partial<Kind>;

export const goodsFilters = { ...commonFilters, article: 'text', barcode: 'text' } as const;
export const images = ({ path }: Entity) => ({ images: new Rows('image', `${path}/images`) });

export const product: Kind = {
  ...sellable,
  type: 'product',
  hasSyncId: true,
  fields: kept,
  required: ['name'],
  filters: { ...goodsFilters, syncId: 'text', weight: 'number', volume: 'number' },
  rows: images,
};

export const service: Kind = {
  ...sellable,
  type: 'service',
  hasSyncId: true,
  fields: { ...goodsFields, syncId: uuid },
  required: ['name'],
  filters: { ...commonFilters, syncId: 'text' },
};

/** The types there are positions of, and that an assortment is made of. */
export const goodsTypes: readonly string[] = ['product', 'variant', 'service'];

/** A price, in kopecks, as entities keep it. */
export function priceOf(kopecks: number): Fields {
  return { value: kopecks, currency: refTo(rouble) };
}

export function salePriceOf(kopecks: number): Fields {
  const { id, fields } = defaultPriceType;
  const named = { id, name: textOf(fields, 'name'), externalCode: textOf(fields, 'externalCode') };
  return { ...priceOf(kopecks), priceType: refTo(defaultPriceType, named) };
}

/** What the account's goods go by in the settings: the article, or the code where there is none, as with services. */
export function skuOf({ fields }: Entity): string {
  return textOf(fields, 'article') || textOf(fields, 'code');
}

function showGoods({ settings }: Account, entity: Entity): Fields {
  const sku = skuOf(entity);
  const roubles = settings.prices[sku];
  return {
    ...entity.fields,
    ...(roubles === undefined ? {} : { salePrices: [salePriceOf(Math.round(roubles * 100))] }),
    ...(settings.archived.includes(sku) ? { archived: true } : {}),
  };
}
