/** What can be switched in the account, through the back door. */
import { z } from 'zod';
import { parse } from '../kit/input.ts';
import { menu } from '../kit/menu.ts';

const article = z.string().refine(text => menu.some(product => product.article === text), 'an article of the menu');

const settingsSchema = z.strictObject({
  login: z.string().min(1),
  password: z.string().min(1),
  /** The token in force; a call for a new one replaces it. */
  token: z.string().min(1),
  /** Whether the limits, of units in three seconds and of calls at once, are enforced. */
  limits: z.boolean(),
  /** What a call weighs: as of the clock's date for a user, or so many units. A solution's token weighs 1. */
  weight: z.union([z.literal('dated'), z.int().min(1).max(45)]),
  /** How long a call takes, in the CRM's time: calls overlap only because they take time. */
  latencyMs: z.int().min(0),
  /** Whose host the addresses in answers have: the one that was asked, or MoySklad's. */
  hrefs: z.literal(['asked', 'vendor']),
  /** Where a webhook on changes of orders goes, besides those that callers register; empty: nowhere. */
  hookUrl: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]),
  /** How often one webhook is tried. */
  hookAttempts: z.int().min(1).max(4),
  /** Whether two documents of a kind may not have one number. */
  uniqueNames: z.boolean(),
  /** Whether two counterparties, or two goods, may not have one code. */
  uniqueCodes: z.boolean(),
  /** Whether deleted orders are kept, marked as such. */
  recycleBin: z.boolean(),
  /** What stands in the first store, by article; none is left in the others. */
  stocks: z.record(article, z.strictObject({ stock: z.number(), reserve: z.number().min(0) })),
  /** Articles that took part in no document yet: no report has them. */
  unseen: z.array(article),
  /** Sale prices other than the menu's, in roubles, by article. */
  prices: z.record(article, z.number().min(0)),
  /** Articles that are archived. */
  archived: z.array(article),
});

export type Settings = Readonly<z.infer<typeof settingsSchema>>;

export const defaultSettings: Settings = {
  login: 'admin@volna',
  password: 'sandbox-moysklad-password',
  token: 'sandbox-moysklad-token',
  limits: true,
  weight: 'dated',
  // No document tells how long; without any, no two calls would ever be under way at once.
  latencyMs: 100,
  hrefs: 'asked',
  hookUrl: '',
  // Once, and three times more (MoySklad API 1.2, webhooks).
  hookAttempts: 4,
  uniqueNames: false,
  uniqueCodes: false,
  recycleBin: true,
  // The second is in stock, and all of it reserved: to a shop it is as gone as the first.
  stocks: { '005': { stock: 0, reserve: 0 }, '012': { stock: 3, reserve: 3 } },
  unseen: [],
  prices: {},
  archived: [],
};

const patchSchema = settingsSchema.partial();

/** The settings with a patch merged in; throws `BadInput` when any of it is wrong. */
export function mergeSettings(settings: Settings, patch: unknown): Settings {
  const given = Object.entries(parse(patchSchema, patch)).filter(([, value]) => value !== undefined);
  return { ...settings, ...Object.fromEntries(given) };
}
