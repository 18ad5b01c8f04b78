import { describe, expect, it } from 'vitest';
import type { Json } from '../open.ts';
import { openReceiver, until } from '../open.ts';
import { feed, openMinicrm } from './open.ts';

const item = { SKU: '001', Name: 'Rulou', PriceNet: '37.837838', Quantity: '2.00', Unit: 'bucată', VAT: '11' };

describe('an order made by the API', () => {
  it('is a draft with a card, and all its numbers are texts', async () => {
    const minicrm = await openMinicrm();
    const Customer = { Name: 'Vera', Country: '40', PostalCode: '400002', City: 'Cluj', Address: 'Str. Lungă 7' };
    const { body } = await minicrm.call('POST', '/Order', {
      CustomerId: '1201',
      CurrencyCode: 'RON',
      Customer,
      Items: [item],
    });
    expect(body).toMatchObject({
      ...{ CustomerId: '1201', Number: '', CurrencyCode: 'RON', AmountNet: '75.68', AmountVat: '8.32', Amount: '84' },
      Customer: { Name: 'Vera', CountryId: '2', City: 'Cluj' },
      Items: [{ PriceNet: '37.837838', Quantity: '2.0000', PriceNetTotal: '75.6757', VAT: '11%', PriceTotal: '84.00' }],
      Project: { Name: 'To be issued (Vera)', StatusId: '2601' },
    });
    expect((await minicrm.call('GET', `/Order/${body['Id']}`)).body).toEqual(body);
    expect((await minicrm.call('GET', `/R3/Project/${body['ProjectId']}`)).body).toMatchObject({ StatusId: 'Ciornă' });
    expect((await minicrm.list('/Order/List')).Results).not.toHaveProperty(String(body['Id']));
  });

  it('can be changed while it is a draft, its card at any time', async () => {
    const minicrm = await openMinicrm();
    const { Id, Items } = (await minicrm.call('POST', '/Order', { CustomerId: 1201, Items: [item] })).body;
    const [line] = Items as Json[];
    const more = {
      CustomerId: 1201,
      Subject: 'fără ceapă',
      Items: [
        { Id: line?.['Id'], Quantity: 3 },
        { ...item, Name: 'Suc' },
      ],
    };
    const changed = (await minicrm.call('POST', `/Order/${Id}`, more)).body;
    expect(changed).toMatchObject({ Subject: 'fără ceapă', Items: [{ Quantity: '3.0000' }, { Name: 'Suc' }] });
    expect((await minicrm.call('GET', `/Order/${Id}/DeleteItem/${line?.['Id']}`)).body['Items']).toHaveLength(1);
    await minicrm.call('POST', `/Order/${Id}/Finalize`);
    expect((await minicrm.call('POST', `/Order/${Id}`, more)).status).toBe(405);
    expect((await minicrm.call('POST', `/Order/${Id}/Project`, { Text1479: 'sună' })).body).toMatchObject({
      Project: { Name: 'CMD-00003', Text1479: 'sună' },
    });
  });

  it('goes one way through its statuses', async () => {
    const minicrm = await openMinicrm();
    const { Id, ProjectId } = (await minicrm.call('POST', '/Order', { CustomerId: 1201, Items: [item] })).body;
    const tried = async (action: string) => (await minicrm.call('POST', `/Order/${Id}/${action}`)).status;
    for (const action of ['Complete', 'Paid', 'Storno', 'Edit']) expect(await tried(action)).toBe(405);
    for (const action of ['Finalize', 'Edit', 'Finalize', 'Complete', 'Paid', 'Storno'])
      expect(await tried(action)).toBe(200);
    expect(await tried('Finalize')).toBe(405);
    expect(await tried('Nothing')).toBe(404);
    expect((await minicrm.call('GET', `/R3/Project/${ProjectId}`)).body).toMatchObject({ StatusId: 'Eșuat' });
    expect((await minicrm.call('GET', `/Order/${Id}/Paid`)).status).toBe(200);
    await minicrm.set({ statusByGet: false });
    expect((await minicrm.call('GET', `/Order/${Id}/Storno`)).status).toBe(405);
  });

  it('needs somebody the account knows', async () => {
    const minicrm = await openMinicrm();
    for (const body of [
      {},
      { CustomerId: 1 },
      { ReferenceId: 'x' },
      { CustomerId: 1201, Items: [{ ...item, Unit: 'piece' }] },
    ]) {
      expect((await minicrm.call('POST', '/Order', body)).status).toBe(400);
    }
    expect((await minicrm.call('POST', '/Order', { CustomerId: 1201, Discount: 5 })).body).toBe(
      "Order (POST): Unknown parameter 'Discount'.",
    );
  });
});

describe('the list of orders', () => {
  it('has the issued ones, the latest changed first', async () => {
    let now = Date.UTC(2026, 10, 22, 12);
    const minicrm = await openMinicrm({ now: () => now });
    await minicrm.upload(feed());
    now += 60_000;
    const [first] = await minicrm.orders();
    await minicrm.move(first?.ref ?? '', 'Successful');
    const raw = await (await minicrm.send('GET', '/Order/List')).text();
    expect(raw.indexOf('"CMD-00001"')).toBeLessThan(raw.indexOf('"K7-9001"'));
    expect((JSON.parse(raw) as { Results: Json }).Results[String(first?.orderId)]).toMatchObject({
      ...{ Type: 'Order', Issued: '2026-11-22', Paid: '2026-11-22', Amount: '92.0000' },
      ...{ Status: 'Successful', StatusGroup: 'Success' },
    });
    expect((await minicrm.list('/Order/List?StatusGroup=Success')).Count).toBe(1);
    expect((await minicrm.list('/Order/List?UpdatedSince=2026-11-22+13:01:00')).Count).toBe(1);
    expect((await minicrm.call('GET', '/Order/List?Number=1')).status).toBe(400);
  });
});

describe('a webhook', () => {
  it('tells of a card, its values as texts, and of what is new in it', async () => {
    const { url, received } = await openReceiver();
    const minicrm = await openMinicrm({ settings: { hookUrl: `${url}/hook?token=t` } });
    await minicrm.upload(feed());
    const { ref } = await until(() => minicrm.order('9001'));
    await minicrm.move(ref, '2603');
    await until(() => received.length === 2);
    expect(received[0]).toMatchObject({ method: 'POST', path: '/hook?token=t', contentType: 'application/json' });
    const told = received.map(({ body }) => JSON.parse(body) as Json);
    expect(told[1]).toMatchObject({
      ...{ Id: ref, Type: 'Project', Data: { CategoryId: '22', StatusId: '2603', Name: 'K7-9001' } },
      Changed: expect.arrayContaining(['StatusId']),
    });
    expect(told[1]?.['Changed']).not.toContain('Name');
  });

  it('is tried seven times until it is answered with 200', async () => {
    const { url, received } = await openReceiver([500, 201, 404, 301, 500, 500]);
    const minicrm = await openMinicrm({ speed: 1_000_000, settings: { hookUrl: url } });
    const [made] = await minicrm.orders();
    await minicrm.move(made?.ref ?? '', 'Completed');
    await until(() => received.length === 7);
  });
});

describe('the back door', () => {
  it('tells what there is, and moves an order by id, label or key', async () => {
    const minicrm = await openMinicrm();
    const { body: data } = await minicrm.door<{ orders: { ref: string; number: string }[] }>('data');
    expect(data).toMatchObject({
      skus: expect.arrayContaining(['001', '0101']),
      certificates: ['700100', '700101', '700200', '700300'],
      phones: ['+40720000011', '0720000012', '0040 720 000 013'],
      statuses: ['2601', '2602', '2603', '2604', '2605'],
      orders: [{ number: 'CMD-00001' }, { number: '2001' }, { number: 'CMD-00002' }],
    });
    const ref = data.orders[1]?.ref ?? '';
    expect((await minicrm.move(ref, '2603')).body).toMatchObject({ status: '2603', statusName: 'Finalizat' });
    expect((await minicrm.move(ref, 'Cu succes')).body).toMatchObject({ status: '2604' });
    expect((await minicrm.move(ref, 'Failed')).body).toMatchObject({ status: '2605' });
    expect((await minicrm.move(ref, 'nothing')).status).toBe(400);
    expect((await minicrm.move('1', 'Failed')).status).toBe(404);
  });

  it('lets the kitchen take an order all the way', async () => {
    const minicrm = await openMinicrm({ kitchen: true, speed: 10_000 });
    await minicrm.upload(feed());
    await until(async () => (await minicrm.order('9001'))?.key === 'Successful');
  });
});
