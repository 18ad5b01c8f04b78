import { z } from 'zod';
import { Choice, Place } from '../choice.ts';

/** Domains of the vendor's: of Russia, the older of the world, and the world's of today (documentation of both). */
const DOMAINS = ['amocrm.ru', 'amocrm.com', 'kommo.com'];

const Id = z.string().regex(/^[1-9]\d{0,14}$/, 'expected an id of amoCRM: digits');
const Field = z
  .string()
  .regex(/^([1-9]\d{0,14}|[A-Z][A-Z0-9_]{0,63})$/, 'expected the id of a field, or its code such as SKU');

/** Places of an order beside those that every CRM has in common. */
const More = z.enum(['delivery.at', 'delivery.address', 'delivery.cost', 'customer.id', 'customer.company', 'comment']);

const CustomField = z.strictObject({
  field: Field.describe('Id or code of a field of leads'),
  from: z.union([Place, More]).describe('Where in the order its value stands'),
  as: z
    .enum(['text', 'number', 'flag', 'time'])
    .default('text')
    .describe('text (also lists, by the name of the entry), number, flag (true, 1, yes, да) or time (date, date_time)'),
  values: z
    .record(z.string(), z.string())
    .optional()
    .describe('Value of the order: what to write, e.g. the entry of a list; what is not here is not sent'),
});

const isVendors = (url: string): boolean => {
  const { protocol, hostname, port } = new URL(url);
  return protocol === 'https:' && port === '' && DOMAINS.some(domain => hostname.endsWith(`.${domain}`));
};

const everyCode = (pattern: RegExp) => (choice: Choice) =>
  [choice.default, ...choice.rules.flatMap(({ codes }) => Object.values(codes))].every(
    code => code === undefined || pattern.test(code),
  );

const Products = z.strictObject({
  list: Id.describe('Id of the list of goods'),
  article: Field.default('SKU').describe('Its field that holds the article, our sku'),
  create: z
    .boolean()
    .default(true)
    .describe('Goods that are not in the list are added to it; otherwise they stand in the note only'),
});

const Certificates = z.strictObject({
  list: Id.describe('Id of the list of certificates; an element’s name is the code'),
  balance: Field.optional().describe('Its field that holds what is left, in major units'),
  validUntil: Field.optional().describe('Its field that holds the last day, a date'),
  status: Field.optional().describe('Its field that says whether it counts'),
  good: z
    .array(z.string().min(1))
    .min(1)
    .default(['Активен', 'Active'])
    .describe('Values of that field with which it counts'),
  charge: z
    .boolean()
    .default(false)
    .describe('We take its value off the balance. amoCRM cannot do so in one step; otherwise a manager does'),
});

const CustomerFields = z.strictObject({
  id: Field.optional().describe('Text field of contacts for the site’s id of a customer'),
  registeredAt: Field.optional().describe('date_time field for when he registered'),
  disabled: Field.optional().describe('Yes-or-no field for whether the site has disabled him'),
  basket: Field.optional().describe('Text field for an abandoned basket; without one it is a note'),
});

const PaymentFields = z.strictObject({
  paid: Field.optional().describe('Yes-or-no field of leads, yes once the order is paid'),
  status: Field.optional().describe('Field of leads for how a payment stands, in words'),
  amount: Field.optional().describe('Number field for its sum'),
  method: Field.optional().describe('Field for its method'),
});

/** An amoCRM connection's own keys in the config. */
export const Settings = z
  .strictObject({
    url: z.url({ protocol: /^https?$/ }).describe('Address of the account: https://NAME.amocrm.ru'),
    ownHost: z
      .boolean()
      .default(false)
      .describe('The address is on no domain of the vendor’s: a sandbox. The token is sent there'),
    clientId: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe('Id of the integration, where a person lets us in by OAuth; none with a long-lived token'),
    rounding: z
      .enum(['up', 'down', 'math'])
      .default('up')
      .describe('How an order’s sum becomes the whole number that a lead’s budget is: 250.35 is 251, 250 or 250'),
    status: Choice.optional()
      .refine(choice => !choice || everyCode(/^[1-9]\d{0,14}(:[1-9]\d{0,14})?$/)(choice), {
        message: 'expected PIPELINE:STATUS or PIPELINE, ids of amoCRM, e.g. 3177727:32392159',
      })
      .describe('Where a new lead begins, PIPELINE:STATUS or PIPELINE; the first status of the main one unless given'),
    responsible: Choice.optional()
      .refine(choice => !choice || everyCode(/^[1-9]\d{0,14}$/)(choice), { message: 'expected ids of users' })
      .describe('Id of the user who is responsible for a new lead'),
    tags: z.array(z.string().min(1).max(255)).max(20).default([]).describe('Tags of every new lead'),
    products: Products.optional().describe('The list of goods; those of an order are linked to its lead'),
    priceField: Field.optional().describe('Field of that list with the price that visitors see; its goods are priced'),
    stockField: Field.optional().describe(
      'Number field of that list with what is in stock: amoCRM has no stock itself',
    ),
    lowStock: z.number().min(0).default(0).describe('At this quantity or less an article counts as running low'),
    availabilityMinutes: z.number().min(1).max(15).default(5).describe('How old stock may be, in minutes'),
    customFields: z.array(CustomField).default([]).describe('Fields of leads, UTM marks among them, each from a place'),
    externalIdField: Field.optional().describe('Text field of leads for our external id: orders are known by it'),
    customerFields: CustomerFields.optional().describe('Fields of contacts for what the site tells of customers'),
    paymentFields: PaymentFields.optional().describe('Fields of leads for the last payment, beside the note about it'),
    certificates: Certificates.optional().describe('A list of gift certificates'),
    pipelines: z
      .array(Id)
      .min(1)
      .optional()
      .describe('Only leads of these pipelines are looked up and followed; of all unless given'),
  })
  .refine(({ url, ownHost }) => ownHost || isVendors(url), {
    path: ['url'],
    message: `expected https on ${DOMAINS.join(', ')}; for a sandbox say "ownHost": true`,
  })
  .refine(({ products, priceField }) => products || !priceField, {
    path: ['priceField'],
    message: 'expected products as well: the list that this is a field of',
  })
  .refine(({ products, stockField }) => products || !stockField, {
    path: ['stockField'],
    message: 'expected products as well: the list that this is a field of',
  });
export type Settings = z.infer<typeof Settings>;
