/** What an order comes to. */
import { type Discount, type Line, type Order, PERCENT } from './records.ts';

export interface Totals {
  readonly items: number;
  readonly discount: number;
  readonly delivery: number;
  readonly total: number;
  /** What each discount takes off, by its id. */
  readonly byDiscount: ReadonlyMap<number, number>;
  /** What all of them take off each line, by the line's id. */
  readonly byLine: ReadonlyMap<number, number>;
}

/** A sum without what floating point leaves on it. */
export function cents(value: number): number {
  return Math.round(value * 100) / 100;
}

export function sumOf({ salePrice, quantity }: Pick<Line, 'salePrice' | 'quantity'>): number {
  return cents(salePrice * quantity);
}

/** Discounts come one after another, each off what the ones before it have left of its lines. */
export function totalsOf({
  lines,
  discounts,
  deliveryPrice,
}: Pick<Order, 'lines' | 'discounts' | 'deliveryPrice'>): Totals {
  const byLine = new Map<number, number>(lines.map(({ id }) => [id, 0]));
  const byDiscount = new Map<number, number>();
  for (const discount of discounts) byDiscount.set(discount.id, takeOff(discount, lines, byLine));
  const items = cents(lines.reduce((sum, line) => sum + sumOf(line), 0));
  const discount = cents([...byLine.values()].reduce((sum, value) => sum + value, 0));
  return {
    items,
    discount,
    delivery: deliveryPrice,
    total: cents(items - discount + deliveryPrice),
    byDiscount,
    byLine,
  };
}

function takeOff({ typeId, value, lineIds }: Discount, lines: readonly Line[], byLine: Map<number, number>): number {
  const its = lines.filter(({ id }) => lineIds.length === 0 || lineIds.includes(id));
  const leftOf = (line: Line): number => sumOf(line) - (byLine.get(line.id) ?? 0);
  const left = its.reduce((sum, line) => sum + leftOf(line), 0);
  const wanted = cents(typeId === PERCENT ? (left * value) / 100 : Math.min(value, left));
  let rest = wanted;
  for (const [index, line] of its.entries()) {
    // The last line takes what rounding has left over, so that the lines come to the whole.
    const share = index === its.length - 1 ? rest : cents(left === 0 ? 0 : (wanted * leftOf(line)) / left);
    byLine.set(line.id, cents((byLine.get(line.id) ?? 0) + share));
    rest = cents(rest - share);
  }
  return wanted;
}
