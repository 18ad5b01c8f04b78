import { describe, expect, it } from 'vitest';
import type { Json } from '../open.ts';
import { openKeycrm, order } from './open.ts';

const unauthenticated = { message: 'Unauthenticated.' };

describe('transport', () => {
  it('wants the key', async () => {
    const keycrm = await openKeycrm();
    for (const authorization of ['', 'Bearer wrong', 'sandbox-keycrm-key']) {
      const response = await fetch(`${keycrm.url}/v1/order`, { headers: { authorization } });
      expect([response.status, await response.json()]).toEqual([401, unauthenticated]);
    }
  });

  it('knows its paths', async () => {
    const keycrm = await openKeycrm();
    for (const path of ['/orders', '/warehouses', '/order/status/1', '/order/1', '/../order']) {
      expect((await keycrm.call('GET', path)).status, path).toBe(404);
    }
    expect((await keycrm.call('DELETE', '/order/1001')).status).toBe(405);
    expect((await keycrm.call('GET', '/order/')).status).toBe(200);
  });

  it('shows the back door what it starts with', async () => {
    const keycrm = await openKeycrm();
    const { body } = await keycrm.door<Record<string, unknown[]>>('data');
    expect(body).toMatchObject({
      skus: expect.arrayContaining(['001', '0101']),
      certificates: [],
      phones: ['+380500000011', '380500000012', '+380500000022', '0500000013'],
      orders: [
        { number: '1001', phone: '+380500000011' },
        { number: '1002', phone: '380500000012' },
        { number: '1003', phone: '0500000013' },
      ],
      statuses: ['1', '4', '23', '24', '11', '12', '19', '25'],
    });
  });

  it('is journalled under the names of the specification, which faults go by', async () => {
    const keycrm = await openKeycrm();
    await keycrm.door('faults', 'POST', { fault: 'auth', times: 1, method: 'GET /order/{orderId}' });
    await keycrm.door('faults', 'POST', { fault: 'limited', times: 1, method: 'POST /order' });
    expect((await keycrm.call('GET', '/order')).status).toBe(200);
    expect(await keycrm.call('GET', '/order/1001')).toEqual({ status: 401, body: unauthenticated });
    expect((await keycrm.send('POST', '/order', order())).status).toBe(429);
    const { body } = await keycrm.door<Json[]>('requests');
    expect(body.map(({ crmMethod, status, fault }) => [crmMethod, status, fault])).toEqual([
      ['GET /order', 200, null],
      ['GET /order/{orderId}', 401, 'auth'],
      ['POST /order', 429, 'limited'],
    ]);
  });

  it('takes an order whose answer is lost, and finds it by its source_uuid', async () => {
    const keycrm = await openKeycrm();
    await keycrm.door('faults', 'POST', { fault: 'reset-after', times: 1 });
    await expect(keycrm.send('POST', '/order', order({ source_uuid: 'lost' }))).rejects.toThrow();
    expect((await keycrm.list('/order?filter[source_uuid]=lost&filter[source_id]=1')).total).toBe(1);
  });

  it('refuses settings it does not know', async () => {
    const keycrm = await openKeycrm();
    for (const patch of [{ secret: 'x' }, { stocks: { nope: { quantity: 1, reserve: 0 } } }, { hookUrl: 'ftp://x' }]) {
      expect((await keycrm.set(patch)).status).toBe(400);
    }
  });
});

describe('limit', () => {
  it('is sixty calls a minute, and tells what is left and how long to wait', async () => {
    let now = Date.UTC(2026, 10, 21);
    const keycrm = await openKeycrm({ speed: 60, settings: { limits: true }, now: () => now });
    const call = () => keycrm.send('GET', '/order/status');
    const first = await call();
    expect(first.headers.get('x-ratelimit-limit')).toBe('60');
    expect(first.headers.get('x-ratelimit-remaining')).toBe('59');
    now += 500;
    for (let calls = 1; calls < 60; calls++) expect((await call()).status).toBe(200);
    expect((await keycrm.send('GET', '/order', undefined, 'wrong')).status).toBe(401);

    const limited = await call();
    expect(limited.status).toBe(429);
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(25);
    expect(Number(limited.headers.get('retry-after'))).toBeLessThanOrEqual(30);
    expect(limited.headers.get('x-ratelimit-remaining')).toBe('0');
    // Half a second of the sandbox's is half a minute of the CRM's: the first call has left the window, no other.
    now += 500;
    expect((await call()).status).toBe(200);
    expect((await call()).status).toBe(429);
  });
});
