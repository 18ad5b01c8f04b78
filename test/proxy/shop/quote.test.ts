import { describe, expect, it } from 'vitest';
import type { CertificateFacts } from '../../../proxy/crm/crm.ts';
import { CrmFailure } from '../../../proxy/crm/failure.ts';
import { crmOf, openShop, page, product, rub } from './kit.ts';

const products = [product('1', 60000), product('2', 45050), product('cheese', 5000), product('asked', null)];
const withCertificate = (facts: CertificateFacts | null) => crmOf(products, { certificate: async () => facts });
const one = { lines: [{ sku: '1', quantity: 1 }] };

describe('a quote', () => {
  it('prices lines with their options, and adds the delivery', async () => {
    const { shop } = openShop();
    const quote = await shop.quote({
      lines: [
        { sku: ' 1 ', quantity: 2, options: [{ sku: 'cheese', quantity: 1 }] },
        { sku: '2', quantity: 1 },
      ],
      delivery: { method: 'courier' },
    });
    expect(quote).toEqual({
      lines: [
        { sku: '1', name: 'Article 1', quantity: 2, price: rub(65000), total: rub(130000) },
        { sku: '2', name: 'Article 2', quantity: 1, price: rub(45050), total: rub(45050) },
      ],
      delivery: rub(19990),
      discount: rub(0),
      total: rub(195040),
      problems: [],
    });
  });

  it('delivers free from the sum the shop names', async () => {
    const { shop } = openShop();
    const quote = await shop.quote({ lines: [{ sku: '1', quantity: 4 }], delivery: { method: 'courier' } });
    expect([quote.delivery, quote.total]).toEqual([rub(0), rub(240000)]);
  });

  it('names what is gone, out, not delivered or too little, in the asker’s language', async () => {
    const stops = async () => ({
      rows: [{ sku: '2', state: 'out' as const, quantity: 0, stores: [] }],
      rest: 'in-stock' as const,
    });
    const { shop } = openShop({ crm: crmOf(products, { availability: stops }), shop: { minimum: 1000 } });
    const lines = [
      { sku: '2', quantity: 1 },
      { sku: 'gone', quantity: 1 },
    ];
    const quote = await shop.quote({ lines, delivery: { method: 'drone' } }, { language: 'ru' });
    expect(quote.lines.map(line => line.problem)).toEqual(['out', 'unknown']);
    expect(quote.total).toBeNull();
    expect(quote.problems.map(problem => [problem.sku, problem.kind])).toEqual([
      ['2', 'out'],
      ['gone', 'unknown'],
      [null, 'delivery'],
    ]);
    const small = await shop.quote({ lines: [{ sku: '2', quantity: 1 }] }, { language: 'ru' });
    expect(small.problems.find(problem => problem.kind === 'minimum')?.detail).toMatch(/от 1\s000,00\s₽/);
  });

  it('leaves the total open where nobody knows a price', async () => {
    const { shop } = openShop({ crm: crmOf(products) });
    const quote = await shop.quote({ lines: [...one.lines, { sku: 'asked', quantity: 1 }] });
    expect(quote).toMatchObject({
      total: null,
      problems: [],
      lines: [{ total: rub(60000) }, { price: null, total: null }],
    });
  });
});

describe('a certificate in a quote', () => {
  const quoted = async (facts: CertificateFacts | null, redeems: 'crm' | 'manager' | 'order-book' = 'crm') => {
    const { shop } = openShop({ crm: withCertificate(facts), manifest: { redeems: () => redeems } });
    return shop.quote({ ...one, certificate: 'GIFT 1234', delivery: { method: 'courier' } });
  };

  it('takes its money off, and never more than there is', async () => {
    expect(await quoted({ kind: 'money', amount: rub(50000), state: 'valid' })).toMatchObject({
      discount: rub(50000),
      total: rub(29990),
    });
    expect(await quoted({ kind: 'money', amount: rub(500000), state: 'valid' })).toMatchObject({
      discount: rub(79990),
      total: rub(0),
    });
  });

  it('takes its percentage off the goods alone', async () => {
    expect(await quoted({ kind: 'percent', percent: 10, state: 'valid' }, 'order-book')).toMatchObject({
      discount: rub(6000),
      total: rub(73990),
    });
  });

  it('shows its gift as a free line', async () => {
    const quote = await quoted({ kind: 'product', product: { sku: '9', name: 'Торт' }, state: 'valid' });
    expect(quote.lines.at(-1)).toEqual({ sku: '9', name: 'Торт', quantity: 1, price: rub(0), total: rub(0) });
    expect(quote.total).toEqual(rub(79990));
  });

  it('is left to the manager where he redeems it', async () => {
    expect(await quoted({ kind: 'money', amount: rub(50000), state: 'valid' }, 'manager')).toMatchObject({
      discount: rub(0),
      discountNote: 'to-be-confirmed',
      total: rub(79990),
      problems: [],
    });
  });

  it('is a problem when it is used, expired or not known', async () => {
    const all = await Promise.all(
      [
        null,
        { kind: 'money', amount: rub(1), state: 'used' } as const,
        { kind: 'points', state: 'expired' } as const,
      ].map(facts => quoted(facts)),
    );
    expect(all.map(quote => quote.problems.map(problem => problem.detail))).toEqual([
      ['Магазин не знает такого сертификата.'],
      ['Этот сертификат уже использован.'],
      ['Срок этого сертификата истёк.'],
    ]);
    expect(all.every(quote => quote.discount.amount === 0)).toBe(true);
  });

  it('is confirmed later when the CRM cannot be asked', async () => {
    const crm = crmOf(products, {
      certificate: async () => {
        throw new CrmFailure('get_certificate', { kind: 'unavailable', taken: 'no' });
      },
    });
    const quote = await openShop({ crm }).shop.quote({ ...one, certificate: 'X1' });
    expect(quote).toMatchObject({ discountNote: 'to-be-confirmed', total: rub(60000), problems: [] });
  });

  it('keeps no cart waiting for a CRM that is slow, and is known once that has answered', async () => {
    const { promise, resolve: answer } = Promise.withResolvers<CertificateFacts>();
    const { shop, clock } = openShop({ crm: crmOf(products, { certificate: () => promise }) });
    const quoting = shop.quote({ ...one, certificate: 'X1' });
    await clock.advance(3_000);
    expect(await quoting).toMatchObject({ discountNote: 'to-be-confirmed', total: rub(60000) });
    answer({ kind: 'money', amount: rub(50000), state: 'valid' });
    expect(await shop.quote({ ...one, certificate: 'X1' })).toMatchObject({ total: rub(10000) });
  });

  it('is left to the manager, and tells nothing, for a visitor who has tried too many', async () => {
    const { shop } = openShop({ crm: withCertificate(null) });
    const quote = await shop.quote({ ...one, certificate: 'X1' }, { mayLookUp: false });
    expect(quote).toMatchObject({ discountNote: 'to-be-confirmed', total: rub(60000), problems: [] });
    const outcome = await shop.order(
      { ...one, customer: { name: 'A', phone: '+79161234567' }, certificate: 'X1' },
      page,
      {
        idempotencyKey: 'k',
        mayLookUp: false,
      },
    );
    expect(outcome).toMatchObject({ kind: 'accepted', answer: { total: rub(60000) } });
  });

  it('is asked of the CRM once for a cart that changes', async () => {
    let asked = 0;
    const crm = crmOf(products, {
      certificate: async () => {
        asked += 1;
        return null;
      },
    });
    const { shop } = openShop({ crm });
    for (const certificate of ['GIFT 1', 'GIFT1', ' GIFT\t1']) await shop.quote({ ...one, certificate });
    expect(asked).toBe(1);
  });
});
