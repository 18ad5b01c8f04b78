/** What can be switched in the account, through the back door. */
import { z } from 'zod';
import { parse } from '../kit/input.ts';
import { isTimeZone } from '../kit/zoned-time.ts';
import { articles } from './data/catalogue.ts';
import { siteCodes } from './data/shops.ts';

const article = z.string().refine(text => articles.includes(text), 'an article of the menu');

/** A trigger of the account with the action "HTTP request", as its owner would set it up. */
const triggerSchema = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  method: z.enum(['GET', 'POST']).default('POST'),
  /** Names and values of what is sent. A value may hold `{{order.get…()}}`; a token is a value without any. */
  parameters: z.record(z.string(), z.string()).default({
    order_id: '{{order.getExternalId()}}',
    status: '{{order.getStatus().getCode()}}',
  }),
  /** The codes of the statuses it fires on; empty: on each. */
  statuses: z.array(z.string()).default([]),
});

export type Trigger = Readonly<z.infer<typeof triggerSchema>>;

const settingsSchema = z.strictObject({
  apiKey: z.string().min(1),
  /** What the key may do. */
  scopes: z.array(z.string()),
  /** The shops the key may see; with several, methods want to be told which. */
  sites: z.array(z.enum(siteCodes)).min(1),
  /** Whether there is an account at this address at all. */
  accountExists: z.boolean(),
  /** Whether the limit on calls a second is enforced. */
  limits: z.boolean(),
  /** How a call too many is answered: 503 by the rules, 429 by what published clients also expect. */
  limitStatus: z.literal([503, 429]),
  timeZone: z.string().refine(isTimeZone, 'an IANA time zone'),
  triggers: z.array(triggerSchema),
  /** Whether triggers fire for the status an order is created in, too. */
  triggerAtCreation: z.boolean(),
  /** How often one trigger's request is tried. */
  triggerAttempts: z.int().min(1).max(4),
  /** What becomes of a `filter[…]` the API does not know. */
  unknownFilters: z.enum(['refuse', 'ignore']),
  /** What a type of payment does that is not meant for the type of delivery; older accounts refuse the order. */
  foreignPayment: z.enum(['accept', 'refuse']),
  /** Whether a customer can be created without an `externalId`. */
  customerExternalId: z.enum(['optional', 'required']),
  /** Whether `filter[cardNumber]` finds cards that only hold what was asked for. */
  cardMatch: z.enum(['part', 'whole']),
  /** How many there are of an article, in place of what the shop starts with; they are put into the first store. */
  stock: z.record(article, z.number().min(0)),
  /** Prices other than the menu's, by article. */
  prices: z.record(article, z.number().min(0)),
  /** Articles that are no longer active. */
  hidden: z.array(article),
});

export type Settings = Readonly<z.infer<typeof settingsSchema>>;

export const defaultSettings: Settings = {
  apiKey: 'sandbox-retailcrm-key',
  scopes: [
    ...['order_read', 'order_write', 'customer_read', 'customer_write', 'store_read', 'store_write'],
    // The names of the loyalty scopes are in no document.
    ...['reference_read', 'custom_fields_read', 'loyalty_read', 'loyalty_write'],
  ],
  sites: ['volna'],
  accountExists: true,
  limits: true,
  limitStatus: 503,
  timeZone: 'Europe/Moscow',
  triggers: [],
  triggerAtCreation: false,
  // Whether RetailCRM tries again is in no document; once is what a caller can count on.
  triggerAttempts: 1,
  unknownFilters: 'refuse',
  foreignPayment: 'accept',
  customerExternalId: 'optional',
  cardMatch: 'part',
  stock: {},
  prices: {},
  hidden: [],
};

const patchSchema = settingsSchema.partial();

/** The settings with a patch merged in; throws `BadInput` when any of it is wrong. */
export function mergeSettings(settings: Settings, patch: unknown): Settings {
  const given = Object.entries(parse(patchSchema, patch)).filter(([, value]) => value !== undefined);
  return { ...settings, ...Object.fromEntries(given) };
}
