import { z } from 'zod';
import { Stage } from '../contract/index.ts';
import { Duration, OptionalMoney, Secret } from './values.ts';

const Code = z.string().min(1).max(64);

const DeliveryMethod = z.strictObject({
  code: Code,
  name: z.string(),
  cost: OptionalMoney.describe('In major units, e.g. 199 or 199.90; absent: told by the shop later').optional(),
  freeFrom: OptionalMoney.describe('The sum of goods from which this method costs nothing').optional(),
  minimum: OptionalMoney.describe('The smallest sum of goods this method serves').optional(),
  articleSku: z
    .string()
    .describe("The CRM's article that carries the price, for CRMs without a delivery field")
    .optional(),
  fields: z
    .array(z.string())
    .default([])
    .describe('Address fields it asks for: street, house, apartment, entrance, floor …'),
  pickupPoints: z.array(z.strictObject({ code: Code, name: z.string() })).optional(),
});

const CheckoutField = z.strictObject({
  name: z
    .string()
    .regex(
      /^(customer\.(name|firstName|lastName|company|phone|email)|delivery\.at|persons|comment|fields\.[\w-]{1,64})$/,
    )
    .describe('customer.name, customer.phone, customer.email, delivery.at, persons, comment or fields.<your own>'),
  label: z.string().optional(),
  type: z.enum(['text', 'tel', 'email', 'number', 'textarea', 'select', 'checkbox', 'datetime']).optional(),
  required: z.boolean().default(false),
  options: z.array(z.strictObject({ value: z.string(), label: z.string() })).optional(),
  maxLength: z.int().min(1).max(1000).optional(),
});

const PromoCode = z
  .strictObject({
    code: z.string().trim().min(1).max(64).describe('However it is typed: case does not count'),
    percent: z.number().gt(0).max(100).optional().describe('Off the goods'),
    amount: OptionalMoney.optional().describe('Off the order, in major units'),
    minimum: OptionalMoney.optional().describe('The smallest sum of goods it counts from'),
    until: z.iso.date().optional().describe('The last day it counts, e.g. 2026-12-31'),
  })
  .refine(({ percent, amount }) => (percent === undefined) !== (amount === undefined), 'expected percent or amount');

const Shop = z.strictObject({
  name: z.string().min(1),
  language: z
    .string()
    .default('en')
    .describe('BCP 47, e.g. ru: for visitors whose browser asks for nothing we speak, and for notices'),
  currency: z.string().regex(/^[A-Z]{3}$/),
  timezone: z.string().describe('IANA zone, e.g. Europe/Moscow'),
  phoneCountry: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .describe('How a phone without + is understood, e.g. RU'),
  catalogue: z
    .string()
    .regex(/\.(csv|tsv|json)$/i, 'expected a file ending in .csv, .tsv or .json')
    .optional()
    .describe(
      "The shop's own products and prices, a CSV or JSON file beside this one: where it is set, no CRM is asked for them",
    ),
  delivery: z.array(DeliveryMethod).default([]),
  unlisted: z
    .array(z.string())
    .default([])
    .describe('Articles that are no goods, such as packaging: not shown in the list of goods'),
  payment: z.array(z.strictObject({ code: Code, name: z.string() })).default([]),
  fields: z.array(CheckoutField).default([
    { name: 'customer.name', required: true },
    { name: 'customer.phone', required: true },
    { name: 'comment', required: false },
  ]),
  consent: z
    .strictObject({ required: z.boolean().default(true), text: z.string(), url: z.url().optional() })
    .optional(),
  promoCodes: z
    .array(PromoCode)
    .default([])
    .describe('What promo codes take off, for CRMs that do not value them; any other code is then refused'),
  unpriced: z
    .enum(['accept', 'refuse'])
    .default('accept')
    .describe('What becomes of an order with a line nobody knows the price of'),
  minimum: OptionalMoney.describe('The smallest sum of goods that may be ordered').optional(),
  phoneLookup: z.boolean().default(true).describe('Whether a phone alone finds orders'),
  numberPrefix: z
    .string()
    .regex(/^[A-Z0-9]{0,4}$/)
    .default('')
    .describe('Put before our own order numbers'),
  submitWithin: Duration.default(24 * 3600_000).describe(
    'An order older than this goes to a manager, not to the CRM; 2h suits food',
  ),
  heldFor: Duration.default(3 * 24 * 3600_000).describe('A held order nobody released is dropped after this'),
  eraseAfter: Duration.default(90 * 24 * 3600_000).describe('Personal data of an ended order is erased after this'),
});

export const StatusMapping = z.strictObject({
  code: z.string().describe("The CRM's code of the status"),
  name: z.string().describe('What visitors and managers read'),
  stage: Stage.optional().describe('Absent: derived from the name'),
  siteStatus: z.string().optional().describe("The shop's own status id, sent in webhooks"),
});
export type StatusMapping = z.infer<typeof StatusMapping>;

/** It is one part of a path, as it stands, and the only proof that a CRM is the CRM. */
const HookToken = z
  .string()
  .refine(text => /^[\w.~-]{16,}$/.test(text), 'expected 16 or more letters, digits, - and _')
  .meta({ secret: true });

/** Keys every connection has, whatever its CRM; the rest is the adapter's. */
export const ConnectionBase = z.strictObject({
  type: z.string(),
  // It is one part of a path, as it stands.
  hookToken: HookToken.optional().describe(
    "Part of the connection's own notification address, for CRMs with one address for all orders",
  ),
  statuses: z.array(StatusMapping).default([]),
  extend: z
    .string()
    .min(1)
    .optional()
    .describe("A file of the shop's own, beside this one, that may change orders before they are sent: ./my-shop.ts"),
  followDays: z.number().min(1).max(365).default(7).describe('How many days the statuses of an order are followed'),
  forward: z
    .array(z.string().regex(/^(\/[\w.*-]+)+$/, 'expected a path such as /api/v5/reference/*'))
    .default([])
    .describe("Paths of the CRM's own API that the site's back end may read at /v1/crm/{connection}/…; absent: none"),
  logRequests: z
    .boolean()
    .default(false)
    .describe('For debugging, at log level debug: of each call to the CRM which fields it had, never what was in them'),
  quota: z
    .strictObject({ speed: z.coerce.number().min(1).max(1000).default(1) })
    .prefault({})
    .describe('speed: for sandboxes only'),
});

const Limits = z.strictObject({
  requests: z.int().min(1).default(300).describe('Requests a minute from one address'),
  orders: z
    .int()
    .min(1)
    .default(20)
    .describe('Orders in ten minutes from one address; above it a form must be confirmed'),
  subjects: z.int().min(1).default(10).describe('Different numbers, phones or codes one address may ask in an hour'),
  repeats: z
    .int()
    .min(1)
    .default(30)
    .describe('How often in an hour one address may ask about the same number, phone or code'),
  crmReads: z.int().min(1).default(20).describe('Lookups a minute the whole shop may spend CRM calls on'),
});

const NamedForm = z.strictObject({
  to: z.enum(['order', 'customer']),
  fields: z
    .record(z.string(), z.string())
    .describe("The form's field: ours, e.g. tel: customer[phone] of an order, tel: phone of a customer"),
  values: z
    .record(z.string(), z.string())
    .default({})
    .describe('What the form itself does not say, e.g. lines[0][sku]: CALLBACK'),
});

/** crm.config.json */
export const ConfigSchema = z.strictObject({
  $schema: z.string().optional(),
  envFile: z.string().optional().describe('A file of NAME=value lines beside this one; the environment goes before it'),
  publicUrl: z.url({ protocol: /^https?$/ }).describe('Where the proxy is reached from outside, with any path'),
  origins: z
    .array(z.string().regex(/^https?:\/\/[^/*]+$/, 'expected an origin such as https://shop.example, no path and no *'))
    .min(1)
    .describe('The sites whose pages may talk to the proxy'),
  trustProxy: z
    .union([z.int().min(0).max(10), z.array(z.string())])
    .describe('0: no proxy before us; a number: that many hops; or a list of CIDRs'),
  database: z
    .string()
    .regex(/^(sqlite:|postgres)/)
    .default('sqlite:./orders.sqlite')
    .describe('sqlite:FILE'),
  orderBookKeys: z.array(Secret).default([]).describe('The first encrypts, all decrypt'),
  serverKeys: z.array(Secret).default([]).describe("Keys of the site's back end"),
  shop: Shop,
  connections: z.record(z.string().regex(/^[a-z][a-z0-9-]{0,31}$/), z.looseObject({ type: z.string() })),
  use: z
    .strictObject({
      orders: z.string().optional().describe('The connection that orders are submitted to'),
      orderStatus: z
        .array(z.string())
        .optional()
        .describe('The connections searched for orders that came in elsewhere; absent: all that can'),
      certificate: z.string().optional().describe('The connection that knows certificates'),
      availability: z
        .string()
        .optional()
        .describe('The connection that knows stock, and prices where there is no shop.catalogue'),
      customers: z
        .string()
        .optional()
        .describe('The connection that is told of customers; absent: the one for orders if it can, else the first'),
    })
    .prefault({})
    .describe('Which connection serves which job; absent: the first that can'),
  managers: z
    .strictObject({
      email: z.array(z.email()).default([]),
      from: z.string().optional(),
      smtp: Secret.optional().describe('smtp://user:password@host:587'),
      waitingTooLong: Duration.default(10 * 60_000).describe('Say so when an order waits longer than this'),
    })
    .prefault({}),
  webhook: z
    .strictObject({
      url: z.url({ protocol: /^https?$/ }),
      secret: Secret.describe('whsec_… (Standard Webhooks)'),
      attentionAfter: Duration.optional().describe(
        'Tell the site of an order that has waited this long as of one that is parked',
      ),
      errorStatus: z.string().optional().describe("The shop's own status id for an order that was refused or parked"),
    })
    .optional(),
  forms: z
    .strictObject({
      fieldNames: z
        .record(z.string(), z.string())
        .default({})
        .describe("A form's field name: the order's field, e.g. your-phone: customer[phone]"),
      returnUrls: z.array(z.url()).default([]).describe('Pages a form may ask to be returned to'),
      named: z
        .record(z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/), NamedForm)
        .default({})
        .describe("Forms that the site's back end hands on to POST /v1/forms/{name}"),
      honeypot: z.string().default('website').describe('A hidden field only robots fill'),
    })
    .prefault({}),
  limits: Limits.prefault({}),
  admin: z
    .strictObject({
      host: z.string().default('127.0.0.1'),
      port: z.int().min(0).max(65535).optional().describe("Absent: the proxy's port + 3"),
    })
    .prefault({}),
  log: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
});
export type ConfigInput = z.input<typeof ConfigSchema>;
export type ParsedConfig = z.output<typeof ConfigSchema>;
