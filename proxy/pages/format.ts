import { minorDigits, moneyFormat } from '../contract/currency.ts';
import type { Money } from '../contract/index.ts';

/** Money as a person reads it. */
export const formatMoney = ({ amount, currency }: Money, language: string): string =>
  moneyFormat(language, currency).format(amount / 10 ** minorDigits(currency));

/** An instant where the shop is. */
export const formatTime = (at: number, language: string, timeZone: string): string =>
  new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'long', timeStyle: 'short' }).format(at);
