/** `/admin/products`, and what the back door does to the goods. */
import { z } from 'zod';
import type { Account } from './account.ts';
import { json, notFound } from './answers.ts';
import { tellOfProducts } from './hooks.ts';
import { among, byDeletion, changedSince, page, valuesOf } from './lists.ts';
import { collectionOf, productView, variantView } from './product-view.ts';
import type { Product, Variant } from './records.ts';
import type { ApiRequest, Handler } from './requests.ts';
import type { Settings } from './settings.ts';
import { stockAfter } from './stock.ts';
import { amount, id, validate } from './validation.ts';

/** InSales docs, products: a smaller page is made this large. */
const MIN_PER_PAGE = 10;
const MAX_IDS = 100;

function select({ products }: Account, request: ApiRequest): Product[] {
  const title = request.query.get('filter[title]')?.toLowerCase() ?? '';
  return [...products.values()]
    .filter(byDeletion(request, ({ archived }) => archived))
    .filter(product => product.title.toLowerCase().includes(title))
    .filter(({ categoryId }) => among(valuesOf(request, 'category_id'), categoryId))
    .filter(({ categoryId }) => among(valuesOf(request, 'collection_id'), collectionOf(categoryId)));
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

/** One in the archive answers as if it were none (InSales docs, products). */
export function aliveProduct({ products }: Account, request: ApiRequest): Product | undefined {
  const product = products.get(request.id());
  return product?.archived ? undefined : product;
}

export const getProduct: Handler = (account, request) => {
  const product = aliveProduct(account, request);
  return product ? json(200, productView(account, product)) : notFound;
};

export const listVariants: Handler = (account, request) => {
  const product = aliveProduct(account, request);
  return product
    ? json(
        200,
        product.variants.map(each => variantView(account, product, each)),
      )
    : notFound;
};

export const getVariant: Handler = (account, request) => {
  const product = aliveProduct(account, request);
  const variant = product?.variants.find(each => each.id === request.id(1));
  return product && variant ? json(200, variantView(account, product, variant)) : notFound;
};

const groupSchema = z.object({ variants: z.array(z.object({ id, price: amount, quantity: id.nullish() })) });

/** Only queued, so that the answer says nothing of how it went (InSales docs, products). */
export const putVariants: Handler = (account, { body }) => {
  const { variants } = validate(groupSchema, body, account.settings);
  const all = [...account.products.values()].flatMap(product => product.variants);
  for (const fields of variants) {
    const known = all.find(each => each.id === fields.id);
    if (known) changeVariant(account, known, { price: fields.price ?? known.price, stock: stockAfter(known, fields) });
  }
  return json(200, []);
};

function changeVariant(account: Account, variant: Variant, patch: Partial<Variant>): Product | undefined {
  const product = account.products.get(variant.productId);
  if (!product) return undefined;
  const updatedAt = account.now();
  const variants = product.variants.map(each => (each.id === variant.id ? { ...each, ...patch, updatedAt } : each));
  return saveProduct(account, { ...product, variants, updatedAt });
}

export function saveProduct(account: Account, product: Product): Product {
  account.products.set(product.id, product);
  tellOfProducts(account, 'products/update', [product]);
  return product;
}

/** Puts what the back door's settings say of the goods into them; only those that differ are changed. */
export function settleGoods(account: Account, before: Settings, { stocks, prices, archived, hidden }: Settings): void {
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
    // Where the settings say what they said before, callers may have said otherwise since.
    const shelves = {
      archived: isAny(archived) === isAny(before.archived) ? product.archived : isAny(archived),
      hidden: isAny(hidden) === isAny(before.hidden) ? product.hidden : isAny(hidden),
    };
    const settled = { ...product, variants, ...shelves };
    if (JSON.stringify(settled) !== JSON.stringify(product)) saveProduct(account, { ...settled, updatedAt });
  }
}
