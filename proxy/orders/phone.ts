import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import type { Keys } from './seal.ts';

/**
 * A phone as people write it, in E.164; null if it is none. `country` (ISO 3166) is where numbers without
 * a prefix belong; a number written with a plus keeps its own country.
 */
export function toE164(text: string, country: string): string | null {
  const home = isSupportedCountry(country) ? country : undefined;
  const plus = text.replace(/^\s*00(?=[1-9][\d\s().-]{9,}$)/, '+');
  return parsed(plus, home) ?? withoutPlus(plus);
}

function parsed(text: string, country: CountryCode | undefined): string | null {
  const phone = parsePhoneNumberFromString(text, country);
  return phone?.isPossible() ? phone.number : null;
}

/** A neighbour's number typed without its plus (`380 67 …` in a Russian shop): only where it is certainly valid. */
function withoutPlus(text: string): string | null {
  const digits = text.replace(/[\s().-]/g, '');
  if (!/^[1-9]\d{9,14}$/.test(digits)) return null;
  const phone = parsePhoneNumberFromString(`+${digits}`);
  return phone?.isValid() ? phone.number : null;
}

/** What the order book knows a phone by. */
export const phoneHash = (keys: Keys, e164: string): string => keys.hmac('phone', e164);

/** The same under every key, for looking up. */
export const phoneHashes = (keys: Keys, e164: string): string[] => keys.hmacAll('phone', e164);
