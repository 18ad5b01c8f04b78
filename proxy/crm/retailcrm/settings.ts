import { z } from 'zod';
import { Choice, Place } from '../choice.ts';
import { PHONE_MASK } from '../phone.ts';

/** Domains the vendor's own modules accept (WooCommerce module, URL validator). */
const DOMAINS = [
  'retailcrm.ru',
  'retailcrm.pro',
  'retailcrm.es',
  'retailcrm.io',
  'simla.com',
  'simla.io',
  'ecomlogic.com',
];

const Code = z.string().min(1).max(255);
const OrderField = z.string().regex(/^fields\.[\w.-]{1,64}$/, 'expected fields.<name>');

const isVendors = (url: string): boolean => {
  const { protocol, hostname, port } = new URL(url);
  return protocol === 'https:' && port === '' && DOMAINS.some(domain => hostname.endsWith(`.${domain}`));
};

const isZone = (zone: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
};

const PaymentStatuses = z
  .strictObject({
    pending: Code.optional(),
    paid: Code.optional(),
    'part-paid': Code.optional(),
    refunded: Code.optional(),
    cancelled: Code.optional(),
  })
  .prefault({})
  .transform(codes => ({ pending: 'not-paid', paid: 'paid', ...codes }))
  .describe('Our payment status: the code of the CRM; pending is not-paid and paid is paid unless given');

const Flag = z.strictObject({
  to: z
    .string()
    .regex(/^(customFields|delivery\.data)\.[\w-]{1,64}$/)
    .describe('customFields.<code> or delivery.data.<key>'),
  methods: z.array(Code).min(1).describe('Payment methods for which it is true; for every other it is false'),
});

const Module = z.strictObject({
  code: Code.describe('Code of the delivery module connected in the CRM (integrationCode)'),
  data: z
    .record(z.string().regex(/^\w{1,64}$/), Place)
    .default({})
    .describe('More keys of the module’s data, each taken from a place in the order'),
});

const Parcel = z
  .strictObject({
    weight: OrderField.optional().describe('Weight in grams'),
    length: OrderField.optional().describe('Length in millimetres'),
    width: OrderField.optional().describe('Width in millimetres'),
    height: OrderField.optional().describe('Height in millimetres'),
  })
  .default({})
  .describe('Weight and dimensions, each from a field of the order: { "weight": "fields.weight" }');

/** A RetailCRM connection's own keys in the config. */
export const Settings = z
  .strictObject({
    url: z.url({ protocol: /^https?$/ }).describe('Address of the account: https://NAME.retailcrm.ru'),
    ownHost: z
      .boolean()
      .default(false)
      .describe('The address is on no domain of the vendor’s: a box of your own, or a sandbox. The key is sent there'),
    site: Code.optional().describe('Symbol code of the store; needed when the key sees more than one'),
    timeZone: z
      .string()
      .refine(isZone, 'expected an IANA time zone, e.g. Europe/Moscow')
      .optional()
      .describe('Time zone of the account’s settings, where it is not the shop’s'),
    sku: z
      .enum(['externalId', 'xmlId'])
      .default('externalId')
      .describe(
        'What of an offer our sku is: its id in the catalogue file (externalId) or in the accounting system (xmlId)',
      ),
    copyNumber: z
      .boolean()
      .default(false)
      .describe('Our order number becomes the CRM’s too; otherwise the CRM numbers orders itself'),
    orderMethod: Choice.optional().describe('How the order came about, a code of Order methods'),
    orderType: Choice.optional().describe('Type of the order, a code of Order types'),
    status: Choice.optional().describe('Status of a new order; the CRM’s default unless given'),
    shipmentStore: Choice.optional().describe('Warehouse that ships the order'),
    deliveryType: Choice.optional().describe('Delivery type'),
    deliveryService: Choice.optional().describe('Tariff of the delivery type, where the CRM keeps tariffs'),
    deliveryModule: Module.optional().describe(
      'The CRM has a delivery module: tariff and pick-up point go into its data',
    ),
    duplicateDelivery: z
      .boolean()
      .default(false)
      .describe('Repeat method, tariff, term, cost and pick-up address in the operator’s comment'),
    paymentTypes: z
      .record(z.string(), Code)
      .default({ cash: 'cash', card: 'bank-card', 'bank-card': 'bank-card' })
      .describe('Our payment method: the CRM’s payment type. A method that is not listed is not sent'),
    paymentStatuses: PaymentStatuses,
    flags: z.array(Flag).default([]).describe('Yes-or-no fields by payment method, such as cash on delivery'),
    customFields: z
      .record(z.string().regex(/^\w[\w-]{0,254}$/), Place)
      .default({})
      .describe('The CRM’s own fields of an order, each from a place in it: { "promocode": "promoCode" }'),
    customerFields: z
      .strictObject({
        disabled: Code.optional().describe('Code of a yes-or-no field of customers: disabled on the site'),
        basket: Code.optional().describe('Code of a text field of customers: the basket left behind'),
      })
      .default({})
      .describe('The CRM’s own fields of a customer that take what the site’s back end tells'),
    parcel: Parcel,
    certificates: z
      .enum(['loyalty'])
      .optional()
      .describe('loyalty: a certificate is the card number of a loyalty account, charged when it is used'),
    settableStatuses: z
      .array(Code)
      .min(1)
      .optional()
      .describe('Statuses that the site’s back end may set; without it, none'),
    stores: z.array(Code).min(1).optional().describe('Warehouses whose stock counts; all unless given'),
    lowStock: z.number().min(0).default(0).describe('At this quantity or less an article counts as running low'),
    priceType: Code.optional().describe('Price type shown to visitors; the base price unless given'),
    phoneSpellings: z
      .array(z.string().regex(PHONE_MASK, 'expected a mask such as +7XXXXXXXXXX or 8(XXX)XXX-XX-XX'))
      .min(1)
      .optional()
      .describe('How phones are spelled in this CRM, each X a digit: one call each. All usual ways unless given'),
    availabilityMinutes: z.number().min(1).max(15).default(5).describe('How old stock may be, in minutes'),
  })
  .refine(({ url, ownHost }) => ownHost || isVendors(url), {
    path: ['url'],
    message: `expected https on ${DOMAINS.join(', ')}; for a box of your own say "ownHost": true`,
  });
export type Settings = z.infer<typeof Settings>;
