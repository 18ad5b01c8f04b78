import { minorDigits } from '../contract/currency.ts';
import type { Money } from '../contract/index.ts';

/** The contract's own bound of an amount: a sum above it is nobody's order. */
export const LARGEST = 1e12;

/** An amount as the config writes it (199.90), in minor units (19990). */
export const toMinor = (major: number, currency: string): number => Math.round(major * 10 ** minorDigits(currency));

/** What is asked for `quantity` pieces. Quantities count to the thousandth; the rest is whole numbers. */
export const times = (amount: number, quantity: number): number =>
  Number(rounded(BigInt(amount) * BigInt(Math.round(quantity * 1000)), 1000n));

/** `percent` of an amount, to the hundredth of a percent. */
export const percentOf = (amount: number, percent: number): number =>
  Number(rounded(BigInt(amount) * BigInt(Math.round(percent * 100)), 10_000n));

/** A sum in which one unknown makes the whole unknown. */
export const sum = (amounts: readonly (number | null)[]): number | null =>
  amounts.reduce<number | null>((total, amount) => (total === null || amount === null ? null : total + amount), 0);

export const money = (amount: number, currency: string): Money => ({ amount, currency });

export const moneyOrNull = (amount: number | null, currency: string): Money | null =>
  amount === null ? null : money(amount, currency);

/** An amount as a person reads it: 1 290,00 ₽. */
export const readable = (amount: number, currency: string, language: string): string =>
  new Intl.NumberFormat(language, { style: 'currency', currency }).format(amount / 10 ** minorDigits(currency));

/** Half up, as a till does. */
const rounded = (value: bigint, by: bigint): bigint => {
  const half = value < 0n ? -(by / 2n) : by / 2n;
  return (value + half) / by;
};
