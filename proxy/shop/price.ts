import type { CertificateFacts, Product } from '../crm/crm.ts';
import { LARGEST, percentOf, sum, times } from './money.ts';
import type { Shelf } from './shelf.ts';

/** What is bought: articles and how many, with no price of anyone's. */
export interface CartLine {
  sku: string;
  quantity: number;
  options?: { sku: string; quantity: number }[] | undefined;
}

/** One article of a line at our price; null: nobody knows it. Amounts in minor units, here and below. */
export interface PricedPiece {
  sku: string;
  name: string | null;
  quantity: number;
  price: number | null;
}

export interface PricedLine extends PricedPiece {
  options: PricedPiece[];
  /** One piece with its options. */
  piece: number | null;
  total: number | null;
  picture: string | null;
  /** What a CRM may want to know of the goods, where the catalogue says it. */
  goods: Pick<Product, 'unit' | 'vat' | 'weight' | 'size'>;
  problem: 'unknown' | 'out' | null;
}

/** How the delivery is charged; `cost` null: told by the shop later. */
export interface DeliveryTerms {
  cost: number | null;
  freeFrom: number | null;
  minimum: number | null;
}

/** What a certificate does to the sum. */
export type Deduction = { kind: 'none' } | { kind: 'money'; amount: number } | { kind: 'percent'; percent: number };

export interface Sums {
  goods: number | null;
  /** Null: told by the shop later; not in the total. */
  delivery: number | null;
  discount: number;
  total: number | null;
}

/** Prices one line from what the shelf knows. */
export const priceLine = (line: CartLine, shelf: Shelf, currency: string): PricedLine => {
  const own = pieceOf(line.sku, line.quantity, shelf, currency);
  const options = (line.options ?? []).map(option => pieceOf(option.sku, option.quantity, shelf, currency));
  const added = sum(options.map(({ price, quantity }) => (price === null ? null : times(price, quantity))));
  const piece = own.price === null || added === null ? null : Math.max(0, own.price + added);
  const { product } = shelf.article(line.sku);
  return {
    ...own,
    options,
    goods: goodsOf(product),
    piece,
    total: piece === null ? null : sane(times(piece, line.quantity)),
    picture: product?.picture ?? null,
    problem: problemOf([line.sku, ...options.map(option => option.sku)], shelf),
  };
};

const goodsOf = (product: Product | null): PricedLine['goods'] => {
  const { unit, vat, weight, size } = product ?? {};
  return {
    ...(unit !== undefined && { unit }),
    ...(vat !== undefined && { vat }),
    ...(weight !== undefined && { weight }),
    ...(size && { size }),
  };
};

const pieceOf = (sku: string, quantity: number, shelf: Shelf, currency: string): PricedPiece => {
  const { product } = shelf.article(sku);
  return { sku, name: product?.name ?? null, quantity, price: priceOf(product, currency) };
};

/** A price in another currency is no price. */
const priceOf = (product: Product | null, currency: string): number | null =>
  product?.price?.currency === currency ? product.price.amount : null;

const problemOf = (skus: string[], shelf: Shelf): 'unknown' | 'out' | null => {
  const articles = skus.map(sku => shelf.article(sku));
  if (shelf.isKnown && articles.some(({ product }) => product === null)) return 'unknown';
  return articles.some(({ state }) => state === 'out') ? 'out' : null;
};

/** What the delivery costs for these goods; nobody has chosen any: nothing. */
export const deliveryCost = (terms: DeliveryTerms | null, goods: number | null): number | null => {
  if (!terms) return 0;
  const isFree = goods !== null && terms.freeFrom !== null && goods >= terms.freeFrom;
  return isFree ? 0 : terms.cost;
};

/** What a certificate takes off: money from everything, a percentage from the goods, never more than there is. */
export const deducted = (deduction: Deduction, goods: number, delivery: number): number => {
  if (deduction.kind === 'none') return 0;
  if (deduction.kind === 'money') return clamp(deduction.amount, goods + delivery);
  return clamp(percentOf(goods, deduction.percent), goods);
};

/** What of goods and delivery is left to take off. */
const rest = (goods: number, delivery: number, taken: number): [goods: number, delivery: number] => [
  Math.max(0, goods - taken),
  delivery - Math.max(0, taken - goods),
];

/**
 * Adds up a cart. The total is the goods and the delivery less the discounts, each of what the one before has left; one
 * unknown price makes it unknown.
 */
export const addUp = (lines: PricedLine[], terms: DeliveryTerms | null, ...deductions: Deduction[]): Sums => {
  const added = sum(lines.map(line => line.total));
  const goods = added === null ? null : sane(added);
  const delivery = deliveryCost(terms, goods);
  if (goods === null) return { goods, delivery, discount: 0, total: null };
  const discount = deductions.reduce((taken, each) => taken + deducted(each, ...rest(goods, delivery ?? 0, taken)), 0);
  return { goods, delivery, discount, total: sane(goods + (delivery ?? 0) - discount) };
};

/** What these facts take off a sum, in this currency. */
export const deductionOf = (facts: CertificateFacts, currency: string): Deduction => {
  if (facts.kind === 'money' && facts.amount?.currency === currency)
    return { kind: 'money', amount: facts.amount.amount };
  if (facts.kind === 'percent' && facts.percent !== undefined) return { kind: 'percent', percent: facts.percent };
  return { kind: 'none' };
};

const clamp = (amount: number, most: number): number => Math.min(Math.max(0, amount), most);

/** A sum the contract cannot carry is a slip or a prank; a person looks at it. */
const sane = (amount: number): number | null => (amount <= LARGEST ? amount : null);
