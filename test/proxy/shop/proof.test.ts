import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FoundOrder, Stage } from '../../../proxy/contract/index.ts';
import { numberKey } from '../../../proxy/orders/store/numbers.ts';
import { maskCode, maskNumber } from '../../../proxy/shop/mask.ts';
import { type Asked, isTrueOf, proofBy, show, type Terms, type Traced } from '../../../proxy/shop/proof.ts';
import { rub } from './kit.ts';

const NOW = Date.UTC(2026, 10, 21, 9);
const number = fc.stringMatching(/^[A-Z][0-9]-[0-9]{4}$/);
const phone = fc.stringMatching(/^\+79[0-9]{9}$/);
const time = fc.integer({ min: NOW - 30 * 86_400_000, max: NOW });
const stage = fc.option(fc.constantFrom(...Stage.options));

const order: fc.Arbitrary<Traced> = fc.record({
  numbers: fc.uniqueArray(number, { minLength: 1, maxLength: 2 }),
  phone: fc.option(phone),
  placedAt: time,
  isOpen: fc.boolean(),
  stage,
  status: fc.option(fc.constant('В пути')),
  colour: fc.option(fc.constant('#e68116'), { nil: undefined }),
  history: fc.array(fc.record({ stage, status: fc.constant(null), at: time }), { maxLength: 3 }),
  total: fc.constant(rub(987654321)),
  tracking: fc.constant({ number: 'TRACK-SECRET' }),
});
const terms: fc.Arbitrary<Terms> = fc.record({
  now: fc.constant(NOW),
  timeZone: fc.constantFrom('Europe/Moscow', 'America/New_York'),
  phoneLookup: fc.boolean(),
});

describe('what a lookup shows', () => {
  it('is nothing of an order of which anything asked is not true', () => {
    fc.assert(
      fc.property(order, number, phone, (traced, otherNumber, otherPhone) => {
        fc.pre(!traced.numbers.includes(otherNumber) && traced.phone !== otherPhone);
        const own = { number: traced.numbers[0] ?? '', phone: traced.phone ?? otherPhone };
        const wrong: Asked[] = [
          {},
          { number: otherNumber },
          { phone: otherPhone },
          { ...own, phone: otherPhone },
          { ...own, number: otherNumber },
        ];
        expect(wrong.map(asked => isTrueOf(traced, asked))).toEqual(wrong.map(() => false));
      }),
    );
  });

  it('has total, tracking, times and the phone’s owner’s number only where both were proven', () => {
    const asked = fc.constantFrom<('number' | 'phone')[]>('number', 'phone').map(known => [known].flat());
    fc.assert(
      fc.property(order, terms, asked, (traced, shop, [known]) => {
        const [own = ''] = traced.numbers;
        const proof = proofBy(known === 'phone' ? { phone: traced.phone ?? '' } : { number: own });
        const row = show(traced, proof, shop);
        const text = JSON.stringify(row ?? {});
        for (const secret of ['987654321', 'TRACK-SECRET']) expect(text).not.toContain(secret);
        const hidden = known === 'phone' ? traced.numbers : traced.numbers.slice(1);
        for (const secret of hidden) expect(text).not.toContain(secret);
        expect(text).not.toMatch(/\+79|T\d\d:/);
        for (const entry of row?.history ?? []) expect(entry.at).toMatch(/^\d{4}-\d\d-\d\d$/);
      }),
    );
  });

  it('by phone alone is only what is open or recent, and only where the shop allows it', () => {
    fc.assert(
      fc.property(order, terms, (traced, shop) => {
        const row = show(traced, proofBy({ phone: traced.phone ?? '' }), shop);
        const isRecent = NOW - traced.placedAt < 7 * 86_400_000;
        expect(row !== null).toBe(shop.phoneLookup && (traced.isOpen || isRecent));
      }),
    );
  });

  it('always has the contract’s shape, and never the phone', () => {
    fc.assert(
      fc.property(order, terms, fc.boolean(), (traced, shop, withPhone) => {
        const [own = ''] = traced.numbers;
        const row = show(traced, { number: own, phone: withPhone }, shop);
        expect(FoundOrder.parse(row)).toEqual(row);
        expect(row?.number).toBe(own);
        expect(row?.colour).toBe(traced.colour);
        expect('total' in (row ?? {})).toBe(withPhone);
        if (traced.phone) expect(JSON.stringify(row)).not.toContain(traced.phone);
      }),
    );
  });
});

describe('masks', () => {
  it('never show the whole, nor more than four characters', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 20 }), text => {
        const shown = maskCode(text).replace(/^•••• ?/, '');
        expect([...shown].length).toBeLessThanOrEqual(Math.min(4, [...text].length - 1));
      }),
    );
  });

  it('look as the shop’s staff would say them', () => {
    expect(['K7-4821', '1042', '4', 'SHOP-2026-000123'].map(maskNumber)).toEqual(['••-4821', '••42', '••', '••0123']);
    expect(['12345678', 'ABC123', '12'].map(maskCode)).toEqual(['•••• 5678', '•••• C123', '•••• 2']);
    expect(numberKey(maskNumber('K7-4821'))).toBe('4821');
  });
});
