import { describe, expect, it } from 'vitest';
import type { OrderRequest, SiteOrderRequest } from '../../../proxy/contract/index.ts';
import { OrderAnswer, Quote } from '../../../proxy/contract/index.ts';
import { Order } from '../../../proxy/crm/order.ts';
import type { OrderOutcome } from '../../../proxy/shop/shop.ts';
import { crmOf, form, openShop, page, product, rub, site } from './kit.ts';

const basic: OrderRequest = {
  customer: { name: 'Анна', phone: '8 (916) 123-45-67' },
  lines: [{ sku: '1', quantity: 1 }],
};
const key = (idempotencyKey: string | null = 'key-1') => ({ idempotencyKey });

const codes = (outcome: OrderOutcome): string[] =>
  outcome.kind === 'invalid' ? outcome.refusals.map(({ pointer, code }) => `${pointer} ${code}`) : [outcome.kind];

describe('an order from a page', () => {
  it('is accepted with our names and prices, cleaned, and its phone in E.164', async () => {
    const world = openShop();
    const outcome = await world.shop.order(
      {
        customer: { name: '  Анна\u200b \t Петрова\u202e ', phone: '8 (916) 123-45-67', email: ' ' },
        lines: [
          {
            sku: ' 1 ',
            quantity: 2,
            options: [{ sku: 'cheese', quantity: 1 }],
            properties: [{ name: 'Надпись', value: ' ' }],
          },
        ],
        delivery: {
          method: 'courier',
          address: { street: ' Арбат ', house: '10' },
          recipient: { phone: '+380 67 123 45 67' },
        },
        payment: { method: 'cash' },
        comment: 'Код 17\r\n\r\n\r\n\r\nне  звонить\u0007',
        marketing: { utm_source: 'mail' },
      },
      page,
      key(),
    );
    expect(outcome).toMatchObject({
      kind: 'accepted',
      repeated: false,
      answer: { number: 'K7-4821', state: 'accepted', total: rub(149990), stage: 'new', status: null, notice: null },
    });
    const [draft] = world.book.drafts;
    expect(draft).toMatchObject({ connection: 'main', idempotencyKey: 'key-1', form: false, hold: false });
    expect(draft?.order).toEqual({
      source: 'page',
      pageOrigin: 'https://shop.example',
      language: 'ru',
      placedAt: '2026-11-21T09:00:00.000Z',
      currency: 'RUB',
      customer: { name: 'Анна Петрова', phone: '+79161234567' },
      lines: [
        {
          sku: '1',
          name: 'Article 1',
          quantity: 2,
          price: rub(60000),
          options: [{ sku: 'cheese', name: 'Article cheese', quantity: 1, price: rub(5000) }],
          properties: [],
        },
      ],
      delivery: {
        method: 'courier',
        methodName: 'Курьер',
        articleSku: 'D1',
        address: { street: 'Арбат', house: '10' },
        recipient: { phone: '+380671234567' },
        cost: rub(19990),
      },
      payment: { method: 'cash', methodName: 'Наличными' },
      payments: [],
      comment: 'Код 17\n\nне звонить',
      marketing: { utm_source: 'mail' },
      fields: {},
      discount: null,
      total: rub(149990),
    });
  });

  it('makes an order that the book and the contract can read', async () => {
    const world = openShop();
    const outcome = await world.shop.order(
      { ...basic, delivery: { method: 'pickup', pickupPoint: 'arbat' } },
      page,
      key(),
    );
    const answer = outcome.kind === 'accepted' ? outcome.answer : null;
    expect(OrderAnswer.parse(answer)).toEqual(answer);
    for (const { order } of world.book.orders.values()) expect(Order.safeParse(order).success).toBe(true);
  });

  it('ignores what only the site may say', async () => {
    const world = openShop();
    const sly = {
      ...basic,
      customer: { ...basic.customer, id: 'vip' },
      lines: [{ sku: '1', quantity: 1, price: rub(1), name: 'Даром' }],
      delivery: { method: 'post', cost: rub(0) },
      discount: rub(59999),
      payments: [{ method: 'card', status: 'paid' }],
      number: 'MINE',
      hold: true,
      fields: { score: '5000' },
    };
    await world.shop.order(sly as SiteOrderRequest, page, key());
    const order = world.book.drafts[0]?.order;
    expect(order).toMatchObject({
      total: rub(60000),
      discount: null,
      payments: [],
      fields: {},
      delivery: { cost: null },
    });
    expect(order?.number).toBeUndefined();
    expect(order?.customer).not.toHaveProperty('id');
    expect(world.book.drafts[0]?.hold).toBe(false);
  });

  it('is accepted unpriced, and says so', async () => {
    const crm = crmOf([product('1', null)]);
    const { shop } = openShop({ crm });
    expect(await shop.order(basic, page, key())).toMatchObject({
      kind: 'accepted',
      answer: { total: null, notice: 'Магазин подтвердит вам стоимость.' },
    });
  });

  it('is accepted while the CRM was never reached', async () => {
    const world = openShop({
      crm: crmOf([], { catalogue: () => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) }) }),
    });
    const outcome = world.shop.order(basic, page, key());
    await world.clock.advance(10_000);
    expect(await outcome).toMatchObject({ kind: 'accepted', answer: { total: null } });
  });

  it('is not accepted at another total than was seen', async () => {
    const { shop, book } = openShop();
    const outcome = await shop.order({ ...basic, expectedTotal: rub(59900) }, page, key());
    expect(outcome).toMatchObject({ kind: 'total-changed', quote: { total: rub(60000) } });
    if (outcome.kind === 'total-changed') expect(Quote.safeParse(outcome.quote).success).toBe(true);
    expect(book.drafts).toEqual([]);
    expect(codes(await shop.order({ ...basic, expectedTotal: rub(60000) }, page, key()))).toEqual(['accepted']);
  });

  it('takes its certificate off, and a certificate only once', async () => {
    const crm = crmOf([product('1', 60000)], {
      certificate: async () => ({ kind: 'money', amount: rub(10000), state: 'valid' }),
    });
    const { shop, book } = openShop({ crm });
    const request = { ...basic, certificate: 'gift 1', expectedTotal: rub(50000) };
    expect(codes(await shop.order(request, page, key('a')))).toEqual(['accepted']);
    expect(book.drafts[0]?.order).toMatchObject({ certificate: 'gift1', discount: rub(10000), total: rub(50000) });
    expect(codes(await shop.order(request, page, key('b')))).toEqual(['certificate-taken']);
    expect(await shop.order(request, page, key('a'))).toMatchObject({ kind: 'accepted', repeated: true });
    expect((await shop.quote(request)).problems).toMatchObject([{ kind: 'certificate' }]);
  });

  it('is the same order under the same key, however it was typed, and another one is told apart', async () => {
    const { shop, book } = openShop();
    const first = await shop.order(basic, page, key());
    const again = await shop.order(
      { ...basic, customer: { phone: '+7 916 123 45 67', name: 'Анна ' }, consent: true, expectedTotal: rub(60000) },
      page,
      key(),
    );
    expect([first, again]).toMatchObject([{ repeated: false }, { repeated: true }]);
    expect(await shop.order({ ...basic, comment: 'другой' }, page, key())).toEqual({
      kind: 'already-ordered',
      id: book.drafts.length === 1 ? 'order-4821' : '',
    });
  });

  it('is answered as before, before anything is checked again, where the book can tell', async () => {
    const world = openShop({ shop: { minimum: 100 } });
    await world.shop.order(basic, page, key());
    const [booked] = world.book.orders.values();
    const asked: unknown[] = [];
    Object.assign(world.book, {
      acceptedBefore: async (identity: unknown) => {
        asked.push(identity);
        return booked && { kind: 'repeated', booked };
      },
    });
    const strict = { ...basic, delivery: { at: '2020-01-01T10:00:00+03:00' } };
    expect(await world.shop.order(strict, page, key('key-1'))).toMatchObject({ kind: 'accepted', repeated: true });
    expect(asked).toMatchObject([{ idempotencyKey: 'key-1', connection: 'main', form: false }]);
  });

  it('waits for a manager when it looks wrong', async () => {
    const { shop, book } = openShop();
    await shop.order(basic, page, { ...key(), looksWrong: true });
    expect(book.drafts[0]).toMatchObject({ hold: true, holdReason: 'looks-wrong' });
  });

  it('is known as a plain form only without a key', async () => {
    const { shop, book } = openShop();
    await shop.order(basic, form, key(null));
    await shop.order({ ...basic, comment: '2' }, form, key('k'));
    await shop.order({ ...basic, comment: '3' }, page, key(null));
    expect(book.drafts.map(draft => draft.form)).toEqual([true, false, false]);
  });
});

describe('an order from the site', () => {
  const request: SiteOrderRequest = {
    number: 'S-100',
    customer: { id: 'c9', name: 'Анна', phone: 'позвонить соседям' },
    lines: [
      { sku: 'x', name: 'Своё', price: rub(10000), quantity: 2, options: [{ sku: 'y', quantity: 3, price: rub(100) }] },
      { sku: 'z', price: rub(500), quantity: 1 },
    ],
    delivery: { method: 'sdek', cost: rub(30000), tariff: { id: '136' }, at: '2026-01-01T10:00:00+03:00' },
    payments: [{ method: 'card', amount: rub(1000), status: 'part-paid' }],
    discount: rub(1100),
    createdAt: '2026-11-20T10:00:00+03:00',
    fields: { anything: 'goes' },
    comment: '4111111111111111',
    expectedTotal: rub(1),
  };

  it('is taken as it is given, and only added up', async () => {
    const { shop, book, crm } = openShop();
    expect(await shop.order(request, site, key())).toMatchObject({ kind: 'accepted', answer: { number: 'S-100' } });
    expect(crm.calls).toEqual([]);
    expect(book.drafts[0]?.order).toMatchObject({
      source: 'site',
      number: 'S-100',
      placedAt: '2026-11-20T10:00:00+03:00',
      customer: { id: 'c9', phone: 'позвонить соседям' },
      lines: [
        { sku: 'x', name: 'Своё', price: rub(10000), options: [{ sku: 'y', name: null, price: rub(100) }] },
        { name: null },
      ],
      delivery: { method: 'sdek', cost: rub(30000), tariff: { id: '136' } },
      payments: [{ method: 'card', amount: rub(1000), status: 'part-paid' }],
      discount: rub(1100),
      total: rub(50000),
      fields: { anything: 'goes' },
    });
  });

  it('has no total where a price is missing, and is held where the site asks', async () => {
    const { shop, book } = openShop();
    await shop.order({ ...request, hold: true, lines: [{ sku: 'x', quantity: 1 }] }, site, key());
    expect(book.drafts[0]).toMatchObject({ hold: true, order: { total: null } });
    expect(book.drafts[0]).not.toHaveProperty('holdReason');
  });

  it('cannot mix currencies', async () => {
    const { shop } = openShop();
    const discount = { amount: 1, currency: 'USD' };
    const outcome = await shop.order({ ...request, discount }, site, key());
    expect(codes(outcome)).toEqual(['#/discount currency']);
    const lines = request.lines.map(line => ({ ...line, discount }));
    expect(codes(await shop.order({ ...request, lines }, site, key()))).toContain('#/lines/0/discount currency');
  });
});

describe('what an order’s visitor is told', () => {
  it.each([
    ['held', 'accepted', null],
    ['sending', 'accepted', null],
    ['submitted', 'submitted', null],
    ['refused', 'attention', 'Заказ у нас. Магазин проверит его и позвонит вам.'],
    ['uncertain', 'attention', 'Заказ у нас. Магазин проверит его и позвонит вам.'],
    ['dropped', 'dropped', 'Этот заказ отменён.'],
  ] as const)('%s is %s', async (state, shown, notice) => {
    const { shop, book } = openShop();
    book.put({ id: 'a', number: 'K7-1', state });
    expect(await shop.orderById('a')).toMatchObject({
      state: shown,
      notice,
      stage: state === 'dropped' ? 'cancelled' : 'new',
    });
  });

  it('is nothing for an id that is none', async () => {
    const { shop } = openShop();
    expect([await shop.orderById('x'), await shop.receipt('x')]).toEqual([null, null]);
  });

  it('has the statuses it went through, in the CRM’s time where it told one', async () => {
    const { shop, book, clock } = openShop();
    const event = { code: '3', name: 'В пути', stage: 'shipping' as const, at: null, seenAt: clock.now() };
    book.put({ id: 'a', number: 'K7-1', stage: 'shipping', status: event, crmNumber: '1042' });
    book.events.set('a', [{ ...event, at: Date.UTC(2026, 10, 21, 8) }, event]);
    expect(await shop.orderById('a')).toMatchObject({
      crmNumber: '1042',
      stage: 'shipping',
      status: 'В пути',
      history: [{ at: '2026-11-21T08:00:00.000Z' }, { at: '2026-11-21T09:00:00.000Z' }],
    });
  });
});

describe('what goods are', () => {
  it('travels with the order: from the catalogue for a visitor, as told from the site', async () => {
    const goods = { unit: 'кг', vat: 20, weight: 450, size: { length: 300, width: 200, height: 100 } };
    const world = openShop({ crm: crmOf([{ ...product('1', 69990), ...goods }]) });
    await world.shop.order(basic, page, key());
    const lines: SiteOrderRequest['lines'] = [
      { sku: '1', quantity: 2, price: rub(50000), discount: rub(5000), ...goods, weight: 500 },
    ];
    await world.shop.order({ ...basic, lines }, site, key('key-2'));
    expect(world.book.drafts.map(draft => draft.order.lines[0])).toMatchObject([
      goods,
      { ...goods, weight: 500, discount: rub(5000) },
    ]);
    expect(world.book.drafts[1]?.order.total).toEqual(rub(90000));
  });
});
