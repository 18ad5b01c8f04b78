import { toMajorNumber } from '../money.ts';
import { lineDiscount, type Order, type OrderLine } from '../order.ts';
import type { Settings } from './settings.ts';

/** One entry of the CRM's `items[]`. */
export interface Item {
  offer?: { externalId?: string; xmlId?: string };
  productName: string;
  initialPrice?: number;
  /** Off each piece (WooCommerce module, calculateDiscount). */
  discountManualAmount?: number;
  quantity: number;
  externalIds: { code: string; value: string }[];
  properties?: { code?: string; name: string; value: string }[];
}

/** Whose ids those of the lines are. */
const OWN = 'crm-widgets';

/** A property's code has an alphabet of its own (PrestaShop module); a name outside it goes without one (modRetailCRM). */
const CODE = /^\w[\w:-]{0,63}$/;

const propertyOf = ({ name, value }: { name: string; value: string }) => ({
  ...(CODE.test(name) && { code: name }),
  name,
  value,
});

type Piece = Pick<OrderLine, 'sku' | 'name' | 'quantity' | 'price' | 'properties' | 'discount'>;

/** RetailCRM knows no options: each is a line of its own that names the one it belongs to. */
const piecesOf = (line: OrderLine, currency: string, language: string): Piece[] => [
  { ...line, discount: { amount: lineDiscount(line).each, currency } },
  ...line.options.map(option => ({
    ...option,
    // Our options count for one piece of their line.
    quantity: Number((option.quantity * line.quantity).toFixed(3)),
    properties: [{ name: language === 'ru' ? 'К позиции' : 'For', value: line.name ?? line.sku }],
  })),
];

const itemOf = (piece: Piece, index: number, order: Order, { sku }: Settings): Item => ({
  offer: { [sku]: piece.sku },
  // With a name and a price an article the catalogue does not know is taken all the same (Shiptor's page).
  productName: piece.name || piece.sku,
  ...(piece.price && { initialPrice: toMajorNumber(piece.price) }),
  ...(piece.discount?.amount && { discountManualAmount: toMajorNumber(piece.discount) }),
  quantity: piece.quantity,
  // Of two lines with the same offer the CRM keeps the last, unless each has an id (OpenCart module, issue 199).
  externalIds: [{ code: OWN, value: `${order.externalId}_${index}` }],
  ...(piece.properties.length > 0 && { properties: piece.properties.map(propertyOf) }),
});

/** The lines of an order, each with its options right behind it. */
export const itemsOf = (order: Order, settings: Settings, language: string): Item[] =>
  order.lines
    .flatMap(line => piecesOf(line, order.currency, language))
    .map((piece, index) => itemOf(piece, index, order, settings));
