import { toMajorNumber } from '../money.ts';
import { lineDiscount, type Order, orderDiscount } from '../order.ts';
import type { OrderRow } from './wire.ts';

/** One entry of `discounts_attributes`; without lines it is off them all (vendor's docs, 04). */
export interface NewDiscount {
  /** 2: an amount of money. */
  type_id: 2;
  discount: number;
  description: string;
  discount_order_lines_ids?: number[];
}

const KIND = { type_id: 2 } as const;

/** Known by it again: InSales takes no id of ours. */
const descriptionOf = ({ number }: Pick<Order, 'number'>): string => `Скидка по заказу ${number}`;
/** A line by its place, as an article may stand in several. */
const lineDescription = (order: Order, index: number): string =>
  `${descriptionOf(order)}, строка ${index + 1}: ${order.lines[index]?.sku ?? ''}`;

const sumOf = (discounts: NonNullable<OrderRow['discounts']>): number =>
  discounts.reduce((sum, { full_amount, amount }) => sum + (full_amount ?? amount ?? 0), 0);

export const takenOff = ({ discounts = [] }: OrderRow): number => Number(sumOf(discounts).toFixed(2));

/** What a line's own discount takes off all its pieces, in minor units. */
const offLine = (line: Order['lines'][number]): number => Math.round(lineDiscount(line).each * line.quantity);

/** Everything that is to be off an order, in major units: its own discount, a code's, and its lines'. */
export const shownDiscount = (order: Order): number => {
  const off = order.lines.reduce((sum, line) => sum + offLine(line), orderDiscount(order).amount);
  return Math.max(0, toMajorNumber({ amount: off, currency: order.currency }));
};

/** The discounts of single lines; the second list has the articles of those whose line InSales does not show. */
const ofLines = (order: Order, { order_lines = [] }: OrderRow): [NewDiscount[], string[]] => {
  const left = [...order_lines];
  const lost: string[] = [];
  const found = order.lines.flatMap((line, index): NewDiscount[] => {
    const place = left.findIndex(({ id, sku, quantity }) => id && sku === line.sku && quantity === line.quantity);
    const [row] = place < 0 ? [] : left.splice(place, 1);
    const amount = offLine(line);
    if (amount === 0) return [];
    if (!row) lost.push(line.sku);
    const discount = toMajorNumber({ amount, currency: order.currency });
    const lines = { discount_order_lines_ids: [Number(row?.id)] };
    return row ? [{ ...KIND, discount, description: lineDescription(order, index), ...lines }] : [];
  });
  return [found, lost];
};

/** What is left of the order's own discount once a coupon has given its part. */
const ofOrder = (order: Order, { discounts = [] }: OrderRow): NewDiscount[] => {
  const ours = descriptionOf(order);
  const given = sumOf(discounts.filter(({ description }) => !description?.startsWith(ours)));
  const missing = Number((toMajorNumber(orderDiscount(order)) - given).toFixed(2));
  return missing > 0 ? [{ ...KIND, discount: missing, description: ours }] : [];
};

/**
 * What is still to be granted: none of it can be given with a new order, whose lines have no ids yet (vendor's docs, 04).
 * Each comes off what those before it have left, so that the lines' come first.
 */
export const missingDiscounts = (order: Order, row: OrderRow): { discounts: NewDiscount[]; lost: string[] } => {
  const [lines, lost] = ofLines(order, row);
  const there = new Set(row.discounts?.map(({ description }) => description));
  return { discounts: [...lines, ...ofOrder(order, row)].filter(({ description }) => !there.has(description)), lost };
};
