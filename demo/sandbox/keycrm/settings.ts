/** What can be switched in the account, through the back door. */
import { z } from 'zod';
import { parse } from '../kit/input.ts';
import { offers } from './menu.ts';

const sku = z.string().refine(text => offers.some(offer => offer.sku === text), 'a sku of the menu');
const stock = z.strictObject({ quantity: z.number(), reserve: z.number().min(0) });

/** The events receivers report. No official list of them was found. */
export const hookEvents = [
  'order.change_order_status',
  'order.change_payment_status',
  'lead.change_lead_status',
] as const;

const settingsSchema = z.strictObject({
  apiKey: z.string().min(1),
  /** Whether the 60 calls a minute are enforced. */
  limits: z.boolean(),
  /** The currency of the account, and of the sources that have no other. */
  currency: z.string().regex(/^[A-Z]{3}$/, 'a currency code'),
  /** Where webhooks go; empty: nowhere. */
  hookUrl: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]),
  /** How often one webhook is tried. That KeyCRM tries again is nowhere documented. */
  hookAttempts: z.int().min(1).max(4),
  /** The events there is an automation for. */
  hookEvents: z.array(z.enum(hookEvents)),
  /** Whether the status an order is created in is told as well. */
  hookAtCreation: z.boolean(),
  /** What a `source_uuid` its source has already sent does to a new order: no document tells. */
  sourceUuid: z.enum(['repeatable', 'unique']),
  /** What a filter the API does not know does to a list: no document tells. */
  unknownFilters: z.enum(['refused', 'ignored']),
  /** How long a new order stays out of the lists, in the CRM's time. */
  searchLagMs: z.int().min(0),
  /** Whether a buyer's loyalty discount is put on orders that come by the API. */
  autoDiscount: z.boolean(),
  /** Whether the pipelines, and so leads, are switched on. */
  leads: z.boolean(),
  /** Whether orders reserve stock and write it off as they go through their statuses. */
  stockMoves: z.boolean(),
  /** What stands in stock, by sku; the rest has plenty. */
  stocks: z.record(sku, stock),
  /** Prices other than the menu's, by sku. */
  prices: z.record(sku, z.number().min(0)),
  /** Skus whose products are archived. */
  archived: z.array(sku),
});

export type Settings = Readonly<z.infer<typeof settingsSchema>>;

export const defaultSettings: Settings = {
  apiKey: 'sandbox-keycrm-key',
  limits: true,
  currency: 'UAH',
  hookUrl: '',
  hookAttempts: 1,
  hookEvents: [...hookEvents],
  hookAtCreation: false,
  // A client that relies on being refused shows itself only where it is not.
  sourceUuid: 'repeatable',
  // Includes it does not know are refused on a live account, by the library that would refuse filters too.
  unknownFilters: 'refused',
  searchLagMs: 0,
  autoDiscount: false,
  leads: true,
  stockMoves: true,
  // The second is in stock, and all of it reserved: to a shop it is as gone as the first.
  stocks: { '005': { quantity: 0, reserve: 0 }, '012': { quantity: 3, reserve: 3 } },
  prices: {},
  archived: [],
};

const patchSchema = settingsSchema.partial();

/** The settings with a patch merged in; throws `BadInput` when any of it is wrong. */
export function mergeSettings(settings: Settings, patch: unknown): Settings {
  const given = Object.entries(parse(patchSchema, patch)).filter(([, value]) => value !== undefined);
  return { ...settings, ...Object.fromEntries(given) };
}
