import { describe, expect, it } from 'vitest';
import { type Json, openRetailcrm, order } from './open.ts';

describe('orders', () => {
  it('come newest first, in pages of the sizes there are', async () => {
    const crm = await openRetailcrm();
    await crm.create(order());
    const { body } = await crm.get('orders', { limit: '50' });
    expect(body).toMatchObject({
      pagination: { limit: 50, totalCount: 3, currentPage: 1, totalPageCount: 1 },
      orders: [{ id: 4803 }, { id: 4802 }, { id: 4801 }],
    });
    expect(await crm.list('orders', { page: '2' })).toEqual([]);
    for (const wrong of ['limit=30', 'limit=250', 'page=0']) {
      expect(await crm.call(`v5/orders?${wrong}`)).toMatchObject({
        status: 400,
        body: { errorMsg: 'Errors in the input parameters' },
      });
    }
  });

  it.each([
    [{ 'filter[externalIds][]': 'K7-4821' }, [4803]],
    [{ 'filter[ids][0]': '4801', 'filter[ids][1]': '4803' }, [4803, 4801]],
    [{ 'filter[numbers][]': '4802C' }, [4802]],
    [{ 'filter[customer]': '+7 900 000-00-99' }, [4803]],
    [{ 'filter[customer]': '790000000' }, [4803, 4802, 4801]],
    [{ 'filter[customer]': 'вера' }, [4803]],
    [{ 'filter[extendedStatus][]': 'assembling' }, [4801]],
    [{ 'filter[customFields][persons][min]': '2', 'filter[customFields][utm_source]': 'vk' }, [4803]],
    [{ 'filter[createdAtFrom]': '2026-11-21', 'filter[createdAtTo]': '2026-11-21' }, [4803, 4802, 4801]],
    [{ 'filter[createdAtFrom]': '2026-11-21 12:00:01' }, []],
    [{ 'filter[paymentTypes][]': 'cash', 'filter[minPrice]': '1000' }, [4803]],
  ])('%j finds %j', async (query, ids) => {
    const crm = await openRetailcrm({ now: () => Date.UTC(2026, 10, 21, 9) });
    await crm.create(order({ customFields: { persons: 2, utm_source: 'vk' }, payments: [{ type: 'cash' }] }));
    expect((await crm.list('orders', query)).map(({ id }) => id)).toEqual(ids);
  });

  it('refuse a filter that is not of the API, unless a setting has it passed over', async () => {
    const crm = await openRetailcrm();
    expect((await crm.get('orders', { 'filter[phone]': '79000000099' })).status).toBe(400);
    await crm.set({ unknownFilters: 'ignore' });
    expect(await crm.list('orders', { 'filter[phone]': '79000000099' })).toHaveLength(2);
    expect((await crm.get('orders', { 'filter[vip]': '1' })).status).toBe(400);
    expect((await crm.get('orders', { 'filter[extendedStatus][]': 'nope' })).status).toBe(400);
  });

  it('tell their statuses by id and external id, without anything personal', async () => {
    const crm = await openRetailcrm();
    await crm.create(order());
    expect(await crm.get('orders/statuses', { 'ids[]': '4801', 'externalIds[]': 'K7-4821' })).toEqual({
      status: 200,
      body: {
        success: true,
        orders: [
          { id: 4801, status: 'assembling', group: 'assembling' },
          { id: 4803, externalId: 'K7-4821', status: 'new', group: 'new' },
        ],
      },
    });
    expect((await crm.get('orders/statuses')).status).toBe(400);
  });
});

describe('orders/history', () => {
  it('goes on from an id, oldest first, and tells who changed what', async () => {
    const crm = await openRetailcrm();
    const before = await crm.list('orders/history', {}, 'history');
    expect(before).toMatchObject([{ id: 70001, source: 'user', created: true }, { id: 70002 }]);
    await crm.create(order());
    await crm.door('orders/4803/status', 'POST', { status: 'Доставляется' });
    await crm.post('orders/K7-4821/edit', { order: { managerComment: 'Позвонить', customFields: { persons: 2 } } });
    expect(await crm.list('orders/history', { 'filter[sinceId]': '70002' }, 'history')).toMatchObject([
      { field: 'status', created: true, source: 'api', apiKey: { current: true }, order: { phone: '+79000000099' } },
      {
        field: 'status',
        source: 'user',
        oldValue: { code: 'new' },
        newValue: { code: 'delivering' },
        order: { id: 4803, externalId: 'K7-4821', status: 'delivering' },
      },
      { field: 'manager_comment', oldValue: null, newValue: 'Позвонить' },
      { field: 'custom_persons', newValue: 2 },
    ]);
    expect(await crm.list('orders/history', { 'filter[orderExternalId]': 'K7-4821' }, 'history')).toHaveLength(4);
  });

  it('never mixes sinceId with page', async () => {
    const crm = await openRetailcrm();
    expect((await crm.get('orders/history', { 'filter[sinceId]': '1', page: '1' })).status).toBe(400);
    expect((await crm.get('orders/history', { page: '1' })).status).toBe(200);
  });
});

describe('customers', () => {
  it('are made, found, changed and uploaded', async () => {
    const crm = await openRetailcrm();
    const customer = { externalId: 'c1', firstName: 'Вера', phones: [{ number: '+79000000099' }], tags: ['vip'] };
    expect(await crm.post('customers/create', { customer })).toMatchObject({ status: 201, body: { success: true } });
    expect((await crm.post('customers/create', { customer })).status).toBe(400);
    await crm.post('customers/c1/edit', { customer: { email: 'vera@example.com', addTags: ['sushi'] } });
    expect((await crm.get('customers/c1')).body.customer).toMatchObject({
      firstName: 'Вера',
      email: 'vera@example.com',
      phones: [{ number: '+79000000099' }],
      tags: [{ name: 'vip' }, { name: 'sushi' }],
      customFields: [],
    });
    expect((await crm.get('customers/nobody')).status).toBe(404);
    expect(await crm.list('customers', { 'filter[email]': 'vera@' })).toHaveLength(1);
    expect(await crm.post('customers/upload', { customers: [customer, { firstName: 'Пётр' }] })).toMatchObject({
      status: 460,
      body: { errorMsg: 'Customers are loaded with errors', failedCustomers: [{ externalId: 'c1' }] },
    });
  });

  it('need an external id where a setting has it', async () => {
    const crm = await openRetailcrm({ settings: { customerExternalId: 'required' } });
    expect((await crm.post('customers/create', { customer: { firstName: 'Вера' } })).body).toMatchObject({
      errorMsg: "Parameter 'externalId' in 'customer' is missing",
    });
  });
});

describe('goods', () => {
  it('have the menu of every sandbox, with prices, stock and what the shop itself pays', async () => {
    const crm = await openRetailcrm({ settings: { stock: { '001': 3 }, prices: { '001': 555 }, hidden: ['002'] } });
    const products = await crm.list('store/products', { limit: '100' }, 'products');
    expect(products).toHaveLength(19);
    expect(products[0]).toMatchObject({
      quantity: 3,
      active: true,
      offers: [{ externalId: '001', xmlId: '001', price: 555, prices: [{ priceType: 'base' }], purchasePrice: 182 }],
    });
    expect(await crm.list('store/products', { 'filter[active]': '0' }, 'products')).toMatchObject([{ article: '002' }]);
    const ids = { 'filter[externalIds][]': '0105' };
    expect(await crm.list('store/offers', ids, 'offers')).toMatchObject([{ price: 40, product: { article: '0105' } }]);
  });

  it('tell their stock store by store when they are asked to', async () => {
    const crm = await openRetailcrm();
    const query = { 'filter[offerExternalId][]': '001', limit: '250' };
    expect(await crm.list('store/inventories', query, 'offers')).toEqual([
      { id: 2001, externalId: '001', xmlId: '001', site: 'volna', quantity: 70, purchasePrice: 182 },
    ]);
    const stores = [{ code: 'harbour', available: 1 }];
    const offers = [
      { externalId: '001', stores },
      { externalId: 'none', stores },
    ];
    expect((await crm.post('store/inventories/upload', { offers })).body).toMatchObject({ processedOffersCount: 1 });
    expect(await crm.list('store/inventories', { ...query, 'filter[details]': '1' }, 'offers')).toMatchObject([
      {
        quantity: 31,
        stores: [
          { store: 'harbour', quantity: 1 },
          { store: 'station', quantity: 30 },
        ],
      },
    ]);
    expect(await crm.list('store/inventories', { 'filter[offerExternalId][]': '005' }, 'offers')).toMatchObject([
      { quantity: 0 },
    ]);
  });
});

describe('reference books', () => {
  it.each([
    ['statuses', 'statuses', { new: { name: 'Новый', group: 'new' } }],
    ['status-groups', 'statusGroups', { cancel: { statuses: expect.arrayContaining(['no-call']) } }],
    ['payment-types', 'paymentTypes', { cash: { deliveryTypes: ['courier', 'self-delivery'] } }],
    ['payment-statuses', 'paymentStatuses', { paid: { paymentComplete: true } }],
    ['delivery-types', 'deliveryTypes', { courier: { deliveryPaymentTypes: expect.any(Array), sites: [] } }],
    ['delivery-services', 'deliveryServices', { near: { active: true } }],
    ['order-types', 'orderTypes', { 'eshop-individual': { defaultForApi: true } }],
    ['order-methods', 'orderMethods', { 'shopping-cart': { active: true } }],
    ['sites', 'sites', { volna: { currency: 'RUB' } }],
    ['stores', 'stores', [{ code: 'harbour' }, { code: 'station' }]],
    ['price-types', 'priceTypes', [{ code: 'base' }]],
  ])('%s', async (book, container, entries) => {
    const crm = await openRetailcrm();
    expect((await crm.get(`reference/${book}`)).body).toMatchObject({ success: true, [container]: entries });
  });

  it('have the fields of the account and its settings beside them', async () => {
    const crm = await openRetailcrm({ settings: { timeZone: 'Asia/Almaty' } });
    const fields = await crm.list('custom-fields', { 'filter[entity]': 'order', limit: '100' }, 'customFields');
    expect(fields.map(({ code }) => code)).toContain('promocode');
    expect((await crm.get('custom-fields/order/persons')).body).toMatchObject({ customField: { type: 'integer' } });
    expect((await crm.get('custom-fields/dictionaries/promo')).body).toMatchObject({
      customDictionary: { code: 'promo' },
    });
    expect((await crm.get('custom-fields/dictionaries/none')).status).toBe(404);
    const { settings } = (await crm.get('settings')).body as { settings: Json };
    expect(settings.timezone).toMatchObject({ value: 'Asia/Almaty' });
  });
});

describe('loyalty', () => {
  const byCard = (crm: Awaited<ReturnType<typeof openRetailcrm>>, cardNumber: string) =>
    crm.list('loyalty/accounts', { 'filter[cardNumber]': cardNumber }, 'loyaltyAccounts');

  it('finds cards by a part of their number, unless a setting has the whole', async () => {
    const crm = await openRetailcrm();
    expect((await byCard(crm, '700100')).map(({ cardNumber }) => cardNumber)).toEqual(['700100', '7001001']);
    await crm.set({ cardMatch: 'whole' });
    expect(await byCard(crm, '700100')).toMatchObject([
      { active: true, status: 'activated', amount: 1000, loyalty: { currency: 'RUB' } },
    ]);
    expect(await byCard(crm, '700999')).toMatchObject([{ active: false, status: 'deactivated' }]);
  });

  it('charges and credits, never below nothing', async () => {
    const crm = await openRetailcrm({ settings: { cardMatch: 'whole' } });
    const [card] = await byCard(crm, '700100');
    const path = `loyalty/account/${card?.id}`;
    expect(await crm.post(`${path}/bonus/charge`, { amount: 400, comment: 'K7-4821' })).toMatchObject({ status: 200 });
    expect((await crm.post(`${path}/bonus/charge`, { amount: 601 })).status).toBe(400);
    expect((await crm.post(`${path}/bonus/credit`, { amount: 50 })).body).toMatchObject({
      loyaltyBonus: { amount: 50 },
    });
    expect((await crm.get(path)).body).toMatchObject({ loyaltyAccount: { amount: 650 } });
    expect(await crm.list(`${path}/bonus/operations`, {}, 'bonusOperations')).toMatchObject([
      { type: 'credit_manual', amount: 50 },
      { type: 'charge_manual', amount: -400, comment: 'K7-4821' },
    ]);
    const [closed] = await byCard(crm, '700999');
    expect((await crm.post(`loyalty/account/${closed?.id}/bonus/charge`, { amount: 1 })).status).toBe(400);
  });

  it('pays for an order of its customer, and takes that back', async () => {
    const crm = await openRetailcrm();
    await crm.create(order({ customer: { externalId: 'site-11' } }));
    const fields = { order: { externalId: 'K7-4821' }, bonuses: 300 };
    expect((await crm.post('orders/loyalty/apply', fields)).body.order).toMatchObject({
      totalSumm: 740,
      bonusesChargeTotal: 300,
      items: [{ discounts: [{ type: 'bonus_charge', amount: 150 }] }],
    });
    expect((await crm.post('orders/loyalty/apply', fields)).status).toBe(400);
    expect((await crm.post('orders/loyalty/cancel-bonus-operations', fields)).body.order).toMatchObject({
      totalSumm: 1040,
    });
    expect(await byCard(crm, '5001')).toMatchObject([{ amount: 350 }]);
  });

  it('takes a customer into the programme once', async () => {
    const crm = await openRetailcrm();
    const loyaltyAccount = { phoneNumber: '+79000000011', customer: { externalId: 'site-11' } };
    expect(await crm.post('loyalty/account/create', { loyaltyAccount })).toMatchObject({
      status: 400,
      body: { errors: { loyalty: expect.any(String), phoneNumber: expect.any(String) } },
    });
  });
});
