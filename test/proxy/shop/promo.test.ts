import { describe, expect, it } from 'vitest';
import type { CertificateFacts } from '../../../proxy/crm/crm.ts';
import { crmOf, openShop, page, product, rub } from './kit.ts';

const cart = { lines: [{ sku: '1', quantity: 2 }] };
const table = [
  { code: 'Autumn', percent: 10 },
  { code: 'MINUS100', amount: 100, minimum: 500, until: '2026-11-21' },
  { code: 'OLD', amount: 100, until: '2026-11-20' },
  { code: 'LARGE', amount: 100, minimum: 5000 },
];
const goods = [product('1', 60000)];
const quoted = (promoCode: string, more: object = {}) =>
  openShop({ crm: crmOf(goods), shop: { promoCodes: table } }).shop.quote({ ...cart, promoCode, ...more });

describe("a promo code of the shop's own table", () => {
  it('takes off its percentage or its sum, however it is typed', async () => {
    expect(await quoted(' autumn ')).toMatchObject({ discount: rub(12000), total: rub(108000), problems: [] });
    expect(await quoted('minus 100')).toMatchObject({ discount: rub(10000), total: rub(110000) });
    expect(await quoted('autumn')).not.toHaveProperty('discountNote');
  });

  it('is a problem when it is unknown, out of date or of larger orders, and takes nothing off', async () => {
    const all = await Promise.all(['nonsense', 'OLD', 'LARGE'].map(code => quoted(code)));
    expect(all.map(({ problems }) => problems)).toEqual(
      [
        'Магазин не знает такого промокода.',
        'Срок этого промокода истёк.',
        'Для этого промокода нужен заказ на большую сумму.',
      ].map(detail => [{ sku: null, kind: 'promo-code', detail }]),
    );
    expect(all.every(({ discount }) => discount.amount === 0)).toBe(true);
  });

  it('goes before a certificate, which takes what is left, and never more', async () => {
    const certificate = async (): Promise<CertificateFacts> => ({ kind: 'money', amount: rub(500000), state: 'valid' });
    const { shop } = openShop({ crm: crmOf(goods, { certificate }), shop: { promoCodes: table } });
    const quote = await shop.quote({ ...cart, promoCode: 'AUTUMN', certificate: '1', delivery: { method: 'courier' } });
    expect(quote).toMatchObject({ discount: rub(139990), total: rub(0) });
  });

  it('is not charged to the certificate beside it', async () => {
    const certificate = async (): Promise<CertificateFacts> => ({ kind: 'money', amount: rub(500000), state: 'valid' });
    const { shop, book } = openShop({ crm: crmOf(goods, { certificate }), shop: { promoCodes: table } });
    const order = { ...cart, customer: { name: 'Анна', phone: '+79161234567' }, promoCode: 'AUTUMN' };
    await shop.order({ ...order, certificate: '1' }, page, { idempotencyKey: 'a' });
    await shop.order(order, page, { idempotencyKey: 'b' });
    expect(book.drafts[0]?.order).toMatchObject({ discount: rub(120000), certificateDiscount: rub(108000) });
    expect(book.drafts[1]?.order).not.toHaveProperty('certificateDiscount');
  });

  it('that counts for nothing keeps an order from being accepted, and says which field', async () => {
    const { shop, book } = openShop({ crm: crmOf(goods), shop: { promoCodes: table } });
    const order = { ...cart, customer: { name: 'Анна', phone: '+79161234567' }, promoCode: 'OLD' };
    expect(await shop.order(order, page, { idempotencyKey: 'k' })).toEqual({
      kind: 'invalid',
      refusals: [{ pointer: '#/promoCode', code: 'promo-code-expired' }],
    });
    await shop.order({ ...order, promoCode: 'AUTUMN' }, page, { idempotencyKey: 'k' });
    expect(book.drafts[0]?.order).toMatchObject({ promoCode: 'AUTUMN', discount: rub(12000), total: rub(108000) });
  });
});

describe('a promo code elsewhere', () => {
  it('is valued by a CRM that can', async () => {
    const certificate = async (code: string): Promise<CertificateFacts | null> =>
      code === 'TEN' ? { kind: 'percent', percent: 10, state: 'valid' } : null;
    const { shop } = openShop({ crm: crmOf(goods, { certificate }), manifest: { valuesPromoCodes: true } });
    expect(await shop.quote({ ...cart, promoCode: 'TEN' })).toMatchObject({ discount: rub(12000), problems: [] });
    expect((await shop.quote({ ...cart, promoCode: 'TWO' })).problems).toMatchObject([{ kind: 'promo-code' }]);
  });

  it('travels as a text, and the quote says that the shop settles it', async () => {
    const { shop } = openShop({ crm: crmOf(goods) });
    expect(await shop.quote({ ...cart, promoCode: 'TEN' })).toMatchObject({
      discount: rub(0),
      discountNote: 'to-be-confirmed',
      problems: [],
    });
  });
});
