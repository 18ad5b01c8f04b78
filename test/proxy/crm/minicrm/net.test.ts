import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { netPrice } from '../../../../proxy/crm/minicrm/net.ts';

/** Exactly what a net price comes to, in hundred-millionths of the smallest coin or finer. */
const grossOf = (net: string, quantity: number, vat: number): number => {
  const [whole = '0', fraction = ''] = net.split('.');
  const scaled = BigInt(`${whole}${fraction}`) * BigInt(Math.round(quantity * 1000)) * BigInt(10_000 + vat * 100);
  return Number(scaled) / 10 ** (fraction.length + 3 + 4 - 2);
};

describe('a net price', () => {
  it.each([
    ['a whole one', 12_100, 'RON', 1, 21, '100'],
    ['no VAT', 9_999, 'RON', 1, 0, '99.99'],
    ['no end to it', 10_000, 'RON', 1, 19, '84.0336'],
    ['three pieces', 10_000, 'RON', 3, 19, '28.0112'],
    ['a weight', 9_999, 'RON', 0.333, 5.5, '284.6164'],
    ['a discount', -1_000, 'RON', 1, 21, '-8.26446'],
    ['whole forints', 127_000, 'HUF', 1, 27, '1000'],
    ['forints that do not divide', 199_000, 'HUF', 1, 27, '1566.92913'],
    ['nothing', 0, 'RON', 5, 21, '0'],
    ['one ban', 1, 'RON', 1, 21, '0.00826'],
    ['many pieces', 12_345_678, 'RON', 9_999, 19, '10.375557'],
    ['more than MiniCRM has decimals for', 1_234_567, 'RON', 99_999, 19, '0.10374616'],
  ])('of %s', (_, gross, currency, quantity, vat, net) => {
    expect(netPrice(gross, currency, quantity, vat)).toBe(net);
  });

  it('comes to the gross sum again, whatever the quantity and the rate', () => {
    const gross = fc.integer({ min: -10_000_000, max: 100_000_000 });
    const thousandths = fc.integer({ min: 1, max: 1_000_000 });
    const vat = fc.constantFrom(0, 5, 5.5, 9, 11, 18, 19, 21, 27);
    fc.assert(
      fc.property(gross, thousandths, vat, (sum, thousandth, rate) => {
        const quantity = thousandth / 1000;
        expect(Math.abs(grossOf(netPrice(sum, 'RON', quantity, rate), quantity, rate) - sum)).toBeLessThan(0.3);
      }),
    );
  });

  it('leaves less than a coin of a hundred lines, rounded each or all together', () => {
    const lines = Array.from({ length: 100 }, (_, index) => 101 + index * 37);
    const sum = lines.reduce((total, each) => total + each, 0);
    const told = lines.reduce((total, each) => total + grossOf(netPrice(each, 'RON', 1, 19), 1, 19), 0);
    expect(Math.round(told)).toBe(sum);
  });
});
