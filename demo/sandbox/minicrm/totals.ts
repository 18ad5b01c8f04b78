/** What an order comes to. Each line is rounded to two decimals, and their sum is the order's. */
import type { Item } from './records.ts';

interface Totals {
  readonly net: number;
  readonly vat: number;
  readonly gross: number;
}

/** Half away from zero; a little is added, for 1.005 is less than it looks. */
export function rounded(value: number, digits: number): number {
  const scale = 10 ** digits;
  return (Math.sign(value) * Math.round(Math.abs(value) * scale + 1e-7)) / scale;
}

export function netOfItem({ priceNet, quantity }: Item): number {
  return rounded(priceNet * quantity, 4);
}

export function grossOfItem(item: Item): number {
  return rounded(netOfItem(item) * (1 + item.vat / 100), 2);
}

/** Of one, with VAT. */
export function grossPrice({ priceNet, vat }: Item): number {
  return rounded(priceNet * (1 + vat / 100), 2);
}

export function totalsOf(items: readonly Item[]): Totals {
  const sum = (of: (item: Item) => number): number =>
    rounded(
      items.reduce((total, item) => total + of(item), 0),
      2,
    );
  const [net, gross] = [sum(netOfItem), sum(grossOfItem)];
  return { net, gross, vat: rounded(gross - net, 2) };
}
