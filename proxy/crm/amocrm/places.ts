import { valueAt } from '../choice.ts';
import type { Order } from '../order.ts';
import { addressOf, wantedAt } from './describe.ts';
import { fieldOf, type Written } from './fields.ts';
import { written } from './price.ts';
import type { Settings } from './settings.ts';
import type { Words } from './words.ts';

type Place = Settings['customFields'][number];

/** Where people are to read it, the name stands for the code. */
const readable = new Map<string, (order: Order, words: Words, zone: string) => string | null | undefined>([
  ['delivery.at', (order, _, zone) => wantedAt(order, zone)],
  ['delivery.address', ({ delivery: { address } }, words) => address && addressOf(address, words)],
  ['delivery.cost', ({ delivery: { cost } }) => cost && written(cost)],
  ['delivery.method', ({ delivery }) => delivery.methodName ?? delivery.method],
  ['delivery.pickupPoint', ({ delivery }) => delivery.pickupName ?? delivery.pickupPoint],
  ['delivery.tariff', ({ delivery: { tariff } }) => tariff && (tariff.name ?? tariff.id)],
  ['payment.method', ({ payment }) => payment.methodName ?? payment.method],
  ['customer.id', ({ customer }) => customer.id],
  ['customer.company', ({ customer }) => customer.company],
  ['comment', ({ comment }) => comment],
]);

const textAt = (order: Order, { from, values }: Place, words: Words, zone: string): string | undefined => {
  const read = readable.get(from);
  const raw = valueAt(order, from);
  if (values) return raw !== undefined && Object.hasOwn(values, raw) ? values[raw] : undefined;
  return ((read ? read(order, words, zone) : raw) ?? '').trim() || undefined;
};

const instantAt = (order: Order, from: string): number =>
  Date.parse((from === 'delivery.at' ? order.delivery.at : valueAt(order, from)) ?? '');

const sentAs = (order: Order, { from, as }: Place, text: string): string | number | boolean | null => {
  if (as === 'text') return text;
  if (as === 'flag') return /^(true|1|yes|да)$/i.test(text);
  if (as === 'number') {
    const number = Number(
      text
        .replace(/\s/g, '')
        .replace(',', '.')
        .replace(/[A-Z]{3}$/, ''),
    );
    return Number.isFinite(number) ? number : null;
  }
  const instant = instantAt(order, from);
  return Number.isNaN(instant) ? null : Math.floor(instant / 1000);
};

/** The fields of leads for which the order has a value; those that it has in no sensible form, by their name. */
export const customFieldsOf = (
  order: Order,
  { customFields }: Settings,
  words: Words,
  zone: string,
): { fields: Written[]; senseless: string[] } => {
  const fields: Written[] = [];
  const senseless: string[] = [];
  for (const place of customFields) {
    const text = textAt(order, place, words, zone);
    if (text === undefined) continue;
    const value = sentAs(order, place, text);
    if (value === null) senseless.push(place.from);
    else fields.push(fieldOf(place.field, { value }));
  }
  return { fields, senseless };
};
