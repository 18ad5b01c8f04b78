/** `get_products` and `get_stops`. */

import type { Product } from '../kit/menu.ts';
import type { Answer } from '../kit/sandbox.ts';
import { type Account, productsOf } from './account.ts';
import { failure, list, success } from './answers.ts';

/** Everything with an article (FrontPad API, documents A and B). */
export function getProducts(account: Account): Answer {
  const products = productsOf(account);
  if (products.length === 0) return failure('invalid_products');
  return success(columns(account, products));
}

/**
 * The stop list (FrontPad API, document B). An empty one is a success with a marker, which B's text puts in
 * `description` and its sample in `error`.
 */
export function getStops(account: Account): Answer {
  const { stops, noStopsIn } = account.settings;
  const stopped = productsOf(account).filter(({ article }) => stops.includes(article));
  if (stopped.length === 0) return success({ [noStopsIn]: 'no_stops' }, 'no_stops');
  return success(columns(account, stopped));
}

/** Products as parallel lists (FrontPad API, documents A and B; `sale` by B alone, which has it in both methods). */
function columns({ settings: { listsAs } }: Account, products: readonly Product[]) {
  const column = (of: (product: Product) => string | number) => list(products.map(of), listsAs);
  return {
    product_id: column(({ article }) => article),
    name: column(({ name }) => name),
    price: column(({ price }) => price),
    sale: column(({ discountable }) => (discountable ? 1 : 0)),
  };
}
