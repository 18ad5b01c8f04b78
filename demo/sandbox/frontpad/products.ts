/** `get_products` and `get_stops`. */
import type { Answer } from '../kit/sandbox.ts';
import { type Account, productsOf } from './account.ts';
import { failure, indexed, success } from './answers.ts';
import type { Product } from './menu.ts';

/** Everything with an article, as parallel maps (FrontPad API, documents A and B; `sale` by B alone). */
export function getProducts(account: Account): Answer {
  const products = productsOf(account);
  if (products.length === 0) return failure('invalid_products');
  return success({ ...columns(products), sale: indexed(products.map(product => (product.discountable ? 1 : 0))) });
}

/**
 * The stop list (FrontPad API, document B). An empty one is a success with a marker, which B's text puts in
 * `description` and its sample in `error`.
 */
export function getStops(account: Account): Answer {
  const { stops, noStopsIn } = account.settings;
  const stopped = productsOf(account).filter(({ article }) => stops.includes(article));
  if (stopped.length === 0) return success({ [noStopsIn]: 'no_stops' }, 'no_stops');
  return success(columns(stopped));
}

function columns(products: readonly Product[]) {
  return {
    product_id: indexed(products.map(({ article }) => article)),
    name: indexed(products.map(({ name }) => name)),
    price: indexed(products.map(({ price }) => price)),
  };
}
