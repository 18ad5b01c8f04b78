import { describe, expect, it } from 'vitest';
import { type Entity, type Meta, openMoysklad, type Refused } from './open.ts';

const ORDERS = 'entity/customerorder';

describe('new order', () => {
  it('is answered whole, numbered, in its first state, its sums in kopecks', async () => {
    const moysklad = await openMoysklad({ now: () => Date.UTC(2026, 10, 21, 21, 30, 5, 7) });
    const { status, body } = await moysklad.call('POST', `${ORDERS}?expand=state`, await moysklad.order());
    expect(status).toBe(200);
    expect(body).toMatchObject({
      meta: { href: `${moysklad.base}${ORDERS}/${body.id}`, type: 'customerorder', mediaType: 'application/json' },
      name: '00003',
      moment: '2026-11-22 00:30:05.007',
      sum: 104_000,
      payedSum: 0,
      state: { name: 'Новый', color: 0xe6821a, stateType: 'Regular' },
      positions: { meta: { size: 1, type: 'customerorderposition' } },
    });
    expect(body['positions']).not.toHaveProperty('rows');
    expect(String(body['externalCode'])).toHaveLength(22);
  });

  it('shows in the back door in roubles, under what the caller calls it', async () => {
    const moysklad = await openMoysklad();
    await moysklad.call('POST', ORDERS, await moysklad.order({ externalCode: 'our-1', name: 'K7-4821' }));
    const [taken, , made] = await moysklad.orders();
    expect(taken).toMatchObject({ number: '00001', externalId: null, status: 'Готовится' });
    expect(made).toMatchObject({
      number: 'K7-4821',
      externalId: 'our-1',
      phone: '+79000000011',
      status: 'Новый',
      lines: [{ sku: '001', quantity: 2, price: 520 }],
    });
  });

  it('is the earlier one when its syncId was seen before', async () => {
    const moysklad = await openMoysklad();
    const body = await moysklad.order({ syncId: '5a1c4f3e-2b7d-5c11-8a55-0d9e3a6f1b20' });
    const first = await moysklad.call('POST', ORDERS, body);
    const again = await moysklad.call('POST', ORDERS, { ...body, description: 'x' });
    expect(again).toEqual(first);
    expect(await moysklad.orders()).toHaveLength(3);
    const found = await moysklad.call('GET', `${ORDERS}/syncid/${body['syncId']}`);
    expect(found.body.id).toBe(first.body.id);
    const change = { syncId: '5a1c4f3e-2b7d-5c11-8a55-0d9e3a6f1b21' };
    expect(await moysklad.refusal('PUT', `${ORDERS}/${first.body.id}`, change)).toEqual([412, 1047]);
  });

  it('is refused with the code for what is wrong with it', async () => {
    const moysklad = await openMoysklad();
    const organization = await moysklad.first('entity/organization');
    const assortment = await moysklad.first('entity/product');
    const elsewhere = {
      meta: { href: 'https://example.com/api/remap/1.2/entity/organization/1', type: 'organization' },
    };
    const missing = { meta: { ...organization.meta, href: `${moysklad.base}entity/organization/none` } };
    const position = (extra: object) => moysklad.order({ positions: [{ assortment, quantity: 1, ...extra }] });
    const cases: [unknown, number[]][] = [
      [{}, [412, 3000]],
      [await moysklad.order({ name: 7 }), [400, 2016]],
      [await moysklad.order({ organization: elsewhere }), [400, 1059]],
      [await moysklad.order({ organization: missing }), [404, 1021]],
      [await moysklad.order({ agent: {} }), [400, 2010]],
      [await moysklad.order({ agent: { meta: { href: 'nowhere', type: 'counterparty' } } }), [400, 1059]],
      [await moysklad.order({ id: 'mine' }), [400, 2016]],
      [await moysklad.order({ organization: '' }), [400, 2010]],
      [await position({ quantity: 0 }), [412, 3003]],
      [await position({ discount: 101 }), [412, 17008]],
    ];
    for (const [body, refusal] of cases) expect(await moysklad.refusal('POST', ORDERS, body)).toEqual(refusal);
    await moysklad.set({ uniqueNames: true });
    expect(await moysklad.refusal('POST', ORDERS, await moysklad.order({ name: '00001' }))).toEqual([412, 3006]);
  });

  it('takes addresses of the vendor, and keeps its own in parts', async () => {
    const moysklad = await openMoysklad();
    const own = await moysklad.first('entity/organization');
    const vendors = { meta: { ...own.meta, href: own.meta.href.replace(moysklad.url, 'https://api.moysklad.ru') } };
    const order = await moysklad.order({ organization: vendors, shipmentAddress: 'Речная, 12' });
    const { body } = await moysklad.call('POST', ORDERS, order);
    expect(body).toMatchObject({ shipmentAddress: 'Речная, 12', shipmentAddressFull: { addInfo: 'Речная, 12' } });
    const put = (change: object) => moysklad.call('PUT', `${ORDERS}/${body.id}`, change);
    expect((await put({ shipmentAddress: null })).body).toHaveProperty('shipmentAddress');
    expect((await put({ shipmentAddress: '' })).body).not.toHaveProperty('shipmentAddress');
    const country = await moysklad.first('entity/country?filter=code=643');
    const region = await moysklad.first('entity/region?filter=code=77');
    const parts = { postalCode: '101000', country, region, city: 'Москва', comment: 'домофон 5' };
    expect((await put({ shipmentAddressFull: parts })).body).toMatchObject({
      shipmentAddress: '101000, Россия, г Москва, Москва',
      shipmentAddressFull: { country, region, comment: 'домофон 5' },
    });
    expect((await put({ description: 'x' })).body).toHaveProperty('description');
    expect((await put({ description: '' })).body).not.toHaveProperty('description');
  });

  it('keeps additional fields, each of its type', async () => {
    const moysklad = await openMoysklad();
    const metadata = (await moysklad.call(`GET`, `${ORDERS}/metadata`)).body['attributes'] as Entity[];
    const attribute = (name: string, value: unknown) => {
      const { meta } = metadata.find(each => each.name === name) as Entity;
      return { meta, value };
    };
    const persons = attribute('Количество персон', 3);
    const { body } = await moysklad.call('POST', ORDERS, await moysklad.order({ attributes: [persons] }));
    expect(body['attributes']).toMatchObject([{ name: 'Количество персон', type: 'long', value: 3 }]);
    const found = await moysklad.list(`${ORDERS}?filter=${encodeURIComponent(`${persons.meta.href}=3`)}`);
    expect(found.rows.map(({ id }) => id)).toEqual([body.id]);
    const wrong = await moysklad.order({ attributes: [attribute('Не звонить', 'да')] });
    expect(await moysklad.refusal('POST', ORDERS, wrong)).toEqual([400, 2016]);
  });

  it('comes several at once, each good or bad by itself', async () => {
    const moysklad = await openMoysklad();
    const { status, body } = await moysklad.call<unknown[]>('POST', ORDERS, [await moysklad.order(), {}]);
    expect(status).toBe(200);
    expect(body[0]).toHaveProperty('id');
    expect((body[1] as Refused).errors[0]?.code).toBe(3000);
  });
});

describe('positions', () => {
  it('are listed, made, changed and replaced', async () => {
    const moysklad = await openMoysklad();
    const { body: order } = await moysklad.call('POST', ORDERS, await moysklad.order());
    const path = `${ORDERS}/${order.id}/positions`;
    const assortment = await moysklad.first('entity/service?filter=code=900');
    const made = await moysklad.call<Entity[]>('POST', path, { assortment, quantity: 1, price: 20_000 });
    expect(made.body).toMatchObject([{ quantity: 1, price: 20_000, assortment: { meta: { type: 'service' } } }]);
    await moysklad.call('PUT', `${path}/${made.body[0]?.id}`, { discount: 50 });
    const listed = await moysklad.list(`${path}?expand=assortment&limit=100`);
    expect(listed.rows.map(({ assortment: goods }) => (goods as Entity).name)).toEqual([
      'Ролл «Сливочный лосось»',
      'Доставка',
    ]);
    const { body } = await moysklad.call('GET', `${ORDERS}/${order.id}?expand=positions.assortment,agent`);
    expect(body).toMatchObject({ sum: 114_000, agent: { phone: '+79000000011' }, positions: { meta: { size: 2 } } });
    await moysklad.call('PUT', `${ORDERS}/${order.id}`, { positions: [{ assortment, quantity: 1, price: 5 }] });
    const [left] = (await moysklad.list(path)).rows;
    expect((await moysklad.list(path)).meta.size).toBe(1);
    expect((await moysklad.call('POST', `${path}/delete`, [{ meta: left?.meta }])).status).toBe(200);
    expect((await moysklad.list(path)).meta.size).toBe(0);
    expect(await moysklad.refusal('POST', `${path}/delete`, [{ meta: left?.meta }])).toEqual([404, 1021]);
  });
});

describe('payments and deletion', () => {
  it('shows what was paid for an order', async () => {
    const moysklad = await openMoysklad();
    const { organization, agent, ...rest } = await moysklad.order();
    const { body: order } = await moysklad.call('POST', ORDERS, { organization, agent, ...rest });
    const operations: Meta[] = [{ meta: order.meta }];
    await moysklad.call('POST', 'entity/paymentin', { organization, agent, sum: 40_000, operations });
    expect((await moysklad.call('GET', `${ORDERS}/${order.id}`)).body['payedSum']).toBe(40_000);
  });

  it('puts an order into the bin, and no longer counts a payment that was deleted', async () => {
    const moysklad = await openMoysklad();
    const { body: order } = await moysklad.call('POST', ORDERS, await moysklad.order());
    const { organization, agent } = order;
    const payment = { organization, agent, sum: 1_000, operations: [{ meta: order.meta }] };
    const { body: paid } = await moysklad.call('POST', 'entity/paymentin', payment);
    await moysklad.call('DELETE', `entity/paymentin/${paid.id}`);
    expect((await moysklad.list('entity/paymentin')).rows).toEqual([]);
    expect((await moysklad.call('GET', `${ORDERS}/${order.id}`)).body['payedSum']).toBe(0);
    expect((await moysklad.call('POST', `${ORDERS}/${order.id}/trash`)).status).toBe(200);
    expect((await moysklad.call('GET', `${ORDERS}/${order.id}`)).body).toHaveProperty('deleted');
    expect(await moysklad.refusal('POST', 'entity/product/none/trash')).toEqual([404, 1002]);
  });

  it('keeps a deleted order out of sight, and refuses to delete what is in use', async () => {
    const moysklad = await openMoysklad();
    const [order] = (await moysklad.list(`${ORDERS}?limit=100&expand=agent`)).rows;
    const agent = order?.['agent'] as Entity;
    expect(await moysklad.refusal('DELETE', `entity/counterparty/${agent.id}`)).toEqual([409, 1028]);
    expect((await moysklad.call('DELETE', `${ORDERS}/${order?.id}`)).status).toBe(200);
    expect((await moysklad.list(ORDERS)).meta.size).toBe(1);
    expect((await moysklad.list(`${ORDERS}?filter=isDeleted=true`)).rows[0]).toHaveProperty('deleted');
    expect((await moysklad.call('DELETE', `entity/counterparty/${agent.id}`)).status).toBe(200);
  });
});
