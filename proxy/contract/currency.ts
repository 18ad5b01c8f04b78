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
