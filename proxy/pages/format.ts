import { minorDigits } from '../contract/currency.ts';
import type { Money } from '../contract/index.ts';

/** Money as a person reads it. */
export const formatMoney = ({ amount, currency }: Money, language: string): string =>
  new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    trailingZeroDisplay: 'stripIfInteger',
  }).format(amount / 10 ** minorDigits(currency));

/** An instant where the shop is. */
export const formatTime = (at: number, language: string, timeZone: string): string =>
  new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'long', timeStyle: 'short' }).format(at);
