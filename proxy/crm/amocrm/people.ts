import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { ShopFacts } from '../crm.ts';
import { samePhone, spellingsOf } from '../phone.ts';
import type { Api, Context } from './api.ts';
import { textsIn } from './fields.ts';
import { Contact, Named } from './wire.ts';

/** A number as it is dialled inside its country: the last ten digits, which Russian numbers have. */
const DIGITS = 10;
/** A search for a part of any field may bring many who are not meant. */
const PAGES = 2;
/** Each is a call, and every new buyer costs them all. */
const SEARCHES = 3;

const digitsOf = (phone: string): string => phone.replace(/\D/g, '');
const tailOf = (phone: string): string => digitsOf(phone).slice(-DIGITS);

/** Whether a stored phone is this one. Without its plus nobody knows a stored one's country: its ten digits decide. */
const isPhone = (stored: string, phone: string, country: string): boolean =>
  samePhone(stored, phone, country) ||
  (!stored.trim().startsWith('+') && tailOf(stored).length === DIGITS && tailOf(stored) === tailOf(phone));

export const hasPhone = ({ custom_fields_values }: Contact, phone: string, country: string): boolean =>
  textsIn(custom_fields_values, 'PHONE').some(stored => isPhone(stored, phone, country));

export const hasEmail = ({ custom_fields_values }: Contact, email: string): boolean =>
  textsIn(custom_fields_values, 'EMAIL').some(stored => stored.trim().toLowerCase() === email.toLowerCase());

/**
 * What to search for: parts of the usual spellings, without the country. First the bare digits, then the spellings with
 * signs in between, as nothing says that the server looks through them.
 */
export const searchesOf = (phone: string, country: string): string[] => {
  const code = parsePhoneNumberFromString(phone)?.countryCallingCode ?? '';
  const signed = spellingsOf(phone, country)
    .filter(spelling => /[() -]/.test(spelling))
    .map(spelling => spelling.replace(new RegExp(`^(\\+${code}|8|0)\\s+`), ''))
    .flatMap(spelling => [spelling, spelling.replace(/[()]/g, '')]);
  const searches = [tailOf(phone), ...signed].filter(search => digitsOf(search).length > 6);
  return [...new Set(searches)].slice(0, SEARCHES);
};

const search = async (api: Api, query: string, isMeant: (row: Contact) => boolean): Promise<Contact[]> => {
  const ask = { operation: 'contacts', query: [['query', query] as const, ['with', 'leads'] as const] };
  const { rows } = await api.rows(ask, 'contacts', Contact, PAGES, found => found.some(isMeant));
  return rows.filter(isMeant).sort((a, b) => Number(a.id) - Number(b.id));
};

/** Everybody with this phone, the eldest first, with the leads they have. */
export const withPhone = async (api: Api, phone: string, { phoneCountry }: ShopFacts): Promise<Contact[]> => {
  for (const query of searchesOf(phone, phoneCountry)) {
    const found = await search(api, query, row => hasPhone(row, phone, phoneCountry));
    if (found.length > 0) return found;
  }
  return [];
};

/** The contact of this phone, or else of this address of mail. */
export const findContact = async (
  { api, shop }: Pick<Context, 'api' | 'shop'>,
  { phone, email }: { phone?: string | undefined; email?: string | undefined },
): Promise<Contact | null> => {
  const [byPhone] = phone ? await withPhone(api, phone, shop) : [];
  if (byPhone || !email) return byPhone ?? null;
  const [byEmail] = await search(api, email, row => hasEmail(row, email));
  return byEmail ?? null;
};

/** The id of a company of exactly this name; null: there is none. */
export const findCompany = async (api: Api, name: string): Promise<string | null> => {
  const wanted = name.trim().toLowerCase();
  const isMeant = (row: { name: string }) => row.name.trim().toLowerCase() === wanted;
  const ask = { operation: 'companies', query: [['query', name.trim()] as const] };
  const { rows } = await api.rows(ask, 'companies', Named, PAGES, found => found.some(isMeant));
  return rows.find(isMeant)?.id ?? null;
};
