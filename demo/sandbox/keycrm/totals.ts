/** What an order comes to. */
import type { Expense, Line, Order, Payment } from './records.ts';

export interface Totals {
  readonly products_total: number;
  readonly total_discount: number;
  readonly grand_total: number;
  readonly payments_total: number;
  readonly expenses_sum: number;
  readonly payment_status: 'not_paid' | 'part_paid' | 'paid' | 'overpaid';
}

type Money = Pick<Order, 'lines' | 'terms' | 'payments' | 'expenses'>;

/** No document tells how a percentage and a sum go together: here both are taken off, on lines as on orders. */
export function totalsOf({ lines, terms, payments, expenses }: Money): Totals {
  const gross = sum(lines.map(({ price, quantity }) => price * quantity));
  const products = sum(lines.map(line => line.price * line.quantity - lineDiscount(line)));
  const discount = Math.min(products, (products * terms.discount_percent) / 100 + terms.discount_amount);
  const grand = cents(products - discount + terms.shipping_price + terms.wrap_price + terms.taxes);
  const paid = paidBy(payments);
  return {
    products_total: cents(products),
    total_discount: cents(gross - products + discount),
    grand_total: grand,
    payments_total: paid,
    expenses_sum: paidBy(expenses),
    payment_status: paid === 0 ? 'not_paid' : paid < grand ? 'part_paid' : paid === grand ? 'paid' : 'overpaid',
  };
}

/** What is taken off a whole line. */
export function lineDiscount({ price, quantity, discount_percent, discount_amount }: Line): number {
  const gross = price * quantity;
  return cents(Math.min(gross, (gross * discount_percent) / 100 + discount_amount));
}

/** The price of one unit after the line's own discount. */
export function priceSold(line: Line): number {
  return line.quantity === 0 ? line.price : cents(line.price - lineDiscount(line) / line.quantity);
}

export function cents(value: number): number {
  return Math.round(value * 100) / 100;
}

function paidBy(entries: readonly Pick<Payment | Expense, 'amount' | 'status'>[]): number {
  return sum(entries.filter(({ status }) => status === 'paid').map(({ amount }) => amount));
}

function sum(values: readonly number[]): number {
  return cents(values.reduce((total, value) => total + value, 0));
}
