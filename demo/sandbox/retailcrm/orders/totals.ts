/** What an order comes to. Sums are counted in kopecks, so that the parts of a discount add up to it. */
import { isPaid } from '../data/payments.ts';
import type { Item, Order } from './order.ts';

export interface LineTotals {
  /** Per unit. */
  readonly discountTotal: number;
  readonly discounts: readonly { readonly type: string; readonly amount: number }[];
  /** What the units cost in the end: the sum over these is the line's. */
  readonly prices: readonly { readonly price: number; readonly quantity: number }[];
  readonly bonuses: number;
}

export interface Totals {
  /** The goods before discounts. */
  readonly summ: number;
  readonly totalSumm: number;
  readonly prepaySum: number;
  readonly purchaseSumm: number;
  readonly lines: readonly LineTotals[];
}

/**
 * A line's own discount first, then the order's, spread over the lines in proportion, then bonuses likewise. Delivery is
 * not discounted. That `summ` is before discounts, and the order of these steps, are choices: no document was seen.
 */
export function totalsOf({ items, fields, bonuses, delivery, payments }: Order): Totals {
  const own = items.map(item => Math.max(0, kopecks(unitAfterOwnDiscount(item) * item.quantity)));
  const goods = sum(own);
  const wanted =
    kopecks(fields.discountManualAmount ?? 0) + Math.round((goods * (fields.discountManualPercent ?? 0)) / 100);
  const byOrder = spread(Math.min(goods, wanted), own);
  const afterOrder = own.map((line, index) => line - (byOrder[index] ?? 0));
  const byBonuses = spread(Math.min(sum(afterOrder), kopecks(bonuses)), afterOrder);
  const final = afterOrder.map((line, index) => line - (byBonuses[index] ?? 0));

  return {
    summ: roubles(sum(items.map(item => kopecks(item.initialPrice * item.quantity)))),
    totalSumm: roubles(sum(final) + kopecks(delivery.cost ?? 0)),
    prepaySum: roubles(sum(payments.filter(({ status }) => isPaid(status)).map(({ amount }) => kopecks(amount)))),
    purchaseSumm: roubles(sum(items.map(item => kopecks(item.purchasePrice * item.quantity)))),
    lines: items.map((item, index) =>
      lineTotals(item, final[index] ?? 0, { order: byOrder[index] ?? 0, bonuses: byBonuses[index] ?? 0 }),
    ),
  };
}

function lineTotals(
  item: Item,
  final: number,
  parts: { readonly order: number; readonly bonuses: number },
): LineTotals {
  const perUnit = (amount: number): number => roubles(Math.round(amount / item.quantity));
  const own = kopecks(item.initialPrice) - kopecks(unitAfterOwnDiscount(item));
  const discounts = [
    { type: 'manual_product', amount: roubles(own) },
    { type: 'manual_order', amount: perUnit(parts.order) },
    { type: 'bonus_charge', amount: perUnit(parts.bonuses) },
  ].filter(({ amount }) => amount > 0);
  const discountTotal = roubles(kopecks(item.initialPrice) - Math.round(final / item.quantity));
  return { discountTotal, discounts, prices: tranches(final, item.quantity), bonuses: roubles(parts.bonuses) };
}

function unitAfterOwnDiscount({ initialPrice, discountAmount, discountPercent }: Item): number {
  return Math.max(0, initialPrice - discountAmount - (initialPrice * discountPercent) / 100);
}

/** Whole units of a sum that cannot be halved cost a kopeck more or less each. */
function tranches(total: number, quantity: number): { price: number; quantity: number }[] {
  if (!Number.isInteger(quantity)) return [{ price: roubles(Math.round(total / quantity)), quantity }];
  const base = Math.floor(total / quantity);
  const dearer = total - base * quantity;
  return [
    { price: roubles(base + 1), quantity: dearer },
    { price: roubles(base), quantity: quantity - dearer },
  ].filter(tranche => tranche.quantity > 0);
}

/** Shares of an amount in proportion to the weights; they add up to it, and none is above its weight. */
function spread(amount: number, weights: readonly number[]): number[] {
  const whole = sum(weights);
  let before = 0;
  let given = 0;
  return weights.map(weight => {
    before += weight;
    const upToHere = whole === 0 ? 0 : Math.floor((amount * before) / whole);
    const share = upToHere - given;
    given = upToHere;
    return share;
  });
}

const kopecks = (amount: number): number => Math.round(amount * 100);
const roubles = (amount: number): number => amount / 100;
const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
