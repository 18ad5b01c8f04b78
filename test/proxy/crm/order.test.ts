import { describe, expect, it } from 'vitest';
import { lineDiscount, orderDiscount, weightOf } from '../../../proxy/crm/order.ts';
import { sampleOrder } from '../../contract/ask.ts';

const rub = (amount: number) => ({ amount, currency: 'RUB' });
const line = { sku: '001', name: 'Roll', quantity: 2, price: rub(10_000), options: [], properties: [] };
const option = { sku: '002', name: 'Sauce', quantity: 2, price: rub(500) };

describe('a line’s own discount', () => {
  it.each([
    ['none', line, { each: 0, rest: 0 }],
    ['less than the price', { ...line, discount: rub(1_500) }, { each: 1_500, rest: 0 }],
    ['more than the price and the options', { ...line, discount: rub(99_000) }, { each: 10_000, rest: 0 }],
    ['some of the options too', { ...line, options: [option], discount: rub(10_300) }, { each: 10_000, rest: 600 }],
    ['all of the options', { ...line, options: [option], discount: rub(99_000) }, { each: 10_000, rest: 2_000 }],
    ['off a price nobody knows', { ...line, price: null, discount: rub(1_500) }, { each: 1_500, rest: 0 }],
  ])('is %s', (_, given, expected) => {
    expect(lineDiscount(given)).toEqual(expected);
  });

  it('goes to the order’s where the line’s own price does not bear it', () => {
    const lines = [{ ...line, options: [option], discount: rub(10_300) }];
    expect(orderDiscount(sampleOrder([], { lines, discount: rub(3_000) }))).toEqual(rub(3_600));
    expect(orderDiscount(sampleOrder(['001']))).toEqual(rub(0));
  });
});

describe('the weight of an order', () => {
  it('is that of all its pieces, and known only where every line has one', () => {
    expect(
      weightOf({
        lines: [
          { ...line, weight: 250.4 },
          { ...line, quantity: 0.5, weight: 1000 },
        ],
      }),
    ).toBe(1001);
    expect(weightOf({ lines: [{ ...line, weight: 250 }, line] })).toBeNull();
    expect(weightOf({ lines: [] })).toBeNull();
  });
});
