import type { CertificateFacts, ShopFacts } from '../crm.ts';
import { toMoney } from '../money.ts';
import { toIso } from '../time.ts';
import type { Api, Context } from './api.ts';
import { textIn } from './fields.ts';
import type { Settings } from './settings.ts';
import { Element } from './wire.ts';

const DAY_MS = 86_400_000;
const PAGES = 4;

export type CertificateSettings = NonNullable<Settings['certificates']>;

/** The element whose name is this code, and no other that merely has a part of it. */
export const elementOf = async (api: Api, { list }: CertificateSettings, code: string): Promise<Element | null> => {
  const wanted = code.trim().toLowerCase();
  const isMeant = (row: Element) => row.is_deleted !== true && row.name?.trim().toLowerCase() === wanted;
  const query = [['query', code.trim()] as const];
  const ask = { operation: 'catalogs/{id}/elements', path: `catalogs/${list}/elements`, query };
  const { rows } = await api.rows(ask, 'elements', Element, PAGES, found => found.some(isMeant));
  return rows.find(isMeant) ?? null;
};

export const balanceIn = (element: Element, { balance }: CertificateSettings, currency: string) =>
  toMoney(textIn(element.custom_fields_values, balance), currency);

/** Dates are Unix seconds, of the day's beginning by the account's clock; written ones are understood too. */
const lastDay = (element: Element, { validUntil }: CertificateSettings): number | null => {
  const text = textIn(element.custom_fields_values, validUntil) ?? '';
  const instant = /^\d{9,11}$/.test(text) ? Number(text) * 1000 : Date.parse(text);
  return Number.isNaN(instant) ? null : instant;
};

/** Null: the list says nothing about it. */
const isGood = (element: Element, { status, good }: CertificateSettings): boolean | null => {
  if (status === undefined) return null;
  const told = textIn(element.custom_fields_values, status)?.toLowerCase();
  return good.some(each => each.toLowerCase() === told);
};

const isUsed = (element: Element, { status }: CertificateSettings): boolean =>
  /использ|погаш|used|redeem/i.test(textIn(element.custom_fields_values, status) ?? '');

/** What an element of the list says of the certificate that it is. */
export const factsOf = (
  element: Element,
  settings: CertificateSettings,
  { currency, timeZone, now }: Pick<ShopFacts, 'currency' | 'timeZone' | 'now'>,
): CertificateFacts => {
  const amount = balanceIn(element, settings, currency);
  const last = lastDay(element, settings);
  const facts = {
    kind: 'money' as const,
    ...(amount && { amount }),
    ...(last !== null && { validUntil: toIso(last, timeZone) }),
  };
  const good = isGood(element, settings);
  if (good === false) return { ...facts, state: isUsed(element, settings) ? 'used' : 'expired' };
  if (last !== null && last + DAY_MS <= now()) return { ...facts, state: 'expired' };
  if (!amount) return { ...facts, state: good ? 'valid' : 'unknown' };
  return { ...facts, state: amount.amount > 0 ? 'valid' : 'used' };
};

/** A certificate that is an element of a list: amoCRM has no certificates of its own. */
export const certificate = async (
  { api, shop }: Context,
  settings: CertificateSettings,
  code: string,
): Promise<CertificateFacts | null> => {
  if (code.trim() === '') return null;
  const element = await elementOf(api, settings, code);
  return element && factsOf(element, settings, shop);
};
