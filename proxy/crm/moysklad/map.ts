import type { Address } from '../../contract/index.ts';
import { choose } from '../choice.ts';
import type { Warning } from '../crm.ts';
import { lineDiscount, type Order, type OrderLine, orderDiscount } from '../order.ts';
import { cut } from '../text.ts';
import { toWall } from '../time.ts';
import { type AttributeValue, attributesOf } from './attributes.ts';
import { percentsOf } from './discounts.ts';
import type { Good } from './goods.ts';
import { toKopecks } from './money.ts';
import { addressNotes, describe, type Words, wordsIn } from './notes.ts';
import { type Ref, refOf, stateRef, syncIdOf } from './refs.ts';
import type { Settings } from './settings.ts';

/** The zone of every time in the API. */
export const MOSCOW = 'Europe/Moscow';

/** Greatest lengths of MoySklad's texts (documentation, Customer order). */
const MOST = { name: 255, text: 255, description: 4096, postcode: 6, house: 30 };

interface Position {
  assortment: Ref;
  quantity: number;
  price: number;
  discount?: number;
  vat?: number;
  vatEnabled?: boolean;
  reserve?: number;
}

/** The JSON of one order, and what a manager should know about it. */
export interface NewOrder {
  body: Record<string, unknown> & { name?: string; attributes?: AttributeValue[]; positions: Position[] };
  warnings: Warning[];
}

/** What an order is written with, all of it looked up beforehand. */
export interface Parts {
  organization: string;
  agent: string;
  goods: ReadonlyMap<string, Good>;
  delivery: Good | null;
  /** The id of the state, where one was chosen. */
  state?: string | undefined;
  settings: Settings;
  language: string;
}

type Piece = Pick<OrderLine, 'sku' | 'name' | 'quantity' | 'price' | 'discount' | 'weight'>;

/** MoySklad knows no options: each is a position behind that of its line. */
export const piecesOf = ({ lines, currency }: Pick<Order, 'lines' | 'currency'>): Piece[] =>
  lines.flatMap(line => [
    { ...line, discount: { amount: lineDiscount(line).each, currency } },
    ...line.options.map(option => ({ ...option, quantity: Number((option.quantity * line.quantity).toFixed(3)) })),
  ]);

const positionOf = ({ quantity, price }: Piece, { ref, type, vat }: Good, { reserve }: Settings): Position => ({
  ...{ assortment: ref, quantity, price: price ? toKopecks(price) : 0 },
  ...(vat !== undefined && { vat, vatEnabled: true }),
  // There is nothing to reserve of a service.
  ...(reserve && type !== 'service' && { reserve: quantity }),
});

/** The positions of an order's goods with their discounts, and what of those none of them could bear. */
const boughtOf = (order: Order, { goods, settings }: Parts): { bought: Position[]; left: number } => {
  const found = piecesOf(order).flatMap(piece => {
    const good = goods.get(piece.sku);
    return good ? [{ position: positionOf(piece, good, settings), discount: piece.discount }] : [];
  });
  const priced = found.map(({ position: { price, quantity }, discount }) => ({
    gross: price * quantity,
    off: Math.min(price, discount ? toKopecks(discount) : 0) * quantity,
  }));
  const { percents, left } = percentsOf(priced, toKopecks(orderDiscount(order)));
  const bought = found.map(({ position }, index) => {
    const discount = percents[index];
    return discount ? { ...position, discount } : position;
  });
  return { bought, left };
};

const deliveryPosition = ({ delivery: { cost } }: Order, good: Good | null): Position[] =>
  cost && cost.amount > 0 && good ? [{ assortment: good.ref, quantity: 1, price: toKopecks(cost) }] : [];

/** A text as long as its field may be, and a word about what was cut. */
const createCutter = (warnings: Warning[]) => (about: string, text: string | undefined, most: number) => {
  const clean = text?.trim() ?? '';
  if (clean.length > most) warnings.push({ code: 'text-cut', about, money: false });
  return cut(clean, most) || undefined;
};
type Cutter = ReturnType<typeof createCutter>;

const filled = <Fields extends Record<string, unknown>>(fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** Country and region are references there; ours are words, which go where words may. */
const addressOf = (address: Address, words: Words, short: Cutter) =>
  filled({
    postalCode: short('postalCode', address.postcode, MOST.postcode),
    city: short('city', address.city, MOST.text),
    street: short('street', address.street, MOST.text),
    house: short('house', address.house, MOST.house),
    apartment: short('apartment', address.apartment, MOST.house),
    addInfo: short('addInfo', addressNotes(address, words), MOST.text),
  });

const momentOf = (at: string | undefined): string | undefined => {
  const instant = Date.parse(at ?? '');
  return Number.isNaN(instant) ? undefined : toWall(instant, MOSCOW);
};

const chosenOf = (order: Order, settings: Settings) => {
  const chosen = (['store', 'project', 'salesChannel'] as const).map(field => {
    const id = choose(settings[field], order);
    return [field, id && refOf(field.toLowerCase(), id)] as const;
  });
  return Object.fromEntries(chosen);
};

/** An order as `entity/customerorder` takes it. Pure: the same order gives the same JSON. */
export const newOrder = (order: Order, parts: Parts): NewOrder => {
  const { goods, settings } = parts;
  const warnings: Warning[] = [];
  const short = createCutter(warnings);
  const words = wordsIn(parts.language);
  const missing = piecesOf(order).filter(({ sku }) => !goods.has(sku));
  for (const { sku } of missing) warnings.push({ code: 'line-dropped', about: sku, money: true });

  const { bought, left } = boughtOf(order, parts);
  if (left > 0) warnings.push({ code: 'discount-changed', about: 'discount', money: true });
  const delivery = deliveryPosition(order, parts.delivery);
  const { cost, at, address, pickupName } = order.delivery;
  const charged = !cost || cost.amount === 0 || delivery.length > 0;
  if (!charged) warnings.push({ code: 'line-dropped', about: settings.deliveryService, money: true });
  const attributes = attributesOf(order, settings, MOSCOW);
  const wanted = momentOf(at);
  if (at && !wanted) warnings.push({ code: 'date-refused', about: 'deliveryPlannedMoment', money: false });
  const description = describe(order, settings, words, { missing, charged, discount: left });

  const body = filled({
    syncId: syncIdOf(`customerorder:${order.externalId}`),
    name: settings.copyNumber ? short('name', order.number, MOST.name) : undefined,
    code: short('code', order.number, MOST.name),
    externalCode: short('externalCode', order.externalId, MOST.name),
    moment: momentOf(order.placedAt),
    deliveryPlannedMoment: wanted,
    description: short('description', description, MOST.description),
    organization: refOf('organization', parts.organization),
    agent: refOf('counterparty', parts.agent),
    ...chosenOf(order, settings),
    state: parts.state && stateRef(parts.state),
    shipmentAddressFull: address && addressOf(address, words, short),
    shipmentAddress: address ? undefined : short('shipmentAddress', pickupName, MOST.text),
    attributes: attributes.values.length > 0 ? attributes.values : undefined,
  });
  return { body: { ...body, positions: [...bought, ...delivery] }, warnings: [...warnings, ...attributes.warnings] };
};
