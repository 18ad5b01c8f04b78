/** What can be switched in the account, through the back door. */
import { z } from 'zod';
import { parse } from '../kit/input.ts';
import { languages, orderModule } from './labels.ts';

const settingsSchema = z.strictObject({
  /** The number after the host in the program's address, up to five digits (manual, authentication). */
  systemId: z.string().regex(/^\d{1,5}$/, 'up to five digits'),
  /** The vendor's plugin takes no other shape. */
  apiKey: z.string().regex(/^[0-9a-zA-Z]{32}$/, '32 letters and digits'),
  /** Whether 60 calls a minute and 180 of the XML sync an hour are enforced. */
  limits: z.boolean(),
  /** The account's language: statuses, units and countries have to be in it. */
  language: z.enum(languages),
  /** The currency of orders that name none. */
  currency: z.string().regex(/^[A-Z]{3}$/, 'a currency code'),
  /** What wrong credentials meet: the manual lists 404, its word "unauthorized" would be 401. */
  authFailure: z.union([z.literal(401), z.literal(404)]),
  /** What `Results` is when there are none: no document tells, clients have seen more than one. */
  emptyResults: z.enum(['array', 'object', 'null']),
  /** How `Phone` finds: by all digits, to the letter, or by the last nine digits (a client's word). */
  phoneMatch: z.enum(['digits', 'exact', 'ending']),
  /** Whether a part of a card's name finds it, as a part of a contact's does. */
  nameMatch: z.enum(['partial', 'exact']),
  /** What a parameter the API does not know does to a search; the manual has 400. */
  unknownFilters: z.enum(['refused', 'ignored']),
  /** What an element the sync does not know does to its record. */
  unknownElements: z.enum(['rejected', 'ignored']),
  /** How the fields of a webshop card are spelled: `WebshopDisabled` or `Webshop_Disabled`. The sources disagree. */
  webshopFields: z.enum(['plain', 'underscored']),
  /** What becomes of a file once it is fetched. Rejected records show in the sync log alone, as all others. */
  processing: z.enum(['done', 'never', 'rejected']),
  /** How long a fetched file waits to be processed, in the CRM's time. */
  processingDelayMs: z.int().min(0),
  /** How long a feed may take to download, in real milliseconds (the vendor's plugin: 120 s). */
  downloadTimeoutMs: z.int().min(1),
  /** Whether a status of an order is changed by GET too, as one client does; the manual has POST. */
  statusByGet: z.boolean(),
  /** Where webhooks go, as the helpdesk would set it; empty: nowhere. */
  hookUrl: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]),
  /** The modules whose cards are told of. */
  hookModules: z.array(z.int()),
});

export type Settings = Readonly<z.infer<typeof settingsSchema>>;

export const defaultSettings: Settings = {
  systemId: '40321',
  apiKey: 'SandboxMiniCrmKey000000000000001',
  limits: true,
  language: 'ro',
  currency: 'RON',
  authFailure: 404,
  // A PHP program's empty map.
  emptyResults: 'array',
  // The manual's own example leaves the plus unescaped, so that a space arrives, and finds.
  phoneMatch: 'digits',
  nameMatch: 'partial',
  unknownFilters: 'refused',
  unknownElements: 'rejected',
  webshopFields: 'plain',
  processing: 'done',
  processingDelayMs: 20_000,
  downloadTimeoutMs: 120_000,
  statusByGet: true,
  hookUrl: '',
  hookModules: [orderModule.id],
};

const patchSchema = settingsSchema.partial();

/** The settings with a patch merged in; throws `BadInput` when any of it is wrong. */
export function mergeSettings(settings: Settings, patch: unknown): Settings {
  const given = Object.entries(parse(patchSchema, patch)).filter(([, value]) => value !== undefined);
  return { ...settings, ...Object.fromEntries(given) };
}
