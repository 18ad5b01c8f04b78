import type { Money } from '../../contract/index.ts';
import { lineDiscount, type Order } from '../order.ts';
import type { Draft } from './form.ts';
import { toMajor } from './money.ts';
import type { Settings } from './settings.ts';

/** One entry of FrontPad's `product[]`, in its place. */
export interface ProductLine {
  sku: string;
  quantity: number;
  /** For a modifier: the place of the line it belongs to. */
  parent: number | null;
  price: Money | null;
}

/** Every line of an order, each with its options right behind it, the delivery's article last. */
export const linesOf = (order: Order): ProductLine[] => {
  const lines: ProductLine[] = [];
  for (const line of order.lines) {
    const { sku, quantity, options } = line;
    const price = line.price && { ...line.price, amount: line.price.amount - lineDiscount(line).each };
    const parent = lines.push({ sku, quantity, price, parent: null }) - 1;
    for (const option of options) {
      // Our options count for one piece, FrontPad's modifiers for the whole order (inferred: each has its own count).
      lines.push({ sku: option.sku, quantity: option.quantity * quantity, price: option.price, parent });
    }
  }
  const { articleSku, cost } = order.delivery;
  // Delivery that costs nothing must not bring its article's price along.
  if (articleSku && cost?.amount !== 0) lines.push({ sku: articleSku, quantity: 1, price: cost, parent: null });
  return lines;
};

/** 0.1 * 3 is 0.3 to a shop. */
const count = (quantity: number): string => String(Number(quantity.toFixed(3)));

/** Writes the lines as `product`, `product_kol`, `product_mod` and `product_price`. */
export const putLines = (form: Draft, lines: readonly ProductLine[], settings: Settings): void => {
  for (const [index, line] of lines.entries()) {
    form.put(`product[${index}]`, line.sku);
    form.put(`product_kol[${index}]`, count(line.quantity));
    if (line.parent !== null) form.put(`product_mod[${index}]`, String(line.parent));
    if (line.price && settings.priceOverride.includes(line.sku))
      form.put(`product_price[${index}]`, toMajor(line.price));
  }
};
