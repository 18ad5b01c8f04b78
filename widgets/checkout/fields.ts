import type { CheckoutField, DeliveryMethod, Shop } from '../../proxy/contract/index.ts';
import { readPhone } from '../core/phone.ts';

/** What the form holds, by path; a ticked box is `true`. `delivery.when` is ours: `at` when a time is wished. */
export type Values = Readonly<Record<string, string>>;

/** The fields on show, group by group. */
export interface Sections {
  readonly contact: readonly CheckoutField[];
  readonly points: readonly CheckoutField[];
  readonly address: readonly CheckoutField[];
  readonly time: readonly CheckoutField[];
  readonly other: readonly CheckoutField[];
}

const needed = new Set(['delivery.address.city', 'delivery.address.street', 'delivery.address.house']);

function addressField(name: string): CheckoutField {
  const path = name.includes('.') ? name : `delivery.address.${name}`;
  return { name: path, label: null, type: 'text', required: needed.has(path) };
}

export const methodOf = (shop: Shop, values: Values): DeliveryMethod | undefined =>
  shop.delivery.find(({ code }) => code === values['delivery.method']);

/** What the shop asks for, and what the chosen delivery needs; the time only when one is wished. */
export function sectionsOf(shop: Shop, values: Values): Sections {
  const starts = (start: string) => shop.fields.filter(({ name }) => name.startsWith(start));
  const method = methodOf(shop, values);
  const own = (method?.fields ?? []).map(addressField);
  const taken = new Set(['delivery.at', ...own.map(({ name }) => name)]);
  const options = method?.pickupPoints?.map(({ code, name }) => ({ value: code, label: name })) ?? [];
  const point: CheckoutField = { name: 'delivery.pickupPoint', label: null, type: 'select', required: true, options };
  const time = timeOf(shop);
  return {
    contact: starts('customer.'),
    points: options.length ? [point] : [],
    address: [...own, ...starts('delivery.').filter(({ name }) => !taken.has(name))],
    time: time && wantsTime(time, values) ? [{ ...time, type: 'datetime', required: true }] : [],
    other: shop.fields.filter(({ name }) => !/^(customer|delivery)\.|^certificate$/.test(name)),
  };
}

export const timeOf = (shop: Shop): CheckoutField | undefined => shop.fields.find(({ name }) => name === 'delivery.at');

const wantsTime = (time: CheckoutField, values: Values): boolean => time.required || values['delivery.when'] === 'at';

/** Choices that need no asking are made: the first way of delivery and payment, the only pick-up point. */
export function withDefaults(shop: Shop, values: Values): Values {
  const chosen: Record<string, string> = { ...values };
  // What was chosen for another shop or another way of delivery is no choice here.
  const choose = (name: string, options: readonly { code: string }[], usual: number) => {
    if (!options.some(({ code }) => code === chosen[name])) chosen[name] = options[usual]?.code ?? '';
  };
  choose('delivery.method', shop.delivery, 0);
  choose('payment.method', shop.payment, 0);
  const points = methodOf(shop, chosen)?.pickupPoints ?? [];
  choose('delivery.pickupPoint', points, points.length === 1 ? 0 : -1);
  return chosen;
}

/** The paths whose values belong to the order: a street typed for the courier stays behind when one picks up after all. */
export const sentPaths = (shop: Shop, values: Values): string[] => [
  ...Object.values(sectionsOf(shop, values)).flatMap((fields: readonly CheckoutField[]) =>
    fields.map(({ name }) => name),
  ),
  'delivery.method',
  'payment.method',
  'consent',
];

export type Fault = 'required' | 'badPhone' | 'badEmail' | 'badTime' | 'badNumber' | 'needsConsent';

/** Light checks only: the truth is on the proxy, and an unusual phone or address must pass. */
function faultOf({ type, required }: CheckoutField, value: string, { phoneCountry }: Shop): Fault | null {
  if (!value) return required ? 'required' : null;
  const digits = value.replace(/\D/g, '').length;
  if (type === 'tel' && digits < 7 && !readPhone(value, phoneCountry)) return 'badPhone';
  if (type === 'email' && !/^\S+@\S+\.\S+$/.test(value)) return 'badEmail';
  if (type === 'datetime' && new Date(value) < new Date()) return 'badTime';
  return type === 'number' && Number.isNaN(Number(value)) ? 'badNumber' : null;
}

/** What a visitor can put right before anything is sent, in the order of the form. */
export function faultsOf(shop: Shop, values: Values): ReadonlyMap<string, Fault> {
  const { contact, points, address, time, other } = sectionsOf(shop, values);
  const faults = new Map<string, Fault>();
  const fields = [...contact, ...points, ...address, ...time, ...other];
  for (const field of fields) {
    const fault = faultOf(field, (values[field.name] ?? '').trim(), shop);
    if (fault) faults.set(field.name, fault);
  }
  if (shop.consent?.required && !values['consent']) faults.set('consent', 'needsConsent');
  return faults;
}
