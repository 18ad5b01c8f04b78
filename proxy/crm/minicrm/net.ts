import { minorDigits } from '../../contract/currency.ts';

const FEWEST_DECIMALS = 2;
/** What MiniCRM shows of a net price (Integrations Manual, "Order endpoint": "500.000000"). */
const USUAL_DECIMALS = 6;
const MOST_DECIMALS = 12;
/** How far a line may be from its gross sum, as a part of the smallest coin: a hundred lines must not make up one. */
const CLOSE = 400n;
/** The same where the usual decimals do not get as close: the line itself must still round right. */
const NEAR = 4n;

/** A quantity as CRMs keep them. */
export const thousandths = (quantity: number): number => Math.round(quantity * 1000);

const divide = (numerator: bigint, denominator: bigint): bigint => {
  const half = numerator < 0n ? -denominator : denominator;
  return (2n * numerator + half) / (2n * denominator);
};

const written = (scaled: bigint, decimals: number): string => {
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, '0');
  const fraction = digits.slice(-decimals).replace(/0+$/, '');
  return `${scaled < 0n ? '-' : ''}${digits.slice(0, -decimals)}${fraction && `.${fraction}`}`;
};

/**
 * The net price of one piece of a line, in major units, so that quantity × net × (1 + VAT) rounds to the gross sum.
 * It has the fewest decimals that do.
 * @param gross what the line comes to, in minor units
 */
export const netPrice = (gross: number, currency: string, quantity: number, vat: number): string => {
  const numerator = BigInt(gross) * 10_000_000n;
  const denominator =
    10n ** BigInt(minorDigits(currency)) * BigInt(thousandths(quantity)) * BigInt(10_000 + Math.round(vat * 100));
  if (denominator <= 0n) return '0';
  for (let decimals = FEWEST_DECIMALS; ; decimals++) {
    const power = 10n ** BigInt(decimals);
    const scaled = divide(numerator * power, denominator);
    const off = scaled * denominator - numerator * power;
    const part = decimals < USUAL_DECIMALS ? CLOSE : NEAR;
    if ((off < 0n ? -off : off) * part <= power * 10_000_000n || decimals === MOST_DECIMALS) {
      return written(scaled, decimals);
    }
  }
};
