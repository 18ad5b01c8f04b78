import { describe, expect, it } from 'vitest';
import type { Json } from '../open.ts';
import { openKeycrm, order } from './open.ts';

const full = {
  source_uuid: 'K7-4821',
  buyer_comment: 'Без васабі',
  manager_comment: 'З сайту',
  manager_id: 1,
  promocode: 'ROLL',
  discount_percent: 10,
  discount_amount: 4,
  shipping_price: 60,
  wrap_price: 20,
  taxes: 5,
  ordered_at: '2026-11-21 10:00:00',
  buyer: { full_name: 'Віра', email: 'vira@example.com', phone: '+380500000099' },
  shipping: { delivery_service_id: 2, shipping_address_city: 'Київ', shipping_secondary_line: 'Садова, 7' },
  marketing: { utm_source: 'flyer' },
  products: [
    {
      sku: '001',
      name: 'Інша назва',
      price: '520.00',
      quantity: 2,
      discount_amount: 40,
      unit_type: 'шт',
      picture: 'https://example.com/1.jpg',
      properties: [{ name: 'Соус', value: 'соєвий' }, { name: 'без значення' }],
    },
    { name: 'Разова позиція', price: 10, quantity: 0.5 },
  ],
  payments: [{ payment_method: 'картка', amount: 100, status: 'paid' }],
  custom_fields: [
    { uuid: 'OR_1002', value: 3 },
    { uuid: 'OR_1003', value: ['Без контакту'] },
    { uuid: 'LD_1005', value: 'не сюди' },
  ],
};

/** The fields a 422 names. */
async function faultsOf(body: Json, settings: Json = {}): Promise<string[]> {
  const keycrm = await openKeycrm({ settings });
  const before = (await keycrm.orders()).length;
  const { status, body: answer } = await keycrm.call<{ message: string; errors: Record<string, string[]> }>(
    'POST',
    '/order',
    body,
  );
  expect(status).toBe(422);
  expect(answer.message).toBe(Object.values(answer.errors)[0]?.[0]);
  expect(await keycrm.orders()).toHaveLength(before);
  return Object.keys(answer.errors);
}

describe('POST /order', () => {
  it('answers the order without associations, and keeps the rest of it', async () => {
    const now = Date.UTC(2026, 10, 21, 22, 3, 4);
    const keycrm = await openKeycrm({ now: () => now });
    const { status, body } = await keycrm.call('POST', '/order', order(full));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      parent_id: null,
      source_uuid: 'K7-4821',
      source_id: 1,
      status_id: 1,
      status_group_id: 1,
      // 1040 - 40 and 5 for the lines; of the 1005, 10% and 4 off; 85 on top.
      grand_total: 985.5,
      total_discount: 144.5,
      shipping_price: 60,
      payment_status: 'part_paid',
      buyer_comment: 'Без васабі',
      ordered_at: '2026-11-21 10:00:00',
      created_at: '2026-11-21 22:03:04',
      closed_at: null,
    });
    for (const association of ['buyer', 'products', 'shipping', 'payments', 'status']) {
      expect(body).not.toHaveProperty(association);
    }

    const include = 'buyer,products.offer,shipping.deliveryService,marketing,payments,custom_fields,status,manager';
    const { body: whole } = await keycrm.call('GET', `/order/${body['id']}?include=${include}`);
    expect(whole).toMatchObject({
      buyer: { id: expect.any(Number), full_name: 'Віра', email: 'vira@example.com', phone: '+380500000099' },
      products: [
        {
          name: 'Ролл «Сливочный лосось»',
          price: 520,
          price_sold: 500,
          total_discount: 40,
          properties: [{ name: 'Соус', value: 'соєвий' }],
          offer: { sku: '001', price: 520 },
        },
        { sku: null, name: 'Разова позиція', quantity: 0.5, offer: null },
      ],
      shipping: { shipping_address_city: 'Київ', tracking_code: null, delivery_service: { id: 2 } },
      marketing: { utm_source: 'flyer', utm_term: null },
      payments: [{ payment_method_id: 2, amount: 100, status: 'paid', actual_currency: 'UAH' }],
      custom_fields: [
        { uuid: 'OR_1002', value: 3 },
        { uuid: 'OR_1003', value: ['Без контакту'] },
      ],
      status: { id: 1, name: 'new', group_id: 1 },
      manager: { id: 1 },
    });
  });

  it('is shown by the back door, under what the caller calls it', async () => {
    const keycrm = await openKeycrm();
    const id = await keycrm.order(full);
    expect((await keycrm.orders()).at(-1)).toMatchObject({
      ref: String(id),
      number: String(id),
      externalId: 'K7-4821',
      phone: '+380500000099',
      status: '1',
      lines: [
        { sku: '001', quantity: 2, price: 520 },
        { sku: '', quantity: 0.5, price: 10 },
      ],
      notes: [expect.stringContaining('LD_1005')],
    });
  });

  it('wants a source and a buyer', async () => {
    expect(await faultsOf({})).toEqual(['source_id', 'buyer']);
    expect(await faultsOf(order({ source_id: null, buyer: null }))).toEqual(['source_id', 'buyer']);
    expect(await faultsOf(order({ source_id: 77 }))).toEqual(['source_id']);
    expect(await faultsOf(order({ buyer: { full_name: ' ', phone: '' } }))).toEqual(['buyer']);
  });

  it('checks what it is given', async () => {
    const wrong = {
      buyer: { full_name: 'Віра', email: 'vira@' },
      manager_comment: 7,
      discount_percent: 101,
      ordered_at: '21.11.2026',
      shipping_price: -1,
      products: [{ sku: '001', quantity: 0 }],
      payments: [{ payment_method_id: 1, status: 'refund' }],
    };
    expect(await faultsOf(order(wrong))).toEqual([
      'buyer.email',
      'manager_comment',
      'discount_percent',
      'shipping_price',
      'ordered_at',
      'products.0.quantity',
      'payments.0.amount',
      'payments.0.status',
    ]);
  });

  it('checks that what it is told of is there', async () => {
    const absent = {
      manager_id: 9,
      products: [{ sku: 'no-such', price: 1 }],
      payments: [{ amount: 1 }, { amount: 1, payment_method_id: 99 }],
      shipping: { delivery_service_id: 9 },
      custom_fields: [
        { uuid: 'OR_9999', value: 1 },
        { uuid: 'OR_1003', value: 'Без контакту' },
      ],
    };
    expect(await faultsOf(order(absent))).toEqual([
      'manager_id',
      'products.0.name',
      'payments.0.payment_method_id',
      'payments.1.payment_method_id',
      'shipping.delivery_service_id',
      'custom_fields.0.uuid',
      'custom_fields.1.value',
    ]);
  });

  it('takes a Nova Poshta branch with its service only', async () => {
    const warehouse_ref = '7b422fc5-e1b8-11e3-8c4a-0050568002cf';
    expect(await faultsOf(order({ shipping: { warehouse_ref } }))).toEqual(['shipping.delivery_service_id']);
    expect(await faultsOf(order({ shipping: { warehouse_ref, delivery_service_id: 3 } }))).toEqual([
      'shipping.warehouse_ref',
    ]);
    const keycrm = await openKeycrm();
    const shipping = { warehouse_ref, delivery_service_id: 1 };
    expect((await keycrm.call('POST', '/order', order({ shipping }))).status).toBe(201);
  });

  it('takes a source_uuid twice, unless a setting says it is unique within its source', async () => {
    const keycrm = await openKeycrm();
    const twin = order({ source_uuid: 'K7-4821' });
    const ids = [await keycrm.order(twin), await keycrm.order(twin)];
    expect(new Set(ids).size).toBe(2);
    await keycrm.set({ sourceUuid: 'unique' });
    const { status, body } = await keycrm.call('POST', '/order', twin);
    expect([status, Object.keys(body['errors'] as Json)]).toEqual([422, ['source_uuid']]);
    expect((await keycrm.call('POST', '/order', { ...twin, source_id: 2 })).status).toBe(201);
  });

  it('puts a loyalty discount on, when the account does, but not on imports', async () => {
    const keycrm = await openKeycrm({ settings: { autoDiscount: true } });
    const buyer = { phone: '+380500000011' };
    const { body } = await keycrm.call('POST', '/order', order({ buyer }));
    expect(body).toMatchObject({ grand_total: 936, total_discount: 104, discount_percent: 10 });
    const { body: own } = await keycrm.call('POST', '/order', order({ buyer, discount_percent: 50 }));
    expect(own).toMatchObject({ grand_total: 520 });
    expect((await keycrm.call('POST', '/order/import', { orders: [order({ buyer })] })).status).toBe(201);
    expect((await keycrm.orders()).at(-1)).toMatchObject({ totals: { grand_total: 1040 } });
  });

  it('ignores fields it does not know, as a delivery cost among the shipping', async () => {
    const keycrm = await openKeycrm();
    const stray = { status_id: 12, buyer_id: 1, shipping: { shipping_cost: 60 } };
    const { body } = await keycrm.call('POST', '/order', order(stray));
    expect(body).toMatchObject({ status_id: 1, grand_total: 1040, shipping_price: 0 });
  });

  it('makes a buyer, or adds to one it knows to the letter', async () => {
    const keycrm = await openKeycrm();
    const buyerOf = async (buyer: Json): Promise<unknown> => {
      const id = await keycrm.order({ buyer });
      const { body } = await keycrm.call<{ buyer: Json }>('GET', `/order/${id}?include=buyer`);
      return body.buyer['id'];
    };
    expect(await buyerOf({ phone: '380500000012', email: 'timur@example.com' })).toBe(2002);
    expect(await buyerOf({ email: 'timur@example.com' })).toBe(2002);
    expect(await buyerOf({ phone: '0500000012' })).not.toBe(2002);
  });

  it('does not read a body that is not JSON', async () => {
    const keycrm = await openKeycrm();
    const init = { method: 'POST', headers: { authorization: 'Bearer sandbox-keycrm-key' }, body: '{"source_id":1}' };
    expect((await fetch(`${keycrm.url}/v1/order`, init)).status).toBe(422);
    expect((await keycrm.call('POST', '/order', '{')).status).toBe(422);
  });
});
