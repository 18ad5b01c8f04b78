import type { Config } from '../config/config.ts';
import { hasCardNumber } from './clean.ts';
import type { Clean } from './normalise.ts';
import type { Refusal } from './shop.ts';
import { DAY } from './time.ts';

type ShopConfig = Config['shop'];
type Field = ShopConfig['fields'][number];

/** Late by so much is a slow form, not a wish to travel in time. */
const GRACE = 5 * 60_000;
const FARTHEST_DAYS = 30;

/** What a visitor's order must still have, or has wrong, by the shop's config. The site's own orders are not asked. */
export const refusalsOf = (request: Clean, shop: ShopConfig, now: number): Refusal[] => [
  ...shop.fields.flatMap(field => fieldRefusals(field, toldAt(request, field.name))),
  ...phoneRefusals(request),
  ...deliveryRefusals(request, shop),
  ...timeRefusals(request.delivery?.at, now),
  ...paymentRefusals(request, shop),
  ...consentRefusals(request, shop),
  ...cardRefusals(request),
];

const refusal = (path: string, code: string, params?: Record<string, string>): Refusal => ({
  pointer: `#/${path.replaceAll('.', '/')}`,
  code,
  ...(params && { params }),
});

/** What the order says at a path of the checkout form. */
const toldAt = ({ customer, delivery, persons, comment, fields }: Clean, name: string): string | undefined => {
  const given: Record<string, string | undefined> = {
    'customer.name': customer.name ?? ([customer.firstName, customer.lastName].filter(Boolean).join(' ') || undefined),
    'customer.firstName': customer.firstName,
    'customer.lastName': customer.lastName,
    'customer.company': customer.company,
    'customer.phone': customer.phone,
    'customer.email': customer.email,
    'delivery.at': delivery?.at,
    persons: persons?.toString(),
    comment,
  };
  return name.startsWith('fields.') ? own(fields ?? {}, name.slice('fields.'.length)) : given[name];
};

const own = (fields: Record<string, string>, name: string): string | undefined =>
  Object.hasOwn(fields, name) ? fields[name] : undefined;

const fieldRefusals = ({ name, required, type, options, maxLength }: Field, value: string | undefined): Refusal[] => {
  if (value === undefined) return required ? [refusal(name, 'required')] : [];
  if (maxLength !== undefined && value.length > maxLength) {
    return [refusal(name, 'too-long', { max: String(maxLength) })];
  }
  if (name === 'customer.email' || type === 'email') return isEmail(value) ? [] : [refusal(name, 'email')];
  if (options && !options.some(option => option.value === value)) return [refusal(name, 'unknown')];
  if (type === 'number' && !/^-?\d+([.,]\d+)?$/.test(value)) return [refusal(name, 'not-a-number')];
  return [];
};

const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(text);

/** Phones that were understood are in E.164 by now. */
const phoneRefusals = ({ customer, delivery }: Clean): Refusal[] => {
  const phones = { 'customer.phone': customer.phone, 'delivery.recipient.phone': delivery?.recipient?.phone };
  return Object.entries(phones).flatMap(([path, phone]) =>
    phone && !/^\+\d+$/.test(phone) ? [refusal(path, 'phone')] : [],
  );
};

const deliveryRefusals = ({ delivery }: Clean, shop: ShopConfig): Refusal[] => {
  if (!delivery?.method) return [];
  const method = shop.delivery.find(({ code }) => code === delivery.method);
  if (!method) return [refusal('delivery.method', 'unknown')];
  const { pickupPoints, fields } = method;
  if (pickupPoints && !delivery.pickupPoint) return [refusal('delivery.pickupPoint', 'required')];
  if (delivery.pickupPoint && !pickupPoints?.some(({ code }) => code === delivery.pickupPoint)) {
    return [refusal('delivery.pickupPoint', 'unknown')];
  }
  // Which parts an address has differs from house to house; a courier without any has nowhere to go.
  const hasAddress = Object.values(delivery.address ?? {}).some(Boolean);
  return fields[0] && !hasAddress ? [refusal(`delivery.address.${fields[0]}`, 'required')] : [];
};

const timeRefusals = (at: string | undefined, now: number): Refusal[] => {
  if (at === undefined) return [];
  const time = Date.parse(at);
  if (!(time >= now - GRACE)) return [refusal('delivery.at', 'in-the-past')];
  return time > now + FARTHEST_DAYS * DAY ? [refusal('delivery.at', 'too-far', { days: String(FARTHEST_DAYS) })] : [];
};

const paymentRefusals = ({ payment }: Clean, shop: ShopConfig): Refusal[] =>
  payment?.method && !shop.payment.some(({ code }) => code === payment.method)
    ? [refusal('payment.method', 'unknown')]
    : [];

const consentRefusals = ({ consent }: Clean, shop: ShopConfig): Refusal[] =>
  shop.consent?.required && consent !== true ? [refusal('consent', 'consent')] : [];

/** A card's number in a comment would lie in the CRM, in mails and on paper for years. */
const cardRefusals = ({ comment, fields, lines, customer, delivery }: Clean): Refusal[] => {
  const { phone: _, ...person } = customer;
  const textsOf = (path: string, held: object = {}): [path: string, text: string][] =>
    Object.entries(held).map(([name, text]) => [`${path}.${name}`, String(text)]);
  const texts: [path: string, text: string][] = [
    ['comment', comment ?? ''],
    ...textsOf('customer', person),
    ...textsOf('delivery.address', delivery?.address),
    ['delivery.recipient.name', delivery?.recipient?.name ?? ''],
    ...textsOf('fields', fields),
    ...lines.flatMap(({ properties = [] }, line) =>
      properties.map(({ value }, at): [string, string] => [`lines.${line}.properties.${at}.value`, value]),
    ),
  ];
  return texts.filter(([, text]) => hasCardNumber(text)).map(([path]) => refusal(path, 'card-number'));
};
