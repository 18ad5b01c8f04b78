import { describe, expect, it } from 'vitest';
import { openReceiver, until } from '../open.ts';
import { openRetailcrm, order } from './open.ts';

describe('triggers', () => {
  it('post a form filled in from the order, whoever changed its status', async () => {
    const { url, received } = await openReceiver();
    const parameters = {
      token: 'secret',
      order_id: '{{order.getExternalId()}}',
      status: '{{ order.getStatus().getCode() }}',
    };
    const crm = await openRetailcrm({ settings: { triggers: [{ url: `${url}/crm`, parameters }] } });
    await crm.create(order());
    await crm.door('orders/4803/status', 'POST', { status: 'Комплектуется' });
    await crm.door('orders/4803/status', 'POST', { status: 'assembling' });
    await crm.post('orders/K7-4821/edit', { order: { status: 'complete' } });
    await until(() => received.length === 2);
    expect(received.map(({ method, path, body }) => [method, path, body])).toEqual([
      ['POST', '/crm', 'token=secret&order_id=K7-4821&status=assembling'],
      ['POST', '/crm', 'token=secret&order_id=K7-4821&status=complete'],
    ]);
    expect(received[0]?.contentType).toBe('application/x-www-form-urlencoded');
  });

  it('get, only on the statuses they are for, and on creation where a setting has it', async () => {
    const { url, received } = await openReceiver();
    const trigger = { url: `${url}/crm?token=t`, method: 'GET', statuses: ['new', 'complete'] };
    const crm = await openRetailcrm({ settings: { triggers: [trigger], triggerAtCreation: true } });
    await crm.create(order());
    for (const status of ['delivering', 'complete']) await crm.door('orders/4803/status', 'POST', { status });
    await until(() => received.length === 2);
    expect(received.map(({ method, path }) => [method, path])).toEqual([
      ['GET', '/crm?token=t&order_id=K7-4821&status=new'],
      ['GET', '/crm?token=t&order_id=K7-4821&status=complete'],
    ]);
  });

  it('are tried once, unless a setting has more', async () => {
    const { url, received } = await openReceiver([500, 500]);
    const crm = await openRetailcrm({ settings: { triggers: [{ url }] } });
    await crm.door('orders/4801/status', 'POST', { status: 'complete' });
    await until(() => received.length === 1);
    await crm.set({ triggerAttempts: 2 });
    await crm.door('orders/4802/status', 'POST', { status: 'complete' });
    await until(() => received.length === 3);
    expect((await crm.door('hooks')).body).toMatchObject([{ attempts: 1 }, {}]);
  });
});

describe('the back door', () => {
  it('tells what the account starts with', async () => {
    const crm = await openRetailcrm();
    const { body } = await crm.door('data');
    expect(body).toMatchObject({
      skus: expect.arrayContaining(['001', '0101', '900']),
      certificates: ['700100', '700101'],
      phones: ['+79000000011', '+79000000012', '+79000000013'],
      orders: [{ number: '4801C', phone: '+79000000011' }, { number: '4802C' }],
    });
    const { statuses } = body as { statuses: readonly string[] };
    expect([statuses[0], statuses.at(-1)]).toEqual(['new', 'cancel-other']);
  });

  it('refuses what it does not know', async () => {
    const crm = await openRetailcrm();
    expect((await crm.door('orders/4801/status', 'POST', { status: 'nope' })).status).toBe(400);
    expect((await crm.door('orders/1/status', 'POST', { status: 'new' })).status).toBe(404);
    for (const patch of [{ sites: [] }, { stock: { none: 1 } }, { limitStatus: 500 }, { colour: 'red' }]) {
      expect((await crm.set(patch)).status).toBe(400);
    }
  });

  it('has a kitchen that takes orders to the end', async () => {
    const crm = await openRetailcrm({ kitchen: true, speed: 10_000 });
    await crm.create(order());
    await crm.door('orders/4801/status', 'POST', { status: 'no-call' });
    await until(async () => (await crm.orders()).slice(1).every(({ status }) => status === 'complete'));
    expect((await crm.orders())[0]).toMatchObject({ status: 'no-call' });
  });
});
