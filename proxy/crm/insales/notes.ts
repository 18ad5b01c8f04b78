import { valueAt } from '../choice.ts';
import { toMajorNumber } from '../money.ts';
import type { Order } from '../order.ts';
import { toWall } from '../time.ts';
import { wishesOf } from './lines.ts';
import type { Settings } from './settings.ts';

const RUSSIAN = {
  number: 'Номер заказа',
  method: 'Доставка',
  tariff: 'Тариф',
  term: 'Срок',
  cost: 'Стоимость доставки',
  pickup: 'Пункт выдачи',
  time: 'Ко времени',
  recipient: 'Получатель',
  persons: 'Персон',
  certificate: 'Сертификат',
  promoCode: 'Промокод',
  payment: 'Оплата',
  missing: 'Нет в каталоге',
  company: 'Организация',
};
const ENGLISH: typeof RUSSIAN = {
  number: 'Order number',
  method: 'Delivery',
  tariff: 'Tariff',
  term: 'Term',
  cost: 'Delivery cost',
  pickup: 'Pick-up point',
  time: 'Wanted at',
  recipient: 'Recipient',
  persons: 'Persons',
  certificate: 'Certificate',
  promoCode: 'Promo code',
  payment: 'Payment',
  missing: 'Not in the catalogue',
  company: 'Company',
};

type Words = typeof RUSSIAN;
type Row = readonly [label: string, value: string | number | undefined];

export const wordsIn = (language: string): Words => (language === 'ru' ? RUSSIAN : ENGLISH);

const textOf = (rows: readonly Row[]): string[] =>
  rows.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [`${label}: ${value}`]));

const deliveryRows = ({ delivery }: Order, words: Words): Row[] => {
  const { methodName, method, tariff, term, cost, pickupName, pickupPoint } = delivery;
  return [
    [words.method, methodName ?? method],
    [words.tariff, tariff && [tariff.name, `(${tariff.id})`].filter(Boolean).join(' ')],
    [words.term, term],
    [words.cost, cost ? toMajorNumber(cost) : undefined],
    [words.pickup, [pickupName ?? pickupPoint].join()],
  ];
};

/** The buyer's comment, with what the settings want in it. */
export const buyerComment = (order: Order, settings: Settings, language: string): string | undefined => {
  const words = wordsIn(language);
  const rows: Row[] = [
    ...(settings.commentNumber ? [[words.number, order.number] as const] : []),
    ...(settings.commentDelivery ? deliveryRows(order, words) : []),
  ];
  return [order.comment?.trim(), ...textOf(rows)].filter(Boolean).join('\n') || undefined;
};

const timeOf = (at: string | undefined, zone: string): string | undefined => {
  const instant = Date.parse(at ?? '');
  return Number.isNaN(instant) ? at : toWall(instant, zone).slice(0, 16);
};

const paymentsOf = ({ payments }: Order, { payment }: Words): Row[] =>
  payments.map(({ method, status, amount, note }) => [
    payment,
    [method, status, amount && toMajorNumber(amount), note].filter(Boolean).join(', '),
  ]);

/** UTM marks that no order field takes. */
const marksOf = (order: Order, mapped: ReadonlySet<string>): Row[] =>
  Object.keys(order.marketing)
    .filter(mark => !mapped.has(`marketing.${mark}`))
    .map(mark => [mark, valueAt(order, `marketing.${mark}`)]);

/** The staff's note: what InSales has no field for, or none that the config names. */
export const managerComment = (
  order: Order,
  missing: readonly string[],
  settings: Settings,
  shop: { language: string; timeZone: string },
): string | undefined => {
  const words = wordsIn(shop.language);
  const mapped = new Set<string>(Object.values(settings.orderFields));
  const unlessMapped = (place: string, value: Row[1]): Row[1] => (mapped.has(place) ? undefined : value);
  const { recipient, at } = order.delivery;
  const rows: Row[] = [
    ...missing.map(text => [words.missing, text] as const),
    [words.company, order.customer.company],
    [words.recipient, [recipient?.name, recipient?.phone].filter(Boolean).join(', ')],
    [words.persons, unlessMapped('persons', order.persons)],
    // The one code that an order can carry goes as its coupon too.
    [words.certificate, unlessMapped('certificate', order.certificate)],
    [words.promoCode, unlessMapped('promoCode', order.promoCode)],
    [words.time, timeOf(at, shop.timeZone)],
    ...(settings.commentDelivery ? [] : deliveryRows(order, words)),
    ...paymentsOf(order, words),
    ...marksOf(order, mapped),
  ];
  return [...textOf(rows), ...wishesOf(order)].join('\n') || undefined;
};
