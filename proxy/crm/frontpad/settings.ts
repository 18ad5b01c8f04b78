import { z } from 'zod';
import { Choice } from '../choice.ts';
import { PHONE_MASK } from '../phone.ts';

/** What a site's own back end may set and a public form may not: each touches money or says who the customer is. */
export const siteOnlyFields = ['score', 'sale', 'sale_amount', 'card'] as const;
export type SiteOnlyField = (typeof siteOnlyFields)[number];

const OrderField = z.string().regex(/^fields\.[\w.-]{1,64}$/, 'expected fields.<name>');
const SITE_ONLY = 'Only from orders of the site’s own back end.';

const Additional = z
  .strictObject({
    pod: OrderField.optional().describe('Entrance, where it is not delivery.address.entrance'),
    et: OrderField.optional().describe('Floor, where it is not delivery.address.floor'),
    person: OrderField.optional().describe('Number of persons, where it is not persons'),
    certificate: OrderField.optional().describe('Certificate number, where it is not certificate'),
    card: OrderField.optional().describe(`Client card, up to 16 digits. ${SITE_ONLY}`),
    score: OrderField.optional().describe(`Bonus points to pay with. ${SITE_ONLY}`),
    sale: OrderField.optional().describe(`Discount in percent, 1 to 100. ${SITE_ONLY}`),
    sale_amount: OrderField.optional().describe(`Discount in money, major units. ${SITE_ONLY}`),
  })
  .default({})
  .describe('FrontPad fields taken from the order’s own fields, e.g. { "card": "fields.clubCard" }');
export type AdditionalField = keyof z.infer<typeof Additional>;

const AddressPart = z.enum([
  'country',
  'region',
  'city',
  'street',
  'house',
  'building',
  'apartment',
  'entrance',
  'floor',
  'postcode',
  'line2',
]);

/** A FrontPad connection's own keys in the config. */
export const Settings = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .default('https://app.frontpad.ru/api/index.php')
    .describe('Address of the API; an origin alone stands for its /api/index.php'),
  affiliate: Choice.optional().describe('Branch the order goes to'),
  channel: Choice.optional().describe('Sales channel'),
  point: Choice.optional().describe('Point of sale'),
  pay: Choice.optional().describe('Payment option'),
  mark: Choice.optional().describe('Short text put before the comment, chosen like a code: e.g. how pick-up is told'),
  hookStatuses: z
    .array(z.string().min(1).max(20))
    .max(5)
    .default([])
    .describe('API codes of the statuses FrontPad notifies about, at most 5'),
  tags: z.array(z.string().min(1).max(20)).max(10).default([]).describe('API codes of tags put on every order'),
  streetFields: z
    .array(AddressPart)
    .min(1)
    .default(['city', 'street', 'line2'])
    .describe('Parts of the address that make up FrontPad’s street, in this order; 50 characters in all'),
  additional: Additional,
  priceOverride: z
    .array(z.string().min(1).max(64))
    .default([])
    .describe('Articles sent with our price; each needs "change price when creating an order" switched on in FrontPad'),
  phoneFormat: z
    .string()

    .regex(PHONE_MASK, 'expected a mask such as +7XXXXXXXXXX or 8(XXX)XXX-XX-XX')
    .default('+7XXXXXXXXXX')
    .describe('How phones are kept in FrontPad, each X a digit: it finds a client only by the very same spelling'),
  clientDiscount: z
    .boolean()
    .default(false)
    .describe('Ask FrontPad for the discount of the order’s phone and grant it; needs one more call an order'),
  availabilityMinutes: z
    .number()
    .min(1)
    .max(15)
    .default(5)
    .describe('How old the stop list may be, in minutes, before a visitor’s request refreshes it'),
});
export type Settings = z.infer<typeof Settings>;
