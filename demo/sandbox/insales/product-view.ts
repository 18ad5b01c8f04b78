/** Products as the API shows them. Prices and stock by warehouse are texts, the stock of all of them a number (InSales docs, products). */
import type { Account } from './account.ts';
import type { Image, Product, Variant } from './records.ts';
import { offsetTime } from './times.ts';

export const OPTION_NAME_ID = 1576;
const FIRST_COLLECTION_ID = 53_486_000;

export function productView(account: Account, product: Product): object {
  const { id, title, archived, hidden, option, variants, categoryId, images = [] } = product;
  const { description = null, shortDescription = null } = product;
  const { timeZone } = account.settings;
  return {
    ...{ id, title, permalink: `product-${id}`, available: variants.some(isAvailable), archived, is_hidden: hidden },
    ...{ category_id: categoryId, ...collectionsOf(categoryId) },
    ...{ unit: 'pce', vat: -1, currency_code: 'RUR', description, short_description: shortDescription },
    images: images.map(imageView),
    option_names: option === null ? [] : [{ id: OPTION_NAME_ID, title: option, permalink: 'option', position: 1 }],
    ...{ properties: [], characteristics: [], product_field_values: [], product_bundle_components: [] },
    variants: variants.map(variant => variantView(account, product, variant)),
    created_at: offsetTime(product.createdAt, timeZone),
    updated_at: offsetTime(product.updatedAt, timeZone),
  };
}

export function variantView(
  { settings: { timeZone } }: Account,
  { option, createdAt }: Product,
  variant: Variant,
): object {
  const { id, productId, title, sku, price, costPrice, stock, imageId = null } = variant;
  const { oldPrice = null, barcode = null, weight = null, dimensions = null } = variant;
  const value = { id: id + 10_000, option_name_id: OPTION_NAME_ID, position: 1, title };
  return {
    ...{ id, product_id: productId, title, sku, barcode, available: isAvailable(variant) },
    quantity: stock?.reduce((sum, each) => sum + each, 0) ?? null,
    ...Object.fromEntries((stock ?? []).map((each, index) => [`quantity_at_warehouse${index}`, decimal(each)])),
    ...{
      price: decimal(price),
      old_price: oldPrice === null ? null : decimal(oldPrice),
      base_price: decimal(price),
      cost_price: decimal(costPrice),
    },
    ...{
      price_in_site_currency: decimal(price),
      prices: [],
      weight: weight === null ? null : decimal(weight),
      dimensions,
    },
    ...{
      image_id: imageId,
      image_ids: imageId === null ? [] : [imageId],
      option_values: option === null ? [] : [value],
      variant_field_values: [],
    },
    created_at: offsetTime(createdAt, timeZone),
    updated_at: offsetTime(variant.updatedAt, timeZone),
  };
}

export function imageView({ id, productId, position, name, title }: Image): object {
  const loading = '/images/loading.gif';
  const addresses = { url: loading, original_url: loading };
  return { id, product_id: productId, position, title, image_processing: true, filename: name, ...addresses };
}

/** The shop shows its categories of account as collections, whose ids are others (InSales docs, products). */
export function collectionOf(categoryId: number): number {
  return FIRST_COLLECTION_ID + categoryId;
}

function collectionsOf(categoryId: number): object {
  const collection = collectionOf(categoryId);
  return { collections_ids: [collection], canonical_url_collection_id: collection };
}

function isAvailable({ stock }: Variant): boolean {
  return stock === null || stock.some(each => each > 0);
}

export function decimal(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}
