/** What stands of a variant in each warehouse, after a call has written it (InSales docs, products). */
import { warehouses } from './directories.ts';
import type { Variant } from './records.ts';
import { amount } from './validation.ts';

const keyOf = (index: number): string => `quantity_at_warehouse${index}`;

/** The keys a body may name them by. */
export const atWarehouses = Object.fromEntries(warehouses.map(each => [keyOf(each.array_index), amount]));

/** A quantity that names no warehouse goes to the first; null is not counted. */
export function stockAfter({ stock }: Variant, fields: Readonly<Record<string, unknown>>): Variant['stock'] {
  const { quantity } = fields;
  if (quantity === null) return null;
  const base = warehouses.map((_, index) => {
    if (typeof quantity === 'number') return index === 0 ? quantity : 0;
    return stock?.[index] ?? 0;
  });
  const isNamed = warehouses.some(each => typeof fields[keyOf(each.array_index)] === 'number');
  if (!isNamed && quantity === undefined) return stock;
  return base.map((each, index) => {
    const sent = fields[keyOf(index)];
    return typeof sent === 'number' ? sent : each;
  });
}
