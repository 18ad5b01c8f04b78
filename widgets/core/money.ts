import { minorDigits, moneyFormat } from '../../proxy/contract/currency.ts';
import type { Money } from '../../proxy/contract/index.ts';

const formats = new Map<string, Intl.NumberFormat>();

function formatOf(currency: string, locale: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  const known = formats.get(key);
  if (known) return known;
  const made = moneyFormat(locale, currency);
  formats.set(key, made);
  return made;
}

/** 129000 RUB is "1 290 ₽". */
export function formatMoney(money: Money, locale: string): string {
  const format = formatOf(money.currency, locale);
  return format.format(money.amount / 10 ** minorDigits(money.currency));
}
