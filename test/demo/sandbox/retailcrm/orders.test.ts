import { describe, expect, it } from 'vitest';
import { openRetailcrm, order } from './open.ts';

describe('orders/create', () => {
  it('answers 201 with the order, its payments a list, prices out of the catalogue', async () => {
    const crm = await openRetailcrm();
    const sent = order({
      delivery: {
        code: 'courier',
        cost: 200,
        date: '2026-12-01',
        time: { from: '18:00', to: '19:00' },
        address: { text: 'Лесная, 5' },
      },
      payments: [{ externalId: 'K7-4821-1', type: 'cash', amount: 1240 }],
      customFields: { persons: 3 },
      customerComment: 'Код 12+34 & «звонить»',
    });
    const { status, body } = await crm.create(sent);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      success: true,
      id: 4803,
      order: {
        id: 4803,
        number: '4803A',
        externalId: 'K7-4821',
        site: 'volna',
        status: 'new',
        summ: 1040,
        totalSumm: 1240,
        customerComment: 'Код 12+34 & «звонить»',
        items: [{ initialPrice: 520, quantity: 2, purchasePrice: 182, offer: { externalId: '001' }, properties: [] }],
        payments: [{ type: 'cash', status: 'not-paid', amount: 1240, externalId: 'K7-4821-1' }],
        customer: { type: 'customer', firstName: 'Вера', phones: [{ number: '+79000000099' }], customFields: [] },
        customFields: { persons: 3 },
      },
    });
    expect((await crm.orders()).at(-1)).toMatchObject({
      ref: '4803',
      number: '4803A',
      externalId: 'K7-4821',
      phone: '+79000000099',
      status: 'new',
      statusName: 'Новый',
      lines: [{ sku: '001', quantity: 2, price: 520 }],
      totals: { totalSumm: 1240 },
    });
  });

  it('refuses a taken external id, of this shop and not of another', async () => {
    const crm = await openRetailcrm({ settings: { sites: ['volna', 'volna-banket'] } });
    expect((await crm.create(order(), { site: 'volna' })).status).toBe(201);
    expect(await crm.create(order(), { site: 'volna' })).toEqual({
      status: 400,
      body: { success: false, errorMsg: 'Order already exists.' },
    });
    expect((await crm.create(order(), { site: 'volna-banket' })).status).toBe(201);
  });

  it('wants the shop named when the key sees several', async () => {
    const crm = await openRetailcrm({ settings: { sites: ['volna', 'volna-banket'] } });
    expect(await crm.create(order())).toMatchObject({ status: 400, body: { errorMsg: "Parameter 'site' is missing" } });
    await crm.create(order(), { site: 'volna' });
    expect((await crm.get('orders/K7-4821')).status).toBe(400);
    expect((await crm.get('orders/K7-4821', { site: 'volna' })).status).toBe(200);
    expect((await crm.get('orders/4803', { by: 'id' })).status).toBe(200);
    await crm.set({ sites: ['volna'] });
    expect((await crm.create(order({ externalId: 'b' }), { site: 'volna-banket' })).status).toBe(400);
  });

  it.each([
    [{ status: 'no-such' }, { status: '"Status" with "code"="no-such" does not exist.' }],
    [{ customer: { externalId: 'nobody' } }, { 'customer.externalId': 'Customer with externalId=nobody not found.' }],
    [{ items: [{ offer: { id: 7 } }] }, { 'items[0].offer.id': 'Offer with id 7 not found.' }],
    [{ payments: [{ type: 'cash', status: 'fail' }] }, { 'payments[0].status': expect.any(String) }],
    [{ customFields: { nothing: 1 } }, { 'customFields.nothing': expect.any(String) }],
    [{ customFields: { persons: 'three' } }, { 'customFields.persons': expect.any(String) }],
  ])('does not load %j', async (extra, errors) => {
    const crm = await openRetailcrm();
    expect(await crm.create(order(extra))).toEqual({
      status: 400,
      body: { success: false, errorMsg: 'Order is not loaded', errors },
    });
    expect(await crm.orders()).toHaveLength(2);
  });

  it.each([
    [{ items: [{ quantity: 'many' }] }, 'items[0].quantity'],
    [{ payments: [{ amount: 10 }] }, 'payments[0].type'],
    [{ payments: [{ type: 'cash', paidAt: '' }] }, 'payments[0].paidAt'],
    [{ createdAt: '2026-12-01T10:00:00+03:00' }, 'createdAt'],
    [{ delivery: { date: '01.12.2026' } }, 'delivery.date'],
    [{ delivery: { time: { from: '7 pm' } } }, 'delivery.time.from'],
  ])('finds the form of %j wrong', async (extra, field) => {
    const crm = await openRetailcrm();
    expect(await crm.create(order(extra))).toEqual({
      status: 400,
      body: { success: false, errorMsg: 'Errors in the entity format', errors: { [field]: expect.any(String) } },
    });
  });

  it('takes free lines with a name, and keeps the last of several lines of one offer', async () => {
    const crm = await openRetailcrm();
    const twice = [
      { offer: { externalId: '002' }, quantity: 1 },
      { offer: { xmlId: '002' }, quantity: 3 },
      { offer: { externalId: 'new-one' }, productName: 'Новинка', initialPrice: 99.5 },
    ];
    await crm.create(order({ items: twice }));
    expect((await crm.orders()).at(-1)).toMatchObject({
      lines: [
        { sku: '002', quantity: 3 },
        { sku: 'new-one', price: 99.5, name: 'Новинка' },
      ],
      notes: [expect.stringContaining('1 lines')],
    });
    const apart = twice.map((item, index) => ({ ...item, externalIds: [{ code: 'shop', value: `${index}` }] }));
    await crm.create(order({ externalId: 'apart', items: apart }));
    expect((await crm.orders()).at(-1)).toMatchObject({ lines: [{ quantity: 1 }, { quantity: 3 }, { quantity: 1 }] });
  });

  it('spreads a discount over the lines to the kopeck', async () => {
    const crm = await openRetailcrm();
    const items = [
      { offer: { externalId: '001' }, quantity: 3, discountManualAmount: 20 },
      { offer: { externalId: '0103' }, quantity: 1 },
    ];
    const { body } = await crm.create(order({ items, discountManualAmount: 100, delivery: { cost: 200 } }));
    const { items: shown, ...made } = body.order as { items: { prices: { price: number; quantity: number }[] }[] };
    expect(made).toMatchObject({ summ: 1580, totalSumm: 1620 });
    const sums = shown.flatMap(({ prices }) => prices.map(({ price, quantity }) => price * quantity));
    expect(sums.reduce((total, sum) => total + sum, 0)).toBeCloseTo(1420, 6);
  });

  it('refuses a payment that does not go with the delivery only when the account is of old', async () => {
    const crm = await openRetailcrm();
    const foreign = { delivery: { code: 'self-delivery' }, payments: [{ type: 'crm-invoice' }] };
    expect((await crm.create(order(foreign))).status).toBe(201);
    await crm.set({ foreignPayment: 'refuse' });
    expect((await crm.create(order({ ...foreign, externalId: 'b' }))).body).toMatchObject({
      errors: { payments: 'This payment type is not supported for the type of delivery' },
    });
  });

  it('finds the customer by phone, or makes one', async () => {
    const crm = await openRetailcrm();
    const { body } = await crm.create(order({ phone: '+7 (900) 000-00-11' }));
    expect(body.order).toMatchObject({ customer: { externalId: 'site-11', ordersCount: 2 } });
    await crm.create(order({ externalId: 'b' }));
    expect(await crm.list('customers', { 'filter[name]': '79000000099' })).toHaveLength(1);
  });
});

describe('orders/{id} and its edit', () => {
  it('shows payments by their id, and empty maps as PHP writes them', async () => {
    const crm = await openRetailcrm();
    await crm.create(order({ externalId: '12/3', payments: [{ type: 'cash' }] }));
    const { body } = await crm.get(`orders/${encodeURIComponent('12/3')}`);
    expect(body.order).toMatchObject({ payments: { 9001: { id: 9001, type: 'cash' } }, customFields: [] });
    expect((await crm.get('orders/4801', { by: 'id' })).body.order).toMatchObject({ payments: {}, fromApi: false });
  });

  it('knows no order of another external id, and no other way to name it', async () => {
    const crm = await openRetailcrm();
    expect(await crm.get('orders/4801')).toEqual({ status: 404, body: { success: false, errorMsg: 'Not found' } });
    expect((await crm.get('orders/4801', { by: 'number' })).status).toBe(400);
  });

  it('changes what was sent and leaves the rest', async () => {
    const crm = await openRetailcrm();
    await crm.create(
      order({ delivery: { code: 'courier', cost: 200, address: { city: 'Город' } }, managerComment: 'x' }),
    );
    const edit = { status: 'delivering', managerComment: null, delivery: { data: { trackNumber: 'T1' } } };
    const { status, body } = await crm.post('orders/K7-4821/edit', { order: edit });
    expect(status).toBe(200);
    expect(body.order).toMatchObject({
      status: 'delivering',
      delivery: { code: 'courier', cost: 200, address: { city: 'Город' }, data: { trackNumber: 'T1' } },
      items: [{ quantity: 2 }],
    });
    expect(body.order).not.toHaveProperty('managerComment');
    const again = await crm.post('orders/4803/edit', {
      by: 'id',
      order: { items: [{ offer: { externalId: '002' } }] },
    });
    expect(again.body.order).toMatchObject({ items: [{ offer: { externalId: '002' } }] });
    expect((await crm.post('orders/K7-4821/edit', { order: { status: 'x' } })).body).toMatchObject({
      errorMsg: 'Order is not loaded',
    });
  });
});

describe('orders/upload', () => {
  it('loads what it can and tells of the rest with 460', async () => {
    const crm = await openRetailcrm();
    await crm.create(order());
    const orders = [order(), order({ externalId: 'b' }), order({ externalId: 'c', status: 'x' })];
    expect(await crm.post('orders/upload', { orders })).toMatchObject({
      status: 460,
      body: {
        success: false,
        errorMsg: 'Orders are loaded with errors',
        uploadedOrders: [{ externalId: 'b' }],
        failedOrders: [{ externalId: 'K7-4821' }, { externalId: 'c' }],
        errors: { 0: 'Order with externalId=K7-4821 already exists.' },
      },
    });
    expect(await crm.post('orders/upload', { orders: [order({ externalId: 'd' })] })).toMatchObject({ status: 201 });
    const many = Array.from({ length: 51 }, (_, index) => order({ externalId: `m${index}` }));
    expect((await crm.post('orders/upload', { orders: many })).status).toBe(400);
  });
});

describe('payments', () => {
  it('are made and changed by themselves; their external ids are unique in the whole account', async () => {
    const crm = await openRetailcrm();
    await crm.create(order());
    const payment = { externalId: 'p1', type: 'e-money', amount: 1040, order: { externalId: 'K7-4821' } };
    expect(await crm.post('orders/payments/create', { payment })).toEqual({
      status: 201,
      body: { success: true, id: 9001 },
    });
    expect((await crm.post('orders/payments/create', { payment })).status).toBe(400);
    expect((await crm.create(order({ externalId: 'b', payments: [{ externalId: 'p1', type: 'cash' }] }))).status).toBe(
      400,
    );
    expect((await crm.post('orders/payments/create', { payment: { type: 'cash', order: {} } })).status).toBe(400);

    const paid = { status: 'paid', paidAt: '2026-11-21 20:00:00' };
    expect((await crm.post('orders/payments/p1/edit', { payment: paid })).status).toBe(200);
    expect((await crm.get('orders/K7-4821')).body.order).toMatchObject({
      prepaySum: 1040,
      payments: { 9001: { status: 'paid', paidAt: '2026-11-21 20:00:00', amount: 1040 } },
    });
    expect((await crm.post('orders/payments/9001/delete')).status).toBe(200);
    expect(await crm.post('orders/payments/p1/edit', { payment: paid })).toMatchObject({
      status: 404,
      body: { errorMsg: 'Payment not found' },
    });
  });
});
