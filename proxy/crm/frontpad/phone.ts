import { getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js';

/** The digits an E.164 phone must begin with for a mask that begins with `prefix`. */
const callingCode = (prefix: string, country: string): string | null => {
  // In Russia and Kazakhstan 8 is dialled inside the country where others dial +7; elsewhere that prefix is 0 or none.
  if (prefix === '8') return '7';
  if (prefix !== '' && prefix !== '0') return prefix;
  return isSupportedCountry(country) ? getCountryCallingCode(country) : null;
};

/**
 * A phone in the spelling the shop keeps in FrontPad, `mask` having an X for each digit of the number itself.
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
