import type { CheckoutField, DeliveryMethod, Shop } from '../../proxy/contract/index.ts';
import { readPhone } from '../core/phone.ts';

/** What the form holds, by path; a ticked box is `true`. `delivery.when` is ours: `at` when a time is wished. */
export type Values = Readonly<Record<string, string>>;

export interface Sections {
  readonly contact: readonly CheckoutField[];
  readonly address: readonly CheckoutField[];
  readonly time: CheckoutField | null;
  readonly other: readonly CheckoutField[];
}

const needed = new Set(['delivery.address.city', 'delivery.address.street', 'delivery.address.house']);

function addressField(name: string): CheckoutField {
  const path = name.includes('.') ? name : `delivery.address.${name}`;
  return { name: path, label: null, type: 'text', required: needed.has(path) };
}

export const methodOf = (shop: Shop, values: Values): DeliveryMethod | undefined =>
  shop.delivery.find(({ code }) => code === values['delivery.method']);

/** The fields on show: what the shop asks for, and what the chosen delivery needs. */
export function sectionsOf(shop: Shop, values: Values): Sections {
  const starts = (start: string) => shop.fields.filter(({ name }) => name.startsWith(start));
  const own = (methodOf(shop, values)?.fields ?? []).map(addressField);
  const asked = starts('delivery.').filter(
    ({ name }) => name !== 'delivery.at' && own.every(each => each.name !== name),
  );
  return {
    contact: starts('customer.'),
    address: [...own, ...asked],
    time: shop.fields.find(({ name }) => name === 'delivery.at') ?? null,
    other: shop.fields.filter(({ name }) => !/^(customer|delivery)\./.test(name) && name !== 'certificate'),
  };
}

/** Choices that need no asking are made: the first way of delivery and payment, the only pick-up point. */
export function withDefaults(shop: Shop, values: Values): Values {
  const first = (name: string, options: readonly { code: string }[]): Values => {
    const known = options.some(({ code }) => code === values[name]);
    return known || !options[0] ? {} : { [name]: options[0].code };
  };
  const chosen = { ...values, ...first('delivery.method', shop.delivery), ...first('payment.method', shop.payment) };
  const points = methodOf(shop, chosen)?.pickupPoints ?? [];
  // A point chosen for another way of delivery is no point of this one.
  const known = points.some(({ code }) => code === chosen['delivery.pickupPoint']);
  return known ? chosen : { ...chosen, 'delivery.pickupPoint': (points.length === 1 && points[0]?.code) || '' };
}

/** The paths whose values belong to the order: a street typed for the courier stays behind when one picks up after all. */
export function sentPaths(shop: Shop, values: Values): string[] {
  const { contact, address, time, other } = sectionsOf(shop, values);
  return [
    ...[...contact, ...address, ...other].map(({ name }) => name),
    ...(shop.delivery.length ? ['delivery.method'] : []),
    ...(methodOf(shop, values)?.pickupPoints?.length ? ['delivery.pickupPoint'] : []),
    ...(time && wantsTime(time, values) ? ['delivery.at'] : []),
    ...(shop.payment.length ? ['payment.method'] : []),
    ...(shop.consent ? ['consent'] : []),
  ];
}

export const wantsTime = (time: CheckoutField, values: Values): boolean =>
  time.required || values['delivery.when'] === 'at';

export type Fault = 'required' | 'badPhone' | 'badEmail' | 'badTime' | 'badNumber' | 'needsConsent';

type Check = (field: CheckoutField, value: string, shop: Shop) => Fault | null;

/** Light checks only: the truth is on the proxy, and an unusual phone or address must pass. */
const checks: readonly Check[] = [
  ({ required }, value) => (required && !value ? 'required' : null),
  ({ type }, value, { phoneCountry }) =>
    type === 'tel' && value && !readPhone(value, phoneCountry) && value.replace(/\D/g, '').length < 7
      ? 'badPhone'
      : null,
  ({ type }, value) => (type === 'email' && value && !/^\S+@\S+\.\S+$/.test(value) ? 'badEmail' : null),
  ({ type }, value) => (type === 'datetime' && value && new Date(value) < new Date() ? 'badTime' : null),
  ({ type }, value) => (type === 'number' && Number.isNaN(Number(value)) ? 'badNumber' : null),
];

/** What a visitor can put right before anything is sent, in the order of the form. */
export function faultsOf(shop: Shop, values: Values): ReadonlyMap<string, Fault> {
  const { contact, address, time, other } = sectionsOf(shop, values);
  const faults = new Map<string, Fault>();
  const check = (field: CheckoutField) => {
    const value = (values[field.name] ?? '').trim();
    const fault = checks.map(each => each(field, value, shop)).find(each => each !== null);
    if (fault) faults.set(field.name, fault);
  };
  contact.forEach(check);
  if (methodOf(shop, values)?.pickupPoints?.length && !values['delivery.pickupPoint']) {
    faults.set('delivery.pickupPoint', 'required');
  }
  address.forEach(check);
  if (time && wantsTime(time, values)) check({ ...time, required: true });
  other.forEach(check);
  if (shop.consent?.required && !values['consent']) faults.set('consent', 'needsConsent');
  return faults;
}
