import { type Choice, choose, valueAt } from '../choice.ts';
import type { ShopFacts } from '../crm.ts';
import type { Order } from '../order.ts';
import { toWall } from '../time.ts';
import { own } from './draft.ts';
import type { Settings } from './settings.ts';
import { toUtc } from './time.ts';

/** The id chosen for an order, as KeyCRM takes it. */
export const idOf = (choice: Choice | undefined, order: Order): number | undefined => {
  const code = choose(choice, order);
  return code === undefined ? undefined : Number(code);
};

/** When the visitor wants it, by the shop's clock. */
export const wantedAt = ({ delivery }: Order, zone: string): string | undefined => {
  const at = Date.parse(delivery.at ?? '');
  return Number.isNaN(at) ? delivery.at : toWall(at, zone).slice(0, 16);
};

/** Where people are to read it, the name stands for the code. */
const readable: Record<string, (order: Order, zone: string) => string | undefined> = {
  'customer.id': ({ customer }) => customer.id,
  'customer.company': ({ customer }) => customer.company,
  'delivery.at': wantedAt,
  'delivery.tariff': ({ delivery: { tariff } }) => tariff && (tariff.name ?? tariff.id),
  'payment.method': ({ payment }) => payment.methodName ?? payment.method,
};

/** What an order has at a place, for people. */
export const textAt = (order: Order, from: string, zone: string): string | undefined =>
  (own(readable, from)?.(order, zone) ?? valueAt(order, from))?.trim() || undefined;

type Kind = Settings['customFields'][number];

const valueAs = ({ as, separator }: Kind, text: string, instant: number): string | string[] => {
  if (as === 'datetime' && !Number.isNaN(instant)) return toUtc(instant);
  if (as === 'date') return text.slice(0, 'YYYY-MM-DD'.length);
  if (as !== 'list') return text;
  // A list of several is told apart by its separator; without one, it is a list of one (KeyCRM OpenAPI: an array).
  return (separator === undefined ? [text] : text.split(separator)).map(each => each.trim()).filter(Boolean);
};

/** The custom fields for which the order has a value. */
export const customFieldsOf = (order: Order, settings: Settings, { timeZone }: Pick<ShopFacts, 'timeZone'>) =>
  settings.customFields.flatMap(field => {
    const text = textAt(order, field.from, timeZone);
    const instant = Date.parse(field.from === 'delivery.at' ? (order.delivery.at ?? '') : (text ?? ''));
    return text === undefined ? [] : [{ uuid: field.uuid, value: valueAs(field, text, instant) }];
  });
