import { describe, expect, it } from 'vitest';
import { type Json, openReceiver, until } from '../open.ts';
import { openKeycrm } from './open.ts';

interface Told {
  readonly event: string;
  readonly context: Json;
}

/** A sandbox that tells a receiver of everything. */
async function openTelling(settings: Json = {}) {
  const { url, received } = await openReceiver();
  const now = (): number => Date.UTC(2026, 10, 21, 22, 3, 4);
  const keycrm = await openKeycrm({ now, settings: { hookUrl: `${url}/hook?token=t`, ...settings } });
  return { ...keycrm, received, told: () => received.map(({ body }) => JSON.parse(body) as Told) };
}

describe('webhook', () => {
  it('tells of a new status, whoever set it, once', async () => {
    const keycrm = await openTelling();
    const id = await keycrm.order({ source_uuid: 'K7-4821' });
    expect(await keycrm.move(id, 'Готується')).toMatchObject({
      status: 200,
      body: { status: '23', statusName: 'Готується' },
    });
    await keycrm.move(id, 23);
    await keycrm.call('PUT', `/order/${id}`, { status_id: 12 });
    await until(() => keycrm.received.length === 2);
    expect(keycrm.received[0]).toMatchObject({
      method: 'POST',
      path: '/hook?token=t',
      contentType: 'application/json',
    });
    const [cooking, done] = keycrm.told();
    expect(cooking).toEqual({ event: 'order.change_order_status', context: expect.any(Object) });
    expect(cooking?.context).toMatchObject({
      id,
      source_id: 1,
      source_uuid: 'K7-4821',
      status_id: 23,
      status_group_id: 3,
      status_changed_at: '2026-11-21T22:03:04.000000Z',
      grand_total: 1040,
      payment_status: 'not_paid',
      closed_at: null,
      has_reserves: true,
    });
    for (const absent of ['buyer', 'products', 'status', 'phone']) expect(cooking?.context).not.toHaveProperty(absent);
    expect(done?.context).toMatchObject({ status_id: 12, closed_at: '2026-11-21T22:03:04.000000Z' });
  });

  it('tells of payments and leads as well, as far as there is an automation', async () => {
    const keycrm = await openTelling();
    const id = await keycrm.order();
    await keycrm.call('POST', `/order/${id}/payment`, { payment_method_id: 1, amount: 1 });
    const { body } = await keycrm.call('POST', '/pipelines/cards', { contact: { full_name: 'Віра' } });
    await keycrm.move(`card-${body['id']}`, 'В роботі');
    await keycrm.set({ hookEvents: ['order.change_order_status'] });
    await keycrm.call('POST', `/order/${id}/payment`, { payment_method_id: 1, amount: 5000 });
    await until(() => keycrm.received.length === 2);
    expect(keycrm.told()).toMatchObject([
      { event: 'order.change_payment_status', context: { id, payment_status: 'part_paid', payments_total: 1 } },
      { event: 'lead.change_lead_status', context: { id: body['id'], status_id: 102 } },
    ]);
    expect((await keycrm.door<Json[]>('hooks')).body).toHaveLength(2);
  });

  it('is not sent for the status an order is created in, unless a setting says so, and tried as often as one says', async () => {
    const keycrm = await openKeycrm({ settings: { hookUrl: 'http://127.0.0.1:1/', hookAttempts: 2 }, speed: 10_000 });
    await keycrm.order();
    expect((await keycrm.door('hooks')).body).toEqual([]);
    await keycrm.set({ hookAtCreation: true });
    await keycrm.order();
    await until(async () => (await keycrm.door<Json[]>('hooks')).body[0]?.['attempts'] === 2);
  });
});

describe('status set by hand', () => {
  it('goes by id, name or alias', async () => {
    const keycrm = await openKeycrm();
    const id = await keycrm.order();
    for (const [status, expected] of [
      [4, '4'],
      ['19', '19'],
      ['in_transit', '11'],
      ['povernennia', '25'],
    ]) {
      expect((await keycrm.move(id, status)).body).toMatchObject({ status: expected });
    }
    expect((await keycrm.move(id, 'delivered')).status).toBe(400);
    expect((await keycrm.move(1, '4')).status).toBe(404);
    expect((await keycrm.move('card-1', '101')).status).toBe(404);
  });
});

describe('kitchen', () => {
  it('takes every order to its last status, and leaves a cancelled one alone', async () => {
    const keycrm = await openKeycrm({ kitchen: true, speed: 10_000 });
    const done = String(await keycrm.order());
    const off = String(await keycrm.order());
    await keycrm.move(off, 'canceled');
    const statusOf = async (wanted: string) => (await keycrm.orders()).find(({ ref }) => ref === wanted)?.status;
    await until(async () => (await statusOf(done)) === '12');
    expect(await statusOf(off)).toBe('19');
  });
});
