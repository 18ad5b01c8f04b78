import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OrderRequest } from '../../../proxy/contract/index.ts';
import { cleanText, hasCardNumber } from '../../../proxy/shop/clean.ts';
import type { OrderOutcome } from '../../../proxy/shop/shop.ts';
import { crmOf, openShop, page, product, type Setting } from './kit.ts';

const basic: OrderRequest = {
  customer: { name: 'Анна', phone: '8 (916) 123-45-67' },
  lines: [{ sku: '1', quantity: 1 }],
};
const key = () => ({ idempotencyKey: 'key-1' });

const codes = (outcome: OrderOutcome): string[] =>
  outcome.kind === 'invalid' ? outcome.refusals.map(({ pointer, code }) => `${pointer} ${code}`) : [outcome.kind];

const refused = async (more: Partial<OrderRequest>, setting: Setting = {}): Promise<string[]> => {
  const { shop, book } = openShop(setting);
  const outcome = await shop.order({ ...basic, ...more }, page, key());
  if (outcome.kind !== 'accepted') expect(book.drafts).toEqual([]);
  return codes(outcome);
};

describe('an order that is refused', () => {
  it('names what the shop requires', async () => {
    const fields = [
      { name: 'customer.name', required: true },
      { name: 'customer.email', required: true },
      { name: 'persons', required: true },
      { name: 'fields.doorman', required: true, options: [{ value: 'yes', label: 'Да' }] },
      { name: 'fields.floor', required: false, maxLength: 2 },
    ];
    expect(await refused({ customer: { name: ' \u200b ', phone: '+79161234567' } }, { shop: { fields } })).toEqual([
      '#/customer/name required',
      '#/customer/email required',
      '#/persons required',
      '#/fields/doorman required',
    ]);
    const wrong = {
      customer: { firstName: 'Анна', email: 'anna@' },
      persons: 2,
      fields: { doorman: 'maybe', floor: '123', other: 'x' },
    };
    expect(await refused(wrong, { shop: { fields } })).toEqual([
      '#/customer/email email',
      '#/fields/doorman unknown',
      '#/fields/floor too-long',
    ]);
  });

  it.each([
    ['a phone nobody can call', { customer: { name: 'A', phone: '12' } }, '#/customer/phone phone'],
    ['an unknown delivery', { delivery: { method: 'drone' } }, '#/delivery/method unknown'],
    ['no pickup point', { delivery: { method: 'pickup' } }, '#/delivery/pickupPoint required'],
    [
      'an unknown pickup point',
      { delivery: { method: 'pickup', pickupPoint: 'moon' } },
      '#/delivery/pickupPoint unknown',
    ],
    ['a courier without an address', { delivery: { method: 'courier' } }, '#/delivery/address/street required'],
    ['an unknown payment', { payment: { method: 'shells' } }, '#/payment/method unknown'],
    ['the past', { delivery: { at: '2026-11-21T11:50:00+03:00' } }, '#/delivery/at in-the-past'],
    ['next year', { delivery: { at: '2026-12-25T12:00:00+03:00' } }, '#/delivery/at too-far'],
    ['a card’s number', { comment: 'карта 4111 1111 1111 1111, 12/30' }, '#/comment card-number'],
    [
      'a card’s number in a name',
      { customer: { name: 'A 4111111111111111', phone: '+79161234567' } },
      '#/customer/name card-number',
    ],
    [
      'a card’s number in an address',
      { delivery: { method: 'courier', address: { line2: '4111 1111 1111 1111' } } },
      '#/delivery/address/line2 card-number',
    ],
    ['an empty sku', { lines: [{ sku: ' ', quantity: 1 }] }, '#/lines/0/sku required'],
    ['more than money can say', { lines: [{ sku: 'gold', quantity: 9999 }] }, '#/lines too-much'],
  ])('for %s', async (_name, more, code) => {
    const crm = crmOf([product('1', 60000), product('gold', 9e11)]);
    expect(await refused(more as Partial<OrderRequest>, { crm })).toEqual([code]);
  });

  it('for a missing consent, too little, and a certificate that is not good', async () => {
    const consent = { text: 'Согласен', required: true };
    expect(await refused({}, { shop: { consent } })).toEqual(['#/consent consent']);
    expect(await refused({ consent: true }, { shop: { consent } })).toEqual(['accepted']);
    expect(await refused({}, { shop: { minimum: 600.01 } })).toEqual(['#/lines below-minimum']);
    const crm = crmOf([product('1', 60000)], { certificate: async () => null });
    expect(await refused({ certificate: 'x' }, { crm })).toEqual(['#/certificate certificate-unknown']);
  });

  it('for a price nobody knows, where the shop does not accept that', async () => {
    const crm = crmOf([product('1', null)]);
    expect(await refused({}, { crm, shop: { unpriced: 'refuse' } })).toEqual(['#/lines/0/sku unpriced']);
  });

  it('for a shop that takes no orders', async () => {
    const { submitOrder: _none, ...crm } = crmOf([]);
    expect(await refused({}, { crm })).toEqual(['# orders-off']);
  });
});

describe('cleaning', () => {
  const typed = fc.constantFrom(
    'a',
    'e',
    'ё',
    '👍',
    '\ud83d',
    ' ',
    '\u00a0',
    '\t',
    '\n',
    '\r',
    '\u0000',
    '\u0301',
    '\u200b',
    '\u202e',
    '\ufeff',
  );

  it('leaves nothing to trim, and cleaning twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: typed }), text => {
        const clean = cleanText(text);
        expect(clean).toBe(clean.trim());
        expect(cleanText(clean)).toBe(clean);
        expect(clean).not.toMatch(/\s\s|[\n\t\u202e]/);
      }),
    );
  });

  it('leaves no accent apart from its letter', () => {
    expect(cleanText('e\u200b\u0301')).toBe('é');
  });

  it('tells cards from phones, barcodes and order numbers', () => {
    const texts = [
      '5469 3800 1234 5674',
      '4111-1111-1111-1111',
      '89161234567 89161234568',
      '+7 916 123 45 67',
      '12345',
      '1111111111111111111111',
    ];
    expect(texts.map(hasCardNumber)).toEqual([false, true, false, false, false, false]);
    expect(hasCardNumber('моя карта:2200700000000009')).toBe(true);
    expect(hasCardNumber('2200700000000008 Иванов')).toBe(false);
  });
});
