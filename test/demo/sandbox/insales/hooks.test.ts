import { describe, expect, it } from 'vitest';
import { openReceiver, until } from '../open.ts';
import { openInsales } from './open.ts';

describe('a webhook', () => {
  it('brings one bare order, when it is made and when it changes', async () => {
    const insales = await openInsales();
    const { url, received } = await openReceiver();
    for (const topic of ['orders/create', 'orders/update']) {
      const webhook = { address: `${url}/hook?token=t`, topic, format_type: 'json' };
      expect((await insales.call('POST', '/webhooks.json', { webhook })).status).toBe(201);
      expect((await insales.call('POST', '/webhooks.json', { webhook })).body).toHaveProperty('address');
    }
    const made = await insales.order();
    await insales.move(made.id, 'На кухне');
    await insales.call('PUT', `/orders/${made.id}.json`, { order: { comment: 'без лука' } });
    await until(() => received.length === 3);
    expect(received[0]).toMatchObject({ method: 'POST', path: '/hook?token=t', contentType: 'application/json' });
    const told = received.map(({ body }) => JSON.parse(body) as object);
    expect(told[0]).toEqual(made);
    expect(told[1]).toMatchObject({
      id: made.id,
      fulfillment_status: 'accepted',
      custom_status: { permalink: 'na-kuhne' },
    });
    expect(told[2]).toMatchObject({ comment: 'без лука', fulfillment_status: 'accepted' });
  });

  it('goes to the address of the settings as well, and no longer to one that was deleted', async () => {
    const { url, received } = await openReceiver();
    const insales = await openInsales({ settings: { hookUrl: `${url}/set` } });
    const webhook = { address: `${url}/made`, topic: 'orders/create', format_type: 'json' };
    const { body } = await insales.call('POST', '/webhooks.json', { webhook });
    expect((await insales.call('DELETE', `/webhooks/${body['id']}.json`)).body).toEqual({ status: 'ok' });
    const { id } = await insales.order();
    await insales.move(id, 'delivered');
    await until(() => received.length === 2);
    expect(received.map(({ path }) => path)).toEqual(['/set', '/set']);
  });
});

describe('the back door', () => {
  it('tells what there is, and moves an order by code, name or system status', async () => {
    const insales = await openInsales();
    const { body: data } = await insales.door<{ statuses: string[]; orders: { ref: string }[] }>('data');
    expect(data).toMatchObject({
      skus: expect.arrayContaining(['001', '0101']),
      certificates: expect.arrayContaining(['700100']),
      phones: ['+79000000011', '89000000012', '79000000013'],
      statuses: [
        'new',
        'na-kuhne',
        'gotov',
        'approved',
        'u-kurera',
        'delivered',
        'declined',
        'ne-dozvonilis',
        'returned',
      ],
    });
    const ref = data.orders[1]?.ref ?? '';
    expect((await insales.move(ref, 'gotov')).body).toMatchObject({ status: 'gotov', statusName: 'Готов' });
    expect((await insales.move(ref, 'Доставлен')).body).toMatchObject({ status: 'delivered' });
    expect((await insales.move(ref, 'accepted')).body).toMatchObject({ status: 'na-kuhne' });
    expect((await insales.move(ref, 'nothing')).status).toBe(400);
    expect((await insales.move('1', 'gotov')).status).toBe(404);
  });

  it('lets the kitchen take an order all the way', async () => {
    const insales = await openInsales({ kitchen: true, speed: 10_000 });
    const { id } = await insales.order();
    await until(async () => (await insales.orders()).find(({ ref }) => ref === String(id))?.status === 'delivered');
  });
});
