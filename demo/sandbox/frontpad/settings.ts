/** What can be switched in the account, through the back door. */
import { z } from 'zod';
import { parse } from '../kit/input.ts';
import { menu, stopList } from '../kit/menu.ts';
import { isTimeZone } from '../kit/zoned-time.ts';

const article = z.string().refine(text => menu.some(product => product.article === text), 'an article of the menu');

const settingsSchema = z.strictObject({
  secret: z.string().min(1),
  /** The API switched off in the program: `api_off`. */
  apiOff: z.boolean(),
  /** Whether the tariff includes the API; if not, `invalid_plant`. */
  plan: z.boolean(),
  /** The cash shift closed: `cash_close` for new orders. */
  cashClosed: z.boolean(),
  /** Whether the quotas are enforced. */
  limits: z.boolean(),
  /** Where hooks of orders without a `hook_url` go; empty: nowhere. */
  hookUrl: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]),
  /** How often one hook is tried. */
  hookAttempts: z.int().min(1).max(4),
  /** Whether an order's first status, the one it is created in, is told by hook as well. */
  hookAtCreation: z.boolean(),
  timeZone: z.string().refine(isTimeZone, 'an IANA time zone'),
  /** What a bad certificate does to a new order. */
  invalidCertificate: z.enum(['error', 'warning']),
  /** Whether an answer with warnings carries the order's number too. */
  numberWithWarnings: z.boolean(),
  /** The field with the marker of an empty stop list. */
  noStopsIn: z.enum(['error', 'description']),
  /**
   * How lists are written: as in the documents' samples, `object`, or as published clients read them. Some of those can
   * read nothing but arrays, and none can read nothing but objects.
   */
  listsAs: z.enum(['array', 'object']),
  /** Whether clients are saved from orders. */
  saveClients: z.boolean(),
  /** Whether the `get_status` of old answers. */
  legacyStatus: z.boolean(),
  /** Articles that are out. */
  stops: z.array(article),
  /** Articles taken off the menu. */
  hidden: z.array(article),
  /** Prices other than the menu's, by article. */
  prices: z.record(article, z.int().min(0)),
});

export type Settings = Readonly<z.infer<typeof settingsSchema>>;

/** Where the documents differ, the newer one, B, has it; where working clients contradict both, they have it. */
export const defaultSettings: Settings = {
  secret: 'sandbox-frontpad-secret',
  apiOff: false,
  plan: true,
  cashClosed: false,
  limits: true,
  hookUrl: '',
  hookAttempts: 3,
  hookAtCreation: false,
  timeZone: 'Europe/Moscow',
  invalidCertificate: 'error',
  numberWithWarnings: false,
  noStopsIn: 'error',
  listsAs: 'array',
  saveClients: true,
  legacyStatus: false,
  stops: [...stopList],
  hidden: [],
  prices: {},
};

const patchSchema = settingsSchema.partial();

/** The settings with a patch merged in; throws `BadInput` when any of it is wrong. */
export function mergeSettings(settings: Settings, patch: unknown): Settings {
  const given = Object.entries(parse(patchSchema, patch)).filter(([, value]) => value !== undefined);
  return { ...settings, ...Object.fromEntries(given) };
}
