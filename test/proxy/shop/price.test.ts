import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minorDigits } from '../../../proxy/contract/currency.ts';
import { LARGEST, percentOf, times, toMinor } from '../../../proxy/shop/money.ts';
import { addUp, type CartLine, type Deduction, deliveryCost, priceLine } from '../../../proxy/shop/price.ts';
import type { Shelf } from '../../../proxy/shop/shelf.ts';
import { product } from './kit.ts';

const shelfOf = (prices: Record<string, number | null>, out: string[] = [], isKnown = true): Shelf => ({
  isKnown,
  article: sku => ({
    product: sku in prices ? product(sku, prices[sku] ?? null) : null,
    state: out.includes(sku) ? 'out' : 'in-stock',
    row: null,
    asOf: null,
  }),
});

describe('money', () => {
  it('knows the digits of each currency', () => {
    expect(['RUB', 'UAH', 'KZT', 'RON', 'HUF', 'JPY', 'KWD'].map(minorDigits)).toEqual([2, 2, 2, 2, 2, 0, 3]);
  });

  it('turns what a config writes into minor units', () => {
    expect([toMinor(199.9, 'RUB'), toMinor(0.29, 'RUB'), toMinor(1290, 'JPY')]).toEqual([19990, 29, 1290]);
  });

  it('rounds half a kopeck up and nothing else', () => {
    expect([times(333, 0.5), times(1001, 1.5), times(100, 0.333), percentOf(1005, 10), percentOf(999, 12.5)]).toEqual([
      167, 1502, 33, 101, 125,
    ]);
  });
});

describe('a line', () => {
  const shelf = shelfOf({ pizza: 60000, cheese: 5000, secret: null }, ['cheese']);

  it('adds its options to each piece', () => {
    const line = priceLine({ sku: 'pizza', quantity: 2, options: [{ sku: 'cheese', quantity: 2 }] }, shelf, 'RUB');
    expect(line).toMatchObject({ name: 'Article pizza', price: 60000, piece: 70000, total: 140000, problem: 'out' });
  });

  it('has no price where any part of it has none', () => {
    expect(priceLine({ sku: 'secret', quantity: 1 }, shelf, 'RUB')).toMatchObject({ piece: null, problem: null });
    const options = [{ sku: 'gone', quantity: 1 }];
    expect(priceLine({ sku: 'pizza', quantity: 1, options }, shelf, 'RUB')).toMatchObject({
      piece: null,
      total: null,
      problem: 'unknown',
    });
  });

  it('is no problem while no catalogue was ever read', () => {
    expect(priceLine({ sku: 'x', quantity: 1 }, shelfOf({}, [], false), 'RUB')).toMatchObject({
      total: null,
      problem: null,
    });
  });

  it('does not take a price in another currency for its own', () => {
    expect(priceLine({ sku: 'pizza', quantity: 1 }, shelf, 'KZT').piece).toBeNull();
  });
});

describe('delivery', () => {
  const terms = { cost: 19990, freeFrom: 200000, minimum: null };

  it('is free from a sum on', () => {
    expect([199999, 200000, null].map(goods => deliveryCost(terms, goods))).toEqual([19990, 0, 19990]);
  });

  it('costs nothing until one is chosen, and is unknown where the shop tells it later', () => {
    expect([deliveryCost(null, 1), deliveryCost({ ...terms, cost: null }, 1)]).toEqual([0, null]);
  });
});

describe('a cart', () => {
  const prices = fc.dictionary(
    fc.constantFrom('a', 'b', 'c'),
    fc.option(fc.integer({ min: 0, max: 10_000_000 }), { freq: 8 }),
  );
  const cartLine: fc.Arbitrary<CartLine> = fc.record({
    sku: fc.constantFrom('a', 'b', 'c', 'd'),
    quantity: fc.oneof(fc.integer({ min: 1, max: 9999 }), fc.double({ min: 0.001, max: 9999, noNaN: true })),
    options: fc.array(fc.record({ sku: fc.constantFrom('a', 'b'), quantity: fc.integer({ min: 1, max: 9 }) }), {
      maxLength: 3,
    }),
  });
  const terms = fc.option(
    fc.record({ cost: fc.option(fc.nat(100_000)), freeFrom: fc.option(fc.nat(1_000_000)), minimum: fc.constant(null) }),
  );
  const deduction: fc.Arbitrary<Deduction> = fc.oneof(
    fc.constant({ kind: 'none' as const }),
    fc.record({ kind: fc.constant('money' as const), amount: fc.integer({ min: 0, max: 1e9 }) }),
    fc.record({ kind: fc.constant('percent' as const), percent: fc.double({ min: 0, max: 100, noNaN: true }) }),
  );

  it('is the sum of its parts, whole, and never negative', () => {
    const cart = fc.array(cartLine, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(cart, prices, terms, deduction, (cartLines, known, delivery, taken) => {
        const lines = cartLines.map(line => priceLine(line, shelfOf(known), 'RUB'));
        const sums = addUp(lines, delivery, taken);
        if (sums.total === null) return;
        const goods = lines.reduce((all, line) => all + (line.total ?? Number.NaN), 0);
        expect(sums.goods).toBe(goods);
        expect(sums.total).toBe(goods + (sums.delivery ?? 0) - sums.discount);
        for (const amount of [sums.total, sums.discount, goods]) {
          expect(Number.isInteger(amount)).toBe(true);
          expect(amount).toBeGreaterThanOrEqual(0);
          expect(amount).toBeLessThanOrEqual(LARGEST);
        }
      }),
    );
  });

  it('has a total exactly when every line has a price', () => {
    fc.assert(
      fc.property(fc.array(cartLine, { minLength: 1, maxLength: 4 }), prices, (cartLines, known) => {
        const lines = cartLines.map(line => priceLine({ ...line, quantity: 1 }, shelfOf(known), 'RUB'));
        const isPriced = lines.every(line => line.piece !== null);
        expect(addUp(lines, null, { kind: 'none' }).total !== null).toBe(isPriced);
      }),
    );
  });
});
