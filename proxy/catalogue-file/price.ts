import { minorDigits } from '../contract/currency.ts';
import { Money } from '../contract/index.ts';

/**
 * A price in major units as a person or a program writes it (199.9, "1 290,50", "199.9000"), digit by digit, so that
 * nothing is rounded. Null for what is no price, and for what may be read in two ways: 1.290 and 1,290.50.
 */
export const toPrice = (written: string, currency: string): Money | null => {
  const [, whole = '', rest = ''] = /^(\d+|\d{1,3}(?:[ \u00A0\u202F]\d{3})+)(?:[.,](\d+))?$/.exec(written.trim()) ?? [];
  const digits = minorDigits(currency);
  const excess = rest.slice(digits);
  if (whole === '' || !/^0*$/.test(excess) || (excess !== '' && rest.length === 3)) return null;
  const minor = whole.replace(/\D/g, '') + rest.slice(0, digits).padEnd(digits, '0');
  return Money.safeParse({ amount: Number(minor), currency }).data ?? null;
};
