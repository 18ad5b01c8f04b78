/**
 * ISO 4217 where it is not two. Intl is no help: its digits are CLDR's, which change (HUF has none there). Widgets
 * need it too, so it stands in the contract and imports nothing.
 */
const DIGITS: Record<number, string> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

/** How many digits the currency's minor unit has: 2 for RUB and HUF, 0 for JPY. */
export const minorDigits = (currency: string): number =>
  Number(Object.entries(DIGITS).find(([, codes]) => codes.includes(currency))?.[0] ?? 2);

/**
 * How money is written: 1 290 ₽, 42 RON. The short sign of some currencies is one bare letter (the leu is "L" in Russian), which
 * tells nobody which money is meant; there the longer one stands.
 */
export const moneyFormat = (locale: string, currency: string): Intl.NumberFormat => {
  const written = (currencyDisplay: 'narrowSymbol' | 'symbol') =>
    new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay,
      trailingZeroDisplay: 'stripIfInteger',
    });
  const short = written('narrowSymbol');
  const sign = short.formatToParts(0).find(({ type }) => type === 'currency')?.value ?? '';
  return /^\p{L}$/u.test(sign) ? written('symbol') : short;
};
