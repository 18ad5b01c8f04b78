import { minorDigits } from '../../contract/currency.ts';
import type { Money } from '../../contract/index.ts';
import { toMajorNumber, toMoney } from '../money.ts';
import type { Settings } from './settings.ts';
import type { Lead } from './wire.ts';

/** The largest budget a lead may have (vendor's client, issue 265). */
const LARGEST = 2_147_483_647;

/**
 * A sum as the whole number that a budget is. Newer accounts may take fractions, others refuse them (vendor's client
 * 1.16.0, issue 332). Null: it is too large.
 */
export const budgetOf = ({ amount, currency }: Money, rounding: Settings['rounding']): number | null => {
  const unit = 10 ** minorDigits(currency);
  const rest = ((amount % unit) + unit) % unit;
  const whole = (amount - rest) / unit;
  const isUp = rest > 0 && (rounding === 'up' || (rounding === 'math' && rest * 2 >= unit));
  const budget = isUp ? whole + 1 : whole;
  return Math.abs(budget) > LARGEST ? null : budget;
};

export const totalOf = ({ price_with_minor_units: exact, price }: Lead, currency: string): Money | null =>
  toMoney(exact ?? price, currency);

/** 1250.50 RUB, for people. */
export const written = (money: Money): string =>
  `${toMajorNumber(money).toFixed(minorDigits(money.currency))} ${money.currency}`;
