/** What an order comes to, in kopecks. */
import { type Entity, type Fields, numberOf } from '../values.ts';

/** The sums of an order's positions; VAT is in the prices, or on top of them. */
export function totalsOf({ fields, positions = [] }: Pick<Entity, 'fields' | 'positions'>): Fields {
  const taxed = fields['vatEnabled'] === true;
  const included = fields['vatIncluded'] === true;
  let sum = 0;
  let vatSum = 0;
  let reservedSum = 0;
  for (const { fields: position } of positions) {
    const each = numberOf(position, 'price') * (1 - numberOf(position, 'discount') / 100);
    const net = Math.round(each * numberOf(position, 'quantity'));
    const vat = taxed && position['vatEnabled'] === true ? numberOf(position, 'vat') : 0;
    const tax = Math.round((net * vat) / (included ? 100 + vat : 100));
    sum += included ? net : net + tax;
    vatSum += tax;
    reservedSum += Math.round(each * numberOf(position, 'reserve'));
  }
  return { sum, ...(taxed ? { vatSum } : {}), reservedSum };
}
