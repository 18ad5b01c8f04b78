import type { Money } from '../../contract/index.ts';

/** FrontPad writes major units, `250` or `250.50`; every currency it is sold in has hundredths (inferred). */
const MINOR = 100;
const LARGEST = 1e12;

/** An amount FrontPad or a site wrote, in hundredths; null for what is no amount. */
export const toMinor = (text: string | undefined): number | null => {
  const written = (text ?? '').replace(/\s/g, '').replace(',', '.');
  if (!/^-?\d+(\.\d*)?$/.test(written)) return null;
  const amount = Math.round(Number(written) * MINOR);
  return Math.abs(amount) > LARGEST ? null : amount;
};

/** FrontPad's amount as Money; null for what is no amount. */
export const toMoney = (text: string | undefined, currency: string): Money | null => {
  const amount = toMinor(text);
  return amount === null ? null : { amount, currency };
};

/** Money as FrontPad writes it: whole where it is whole. */
export const toMajor = (money: Money): string =>
  money.amount % MINOR === 0 ? String(money.amount / MINOR) : (money.amount / MINOR).toFixed(2);
