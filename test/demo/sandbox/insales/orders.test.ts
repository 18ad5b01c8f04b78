import { describe, expect, it } from 'vitest';
import { type OrderJson, openInsales, order } from './open.ts';

describe('a new order', () => {
  it('is answered whole, in mixed kinds of numbers', async () => {
    const insales = await openInsales({ now: () => Date.UTC(2026, 10, 21, 22, 3, 4, 567) });
    const made = await insales.order({
      comment: 'Позвонить',
      fields_values_attributes: [{ handle: 'external_id', value: 'K7-4821' }],
      delivery_variant_id: 12401,
    });
    expect(made).toMatchObject({
      created_at: '2026-11-22T01:03:04.000+03:00',
      fulfillment_status: 'new',
      custom_status: { permalink: 'new', title: 'Новый' },
      financial_status: 'pending',
      items_price: 1040,
      delivery_price: 200,
      total_price: 1240,
      comment: 'Позвонить',
      discount: null,
      discounts: [],
      client: { name: 'Вера', phone: '+79000000099' },
      shipping_address: { address: 'Садовая, 5' },
      fields_values: [{ handle: 'external_id', value: 'K7-4821' }],
      order_lines: [{ sku: '001', quantity: 2, sale_price: 520, full_total_price: 1040 }],
    });
    expect(made['key']).toMatch(/^[\da-f]{32}$/);
    const shown = (await insales.orders()).at(-1);
    expect(shown).toMatchObject({ ref: String(made.id), number: String(made.number), externalId: 'K7-4821' });
    expect(shown).toMatchObject({ phone: '+79000000099', lines: [{ sku: '001', quantity: 2, price: 520 }] });
  });

  it('made twice is two orders of one client', async () => {
    const insales = await openInsales();
    const [first, second] = [await insales.order(), await insales.order()];
    expect(second.id).not.toBe(first.id);
    expect(second.client['id']).toBe(first.client['id']);
  });

  it.each([
    ['client', { client: undefined }],
    ['order_lines', { order_lines_attributes: [] }],
    ['order_lines.variant', { order_lines_attributes: [{ sku: '001', quantity: 1 }] }],
    ['order_lines_attributes', { order_lines_attributes: [{ external_id: 'a', quantity: 1 }] }],
    ['delivery_variant', { delivery_variant_id: null }],
    ['payment_gateway', { payment_gateway_id: 1803 }],
    ['fields_values', { fields_values_attributes: [{ handle: 'nothing', value: 'a' }] }],
    ['custom_status', { custom_status_permalink: 'nothing' }],
  ])('is refused for its %s', async (field, extra) => {
    const insales = await openInsales();
    const before = (await insales.orders()).length;
    const { status, body } = await insales.call('POST', '/orders.json', {
      order: order(await insales.variant('001'), extra),
    });
    expect(status).toBe(422);
    expect(body).toEqual({ [field]: [expect.any(String)] });
    expect(await insales.orders()).toHaveLength(before);
  });
});

describe('a key unknown to a line', () => {
  it('can be let pass', async () => {
    const insales = await openInsales({ settings: { unknownKeys: 'ignored' } });
    const line = { variant_id: await insales.variant('004'), quantity: 1, external_id: 'a' };
    expect(await insales.order({ order_lines_attributes: [line] })).toMatchObject({ order_lines: [{ sku: '004' }] });
  });
});

describe('a change of an order', () => {
  it('puts on the discounts that its making leaves out', async () => {
    const insales = await openInsales();
    const discount = { discount: 100, type_id: 2, description: 'Сертификат' };
    const made = await insales.order({ discounts_attributes: [discount] });
    expect(made).toMatchObject({ total_price: 1040, discounts: [] });
    const path = `/orders/${made.id}.json`;
    const discounts_attributes = [discount, { discount: 10, type_id: 1 }];
    const { status, body } = await insales.call('PUT', path, { order: { discounts_attributes } });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      items_price: 1040,
      total_price: 846,
      discount: { discount: '100.0', amount: 100, type_id: 2 },
      discounts: [{ amount: 100 }, { amount: 94, discount: '10.0' }],
      order_lines: [{ total_price: 1040, full_total_price: 846, discounts_amount: 194 }],
    });
  });

  it('sets statuses, custom and system, and the payment', async () => {
    const insales = await openInsales();
    const { id } = await insales.order();
    const change = async (fields: object) =>
      (await insales.call<OrderJson>('PUT', `/orders/${id}.json`, { order: fields })).body;
    expect(await change({ custom_status_permalink: 'gotov' })).toMatchObject({
      fulfillment_status: 'accepted',
      custom_status: { title: 'Готов' },
      accepted_at: expect.any(String),
    });
    expect(await change({ fulfillment_status: 'dispatched', financial_status: 'paid' })).toMatchObject({
      custom_status: { permalink: 'u-kurera' },
      financial_status: 'paid',
      paid_at: expect.any(String),
    });
    expect(await change({ custom_status_permalink: 'u-kurera', fulfillment_status: 'new' })).toHaveProperty(
      'fulfillment_status',
      [expect.any(String)],
    );
  });

  it('changes, adds and drops lines', async () => {
    const insales = await openInsales();
    const { id, order_lines } = await insales.order();
    const [line] = order_lines;
    const product_id = (await insales.list('/products.json'))[1]?.['id'];
    const lines = [
      { id: line?.['id'], quantity: 1 },
      { product_id, quantity: 1, sale_price: '500' },
    ];
    const put = (order_lines_attributes: object[]) =>
      insales.call('PUT', `/orders/${id}.json`, { order: { order_lines_attributes } });
    expect((await put(lines)).body).toMatchObject({ items_price: 1020, order_lines: [{ sku: '001' }, { sku: '002' }] });
    expect((await put([{ id: line?.['id'], _destroy: true }])).body).toMatchObject({ order_lines: [{ sku: '002' }] });
    expect((await put([{ id: 1, quantity: 1 }])).status).toBe(422);
  });
});

describe('the list of orders', () => {
  it('is a bare array, the newest first, by filters it knows', async () => {
    const insales = await openInsales();
    const made = await insales.order();
    expect(await insales.list('/orders.json?per_page=1')).toMatchObject([{ id: made.id }]);
    expect(await insales.list(`/orders.json?client_id=${made.client['id']}`)).toHaveLength(1);
    expect(await insales.list('/orders.json?status=closed')).toMatchObject([{ fulfillment_status: 'delivered' }]);
    expect(await insales.list(`/orders.json?number=${made.number}`)).toHaveLength(4);
    expect((await insales.call('GET', '/orders/count.json')).body).toEqual({ count: 4 });
  });

  it('tells what has changed, from a time and an id on', async () => {
    let now = Date.UTC(2026, 10, 21, 12);
    const insales = await openInsales({ now: () => now });
    now += 60_000;
    const [first, second] = [await insales.order(), await insales.order()];
    const since = encodeURIComponent('2026-11-21 15:01:00 +03:00');
    const idsOf = async (path: string) => (await insales.list(path)).map(each => each['id']);
    expect(await idsOf(`/orders.json?updated_since=${since}`)).toEqual([first.id, second.id]);
    expect(await idsOf(`/orders.json?updated_since=${since}&from_id=${first.id}`)).toEqual([second.id]);
    now += 60_000;
    expect((await insales.call('DELETE', `/orders/${first.id}.json`)).body).toEqual({ status: 'ok' });
    expect(await idsOf(`/orders.json?updated_since=${since}`)).toEqual([second.id]);
    expect(await idsOf('/orders.json?deleted=true')).toEqual([first.id]);
    expect((await insales.call('GET', `/orders/${first.id}.json`)).status).toBe(404);
  });
});
