import { describe, expect, it } from 'vitest';
import { startSandbox } from '../../../../demo/sandbox/index.ts';
import { type Json, openFrontpad, order } from '../open.ts';

const dataLists = ['skus', 'certificates', 'phones', 'orders', 'statuses'];

describe('back door', () => {
  it('shows what the sandbox starts with, as lists', async () => {
    const frontpad = await openFrontpad();
    const data = (await frontpad.door('data')).body as Record<string, unknown[]>;
    for (const list of dataLists) expect(data[list]?.length, list).toBeGreaterThan(0);
    for (const each of data.orders as Json[]) {
      expect(each.number).toEqual(expect.any(String));
      expect(data.phones).toContain(each.phone);
    }
    expect(data.statuses).toEqual(['1', '3', '12', '4', '10', '11']);
  });

  it('shows the orders, and does not change what it started with', async () => {
    const frontpad = await openFrontpad();
    const before = (await frontpad.door('data')).body;
    await frontpad.call('new_order', order());
    expect(await frontpad.lastOrder()).toMatchObject({
      ref: expect.any(String),
      number: expect.any(String),
      externalId: null,
      phone: '79000000099',
      status: '1',
      lines: [{ sku: '001', quantity: 2, price: 520 }],
    });
    expect((await frontpad.door('data')).body).toEqual(before);
  });

  it('shows the calls, the secret apart', async () => {
    const frontpad = await openFrontpad();
    await frontpad.call('get_client', { client_phone: '1' });
    const requests = await frontpad.requests();
    expect(requests).toEqual([
      {
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        method: 'POST',
        path: '/api/index.php?get_client',
        crmMethod: 'get_client',
        status: 200,
        result: 'invalid_client_phone',
        fault: null,
      },
    ]);
  });

  it.each([
    ['POST', 'faults', { fault: 'fire' }, 'timeout-before'],
    ['POST', 'faults', { fault: 'slow', times: 1, rate: 1 }, 'not both'],
    ['POST', 'faults', undefined, 'JSON body'],
    ['POST', 'orders/4810001/status', {}, 'status'],
    ['POST', 'orders/4810001/status', { status: 'Съеден' }, '12 (Приготовлен)'],
    ['POST', 'orders/%E0/status', { status: '1' }, 'percent-encoded'],
    ['POST', 'settings', { timeZone: 'Mars' }, 'time zone'],
    ['POST', 'settings', { cash: 'closed' }, 'cash'],
    ['POST', 'settings', { prices: { 'no such': 1 } }, 'prices'],
  ])('%s %s %j gets 400 with what is expected', async (method, path, input, expected) => {
    const frontpad = await openFrontpad();
    const { status, body } = await frontpad.door(path, method, input);
    expect(status).toBe(400);
    expect((body as Json).error).toContain(expected);
  });

  it('gets 404 for what is not there', async () => {
    const frontpad = await openFrontpad();
    expect(await frontpad.door('orders/1/status', 'POST', { status: '3' })).toMatchObject({ status: 404 });
    expect(await frontpad.door('nothing')).toMatchObject({
      status: 404,
      body: { error: expect.stringContaining('GET orders') },
    });
    expect(await frontpad.door('data', 'DELETE')).toMatchObject({ status: 404 });
    expect((await fetch(`${frontpad.url}/__sandbox/data`)).status).toBe(404);
  });

  it('opens to pages of this machine alone', async () => {
    const frontpad = await openFrontpad();
    const ask = (origin: string, method = 'GET') =>
      fetch(`${frontpad.backDoorUrl}/__sandbox/orders`, { method, headers: { origin } });
    for (const origin of ['http://127.0.0.1:8787', 'http://localhost:3000']) {
      expect((await ask(origin)).headers.get('access-control-allow-origin')).toBe(origin);
      const preflight = await ask(origin, 'OPTIONS');
      expect(preflight.status).toBe(204);
      expect(preflight.headers.get('access-control-allow-methods')).toContain('POST');
      expect(preflight.headers.get('access-control-allow-headers')).toContain('content-type');
    }
    for (const origin of ['https://example.com', 'http://localhost.example.com', 'null']) {
      const refused = await ask(origin);
      expect(refused.status).toBe(403);
      expect(refused.headers.get('access-control-allow-origin')).toBeNull();
    }
  });
});

describe('starting and closing', () => {
  it('leaves nothing behind', async () => {
    const frontpad = await startSandbox({ crm: 'frontpad', port: 0, backDoorPort: 0, kitchen: true });
    const faults = `${frontpad.backDoorUrl}/__sandbox/faults`;
    await fetch(faults, { method: 'POST', body: JSON.stringify({ fault: 'timeout-before' }) });
    const hanging = fetch(frontpad.url).catch(error => error);
    await frontpad.close();
    await frontpad.close();
    expect(await hanging).toBeInstanceOf(TypeError);
    await expect(fetch(frontpad.backDoorUrl)).rejects.toThrow();
  });

  it('fails on a taken port, and gives the other one back', async () => {
    const first = await openFrontpad();
    const taken = Number(new URL(first.backDoorUrl).port);
    await expect(startSandbox({ crm: 'frontpad', port: 0, backDoorPort: taken })).rejects.toThrow('EADDRINUSE');
    await expect(startSandbox({ crm: 'frontpad', port: taken, backDoorPort: 0 })).rejects.toThrow('EADDRINUSE');
  });

  it('refuses bad settings at once', () => {
    const settings = { secret: '' };
    return expect(startSandbox({ crm: 'frontpad', port: 0, backDoorPort: 0, settings })).rejects.toThrow('secret');
  });
});
