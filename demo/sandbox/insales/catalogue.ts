/** `/admin/products`, and what the back door does to the goods. */
import { z } from 'zod';
import type { Account } from './account.ts';
import { json, notFound } from './answers.ts';
import { tellOfProducts } from './hooks.ts';
import { among, byDeletion, changedSince, page, valuesOf } from './lists.ts';
import { productView, variantView } from './product-view.ts';
import type { Product, Variant } from './records.ts';
import type { ApiRequest, Handler } from './requests.ts';
import type { Settings } from './settings.ts';
import { amount, envelope, id, validate } from './validation.ts';

/** InSales docs, products: a smaller page is made this large. */
const MIN_PER_PAGE = 10;
const MAX_IDS = 100;

function select({ products }: Account, request: ApiRequest): Product[] {
  const title = request.query.get('filter[title]')?.toLowerCase() ?? '';
  return [...products.values()]
    .filter(byDeletion(request, ({ archived }) => archived))
    .filter(product => product.title.toLowerCase().includes(title))
    .filter(({ categoryId }) => among(valuesOf(request, 'category_id'), categoryId))
    .filter(({ categoryId }) => among(valuesOf(request, 'collection_id'), categoryId));
}

export const listProducts: Handler = (account, request) =>
  page(request, { rows: select(account, request), view: each => productView(account, each), minPerPage: MIN_PER_PAGE });

export const countProducts: Handler = (account, request) =>
  json(200, { count: select(account, request).filter(changedSince(request) ?? (() => true)).length });

export const productsByIds: Handler = (account, request) => {
  const wanted = valuesOf(request, 'product_ids').slice(0, MAX_IDS);
  const found = [...account.products.values()].filter(product => wanted.includes(String(product.id)));
  return json(
    200,
    found.map(product => productView(account, product)),
  );
};

export const getProduct: Handler = (account, request) => {
  const product = account.products.get(request.id());
  return product ? json(200, productView(account, product)) : notFound;
};

export const listVariants: Handler = (account, request) => {
  const product = account.products.get(request.id());
  return product
    ? json(
        200,
        product.variants.map(each => variantView(account, product, each)),
      )
    : notFound;
};

export const getVariant: Handler = (account, request) => {
  const product = account.products.get(request.id());
  const variant = product?.variants.find(each => each.id === request.id(1));
  return product && variant ? json(200, variantView(account, product, variant)) : notFound;
};

const variantSchema = z.object({ price: amount, quantity: id.nullish() });

export const putVariant: Handler = (account, request) => {
  const known = account.products.get(request.id())?.variants.find(each => each.id === request.id(1));
  if (!known) return notFound;
  const fields = validate(variantSchema, envelope(request.body, 'variant'), account.settings);
  const product = changeVariant(account, known, written(known, fields));
  const variant = product?.variants.find(each => each.id === known.id);
  return product && variant ? json(200, variantView(account, product, variant)) : notFound;
};

const groupSchema = z.object({ variants: z.array(variantSchema.extend({ id })) });

/** Only queued, so that the answer says nothing of how it went (InSales docs, products). */
export const putVariants: Handler = (account, { body }) => {
  const { variants } = validate(groupSchema, body, account.settings);
  const all = [...account.products.values()].flatMap(product => product.variants);
  for (const fields of variants) {
    const known = all.find(each => each.id === fields.id);
    if (known) changeVariant(account, known, written(known, fields));
  }
  return json(200, []);
};

/** A quantity that names no warehouse goes to the first. */
function written(known: Variant, { price, quantity }: z.infer<typeof variantSchema>): Partial<Variant> {
  const others = known.stock?.slice(1) ?? [0];
  const stock = quantity === undefined ? known.stock : quantity === null ? null : [quantity, ...others.map(() => 0)];
  return { price: price ?? known.price, stock };
}

function changeVariant(account: Account, variant: Variant, patch: Partial<Variant>): Product | undefined {
  const product = account.products.get(variant.productId);
  if (!product) return undefined;
  const updatedAt = account.now();
  const variants = product.variants.map(each => (each.id === variant.id ? { ...each, ...patch, updatedAt } : each));
  return save(account, { ...product, variants, updatedAt });
}

function save(account: Account, product: Product): Product {
  account.products.set(product.id, product);
  tellOfProducts(account, [product]);
  return product;
}

/** Puts what the back door's settings say of the goods into them; only those that differ are changed. */
export function settleGoods(account: Account, { stocks, prices, archived, hidden }: Settings): void {
  for (const product of account.products.values()) {
    const isAny = (skus: readonly string[]): boolean => product.variants.some(({ sku }) => skus.includes(sku));
    const updatedAt = account.now();
    const variants = product.variants.map((variant): Variant => {
      const { sku } = variant;
      const price = prices[sku] ?? variant.price;
      const stock = Object.hasOwn(stocks, sku) ? (stocks[sku] ?? null) : variant.stock;
      const isSame = price === variant.price && JSON.stringify(stock) === JSON.stringify(variant.stock);
      return isSame ? variant : { ...variant, price, stock, updatedAt };
    });
    const settled = { ...product, variants, archived: isAny(archived), hidden: isAny(hidden) };
    if (JSON.stringify(settled) !== JSON.stringify(product)) save(account, { ...settled, updatedAt });
  }
}
