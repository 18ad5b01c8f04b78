import { describe, expect, it } from 'vitest';
import { menu } from '../../../../demo/sandbox/kit/menu.ts';
import { openKeycrm } from './open.ts';

describe('catalogue', () => {
  it('has the menu, two sauces being one product with two offers', async () => {
    const keycrm = await openKeycrm();
    const offers = await keycrm.list('/offers?limit=50&include=product');
    expect(offers.data.map(({ sku, price }) => [sku, price])).toEqual(
      menu.map(({ article, price }) => [article, price]),
    );
    const products = await keycrm.list('/products?limit=50');
    expect(products.total).toBe(menu.length - 1);
    expect(products.data.find(({ has_offers }) => has_offers)).toMatchObject({
      sku: null,
      price: null,
      min_price: 30,
      max_price: 40,
      currency_code: 'UAH',
    });
    expect((await keycrm.list('/offers?filter[sku]=0101,0105&include=product')).data).toMatchObject([
      {
        sku: '0101',
        properties: [{ value: 'соевый' }],
        product: { name: 'Соус', has_offers: true, barcode: null, properties_agg: { Вид: ['соевый', 'чесночный'] } },
      },
      { sku: '0105', properties: [{ value: 'чесночный' }], product: { name: 'Соус' } },
    ]);
  });

  it('is filtered by product, category and archive, but not by sku', async () => {
    const keycrm = await openKeycrm({ settings: { archived: ['021'], prices: { '020': 155.5 } } });
    expect((await keycrm.list('/products?filter[is_archived]=true')).data).toMatchObject([{ sku: '021' }]);
    expect((await keycrm.list('/offers?filter[is_archived]=false')).total).toBe(menu.length - 1);
    const [drink] = (await keycrm.list('/products?filter[category_id]=3')).data;
    expect(drink).toMatchObject({ sku: '020', price: 155.5, quantity: 2000 });
    expect((await keycrm.call('GET', `/products/${drink?.['id']}`)).body).toEqual(drink);
    expect((await keycrm.call('GET', '/products?filter[sku]=020')).status).toBe(400);
    expect((await keycrm.list('/products/categories')).total).toBe(5);
  });
});

describe('stocks', () => {
  const stockOf = async (keycrm: Awaited<ReturnType<typeof openKeycrm>>, skus: string) =>
    (await keycrm.list(`/offers/stocks?filter[offers_sku]=${skus}`)).data.map(({ quantity, reserve }) => [
      quantity,
      reserve,
    ]);

  it('tell what stands and what of it is reserved', async () => {
    const keycrm = await openKeycrm();
    expect(await stockOf(keycrm, '005,012')).toEqual([
      [0, 0],
      [3, 3],
    ]);
    const { data } = await keycrm.list(
      '/offers/stocks?filter[offers_sku]=012&filter[details]=True&filter[warehouse_id]=7',
    );
    expect(data).toMatchObject([{ sku: '012', price: 620, warehouse: [{ id: 1, quantity: 3, reserve: 3 }] }]);
    expect((await keycrm.list('/offers/stocks?limit=1&include=product')).data[0]).not.toHaveProperty('warehouse');
  });

  it('follow the orders, unless a setting keeps them still', async () => {
    const keycrm = await openKeycrm();
    const id = await keycrm.order();
    expect(await stockOf(keycrm, '001')).toEqual([[2000, 0]]);
    await keycrm.move(id, 23);
    expect(await stockOf(keycrm, '001')).toEqual([[2000, 2]]);
    await keycrm.move(id, 'completed');
    expect(await stockOf(keycrm, '001')).toEqual([[1998, 0]]);
    await keycrm.move(id, 'canceled');
    expect(await stockOf(keycrm, '001')).toEqual([[2000, 0]]);
    await keycrm.move(id, 23);
    await keycrm.set({ stockMoves: false });
    expect(await stockOf(keycrm, '001')).toEqual([[2000, 0]]);
  });

  it('can be counted anew', async () => {
    const keycrm = await openKeycrm();
    const id = await keycrm.order();
    await keycrm.move(id, 'completed');
    const stocks = [{ sku: '001', quantity: 7 }];
    expect((await keycrm.call('PUT', '/offers/stocks', { warehouse_id: 1, stocks })).status).toBe(202);
    expect(await stockOf(keycrm, '001')).toEqual([[7, 0]]);
    const wrong = { warehouse_id: 2, stocks: [{ sku: 'no-such', quantity: 1 }] };
    const { status, body } = await keycrm.call('PUT', '/offers/stocks', wrong);
    expect([status, Object.keys(body['errors'] as object)]).toEqual([422, ['warehouse_id', 'stocks.0']]);
  });
});
