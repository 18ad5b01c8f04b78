/** What can be switched in the account, through the back door. */
import { z } from 'zod';
import { parse } from '../kit/input.ts';
import { CLIENT_ID, CLIENT_SECRET, LONG_LIVED_TOKEN } from './oauth/keys.ts';

const address = z.union([z.literal(''), z.url({ protocol: /^https?$/ })]);

const settingsSchema = z.strictObject({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  /** Good as long as the integration is switched on; empty: none was made. */
  longLivedToken: z.string(),
  /** The address the integration registered; empty: any on loopback. */
  redirectUri: address,
  /**
   * What becomes of a refresh token once it was used. The documents say that it is of no use from then on; Kommo's say
   * also that it stays good until what was got for it is used.
   */
  refreshReuse: z.enum(['revoked', 'until-used']),
  /** Whether the integration is switched on. Switched off, its tokens are revoked; a new consent switches it on. */
  connected: z.boolean(),
  /** Told with a signed GET when the integration is switched off; empty: nowhere. */
  disconnectHookUrl: address,
  /** Whether the account is paid for. */
  paid: z.boolean(),
  /** Whether the 7 calls a second are enforced. */
  limits: z.boolean(),
  /** What a refused call is told, in seconds. One example has the figure; the calls are let through after a second. */
  retryAfter: z.int().min(0),
  /** After so many refused calls in five minutes everything is 403, until `blocked` is taken back; 0: never. */
  blockAfter: z.int().min(0),
  blocked: z.boolean(),
  /** Whether the account has bought the filters; without, they are ignored without a word. */
  filters: z.boolean(),
  /** How `query` looks for a phone: by its digits, or by the text as it was typed. No document tells. */
  queryPhones: z.enum(['digits', 'verbatim']),
  /** Whether a price may have a fraction (the vendor's PHP client since 1.16.0); before, that was refused. */
  minorUnits: z.boolean(),
  /** What the duplicate control does to a lead whose contact has an open one; `off`: it is not for this integration. */
  duplicates: z.enum(['off', 'keep', 'update']),
  /** Every so many links to a list's element are answered as made, and lost; 0: none. Clients saw about one in ten. */
  loseEvery: z.int().min(0),
  /** Whether lists show what is in the bin. */
  listDeleted: z.boolean(),
  /** Where a webhook made by hand in the account goes, besides those made by the API; empty: nowhere. */
  hookUrl: address,
  /** Where the digital pipeline sends its own short hook of a change of status; empty: nowhere. */
  pipelineHookUrl: address,
  /** How often one webhook is tried. */
  hookAttempts: z.int().min(1).max(5),
  /** Whether every webhook comes twice, as receivers have seen. */
  doubleHooks: z.boolean(),
});

export type Settings = Readonly<z.infer<typeof settingsSchema>>;

export const defaultSettings: Settings = {
  clientId: CLIENT_ID,
  clientSecret: CLIENT_SECRET,
  longLivedToken: LONG_LIVED_TOKEN,
  redirectUri: '',
  refreshReuse: 'revoked',
  connected: true,
  disconnectHookUrl: '',
  paid: true,
  limits: true,
  retryAfter: 300,
  blockAfter: 10,
  blocked: false,
  filters: true,
  queryPhones: 'digits',
  minorUnits: true,
  duplicates: 'off',
  loseEvery: 0,
  listDeleted: false,
  hookUrl: '',
  pipelineHookUrl: '',
  hookAttempts: 3,
  doubleHooks: false,
};

const patchSchema = settingsSchema.partial();

/** The settings with a patch merged in; throws `BadInput` when any of it is wrong. */
export function mergeSettings(settings: Settings, patch: unknown): Settings {
  const given = Object.entries(parse(patchSchema, patch)).filter(([, value]) => value !== undefined);
  return { ...settings, ...Object.fromEntries(given) };
}
