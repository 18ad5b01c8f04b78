import { describe, expect, it } from 'vitest';
import { account, order, rub } from './fixtures.ts';

const row = {
  ...{ id: 104, number: '1049', createdAt: '2026-11-21 15:00:00', status: 'delivered', site: 'main' },
  ...{ phone: '+79161234567', totalSumm: '810.5', currency: 'KZT' },
};
const statuses = {
  'reference/statuses': {
    statuses: [
      { code: 'delivered', name: 'Доставлен', group: 'delivery' },
      { code: 'own', name: 'Печётся', group: 'kitchen' },
      { code: 'back', name: 'Возврат от клиента', group: 'cancel' },
    ],
  },
  'reference/status-groups': {
    statusGroups: {
      delivery: { code: 'delivery', name: 'Доставка' },
      kitchen: { code: 'kitchen', name: 'Производство' },
    },
  },
};

describe('orders in the CRM', () => {
  it('are found by phone in every spelling, each once, by whomever’s phone it is', async () => {
    const answers = [
      { orders: [row] },
      {
        orders: [
          { ...row, id: 105, number: '1050', phone: null, customer: { id: 1, phones: [{ number: '89161234567' }] } },
        ],
      },
      { orders: [row, { ...row, id: 106, phone: '+79160000000' }] },
      { orders: [{ ...row, id: 107, site: 'another' }] },
    ];
    const { crm, of } = account({ ...statuses, orders: answers });
    const found = await crm.findOrders({ phone: '+79161234567' });
    expect(found.map(({ ref }) => ref)).toEqual(['104', '105']);
    expect(found[0]).toEqual({
      ...{ ref: '104', number: '1049', phone: '+79161234567', placedAt: '2026-11-21T15:00:00+03:00' },
      status: { code: 'delivered', name: 'Доставлен', stage: 'delivered' },
      total: { amount: 81_050, currency: 'KZT' },
    });
    expect(of('orders').map(({ query }) => query.get('filter[customer]'))).toEqual([
      ...['+79161234567', '79161234567', '89161234567', '9161234567'],
      ...['+7 (916) 123-45-67', '8 (916) 123-45-67', '+7 916 123 45 67'],
    ]);
  });

  it('are asked for in the spellings that the config names', async () => {
    const { crm, of } = account({ orders: { orders: [] } }, { phoneSpellings: ['8(XXX)XXX-XX-XX'] });
    await crm.findOrders({ phone: '+79161234567' });
    expect(of('orders').map(({ query }) => query.get('filter[customer]'))).toEqual(['8(916)123-45-67']);
  });

  it('by number and phone take one call, and both must agree', async () => {
    const { crm, of } = account({ ...statuses, orders: { orders: [row, { ...row, id: 1, number: '10499' }] } });
    expect(await crm.findOrders({ number: '1049', phone: '+79990000000' })).toEqual([]);
    expect(await crm.findOrders({ number: '1049', phone: '+79161234567' })).toHaveLength(1);
    expect(of('orders')[0]?.query.get('filter[numbers][]')).toBe('1049');
  });

  it('keep their status where its name cannot be read', async () => {
    const { crm } = account({ orders: { orders: [row] }, 'reference/statuses': { status: 500, body: {} } });
    expect((await crm.findOrders({ number: '1049' }))[0]?.status).toEqual({ code: 'delivered' });
  });

  it.each([
    ['own', 'preparing'],
    ['back', 'returned'],
    ['unheard', undefined],
  ])('have the stage of their group: %s', async (code, stage) => {
    const { crm } = account({ ...statuses, orders: { orders: [{ ...row, status: code }] } });
    expect((await crm.findOrders({ number: '1049' }))[0]?.status.stage).toBe(stage);
  });
});

describe('stock and catalogue', () => {
  const stores = {
    stores: [
      { code: 'main', name: 'Склад', inventoryType: 'integer' },
      { code: 'hall', name: 'Зал', inventoryType: 'available' },
    ],
  };
  const offer = (externalId: string, main: number, hall: number) => ({
    ...{ externalId, quantity: main + hall + 5, purchasePrice: 3 },
    stores: [
      { store: 'main', quantity: main, purchasePrice: 3 },
      { store: 'hall', quantity: hall, purchasePrice: 3 },
      { store: 'far', quantity: 5, purchasePrice: 3 },
    ],
  });
  const services = { offers: [{ externalId: '900', product: { type: 'service' } }] };

  it('count the chosen warehouses, and know a service from what is out', async () => {
    const { crm } = account(
      {
        'store/inventories': { offers: [offer('010', 2, 1), offer('011', 0, 0), offer('900', 0, 0), offer('x', 1, 1)] },
        'store/offers': services,
        'reference/stores': stores,
      },
      { stores: ['main', 'hall'], lowStock: 3 },
    );
    const { rows, rest } = await crm.availability(['010', '011', '900', '404']);
    expect(rest).toBe('unknown');
    expect(rows).toEqual([
      {
        ...{ sku: '010', state: 'low', quantity: null },
        stores: [
          { name: 'Склад', state: 'low', quantity: 2 },
          { name: 'Зал', state: 'low', quantity: null },
        ],
      },
      expect.objectContaining({ sku: '011', state: 'out' }),
      { sku: '900', state: 'in-stock', quantity: null, stores: [] },
    ]);
  });

  it('are asked for no more articles at once than an address holds', async () => {
    const { crm, of } = account({ 'store/inventories': { offers: [] } });
    await crm.availability(Array.from({ length: 100 }, (_, index) => `sku-${index}`));
    expect(of('store/inventories').map(({ query }) => query.getAll('filter[offerExternalId][]').length)).toEqual([
      40, 40, 20,
    ]);
  });

  it('never tell what the shop itself pays', async () => {
    const offers = [
      {
        externalId: '010',
        price: 99,
        prices: [{ priceType: 'site', price: 90.5 }],
        purchasePrice: 41,
        weight: 33,
        properties: [],
      },
      { externalId: '011', active: false },
      { externalId: '010', price: 1 },
    ];
    const page = { products: [{ name: 'Ролл', manufacturer: 'Волна', offers }] };
    const { crm, of } = account(
      { 'store/products': [{ ...page, pagination: { currentPage: 1, totalPageCount: 2 } }, { products: [] }] },
      { priceType: 'site' },
    );
    const all = [];
    for await (const product of crm.catalogue()) all.push(product);
    expect(all).toEqual([{ sku: '010', name: 'Ролл', price: rub(90.5), weight: 33, brand: 'Волна' }]);
    expect(of('store/products').map(({ query }) => query.get('page'))).toEqual(['1', '2']);
    expect(JSON.stringify(all)).not.toContain('41');
  });
});

describe('the key', () => {
  it('is judged by its rights and its stores', async () => {
    const credentials = { scopes: ['order_read'], siteAccess: 'access_selective', sitesAvailable: ['other'] };
    const line = await account({ credentials }).crm.probe();
    expect(line).toContain('order_write');
    expect(line).toContain('does not see the store main');
  });

  it('travels in a header', async () => {
    const { crm, sent } = account();
    await crm.findSubmitted(order());
    expect(sent[0]?.request.url).not.toContain('apiKey');
  });
});
