import type { Address } from '../../contract/index.ts';
import { toMajorNumber } from '../money.ts';
import type { Order, OrderLine } from '../order.ts';
import { weightIn } from './attributes.ts';
import type { Settings } from './settings.ts';

const RUSSIAN = {
  recipient: 'Получатель',
  persons: 'Персон',
  certificate: 'Сертификат',
  promoCode: 'Промокод',
  method: 'Доставка',
  tariff: 'Тариф',
  term: 'Срок',
  cost: 'Стоимость доставки',
  pickup: 'Пункт выдачи',
  payment: 'Оплата',
  discount: 'Скидка',
  weight: 'Вес, г',
  building: 'корп.',
  entrance: 'подъезд',
  floor: 'этаж',
  missing: 'Нет в МоёмСкладе',
  for: 'к',
  statuses: {
    pending: 'ожидается',
    paid: 'оплачено',
    'part-paid': 'оплачено частично',
    refunded: 'возвращено',
    cancelled: 'отменено',
  },
};
export type Words = typeof RUSSIAN;
const ENGLISH: Words = {
  recipient: 'Recipient',
  persons: 'Persons',
  certificate: 'Certificate',
  promoCode: 'Promo code',
  method: 'Delivery',
  tariff: 'Tariff',
  term: 'Term',
  cost: 'Delivery cost',
  pickup: 'Pick-up point',
  payment: 'Payment',
  discount: 'Discount',
  weight: 'Weight, g',
  building: 'bldg.',
  entrance: 'entrance',
  floor: 'floor',
  missing: 'Not in MoySklad',
  for: 'for',
  statuses: {
    pending: 'pending',
    paid: 'paid',
    'part-paid': 'paid in part',
    refunded: 'refunded',
    cancelled: 'cancelled',
  },
};

export const wordsIn = (language: string): Words => (language === 'ru' ? RUSSIAN : ENGLISH);

/** The parts of an address that have no field of their own. */
export const addressNotes = (address: Address, words: Words): string => {
  const { country, region, building, entrance, floor, line2 } = address;
  const marked = [
    building && `${words.building} ${building}`,
    entrance && `${words.entrance} ${entrance}`,
    floor && `${words.floor} ${floor}`,
  ];
  return [country, region, ...marked, line2].filter(Boolean).join(', ');
};

type Row = readonly [label: string, value: string | number | undefined];

const deliveryRows = ({ delivery }: Order, words: Words, charged: boolean): Row[] => {
  const { recipient, methodName, method, tariff, term, cost, pickupName, pickupPoint } = delivery;
  return [
    [words.recipient, [recipient?.name, recipient?.phone].filter(Boolean).join(', ')],
    [words.method, methodName ?? method],
    [words.tariff, [tariff?.name, tariff && `(${tariff.id})`].filter(Boolean).join(' ')],
    [words.term, term],
    [words.cost, cost && !charged ? toMajorNumber(cost) : undefined],
    [words.pickup, pickupName ?? pickupPoint],
  ];
};

const paymentRows = ({ payment, payments }: Order, words: Words): Row[] => {
  if (payments.length === 0) return [[words.payment, payment.methodName ?? payment.method]];
  return payments.map(({ method, amount, status, at, note }) => [
    words.payment,
    [method, amount && toMajorNumber(amount), status && words.statuses[status], at, note].filter(Boolean).join(', '),
  ]);
};

/** A position has no text: what was chosen for a line stands here. */
const propertyRows = ({ name, sku, properties }: OrderLine): Row[] =>
  properties.map(property => [`${name ?? sku}: ${property.name}`, property.value]);

const markRows = (order: Order, settings: Settings): Row[] => {
  const mapped = new Set(settings.attributes.map(({ from }) => from));
  const rows = [
    ...Object.entries(order.marketing).map(([name, value]) => [`marketing.${name}`, name, value] as const),
    ...Object.entries(order.fields).map(([name, value]) => [`fields.${name}`, name, value] as const),
  ];
  return rows.flatMap(([place, name, value]) =>
    mapped.has(place) || place === settings.weight?.from ? [] : [[name, value] as const],
  );
};

/** What of an order could not be put where it belongs. */
export interface Left {
  /** Articles without a position. */
  missing: readonly Pick<OrderLine, 'sku' | 'name' | 'quantity' | 'price'>[];
  /** Whether the cost of delivery is a position. */
  charged: boolean;
  /** The part of the discount that no position took. */
  discount: number;
}

/** The order's comment: the visitor's own, then all that MoySklad has no field for. */
export const describe = (order: Order, settings: Settings, words: Words, left: Left): string => {
  const mapped = new Set(settings.attributes.map(({ from }) => from));
  const unlessMapped = (place: string, value: Row[1]): Row[1] => (mapped.has(place) ? undefined : value);
  const rows: Row[] = [
    ...left.missing.map(
      ({ sku, name, quantity, price }): Row => [
        words.missing,
        [sku, name, `× ${quantity}`, price && toMajorNumber(price)].filter(Boolean).join(', '),
      ],
    ),
    ...deliveryRows(order, words, left.charged),
    ...paymentRows(order, words),
    [words.discount, left.discount > 0 ? left.discount / 100 : undefined],
    [words.persons, unlessMapped('persons', order.persons)],
    [words.certificate, unlessMapped('certificate', order.certificate)],
    [words.promoCode, unlessMapped('promoCode', order.promoCode)],
    [words.weight, settings.weight?.attribute ? undefined : weightIn(order, settings)],
    ...order.lines.flatMap(propertyRows),
    ...markRows(order, settings),
  ];
  const told = rows.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [`${label}: ${value}`]));
  return [order.comment?.trim(), told.join('\n')].filter(Boolean).join('\n\n');
};
