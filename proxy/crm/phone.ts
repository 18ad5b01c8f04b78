import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js';

/** How a phone may be written, each X a digit: +7XXXXXXXXXX, 8(XXX)XXX-XX-XX. */
export const PHONE_MASK = /^[+\d()\- ]*X[X()\- ]*$/;

/** The digits an E.164 phone must begin with for a mask that begins with `prefix`. */
const callingCode = (prefix: string, country: string): string | null => {
  // In Russia and Kazakhstan 8 is dialled inside the country where others dial +7; elsewhere that prefix is 0 or none.
  if (prefix === '8') return '7';
  if (prefix !== '' && prefix !== '0') return prefix;
  return isSupportedCountry(country) ? getCountryCallingCode(country) : null;
};

/**
 * A phone in the spelling a shop keeps in its CRM, `mask` having an X for each digit of the number itself.
 * A phone that does not fit the mask (another country, not understood) goes as it is: a wrong number is worse.
 */
export const formatPhone = (phone: string, mask: string, country: string): string => {
  const code = callingCode((mask.split('X')[0] ?? '').replace(/\D/g, ''), country);
  const digits = phone.replace(/\D/g, '');
  const places = mask.split('X').length - 1;
  if (code === null || !phone.startsWith('+') || !digits.startsWith(code)) return phone;
  if (digits.length !== code.length + places) return phone;
  let next = code.length;
  return mask.replace(/X/g, () => digits.charAt(next++));
};

const homeOf = (country: string): CountryCode | undefined => (isSupportedCountry(country) ? country : undefined);

/** A phone's E.164 form, or its bare digits where it makes no sense as a phone. */
const keyOf = (phone: string, country: string): string => {
  const parsed = parsePhoneNumberFromString(phone, homeOf(country));
  return parsed?.isPossible() ? parsed.number : phone.replace(/\D/g, '');
};

/** Whether two spellings are the same phone; `country` is where numbers without a prefix belong. */
export const samePhone = (one: string | undefined, other: string | undefined, country: string): boolean => {
  const key = keyOf(one ?? '', country);
  return key !== '' && key === keyOf(other ?? '', country);
};

/**
 * The ways people write one phone, the commonest first: for CRMs that look a phone up by how it is spelled.
 * A phone that could not be understood has only the spelling it came in.
 */
export const spellingsOf = (phone: string, country: string): string[] => {
  const parsed = parsePhoneNumberFromString(phone, homeOf(country));
  if (!parsed?.isPossible()) return [phone];
  const { number, nationalNumber, countryCallingCode } = parsed;
  const national = parsed.formatNational();
  const bracket = national.indexOf('(');
  // What input masks of sites make: +7 (916) 123-45-67.
  const masked = bracket === -1 ? [] : [`+${countryCallingCode} ${national.slice(bracket)}`];
  const digits = [number, number.slice(1), national.replace(/\D/g, ''), nationalNumber];
  return [...new Set([...digits, ...masked, national, parsed.formatInternational()])];
};
