import type { ShopFacts } from '../crm.ts';
import type { Order } from '../order.ts';
import { textAt } from './places.ts';
import type { Settings } from './settings.ts';
import type { Words } from './words.ts';

/** Places of an order for which KeyCRM has no field of its own. */
const FIELDLESS = [
  ['delivery.at', 'wanted'],
  ['delivery.term', 'term'],
  ['delivery.tariff', 'tariff'],
  ['persons', 'persons'],
  ['certificate', 'certificate'],
  ['customer.company', 'company'],
] as const satisfies [string, keyof Words][];

/** What has no field and was given none by the config, a line each: the manager is to know it. */
export const notesOf = (
  order: Order,
  settings: Settings,
  { timeZone, words, isPaymentSent }: Pick<ShopFacts, 'timeZone'> & { words: Words; isPaymentSent: boolean },
): string[] => {
  const placed = new Set([...settings.customFields.map(({ from }) => from), settings.warehouseRef]);
  const note = (from: string, label: string): string[] => {
    const value = placed.has(from) ? undefined : textAt(order, from, timeZone);
    return value ? [`${label}: ${value}`] : [];
  };
  return [
    ...FIELDLESS.flatMap(([from, word]) => note(from, words[word])),
    ...(isPaymentSent ? [] : note('payment.method', words.payment)),
    ...Object.keys(order.fields).flatMap(name => note(`fields.${name}`, name)),
  ];
};
