import { describe, expect, it } from 'vitest';
import { type Json, openFrontpad, openReceiver, order, until } from '../open.ts';

const wanted = { 'hook_status[0]': '3', 'hook_status[1]': '10' };

describe('status hook', () => {
  it('tells of the first time in a status the order asked for, with numbers as numbers', async () => {
    const { url, received } = await openReceiver();
    const frontpad = await openFrontpad({ now: () => Date.UTC(2026, 10, 21, 22, 3, 4) });
    const { order_id } = await frontpad.call('new_order', order({ ...wanted, hook_url: `${url}/hook?token=t` }));
    const path = `orders/${order_id}/status`;
    expect(await frontpad.door(path, 'POST', { status: 'В производстве' })).toMatchObject({
      status: 200,
      body: { ref: order_id, status: '3', statusName: 'В производстве' },
    });
    for (const status of ['3', '12', '1', 3, '10']) await frontpad.door(path, 'POST', { status });
    await until(() => received.length >= 2);

    expect(received.map(({ body }) => JSON.parse(body))).toEqual([
      { action: 'change_status', order_id: Number(order_id), status: 3, datetime: '2026-11-22 01:03:04' },
      { action: 'change_status', order_id: Number(order_id), status: 10, datetime: '2026-11-22 01:03:04' },
    ]);
    expect(received[0]).toMatchObject({ method: 'POST', path: '/hook?token=t', contentType: 'application/json' });
    expect((await frontpad.door('hooks')).body).toMatchObject([{ delivered: true }, { delivered: true, status: 200 }]);
  });

  it('goes to the URL of the account when the order has none; that URL was tried when it was set', async () => {
    const { url, received } = await openReceiver();
    const frontpad = await openFrontpad();
    await frontpad.set({ hookUrl: `${url}/all` });
    const { order_id } = await frontpad.call('new_order', order({ ...wanted, hook_url: 'ftp://nowhere' }));
    await frontpad.door(`orders/${order_id}/status`, 'POST', { status: '3' });
    await until(() => received.length === 3);
    expect(received.map(({ method, body }) => [method, body !== ''])).toEqual([
      ['GET', false],
      ['POST', false],
      ['POST', true],
    ]);
    expect((await frontpad.lastOrder()).notes).toEqual([expect.stringContaining('hook_url')]);
  });

  it('does not tell of the status an order is created in, unless a setting says so', async () => {
    const { url, received } = await openReceiver();
    const frontpad = await openFrontpad();
    const form = order({ 'hook_status[0]': '1', 'hook_status[1]': '3', hook_url: url });
    const { order_id } = await frontpad.call('new_order', form);
    await frontpad.door(`orders/${order_id}/status`, 'POST', { status: '3' });
    await until(() => received.length === 1);
    await frontpad.set({ hookAtCreation: true });
    await frontpad.call('new_order', form);
    await until(() => received.length === 2);
    expect(received.map(({ body }) => (JSON.parse(body) as Json).status)).toEqual([3, 1]);
  });

  it('is sent to nobody when nobody asked', async () => {
    const frontpad = await openFrontpad();
    const { order_id } = await frontpad.call('new_order', order({ hook_url: 'http://127.0.0.1:1/' }));
    await frontpad.door(`orders/${order_id}/status`, 'POST', { status: '3' });
    expect((await frontpad.door('hooks')).body).toEqual([]);
  });

  it('is tried again, and given up in the end; those that follow wait their turn', async () => {
    const { url, received } = await openReceiver([500, 404, 500, 500]);
    const frontpad = await openFrontpad({ speed: 10_000 });
    const { order_id } = await frontpad.call('new_order', order({ ...wanted, hook_url: url }));
    await frontpad.door(`orders/${order_id}/status`, 'POST', { status: '3' });
    await frontpad.door(`orders/${order_id}/status`, 'POST', { status: '10' });
    await until(() => received.length === 5);
    expect(received.map(({ body }) => (JSON.parse(body) as Json).status)).toEqual([3, 3, 3, 10, 10]);
    await until(async () => ((await frontpad.door('hooks')).body as Json[])[1]?.delivered);
    expect((await frontpad.door('hooks')).body).toMatchObject([
      { attempts: 3, status: 500, delivered: false },
      { attempts: 2, status: 200, delivered: true },
    ]);
  });

  it('outlives a site that is not there', async () => {
    const frontpad = await openFrontpad({ settings: { hookAttempts: 1 } });
    const { order_id } = await frontpad.call('new_order', order({ ...wanted, hook_url: 'http://127.0.0.1:1/' }));
    await frontpad.door(`orders/${order_id}/status`, 'POST', { status: '3' });
    await until(async () => ((await frontpad.door('hooks')).body as Json[])[0]?.attempts === 1);
    expect(await frontpad.call('get_stops')).toMatchObject({ result: 'success' });
  });
});

describe('kitchen', () => {
  it('takes every order to its last status, and never cancels one', async () => {
    const { url, received } = await openReceiver();
    const frontpad = await openFrontpad({ kitchen: true, speed: 10_000 });
    const asked = Object.fromEntries(['3', '12', '4', '10', '11'].map((code, i) => [`hook_status[${i}]`, code]));
    await frontpad.call('new_order', order({ ...asked, hook_url: url }));
    await until(async () => (await frontpad.orders()).every(({ status }) => status === '10'));
    await until(() => received.length === 4);
    expect(received.map(({ body }) => (JSON.parse(body) as Json).status)).toEqual([3, 12, 4, 10]);
  });

  it('leaves a cancelled order alone', async () => {
    const frontpad = await openFrontpad({ kitchen: true, speed: 10_000 });
    const { order_id } = await frontpad.call('new_order', order());
    await frontpad.door(`orders/${order_id}/status`, 'POST', { status: 'Отменён' });
    await until(async () => (await frontpad.orders()).filter(({ status }) => status === '10').length === 2);
    expect(await frontpad.lastOrder()).toMatchObject({ ref: order_id, status: '11' });
  });

  it('rests unless it is asked for', async () => {
    const frontpad = await openFrontpad({ speed: 1_000_000 });
    const { order_id } = await frontpad.call('new_order', order());
    expect((await frontpad.orders()).find(({ ref }) => ref === order_id)?.status).toBe('1');
  });
});
