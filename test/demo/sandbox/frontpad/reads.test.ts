import { describe, expect, it } from 'vitest';
import { openFrontpad, order } from '../open.ts';

describe('get_products', () => {
  it('answers parallel lists, every value a string', async () => {
    const frontpad = await openFrontpad();
    const answer = (await frontpad.call('get_products')) as Record<string, string[]>;
    expect(Object.keys(answer)).toEqual(['result', 'product_id', 'name', 'price', 'sale']);
    expect(answer.product_id?.[0]).toBe('001');
    expect(answer.price?.[0]).toBe('520');
    const set = answer.product_id?.indexOf('009') ?? -1;
    expect([answer.sale?.[0], answer.sale?.[set]]).toEqual(['1', '0']);
  });

  it('writes lists as objects keyed from "0" when a setting has it', async () => {
    const skus = ['010', '0105'];
    const frontpad = await openFrontpad({ settings: { listsAs: 'object', stops: skus } });
    expect(await frontpad.call('get_stops')).toMatchObject({ product_id: { 0: '010', 1: '0105' } });
    const form = order({ 'product[1]': 'none', 'product_kol[1]': '1' });
    expect((await frontpad.call('new_order', form)).warnings).toEqual({ invalid_product_keys: { 0: '1' } });
  });

  it('knows new prices and products taken off the menu', async () => {
    const frontpad = await openFrontpad({ settings: { hidden: ['001'], prices: { '002': 600 } } });
    expect(await frontpad.call('get_products')).toMatchObject({
      product_id: expect.not.arrayContaining(['001']),
      price: expect.arrayContaining(['600']),
    });
  });

  it('has its own error for an empty menu', async () => {
    const frontpad = await openFrontpad();
    const { skus } = (await frontpad.door('data')).body as { skus: string[] };
    await frontpad.set({ hidden: skus });
    expect(await frontpad.call('get_products')).toEqual({ result: 'error', error: 'invalid_products' });
  });
});

describe('get_stops', () => {
  it('answers what is out', async () => {
    const frontpad = await openFrontpad({ settings: { stops: ['010', '0105'] } });
    expect(await frontpad.call('get_stops')).toEqual({
      result: 'success',
      product_id: ['010', '0105'],
      name: ['Пицца «Маргарита», 30 см', 'Соус чесночный'],
      price: ['490', '40'],
      sale: ['1', '1'],
    });
  });

  it.each(['error', 'description'])('marks an empty list in %s', async field => {
    const frontpad = await openFrontpad({ settings: { stops: [], noStopsIn: field } });
    expect(await frontpad.call('get_stops')).toEqual({ result: 'success', [field]: 'no_stops' });
  });
});

describe('get_client', () => {
  it('answers strings', async () => {
    const frontpad = await openFrontpad();
    expect(await frontpad.call('get_client', { client_phone: '79000000011' })).toEqual({
      result: 'success',
      name: 'Ольга',
      street: 'Садовая',
      home: '5к2',
      pod: '3',
      et: '7',
      apart: '81',
      mail: 'olga@example.com',
      descr: 'Домофон не работает',
      card: '5001',
      sale: '10',
      score: '350',
    });
  });

  it.each(['+79000000011', '89000000011', '7 900 000-00-11', ''])(
    'does not find %j: the phone is strict',
    async phone => {
      const frontpad = await openFrontpad();
      expect(await frontpad.call('get_client', { client_phone: phone })).toEqual({
        result: 'error',
        error: 'invalid_client_phone',
      });
    },
  );

  it('finds the client of an order, and keeps what it knew before', async () => {
    const frontpad = await openFrontpad();
    await frontpad.call('new_order', order({ mail: 'vera@example.com', descr: 'Быстро' }));
    await frontpad.call('new_order', order({ name: 'Другая', street: 'Лесная' }));
    expect(await frontpad.call('get_client', { client_phone: '79000000099' })).toMatchObject({
      name: 'Вера',
      mail: 'vera@example.com',
      street: 'Лесная',
      descr: '',
    });
  });

  it('does not find it when clients are not saved', async () => {
    const frontpad = await openFrontpad({ settings: { saveClients: false } });
    await frontpad.call('new_order', order());
    expect(await frontpad.call('get_client', { client_phone: '79000000099' })).toMatchObject({ result: 'error' });
  });
});

describe('get_certificate', () => {
  it.each([
    ['700100', { amount: '1000' }],
    ['700200', { sale: '15' }],
    ['700300', { product_id: '010', name: 'Пицца «Маргарита», 30 см', price: '490' }],
    ['700301', { product_id: '', name: 'Лимонад домашний, 0,5 л', price: '0' }],
  ])('%s is %j', async (certificate, shape) => {
    const frontpad = await openFrontpad();
    expect(await frontpad.call('get_certificate', { certificate })).toEqual({ result: 'success', ...shape });
  });

  it.each(['', '1', '700999'])('%j is invalid', async certificate => {
    const frontpad = await openFrontpad();
    expect(await frontpad.call('get_certificate', { certificate })).toEqual({
      result: 'error',
      error: 'invalid_certificate',
    });
  });

  it('is invalid once an order has used it', async () => {
    const frontpad = await openFrontpad();
    await frontpad.call('new_order', order({ certificate: '700100' }));
    expect(await frontpad.call('get_certificate', { certificate: '700100' })).toMatchObject({ result: 'error' });
  });
});

describe('get_status of old, brought back by a setting', () => {
  it('answers a name by order id or by phone, and its errors in status', async () => {
    const frontpad = await openFrontpad({ settings: { legacyStatus: true } });
    const { order_id } = (await frontpad.call('new_order', order())) as { order_id: string };
    expect(await frontpad.call('get_status', { order_id })).toEqual({ result: 'success', status: 'Новый' });
    expect(await frontpad.call('get_status', { client_phone: '79000000099' })).toMatchObject({ status: 'Новый' });
    expect(await frontpad.call('get_status', { order_id: '5' })).toEqual({
      result: 'error',
      status: 'invalid_order_id',
    });
    expect(await frontpad.call('get_status')).toEqual({ result: 'error', status: 'invalid_client_phone' });
  });

  it('finds by phone the orders of the day alone', async () => {
    let now = Date.UTC(2026, 10, 21, 20, 59);
    const frontpad = await openFrontpad({ settings: { legacyStatus: true }, now: () => now });
    expect(await frontpad.call('get_status', { client_phone: '79000000012' })).toMatchObject({ result: 'success' });
    now += 120_000;
    expect(await frontpad.call('get_status', { client_phone: '79000000012' })).toMatchObject({ result: 'error' });
  });
});
