import { minorDigits } from '../contract/currency.ts';
import type { Money } from '../contract/index.ts';

const LARGEST = 1e12;

/** An amount in major units as a CRM writes it, number or text; null for what is no amount. */
export const toMoney = (major: string | number | undefined, currency: string): Money | null => {
  const written = String(major ?? '')
    .replace(/\s/g, '')
    .replace(',', '.');
  if (!/^-?\d+(\.\d*)?$/.test(written)) return null;
  const amount = Math.round(Number(written) * 10 ** minorDigits(currency));
  return Math.abs(amount) > LARGEST ? null : { amount, currency };
};

/** Money as a number of major units, for CRMs that count in JSON numbers. */
export const toMajorNumber = ({ amount, currency }: Money): number => amount / 10 ** minorDigits(currency);
