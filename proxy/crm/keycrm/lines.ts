import { toMajorNumber } from '../money.ts';
import { lineDiscount, type Order, type OrderLine } from '../order.ts';
import { type Draft, own } from './draft.ts';
import type { Settings } from './settings.ts';
import type { Words } from './words.ts';

type Piece = Pick<OrderLine, 'sku' | 'name' | 'quantity' | 'price' | 'unit'>;

/** A line as KeyCRM takes it. */
export interface KeyProduct {
  sku: string;
  name: string;
  price?: number;
  discount_amount?: number;
  discount_percent?: number;
  quantity: number;
  unit_type?: string;
  picture?: string;
  properties?: { name: string; value: string }[];
  comment?: string;
}

/** 0.1 * 3 is 0.3 to a shop. */
const count = (quantity: number): number => Number(quantity.toFixed(3));

const productOf = (draft: Draft, { sku, name, quantity, price, unit }: Piece, settings: Settings): KeyProduct => ({
  sku,
  name: draft.line('products.name', name ?? undefined) ?? sku,
  ...(price && { price: toMajorNumber(price) }),
  quantity: count(quantity),
  unit_type: own(settings.units, sku) ?? draft.line('products.unit_type', unit),
});

/**
 * A line's own discount. Whether `discount_amount` is off each piece or off the line is documented nowhere, so it is only
 * sent where that is the same; a percentage always is. Any other lowers the price, and so it does in a card, whose products
 * have no discount; then it is told in the comment.
 */
const discountOf = (line: OrderLine, { lead }: Settings, words: Words): Partial<KeyProduct> => {
  const { price, quantity } = line;
  const { each } = lineDiscount(line);
  if (!price || each === 0) return {};
  const off = { ...price, amount: each };
  if (quantity === 1 && !lead) return { discount_amount: toMajorNumber(off) };
  const percent = Number(((each / price.amount) * 100).toFixed(2));
  const isExact = Math.abs((price.amount * percent) / 100 - each) < 1e-6;
  if (isExact && !lead) return { discount_percent: percent };
  return {
    price: toMajorNumber({ ...price, amount: price.amount - each }),
    comment: `${words.discount}: ${toMajorNumber(off)}`,
  };
};

/** KeyCRM ignores a property without both its parts (KeyCRM OpenAPI). */
const propertiesOf = (draft: Draft, { properties }: OrderLine) =>
  properties.flatMap(property => {
    const [name, value] = [draft.line('properties', property.name), draft.line('properties', property.value)];
    return name && value ? [{ name, value }] : [];
  });

/** The lines of an order, each with its options behind it: they have a stock and a price of their own. */
export const productsOf = (draft: Draft, order: Order, settings: Settings, words: Words): KeyProduct[] =>
  order.lines.flatMap(line => [
    {
      ...productOf(draft, line, settings),
      ...discountOf(line, settings, words),
      picture: line.picture,
      properties: propertiesOf(draft, line),
    },
    ...line.options.map(option => ({
      // Options count for one piece of their line, the lines of KeyCRM for the whole order.
      ...productOf(draft, { ...option, quantity: option.quantity * line.quantity }, settings),
      comment: `${words.partOf}: ${draft.line('products.comment', line.name ?? undefined) ?? line.sku}`,
    })),
  ]);
