/** What can be switched in the account, through the back door. */
import { z } from 'zod';
import { parse } from '../kit/input.ts';
import { isTimeZone } from '../kit/zoned-time.ts';
import { warehouses } from './directories.ts';
import { skus } from './menu.ts';

const sku = z.string().refine(text => skus.includes(text), 'a sku of the menu');
const stock = z.array(z.int()).length(warehouses.length).nullable();

const settingsSchema = z.strictObject({
  login: z.string().min(1),
  password: z.string().min(1),
  /** Whether the 500 calls in five minutes are enforced. */
  limits: z.boolean(),
  timeZone: z.string().refine(isTimeZone, 'a time zone'),
  /** Where `orders/create` and `orders/update` go besides the webhooks made by the API; empty: nowhere. */
  hookUrl: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]),
  /** How often one webhook is tried. That InSales tries again is nowhere documented. */
  hookAttempts: z.int().min(1).max(4),
  /** Whether statuses of the owner's own are switched on. */
  customStatuses: z.boolean(),
  /** What `coupon` does to a new order: clients send it, no document tells. */
  coupons: z.enum(['ignored', 'applied']),
  /** Whether the list of codes shows which have been used: one client reads it, no document has it. */
  showWorked: z.boolean(),
  /**
   * What `worked: true` says of a code: that it was used, or that it is still good. One client only reads the key; an
   * application that deletes used codes (github pomeo/insalescoupons) deletes those of which it is false.
   */
  workedMeans: z.enum(['used', 'good']),
  /** Whether orders can be listed by `client_id`: one client does so, no document has it. */
  clientFilter: z.boolean(),
  /** Whether an order needs its way of delivery and payment: no document tells. */
  needsDelivery: z.boolean(),
  /** What a key unknown to lines, discounts or values of an order does: the documents tell it of products only. */
  unknownKeys: z.enum(['refused', 'ignored']),
  /** The order field the back door reads `externalId` from, by its handle. */
  externalIdField: z.string().min(1),
  /** What stands in stock, by sku and warehouse; null: not counted. */
  stocks: z.record(sku, stock),
  /** Prices, by sku. */
  prices: z.record(sku, z.number().min(0)),
  /** Skus whose products are archived. */
  archived: z.array(sku),
  /** Skus whose products are hidden from the shop. */
  hidden: z.array(sku),
});

export type Settings = Readonly<z.infer<typeof settingsSchema>>;

export const defaultSettings: Settings = {
  login: 'sandbox-insales-login',
  password: 'sandbox-insales-password',
  limits: true,
  timeZone: 'Europe/Moscow',
  hookUrl: '',
  hookAttempts: 1,
  customStatuses: true,
  // A client that relies on it shows itself only where nothing comes of it.
  coupons: 'ignored',
  showWorked: true,
  workedMeans: 'used',
  clientFilter: true,
  needsDelivery: true,
  unknownKeys: 'refused',
  externalIdField: 'external_id',
  stocks: {},
  prices: {},
  archived: [],
  hidden: [],
};

const patchSchema = settingsSchema.partial();

/** The settings with a patch merged in; throws `BadInput` when any of it is wrong. */
export function mergeSettings(settings: Settings, patch: unknown): Settings {
  const given = Object.entries(parse(patchSchema, patch)).filter(([, value]) => value !== undefined);
  return { ...settings, ...Object.fromEntries(given) };
}
