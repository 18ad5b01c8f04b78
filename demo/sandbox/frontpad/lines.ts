/** The lines of a new order. */

import type { Product } from '../kit/menu.ts';
import type { Line } from './account.ts';
import type { Fields } from './fields.ts';

export interface ReadLines {
  readonly lines: readonly Line[];
  /** Indexes in `product[]` that were not accepted. */
  readonly refused: readonly number[];
  readonly notes: readonly string[];
}

/** One line as it was sent, with the product it names. */
interface Candidate {
  readonly index: number;
  readonly product: Product;
  readonly quantity: number;
  readonly price: number;
  /** The index of the parent in `product[]`. */
  readonly parent: number | null;
}

/**
 * Reads `product[]` and what goes with it by index. A line with an unknown article, without a quantity, or modifying
 * what is not a line of its own is dropped (FrontPad API, documents A and B, for the articles; the rest is a choice).
 */
export function readLines(fields: Fields, products: readonly Product[]): ReadLines {
  const notes: string[] = [];
  const sent = [...fields.list('product').keys()];
  const candidates = sent.flatMap(index => readCandidate(fields, products, index, notes) ?? []);
  const parents = new Set(candidates.filter(({ parent }) => parent === null).map(({ index }) => index));
  const accepted = candidates.filter(({ parent }) => parent === null || parents.has(parent));
  const kept = accepted.map(({ index }) => index);

  return {
    lines: accepted.map(({ product, quantity, price, parent }) => ({
      sku: product.article,
      quantity,
      price,
      name: product.name,
      parent: parent === null ? null : kept.indexOf(parent),
    })),
    refused: sent.filter(index => !kept.includes(index)),
    notes,
  };
}

function readCandidate(
  fields: Fields,
  products: readonly Product[],
  index: number,
  notes: string[],
): Candidate | undefined {
  const product = products.find(({ article }) => article === fields.list('product').get(index));
  const quantity = Number(fields.list('product_kol').get(index) ?? 0);
  const modified = fields.list('product_mod').get(index) ?? '';
  const isSound = Number.isFinite(quantity) && quantity > 0 && /^\d*$/.test(modified);
  if (!product || !isSound) return undefined;
  const price = readPrice(fields, product, index, notes);
  return { index, product, quantity, price, parent: modified === '' ? null : Number(modified) };
}

/** A price sent along counts only for products with the option for it (FrontPad API, documents A and B). */
function readPrice(fields: Fields, product: Product, index: number, notes: string[]): number {
  const sent = fields.list('product_price').get(index) ?? '';
  const wanted = sent === '' ? product.price : Number(sent);
  if (wanted === product.price) return wanted;
  if (product.freePrice && Number.isFinite(wanted) && wanted >= 0) return wanted;
  notes.push(`product_price[${index}] "${sent}" was not used: the price is ${product.price}`);
  return product.price;
}
