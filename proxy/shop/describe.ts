import type { Config } from '../config/config.ts';
import type { CheckoutField, DeliveryMethod, Shop } from '../contract/index.ts';
import { moneyOrNull } from './money.ts';
import { type Method, termsOf } from './quote.ts';

type Described = Pick<Config, 'shop' | 'use'>;
type Field = Config['shop']['fields'][number];

/** What a page must know of the shop in order to draw its widgets. */
export const describeShop = ({ shop, use }: Described): Shop => ({
  name: shop.name,
  language: shop.language,
  currency: shop.currency,
  timezone: shop.timezone,
  phoneCountry: shop.phoneCountry,
  capabilities: capabilitiesOf({ shop, use }),
  delivery: shop.delivery.map(method => deliveryMethod(method, shop.currency)),
  payment: shop.payment.map(({ code, name }) => ({ code, name })),
  fields: shop.fields.map(checkoutField),
  consent: shop.consent ? { ...shop.consent } : null,
});

const capabilitiesOf = ({ shop, use }: Described): Shop['capabilities'] => {
  const finds = use.orders !== null || use.orderStatus.length > 0;
  return {
    orders: use.orders !== null,
    orderStatus: finds ? (shop.phoneLookup ? 'number-or-phone' : 'number') : 'none',
    certificate: use.certificate !== null,
    availability: use.availability !== null || shop.catalogue !== undefined,
    watch: use.orders !== null,
  };
};

const deliveryMethod = (method: Method, currency: string): DeliveryMethod => {
  const { cost, freeFrom } = termsOf(method, currency);
  const free = moneyOrNull(freeFrom, currency);
  return {
    code: method.code,
    name: method.name,
    cost: moneyOrNull(cost, currency),
    ...(free && { freeFrom: free }),
    fields: [...method.fields],
    ...(method.pickupPoints && { pickupPoints: method.pickupPoints.map(({ code, name }) => ({ code, name })) }),
  };
};

const TYPES: Record<string, CheckoutField['type']> = {
  'customer.phone': 'tel',
  'customer.email': 'email',
  'delivery.at': 'datetime',
  persons: 'number',
  comment: 'textarea',
};

const checkoutField = ({ name, label, type, required, options, maxLength }: Field): CheckoutField => ({
  name,
  label: label ?? null,
  type: type ?? TYPES[name] ?? (options ? 'select' : 'text'),
  required,
  ...(options && { options: options.map(option => ({ ...option })) }),
  ...(maxLength !== undefined && { maxLength }),
});
