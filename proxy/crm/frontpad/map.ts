import { z } from 'zod';
import type { Address } from '../../contract/index.ts';
import { type Choice, choose, valueAt } from '../choice.ts';
import type { ShopFacts } from '../crm.ts';
import type { Order } from '../order.ts';
import { formatPhone } from '../phone.ts';
import { toWall } from '../time.ts';
import { putDiscounts, warnLineDiscounts } from './discounts.ts';
import { type Draft, draft } from './form.ts';
import { linesOf, type ProductLine, putLines } from './lines.ts';
import type { AdditionalField, Settings } from './settings.ts';

/** FrontPad API, documents A and B: a pre-order is at most 30 days ahead. */
const LONGEST_WAIT = 30 * 86_400_000;

/** The fields of `new_order` but the secret, and the lines by the places FrontPad will speak of. */
export interface NewOrder {
  form: Draft;
  lines: ProductLine[];
}

type Context = Pick<ShopFacts, 'timeZone' | 'phoneCountry' | 'now'>;

const extra = (order: Order, settings: Settings, field: AdditionalField): string | undefined => {
  const source = settings.additional[field];
  return (source && valueAt(order, source)?.trim()) || undefined;
};

const codeOf = (choice: Choice | undefined, order: Order): string | undefined => {
  const code: unknown = choose(choice, order);
  // A visitor's value may be the name of something every object inherits.
  return typeof code === 'string' ? code : choice?.default;
};

const houseOf = ({ house = '', building = '' }: Address): string =>
  [house, /^\d/.test(building) ? `к${building}` : building].join(' ');

/** Entrance and floor have room for two characters: of `floor 3` the number is what matters. */
const putShort = (form: Draft, name: string, value: string | undefined): void => {
  const text = value?.trim() ?? '';
  const number = text.length > 2 ? /\d{1,2}/.exec(text)?.[0] : undefined;
  if (number !== undefined) form.warn('text-cut', name);
  form.put(name, number ?? text, 2);
};

const putAddress = (form: Draft, order: Order, settings: Settings): void => {
  const address = order.delivery.address ?? {};
  const street = settings.streetFields.map(part => address[part]?.trim()).filter(Boolean);
  form.put('street', street.join(', '), 50);
  form.put('home', houseOf(address), 50);
  putShort(form, 'pod', extra(order, settings, 'pod') ?? address.entrance);
  putShort(form, 'et', extra(order, settings, 'et') ?? address.floor);
  form.put('apart', address.apartment, 50);
};

const putMail = (form: Draft, email: string | undefined): void => {
  if (!email) return;
  // A cut address would be another person's.
  if (email.length <= 50 && z.email().safeParse(email).success) form.put('mail', email);
  else form.warn('field-dropped', 'mail');
};

const putCustomer = (form: Draft, order: Order, settings: Settings, shop: Context): void => {
  const { name, firstName, lastName, company, phone, email } = order.customer;
  form.put('name', name || [firstName, lastName].filter(Boolean).join(' ') || company, 50);
  if (phone) form.put('phone', formatPhone(phone, settings.phoneFormat, shop.phoneCountry), 50);
  putMail(form, email);
};

/** The wanted time; one FrontPad would not take is given back, to stand in the comment instead. */
const putTime = (form: Draft, order: Order, shop: Context): string | undefined => {
  if (!order.delivery.at) return undefined;
  const at = Date.parse(order.delivery.at);
  const time = Number.isNaN(at) ? order.delivery.at : toWall(at, shop.timeZone);
  if (at <= shop.now() + LONGEST_WAIT) {
    form.put('datetime', time);
    return undefined;
  }
  form.warn('date-refused', 'datetime');
  return time;
};

/** The comment, behind what the kitchen must know and FrontPad has no field for. */
const putComment = (form: Draft, order: Order, settings: Settings, time: string | undefined): void => {
  const { recipient, pickupName } = order.delivery;
  const person = [recipient?.name, recipient?.phone].filter(Boolean).join(' ');
  const properties = order.lines.flatMap(line =>
    line.properties.map(({ name, value }) => `${line.name ?? line.sku}: ${name} ${value}`),
  );
  const notes = [
    codeOf(settings.mark, order),
    time && `На ${time}`,
    form.has('point') ? undefined : pickupName,
    person && `Получатель: ${person}`,
    order.comment,
    ...properties,
  ];
  form.put('descr', notes.filter(Boolean).join('; '), 100);
};

const putPersons = (form: Draft, order: Order, settings: Settings): void => {
  const persons = extra(order, settings, 'person') ?? order.persons?.toString();
  if (persons === undefined || /^[1-9]\d?$/.test(persons)) form.put('person', persons);
  else form.warn('field-dropped', 'person');
};

/** An order as FrontPad's `new_order` takes it. Pure: the same order at the same time gives the same form. */
export const newOrder = (order: Order, settings: Settings, shop: Context, hookUrl: string): NewOrder => {
  const form = draft();
  const lines = linesOf(order);
  putLines(form, lines, settings);
  warnLineDiscounts(form, order, settings);
  if (order.delivery.cost?.amount && !order.delivery.articleSku) form.warn('field-dropped', 'delivery.cost', true);
  form.put('certificate', extra(order, settings, 'certificate') ?? order.certificate);
  putDiscounts(form, order, field => extra(order, settings, field));
  putAddress(form, order, settings);
  putCustomer(form, order, settings, shop);
  form.put('pay', codeOf(settings.pay, order));
  putPersons(form, order, settings);
  for (const [index, tag] of settings.tags.entries()) form.put(`tags[${index}]`, tag);
  for (const [index, status] of settings.hookStatuses.entries()) form.put(`hook_status[${index}]`, status);
  form.put('hook_url', hookUrl);
  form.put('channel', codeOf(settings.channel, order));
  form.put('affiliate', codeOf(settings.affiliate, order));
  form.put('point', codeOf(settings.point, order));
  putComment(form, order, settings, putTime(form, order, shop));
  // Every order begins with FrontPad's own first status.
  if (order.status !== undefined) form.warn('field-dropped', 'status');
  return { form, lines };
};
