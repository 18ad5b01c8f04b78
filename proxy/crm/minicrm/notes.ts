import { toMajorNumber } from '../money.ts';
import type { Order } from '../order.ts';
import { streetOf } from './people.ts';
import type { Settings } from './settings.ts';
import { wordsIn } from './words.ts';

type Row = readonly [label: string, value: string | number | undefined];

const paymentsOf = ({ payments }: Order, label: string): Row[] =>
  payments.map(({ method, status, amount, at, note }) => [
    label,
    [method, amount && `${toMajorNumber(amount)} ${amount.currency}`, status, at, note].filter(Boolean).join(', '),
  ]);

/** What the visitor wrote, and whatever of the order MiniCRM has no field for, or none that the config names. */
export const subjectOf = (order: Order, settings: Settings): string => {
  const words = wordsIn(settings.language);
  const { delivery, payment } = order;
  const mapped = new Set<string>(Object.values(settings.orderFields));
  const unlessMapped = (place: string, value: Row[1]): Row[1] => (mapped.has(place) ? undefined : value);
  const { recipient, tariff } = delivery;
  const isMapped = (code: string | undefined): boolean =>
    code !== undefined && Object.hasOwn(settings.paymentMethods, code);
  const rows: Row[] = [
    [words.method, delivery.methodName ?? unlessMapped('delivery.method', delivery.method)],
    [words.pickup, delivery.pickupName ?? unlessMapped('delivery.pickupPoint', delivery.pickupPoint)],
    [words.address, delivery.pickupPoint === undefined ? undefined : streetOf(delivery.address)],
    [words.tariff, tariff && [tariff.name, `(${tariff.id})`].filter(Boolean).join(' ')],
    [words.term, unlessMapped('delivery.term', delivery.term)],
    [words.recipient, [recipient?.name, recipient?.phone].filter(Boolean).join(', ')],
    [words.persons, unlessMapped('persons', order.persons)],
    [words.certificate, unlessMapped('certificate', order.certificate)],
    [words.promoCode, unlessMapped('promoCode', order.promoCode)],
    [words.payment, isMapped(payment.method) ? undefined : (payment.methodName ?? payment.method)],
    ...paymentsOf(order, words.payment),
    [words.site, unlessMapped('origin', order.pageOrigin ?? undefined)],
    ...Object.entries(order.marketing).map(([mark, value]): Row => [mark, unlessMapped(`marketing.${mark}`, value)]),
    ...Object.entries(order.fields).map(([name, value]): Row => [name, unlessMapped(`fields.${name}`, value)]),
  ];
  const lines = rows.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [`${label}: ${value}`]));
  return [order.comment?.trim() ?? '', ...lines].filter(Boolean).join('\n');
};
