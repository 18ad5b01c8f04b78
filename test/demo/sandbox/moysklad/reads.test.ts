import { describe, expect, it } from 'vitest';
import { type Entity, openMoysklad } from './open.ts';

const filter = (text: string): string => `filter=${encodeURIComponent(text)}`;

describe('lists', () => {
  it('filters by each operator, an equal one repeated being either', async () => {
    const moysklad = await openMoysklad();
    const names = async (conditions: string) =>
      (await moysklad.list(`entity/counterparty?${filter(conditions)}`)).rows.map(({ name }) => name);
    expect(await names('email=anna@example.com')).toEqual(['Анна']);
    expect(await names('email=olga@example.com;email=anna@example.com')).toEqual(['Ольга Садовникова', 'Анна']);
    expect(await names('name=анна')).toEqual([]);
    expect(await names('name~АННА')).toEqual(['Анна', 'Анна (сайт)']);
    expect(await names('name~=анна;email!=anna@example.com')).toEqual(['Анна (сайт)']);
    expect(await names('phone=~9000000013')).toEqual(['Анна']);
    expect(await names('email=')).toEqual(['Тимур', 'Анна (сайт)']);
    expect(await names('name=a\\;b')).toEqual([]);
  });

  it('searches by what a type is searched by', async () => {
    const moysklad = await openMoysklad();
    const found = async (words: string, type = 'counterparty') =>
      (await moysklad.list(`entity/${type}?search=${encodeURIComponent(words)}`)).rows.map(({ name }) => name);
    expect(await found('садов 79000000011')).toEqual(['Ольга Садовникова']);
    // A word of a document may hold it anywhere, any other has to begin with it.
    expect(await found('9000000011')).toEqual([]);
    expect(await found('0001', 'customerorder')).toEqual(['00001']);
  });

  it('refuses conditions it cannot read', async () => {
    const moysklad = await openMoysklad();
    const cases: [string, number][] = [
      ['nothing', 1034],
      ['colour=red', 1034],
      ['agent~x', 1034],
      ['moment>yesterday', 1014],
      ['sum=many', 1014],
    ];
    for (const [text, code] of cases) {
      expect(await moysklad.refusal('GET', `entity/customerorder?${filter(text)}`), text).toEqual([400, code]);
    }
  });

  it('finds orders by customer and state, the latest first', async () => {
    const moysklad = await openMoysklad();
    const hrefs = (await moysklad.list('entity/counterparty')).rows.map(({ meta }) => `agent=${meta.href}`);
    const both = await moysklad.list(`entity/customerorder?${filter(hrefs.join(';'))}&order=name,desc`);
    expect(both.rows.map(({ name }) => name)).toEqual(['00002', '00001']);
    const ready = await moysklad.list(`entity/customerorder?${filter('state.name=Готовится')}`);
    expect(ready.rows.map(({ name }) => name)).toEqual(['00001']);
    expect((await moysklad.list(`entity/customerorder?${filter('moment>2000-01-01 00:00:00')}`)).meta.size).toBe(2);
  });

  it('expands pages of a hundred rows at most', async () => {
    const moysklad = await openMoysklad();
    const state = async (query: string) =>
      (await moysklad.list(`entity/customerorder?expand=state${query}`)).rows[0]?.['state'];
    expect(await state('&limit=100')).toMatchObject({ name: 'Готовится' });
    for (const query of ['', '&limit=101']) expect(await state(query)).not.toHaveProperty('name');
  });

  it('pages', async () => {
    const moysklad = await openMoysklad();
    const { meta, rows } = await moysklad.list('entity/product?limit=5&offset=5');
    expect(meta).toMatchObject({ size: 16, limit: 5, offset: 5, nextHref: expect.stringContaining('offset=10') });
    expect(rows).toHaveLength(5);
    expect(await moysklad.refusal('GET', 'entity/product?limit=none')).toEqual([400, 1014]);
    const count = await moysklad.list('entity/product?limit=0');
    expect(count).toMatchObject({ meta: { size: 16, limit: 0 }, rows: [] });
    expect(count.meta).not.toHaveProperty('nextHref');
  });
});

describe('goods', () => {
  it('are products, variants and services, under one article each, with what the shop pays', async () => {
    const moysklad = await openMoysklad();
    const { rows } = await moysklad.list('entity/assortment');
    expect(rows).toHaveLength(20);
    const [roll] = (await moysklad.list('entity/assortment?filter=code=001')).rows;
    expect(roll).toMatchObject({
      meta: { type: 'product' },
      ...{ code: '001', externalCode: '001', article: '001', stock: 70, quantity: 70 },
      salePrices: [{ value: 52_000, priceType: { name: 'Цена продажи' } }],
      buyPrice: { value: 18_200 },
    });
    expect(roll).not.toHaveProperty('type');
    const [sauce] = (await moysklad.list('entity/variant?filter=article=0105&expand=product&limit=1')).rows;
    expect(sauce).toMatchObject({ name: 'Соус (чесночный)', product: { name: 'Соус' } });
    expect((await moysklad.list('entity/service?filter=code=900')).rows[0]).not.toHaveProperty('article');
    expect((await moysklad.list('entity/assortment?filter=type=service')).rows).toHaveLength(2);
  });

  it('have no stock in the new assortment', async () => {
    const moysklad = await openMoysklad();
    const headers = { 'x-lognex-remap-beta-feature': 'assortmentWithoutStock' };
    const response = await moysklad.send('GET', 'entity/assortment?limit=3', undefined, headers);
    const { rows } = (await response.json()) as { rows: Entity[] };
    for (const row of rows) expect(row).not.toHaveProperty('stock');
  });

  it('can be archived and repriced from the back door, and made by callers', async () => {
    const moysklad = await openMoysklad();
    await moysklad.set({ archived: ['001'], prices: { '002': 99.9 } });
    expect((await moysklad.list('entity/product?filter=code=001')).rows).toEqual([]);
    expect((await moysklad.list(`entity/product?${filter('code=001;archived=true')}`)).rows).toHaveLength(1);
    expect((await moysklad.list('entity/product?filter=code=002')).rows[0]).toMatchObject({
      salePrices: [{ value: 9990 }],
    });
    const { body } = await moysklad.call('POST', 'entity/product', { name: 'Новый ролл', code: '777' });
    expect((await moysklad.list('entity/assortment?filter=code=777')).rows[0]?.id).toBe(body.id);
  });
});

describe('stock', () => {
  it('leaves zeros out of the short report, unless asked for them', async () => {
    const moysklad = await openMoysklad();
    const current = async (query = '') =>
      (await moysklad.call<{ assortmentId: string; stock: number }[]>('GET', `report/stock/all/current${query}`)).body;
    expect(await current()).toHaveLength(16);
    expect(await current('?include=zeroLines')).toHaveLength(17);
    expect(await current('?include=zeroLines&stockType=freeStock')).toContainEqual(
      expect.objectContaining({ freeStock: 0 }),
    );
    expect(await moysklad.refusal('GET', 'report/stock/all/current?stockType=none')).toEqual([400, 1014]);
  });

  it('goes down by what orders reserve', async () => {
    const moysklad = await openMoysklad();
    const assortment = await moysklad.first('entity/product?filter=code=001');
    const store = await moysklad.first('entity/store?filter=code=sad');
    const positions = [{ assortment, quantity: 4, price: 52_000, reserve: 4 }];
    await moysklad.call('POST', 'entity/customerorder', await moysklad.order({ positions, store }));
    const id = assortment.meta.href.split('/').at(-1) ?? '';
    const path = `report/stock/bystore/current?stockType=freeStock&${filter(`assortmentId=${id}`)}`;
    expect((await moysklad.call<{ freeStock: number }[]>('GET', path)).body.map(({ freeStock }) => freeStock)).toEqual([
      36, 30,
    ]);
  });

  it('has addresses with a query, and prices, in the full report', async () => {
    const moysklad = await openMoysklad();
    const product = await moysklad.first('entity/product?filter=code=002');
    const [row] = (await moysklad.list(`report/stock/all?${filter(`product=${product.meta.href}`)}`)).rows;
    expect(row).toMatchObject({ stock: 70, price: 19_600, salePrice: 56_000 });
    expect(row?.meta.href).toBe(`${product.meta.href}?expand=supplier`);
    expect((await moysklad.list('report/stock/bystore')).rows[0]).toHaveProperty('stockByStore');
  });
});

describe('directories', () => {
  it('keeps gift certificates in a dictionary, found by code', async () => {
    const moysklad = await openMoysklad();
    const { body } = await moysklad.call('GET', 'context/companysettings/metadata');
    const [dictionary] = body['customEntities'] as { entityMeta: { href: string } }[];
    const path = dictionary?.entityMeta.href.slice(moysklad.base.length);
    const [certificate] = (await moysklad.list(`${path}?filter=code=700100`)).rows;
    expect(certificate).toMatchObject({
      name: '700100',
      attributes: expect.arrayContaining([expect.objectContaining({ value: 1000 })]),
    });
    const [balance] = (certificate?.['attributes'] ?? []) as Entity[];
    const spent = { attributes: [{ meta: balance?.meta, value: 0 }] };
    const { body: after } = await moysklad.call('PUT', `${path}/${certificate?.id}`, spent);
    expect((after['attributes'] as Entity[]).map(({ value }) => value)).toEqual([0, expect.any(String), true]);
  });

  it('shows types of prices, currencies and what codes have to be', async () => {
    const moysklad = await openMoysklad();
    expect((await moysklad.call('GET', 'context/companysettings/pricetype/default')).body.name).toBe('Цена продажи');
    expect((await moysklad.call<Entity[]>('GET', 'context/companysettings/pricetype')).body).toHaveLength(2);
    expect((await moysklad.list('entity/currency?filter=default=true')).rows[0]).toMatchObject({ isoCode: 'RUB' });
    expect((await moysklad.call('GET', 'entity/counterparty/settings')).body).toHaveProperty('uniqueCodeRules');
    const metadata = await moysklad.call('GET', 'entity/customerorder/metadata');
    expect(metadata.body['states']).toHaveLength(8);
  });

  it('belong to somebody, whom they can be expanded by', async () => {
    const moysklad = await openMoysklad();
    for (const type of ['organization', 'counterparty', 'product', 'store', 'customerorder']) {
      const [found] = (await moysklad.list(`entity/${type}?expand=owner.group,group&limit=1`)).rows;
      expect(found, type).toMatchObject({ owner: { group: { name: 'Основной' } }, group: { name: 'Основной' } });
    }
    expect((await moysklad.list('entity/organization')).rows[0]).toHaveProperty('created');
    const counterparty = await moysklad.first('entity/counterparty');
    const path = counterparty.meta.href.slice(moysklad.base.length);
    for (const list of ['accounts', 'contactpersons', 'notes']) {
      expect(await moysklad.list(`${path}/${list}`)).toMatchObject({ meta: { size: 0 }, rows: [] });
    }
  });

  it('knows what there is, and what there is not', async () => {
    const moysklad = await openMoysklad();
    expect((await moysklad.list('entity/bundle?filter=code=001')).rows).toEqual([]);
    expect(await moysklad.refusal('GET', 'entity/nothing')).toEqual([404, 1002]);
    expect(await moysklad.refusal('GET', 'entity/customerorder/none')).toEqual([404, 1021]);
    expect(await moysklad.refusal('DELETE', 'entity/customerorder')).toEqual([405, 1002]);
    expect(await moysklad.refusal('PUT', 'entity/customerorder', {})).toEqual([400, 1012]);
    expect(await moysklad.refusal('POST', 'entity/store', { name: 'x' })).toEqual([405, 1002]);
  });
});
