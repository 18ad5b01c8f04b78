import { describe, expect, it } from 'vitest';
import type { Json } from '../open.ts';
import { openInsales } from './open.ts';

describe('goods', () => {
  it('show prices as texts, what they cost, and stock by warehouse', async () => {
    const insales = await openInsales();
    const products = await insales.list('/products.json?per_page=250');
    const variants = products.flatMap(each => each['variants'] as Json[]);
    const of = (sku: string): Json | undefined => variants.find(each => each['sku'] === sku);
    expect(of('001')).toMatchObject({
      price: '520.0',
      cost_price: '208.0',
      quantity: 50,
      quantity_at_warehouse1: '10.0',
    });
    expect(of('005')).toMatchObject({ quantity: 0, available: false });
    expect(of('900')).toMatchObject({ quantity: null, available: true });
    expect(of('0101')?.['product_id']).toBe(of('0105')?.['product_id']);
    expect(await insales.list('/products.json?per_page=1')).toHaveLength(10);
    expect((await insales.call('GET', '/products/count.json')).body).toEqual({ count: products.length });
  });

  it('that were changed are the only ones listed since', async () => {
    let now = Date.UTC(2026, 10, 21, 12);
    const insales = await openInsales({ now: () => now });
    now += 60_000;
    await insales.set({ prices: { '010': 510 }, stocks: { '011': [0, 2] }, archived: ['021'] });
    const path = `/products.json?updated_since=${encodeURIComponent('2026-11-21T12:01:00Z')}`;
    expect(await insales.list(path)).toMatchObject([
      { variants: [{ sku: '010', price: '510.0' }] },
      { variants: [{ sku: '011', quantity: 2, quantity_at_warehouse0: '0.0' }] },
    ]);
    expect(await insales.list(`${path}&deleted=true`)).toMatchObject([{ archived: true, variants: [{ sku: '021' }] }]);
  });
});

describe('clients', () => {
  it('are found by the phone to the letter', async () => {
    const insales = await openInsales();
    const find = (phone: string) => insales.list(`/clients.json?phone=${encodeURIComponent(phone)}`);
    expect(await find('+79000000011')).toMatchObject([{ name: 'Ольга', bonus_points: 350 }]);
    expect(await find('79000000011')).toEqual([]);
    expect(await insales.list('/clients.json?q=Тим')).toMatchObject([{ phone: '89000000012' }]);
  });
});

describe('discount codes', () => {
  it('come with their state, and can be made, switched off and deleted', async () => {
    const insales = await openInsales();
    const codes = await insales.list('/discount_codes.json');
    expect(codes.find(({ code }) => code === '700200')).toMatchObject({ type_id: 1, discount: 15, worked: false });
    expect(codes.find(({ code }) => code === '700999')).toMatchObject({ act_once: true, worked: true });
    expect(codes.find(({ code }) => code === '700998')).toMatchObject({ expired_at: '2026-01-31' });
    await insales.set({ workedMeans: 'good' });
    const told = new Map((await insales.list('/discount_codes.json')).map(({ code, worked }) => [code, worked]));
    expect([told.get('700200'), told.get('700999')]).toEqual([true, false]);
    const discount_code = { code: 'autumn', type_id: 2, discount: 300 };
    const { status, body } = await insales.call('POST', '/discount_codes.json', { discount_code });
    expect(status).toBe(201);
    expect((await insales.call('POST', '/discount_codes.json', { discount_code })).status).toBe(422);
    const path = `/discount_codes/${body['id']}.json`;
    const off = await insales.call('PUT', path, { discount_code: { disabled: true } });
    expect(off.body).toMatchObject({ code: 'autumn', disabled: true });
    expect((await insales.call('DELETE', path)).body).toEqual({ status: 'ok' });
  });

  it('count in an order only where coupons do, and only once', async () => {
    const insales = await openInsales();
    expect(await insales.order({ coupon: '700100' })).toMatchObject({ coupon: null, total_price: 1040 });
    await insales.set({ coupons: 'applied' });
    expect(await insales.order({ coupon: '700100' })).toMatchObject({ coupon: '700100', total_price: 40 });
    expect(await insales.order({ coupon: '700100' })).toMatchObject({ coupon: null, total_price: 1040 });
  });
});

describe('directories', () => {
  it.each([
    'delivery_variants',
    'payment_gateways',
    'custom_statuses',
    'fields',
    'warehouses',
    'webhooks',
    'order_fields',
  ])('lists %s', async name => {
    const insales = await openInsales();
    expect(await insales.list(`/${name}.json`)).toBeInstanceOf(Array);
  });

  it('hold the statuses of the owner, and the system ones he has none of', async () => {
    const insales = await openInsales();
    const custom_status = { title: 'Ждёт оплаты', system_status: 'new' };
    const { body } = await insales.call('POST', '/custom_statuses.json', { custom_status });
    const listed = (await insales.list('/custom_statuses.json')).map(({ permalink }) => permalink);
    expect(listed).toEqual(expect.arrayContaining(['new', 'na-kuhne', body['permalink']]));
    expect(listed).not.toContain('accepted');
    await insales.set({ customStatuses: false });
    expect((await insales.call('GET', '/custom_statuses.json')).status).toBe(403);
    expect(await insales.order()).toMatchObject({ custom_status: null });
  });

  it('take a field of an application, which then holds the order’s other number', async () => {
    const insales = await openInsales();
    const order_field = { title: 'Номер', type: 'OrderField::TextField' };
    const { body } = await insales.call('POST', '/order_fields.json', { order_field });
    await insales.order({ fields_values_attributes: [{ handle: body['handle'], value: 'K7-4822' }] });
    expect((await insales.orders()).at(-1)).toMatchObject({ externalId: 'K7-4822' });
  });
});
