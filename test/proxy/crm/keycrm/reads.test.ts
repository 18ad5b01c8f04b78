import { describe, expect, it } from 'vitest';
import { CrmFailure } from '../../../../proxy/crm/failure.ts';
import { connection } from './fixtures.ts';

const row = {
  ...{ id: 201, source_id: 1, source_uuid: '№18766', status_id: 4, status_group_id: 2, grand_total: 640 },
  ...{ ordered_at: '2026-11-20 09:00:00', created_at: '2026-11-21 09:00:00', buyer: { phone: '0671234567' } },
};
const sources = { 'GET /order/source': { data: [{ id: 1, currency_code: 'UAH' }] } };

describe('looking an order up', () => {
  it.each([
    ['KeyCRM’s own number', { number: '201' }, '201'],
    ['its number in the source, as people write it', { number: '18766' }, '№18766'],
    ['its phone', { phone: '+380671234567' }, '201'],
  ])('finds it by %s', async (_, by, number) => {
    const { crm } = connection({ ...sources, 'GET /order': { data: [row] }, 'GET /order/{id}': row });
    expect(await crm.findOrders(by)).toMatchObject([
      {
        ...{ ref: '201', number, placedAt: '2026-11-20T09:00:00.000Z', status: { code: '4', stage: 'confirmed' } },
        total: { amount: 64_000, currency: 'UAH' },
      },
    ]);
  });

  it('asks for a phone in every spelling at once', async () => {
    const { crm, calls } = connection({});
    await crm.findOrders({ phone: '+380671234567' });
    expect(calls).toHaveLength(1);
    expect(calls[0]?.query['filter[buyer_phone]']?.split(',')).toEqual(
      expect.arrayContaining(['+380671234567', '380671234567', '0671234567']),
    );
  });

  it.each(['380671234567', '+38 (067) 123-45-67', '067 123 45 67'])('knows the phone %s', async phone => {
    const { crm } = connection({ ...sources, 'GET /order': { data: [{ ...row, buyer: { phone } }] } });
    expect(await crm.findOrders({ phone: '+380671234567' })).toHaveLength(1);
  });

  it.each([
    ['another phone', { buyer: { phone: '+380671234568' } }, {}],
    ['no phone', { buyer: null }, {}],
    ['a source that is none of the visitors’ business', { source_id: 3 }, { lookupSources: ['1'] }],
    ['no status', { status_id: null }, {}],
  ])('passes over an order with %s', async (_, over, keys) => {
    const { crm } = connection({ ...sources, 'GET /order': { data: [{ ...row, ...over }] } }, keys);
    expect(await crm.findOrders({ phone: '+380671234567' })).toEqual([]);
  });

  it('gives no sum of a currency it does not know', async () => {
    const { crm } = connection({ 'GET /order': { data: [row] }, 'GET /order/source': { text: 'garbage' } });
    expect(await crm.findOrders({ phone: '+380671234567' })).toMatchObject([{ total: null }]);
  });

  it('asks nothing where nothing is asked, and no list where one number is', async () => {
    const { crm, calls } = connection({});
    expect(await crm.findOrders({})).toEqual([]);
    expect(await crm.findOrders({ number: '1,2' })).toEqual([]);
    expect(calls).toEqual([]);
  });
});

describe('the stock', () => {
  const stock = (over: object) => ({ sku: 'bag', quantity: 10, reserve: 4, purchased_price: 99.77, ...over });
  const warehouse = [
    { id: 1, name: 'Main', quantity: 5, reserve: 3 },
    { id: 2, name: 'Hidden', quantity: 5, reserve: 1 },
  ];

  it.each([
    [{}, 'in-stock', 6],
    [{ reserve: 8 }, 'low', 2],
    [{ reserve: 12 }, 'out', 0],
    [{ quantity: 1.25, reserve: 0.5 }, 'low', 0.75],
    [{ quantity: null }, 'unknown', null],
  ])('of %o is %s', async (over, state, quantity) => {
    const { crm } = connection({ 'GET /offers/stocks': { data: [stock(over)] } }, { lowStock: 2 });
    expect((await crm.availability(['bag'])).rows).toEqual([{ sku: 'bag', state, quantity, stores: [] }]);
  });

  it('counts and names only the warehouses that were chosen', async () => {
    const { crm } = connection(
      { 'GET /offers/stocks': { data: [stock({ warehouse })] } },
      { warehouses: { 1: 'Поділ' } },
    );
    expect((await crm.availability(['bag'])).rows).toEqual([
      { sku: 'bag', state: 'in-stock', quantity: 2, stores: [{ name: 'Поділ', state: 'in-stock', quantity: 2 }] },
    ]);
  });

  it('is asked for by the page', async () => {
    const { crm, calls } = connection({});
    await crm.availability([...Array.from({ length: 100 }, (_, index) => `s${index}`), 'a,b']);
    expect(calls.map(({ query }) => query['filter[offers_sku]']?.split(',').length)).toEqual([50, 50]);
  });
});

describe('the catalogue', () => {
  it('has what can be sold, and no cost price', async () => {
    const product = { name: 'Торба', currency_code: 'UAH', unit_type: 'шт', thumbnail_url: 'https://a.example/t.jpg' };
    const { crm } = connection({
      'GET /offers': {
        data: [
          {
            sku: 'bag',
            price: 640,
            purchased_price: 99.77,
            barcode: '4820',
            properties: { 0: { name: 'Колір', value: 'синій' } },
            product,
          },
          { sku: null, price: 1, product },
          { sku: 'old', price: 1, product: { ...product, is_archived: true } },
          { sku: 'bare', price: null },
        ],
      },
    });
    const products = [];
    for await (const each of crm.catalogue()) products.push(each);
    expect(products).toEqual([
      {
        ...{ sku: 'bag', name: 'Торба (синій)', price: { amount: 64_000, currency: 'UAH' }, unit: 'шт', ean: '4820' },
        picture: 'https://a.example/t.jpg',
        properties: [{ name: 'Колір', value: 'синій' }],
      },
      { sku: 'bare', name: 'bare', price: null },
    ]);
    expect(JSON.stringify(products)).not.toContain('99.77');
  });
});

describe('a card’s connection', () => {
  it('can neither search nor follow', () => {
    const { crm } = connection({}, { lead: {} });
    for (const method of ['findSubmitted', 'findOrders', 'changesSince']) expect(crm).not.toHaveProperty(method);
  });

  it('hears of cards, not of the orders they become', () => {
    const { crm } = connection({}, { lead: {} });
    const context = { id: 301, source_id: 1, status_id: 102 };
    const hear = (event: string) =>
      crm.parseHook({ method: 'POST', headers: {}, query: {}, body: JSON.stringify({ event, context }) });
    expect(hear('lead.change_lead_status')).toEqual([{ ref: '301', status: { code: '102' }, at: null }]);
    expect(hear('order.change_order_status')).toEqual([]);
  });

  it('lists the statuses of cards, which are those that its config names', async () => {
    const { crm } = connection(
      {
        'GET /pipelines': { data: [{ id: 2, title: 'Ліди' }] },
        'GET /pipelines/{id}/statuses': { data: [{ id: 102, title: 'Нова' }] },
        'GET /order/status': { data: [{ id: 4, name: 'Підтверджено' }] },
        'GET /custom-fields': { text: '[]' },
        'GET /users': new CrmFailure('GET /users', { kind: 'auth', taken: 'no' }),
      },
      { lead: {} },
    );
    const told = await crm.directory();
    expect(told['statuses']).toEqual([{ code: '102', name: 'Ліди: Нова' }]);
    expect(told).not.toHaveProperty('managers');
  });

  it('changes the card', async () => {
    const { crm, done } = connection({ 'PUT /pipelines/cards/{id}': { status: true } }, { lead: {} });
    await crm.setStatus({ ref: '301', number: null, externalId: 'K7-4821' }, '102');
    expect(done()).toEqual(['PUT /pipelines/cards/{id}']);
  });
});
