import { toMajorNumber } from '../money.ts';
import type { Order, OrderLine } from '../order.ts';
import { type Draft, own } from './draft.ts';
import type { Settings } from './settings.ts';
import type { Words } from './words.ts';

type Piece = Pick<OrderLine, 'sku' | 'name' | 'quantity' | 'price'>;

/** 0.1 * 3 is 0.3 to a shop. */
const count = (quantity: number): number => Number(quantity.toFixed(3));

const productOf = (draft: Draft, { sku, name, quantity, price }: Piece, settings: Settings) => ({
  sku,
  name: draft.line('products.name', name ?? undefined) ?? sku,
  ...(price && { price: toMajorNumber(price) }),
  quantity: count(quantity),
  unit_type: own(settings.units, sku),
});

/** KeyCRM ignores a property without both its parts (KeyCRM OpenAPI). */
const propertiesOf = (draft: Draft, { properties }: OrderLine) =>
  properties.flatMap(({ name, value }) => {
    const property = { name: draft.line('properties', name), value: draft.line('properties', value) };
    return property.name && property.value ? [property] : [];
  });

/** The lines of an order, each with its options behind it: they have a stock and a price of their own. */
export const productsOf = (draft: Draft, order: Order, settings: Settings, words: Words) =>
  order.lines.flatMap(line => [
    { ...productOf(draft, line, settings), picture: line.picture, properties: propertiesOf(draft, line) },
    ...line.options.map(option => ({
      // Options count for one piece of their line, the lines of KeyCRM for the whole order.
      ...productOf(draft, { ...option, quantity: option.quantity * line.quantity }, settings),
      comment: `${words.partOf}: ${draft.line('products.comment', line.name ?? undefined) ?? line.sku}`,
    })),
  ]);
