import { toMajorNumber } from '../money.ts';
import type { Order } from '../order.ts';
import type { Settings } from './settings.ts';

const RUSSIAN = {
  recipient: 'Получатель',
  persons: 'Персон',
  certificate: 'Сертификат',
  promoCode: 'Промокод',
  time: 'Ко времени',
  method: 'Доставка',
  tariff: 'Тариф',
  term: 'Срок',
  cost: 'Стоимость доставки',
  pickup: 'Пункт выдачи',
};
const ENGLISH: typeof RUSSIAN = {
  recipient: 'Recipient',
  persons: 'Persons',
  certificate: 'Certificate',
  promoCode: 'Promo code',
  time: 'Wanted at',
  method: 'Delivery',
  tariff: 'Tariff',
  term: 'Term',
  cost: 'Delivery cost',
  pickup: 'Pick-up point',
};

type Row = readonly [label: string, value: string | number | undefined];

/** What a delivery module would have kept. */
const deliveryRows = ({ delivery }: Order, words: typeof RUSSIAN): Row[] => {
  const { methodName, method, tariff, term, cost, pickupName, pickupPoint } = delivery;
  return [
    [words.method, methodName ?? method],
    [words.tariff, [tariff?.name, tariff && `(${tariff.id})`].filter(Boolean).join(' ')],
    [words.term, term],
    [words.cost, cost ? toMajorNumber(cost) : undefined],
    [words.pickup, pickupName ?? pickupPoint],
  ];
};

/** No key of a module's data is known to take a term as it is told. */
const isTermLost = ({ deliveryModule, duplicateDelivery }: Settings): boolean =>
  deliveryModule !== undefined && !duplicateDelivery && !Object.values(deliveryModule.data).includes('delivery.term');

/** The operator's comment: what the CRM has no field for, or none that the config names. */
export const managerComment = (order: Order, settings: Settings, language: string): string | undefined => {
  const words = language === 'ru' ? RUSSIAN : ENGLISH;
  const mapped = new Set(Object.values(settings.customFields));
  const unlessMapped = (place: string, value: Row[1]): Row[1] => (mapped.has(place) ? undefined : value);
  const { recipient, at } = order.delivery;
  const rows: Row[] = [
    [words.recipient, [recipient?.name, recipient?.phone].filter(Boolean).join(', ')],
    [words.persons, unlessMapped('persons', order.persons)],
    [words.certificate, unlessMapped('certificate', order.certificate)],
    [words.promoCode, unlessMapped('promoCode', order.promoCode)],
    [words.time, at !== undefined && Number.isNaN(Date.parse(at)) ? at : undefined],
    ...(settings.duplicateDelivery ? deliveryRows(order, words) : []),
    [words.term, isTermLost(settings) ? order.delivery.term : undefined],
  ];
  const lines = rows.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [`${label}: ${value}`]));
  return lines.length > 0 ? lines.join('\n') : undefined;
};
