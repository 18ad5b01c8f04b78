import { describe, expect, it } from 'vitest';
import { collect, failure, kitchen, rub } from './fixtures.ts';

const ok = (body: object) => ({ result: 'success', ...body });

describe('a certificate', () => {
  const ask = (answer: object) => kitchen([answer]).crm.certificate('GIFT-1');

  it('is asked for by its code', async () => {
    const { crm, calls, form } = kitchen([ok({ sale: '20' })]);
    await crm.certificate('ГИФТ & 1');
    expect(form()).toEqual({ certificate: 'ГИФТ & 1' });
    expect(calls[0]).toMatchObject({ operation: 'get_certificate', kind: 'read' });
  });

  it('gives a product, with or without an article', async () => {
    const product = { kind: 'product', state: 'valid' };
    expect(await ask(ok({ product_id: '0042', name: 'Тирамису', price: '310' }))).toEqual({
      ...product,
      product: { sku: '0042', name: 'Тирамису' },
    });
    expect(await ask(ok({ product_id: '', name: 'Лимонад', price: '0' }))).toEqual({
      ...product,
      product: { sku: null, name: 'Лимонад' },
    });
  });

  it('gives percents or money, as text or number', async () => {
    for (const sale of ['20', 20])
      expect(await ask(ok({ sale }))).toEqual({ kind: 'percent', percent: 20, state: 'valid' });
    for (const amount of ['1500.50', 1500.5, '1 500,50']) {
      expect(await ask(ok({ amount }))).toEqual({ kind: 'money', amount: rub(1500.5), state: 'valid' });
    }
  });

  it('is null when FrontPad does not know it', async () => {
    expect(await ask({ result: 'error', error: 'invalid_certificate' })).toBeNull();
    expect(await ask({ result: 'error', status: 'invalid_certificate' })).toBeNull();
  });

  it('that tells nothing is not understood', async () => {
    for (const odd of [{}, { sale: '0' }, { sale: '500' }, { amount: '-3' }, { name: ['x'] }]) {
      expect(await failure(ask(ok(odd)))).toMatchObject({ kind: 'protocol', taken: 'no' });
    }
  });
});

describe('the catalogue', () => {
  const list = async (answer: object) => collect(kitchen([answer]).crm.catalogue());

  it('is read from maps and from lists alike', async () => {
    const expected = [
      { sku: '007', name: 'Борщ', price: rub(290) },
      { sku: '8', name: 'Чай', price: rub(99.9) },
    ];
    const maps = {
      product_id: { 0: '007', 1: 8 },
      name: { 0: 'Борщ', 1: 'Чай' },
      price: { 0: '290', 1: 99.9 },
      sale: { 0: '1' },
    };
    expect(await list(ok(maps))).toEqual(expected);
    expect(await list(ok({ product_id: ['007', 8], name: ['Борщ', 'Чай'], price: ['290', '99.90'] }))).toEqual(
      expected,
    );
  });

  it('keeps an article whose name or price is missing', async () => {
    const products = await list(ok({ product_id: { 3: '15', 4: '', 5: null }, name: [], price: { 3: 'по запросу' } }));
    expect(products).toEqual([{ sku: '15', name: '15', price: null }]);
  });

  it('is empty when there is nothing to export', async () => {
    expect(await list({ result: 'error', error: 'invalid_products' })).toEqual([]);
    expect(await list(ok({ product_id: [] }))).toEqual([]);
  });

  it('of another shape fails', async () => {
    for (const odd of [{}, { product_id: '7' }, { product_id: { 0: { id: 1 } } }]) {
      expect(await failure(list(ok(odd)))).toMatchObject({ kind: 'protocol', taken: 'no' });
    }
  });
});

describe('availability', () => {
  it('is the stop list; everything else is there', async () => {
    const report = await kitchen([
      ok({ product_id: { 0: '007' }, name: { 0: 'Борщ' }, price: { 0: '290' } }),
    ]).crm.availability(['8']);
    expect(report).toEqual({ rows: [{ sku: '007', state: 'out', quantity: null, stores: [] }], rest: 'in-stock' });
  });

  it('of an empty stop list is told in two places', async () => {
    for (const none of [
      ok({ error: 'no_stops' }),
      ok({ description: 'no_stops' }),
      { result: 'error', error: 'no_stops' },
    ]) {
      expect(await kitchen([none]).crm.availability([])).toEqual({ rows: [], rest: 'in-stock' });
    }
  });

  it('is unknown, not good, when the answer has no list', async () => {
    expect(await failure(kitchen([ok({})]).crm.availability([]))).toMatchObject({ kind: 'protocol' });
  });
});

describe('probe', () => {
  it.each([
    [[], 'no articles are on the stop list'],
    [['1'], '1 article is on the stop list'],
    [['1', '2', '3'], '3 articles are on the stop list'],
  ])('says what it saw: %j', async (product_id, line) => {
    const { crm, calls } = kitchen([ok({ product_id })]);
    expect(await crm.probe()).toBe(line);
    expect(calls.map(call => call.operation)).toEqual(['get_stops']);
  });
});
