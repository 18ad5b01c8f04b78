import type { Address } from '../../contract/index.ts';
import type { CustomerFact, PaymentFact } from '../crm.ts';
import { toMajorNumber } from '../money.ts';
import type { Order, OrderLine } from '../order.ts';
import { cut } from '../text.ts';
import { toWall } from '../time.ts';
import { written } from './price.ts';
import type { Words } from './words.ts';

/** No limit of a note is documented: in Russian this is far below what a column of text holds. */
const LONGEST = 20_000;

type Row = readonly [label: string, value: string | number | undefined];

const rowsOf = (rows: readonly Row[]): string[] =>
  rows.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [`${label}: ${value}`]));

/** An address in one line. */
export const addressOf = (address: Address, words: Words): string => {
  const { postcode, country, region, city, street, house, building, apartment, entrance, floor, line2 } = address;
  const marked: Row[] = [
    [words.house, house],
    [words.building, building],
    [words.apartment, apartment],
    [words.entrance, entrance],
    [words.floor, floor],
  ];
  const parts = marked.flatMap(([label, value]) => (value ? [`${label} ${value}`] : []));
  return [postcode, country, region, city, street, ...parts, line2].filter(Boolean).join(', ');
};

/** When the visitor wants it, by the shop's clock. */
export const wantedAt = ({ delivery: { at } }: Order, zone: string): string | undefined => {
  const instant = Date.parse(at ?? '');
  return Number.isNaN(instant) ? at : toWall(instant, zone).slice(0, 16);
};

const piece = ({ sku, name, quantity, price }: Omit<OrderLine['options'][number], 'x'>, words: Words): string =>
  `${[sku, name].filter(Boolean).join(' ')} × ${quantity}, ${price ? written(price) : words.unpriced}`;

const lineOf = (line: OrderLine, index: number, words: Words): string[] => {
  const { discount, vat, options, properties } = line;
  const more = [discount && `${words.off} ${written(discount)}`, vat !== undefined && `${words.vat} ${vat}%`];
  return [
    `${index + 1}. ${[piece(line, words), ...more].filter(Boolean).join(', ')}`,
    ...options.map(option => `   + ${piece(option, words)}`),
    ...properties.map(({ name, value }) => `   ${name}: ${value}`),
  ];
};

const deliveryRows = ({ delivery }: Order, words: Words): Row[] => {
  const { methodName, method, tariff, term, cost, pickupName, pickupPoint, recipient, address } = delivery;
  return [
    [words.delivery, [methodName ?? method, cost && written(cost)].filter(Boolean).join(', ')],
    [words.tariff, [tariff?.name, tariff && `(${tariff.id})`].filter(Boolean).join(' ')],
    [words.term, term],
    [words.pickup, pickupName ?? pickupPoint],
    [words.address, address && addressOf(address, words)],
    [words.recipient, [recipient?.name, recipient?.phone].filter(Boolean).join(', ')],
  ];
};

/** A payment in one line: the same again is the same text. */
export const paymentText = ({ method, amount, status, at, note }: PaymentFact, words: Words): string => {
  const facts = [method, amount && written(amount), status && words.statuses[status], at, note];
  return `${words.payment}: ${facts.filter(Boolean).join(', ')}`;
};

const paymentRows = ({ payment, payments }: Order, words: Words): string[] =>
  payments.length > 0
    ? payments.map(each => paymentText(each, words))
    : rowsOf([[words.payment, payment.methodName ?? payment.method]]);

const nameOf = ({ name, firstName, lastName }: Order['customer']): string | undefined =>
  name || [firstName, lastName].filter(Boolean).join(' ') || undefined;

/** The whole order as a manager reads it: exact sums, and what amoCRM has no field for. */
export const orderText = (order: Order, words: Words, zone: string): string => {
  const { customer, discount, total, certificate, promoCode, persons, comment, marketing, fields } = order;
  return cut(
    [
      `${words.order} ${order.number}`,
      ...order.lines.flatMap((line, index) => lineOf(line, index, words)),
      ...rowsOf(deliveryRows(order, words)),
      ...rowsOf([[words.wanted, wantedAt(order, zone)]]),
      ...paymentRows(order, words),
      ...rowsOf([
        [words.discount, discount && discount.amount !== 0 ? written(discount) : undefined],
        [words.total, total ? written(total) : words.unpriced],
        [words.certificate, certificate],
        [words.promoCode, promoCode],
        [words.persons, persons],
        [words.buyer, [nameOf(customer), customer.phone, customer.email].filter(Boolean).join(', ')],
        [words.company, customer.company],
        [words.comment, comment?.trim()],
        ...Object.entries(fields),
        ...Object.entries(marketing),
      ]),
    ].join('\n'),
    LONGEST,
  );
};

/** What was left in a basket. */
export const basketText = ({ lines, url, at }: NonNullable<CustomerFact['basket']>, words: Words): string => {
  const goods = lines.map(
    ({ sku, name, quantity, price }) =>
      `${[sku, name].filter(Boolean).join(' ')} × ${quantity}${price ? `, ${toMajorNumber(price)} ${price.currency}` : ''}`,
  );
  return cut([[words.basket, at].filter(Boolean).join(', '), ...goods, url ?? ''].join('\n').trim(), LONGEST);
};
