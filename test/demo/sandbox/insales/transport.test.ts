import { describe, expect, it } from 'vitest';
import { openInsales } from './open.ts';

describe('a call', () => {
  it('needs the login and the password', async () => {
    const insales = await openInsales();
    const response = await insales.send('GET', '/orders.json', undefined, { authorization: `Basic ${btoa('a:b')}` });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('Basic');
  });

  it('to what is not there gets a page, not JSON', async () => {
    const insales = await openInsales();
    for (const path of ['/orders/1.json', '/orders', '/nothing.json']) {
      const response = await insales.send('GET', path, undefined, { accept: 'application/json' });
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toContain('text/html');
    }
  });

  it('that writes has to be JSON, and well formed', async () => {
    const insales = await openInsales();
    const plain = await insales.send('POST', '/orders.json', {}, { 'content-type': 'text/plain' });
    expect(plain.status).toBe(422);
    expect(await plain.json()).toHaveProperty('message');
    expect((await insales.call('POST', '/orders.json', { client: {} })).status).toBe(500);
    expect((await insales.call('GET', '/orders.json?updated_since=2026-01-01+10:00:00')).status).toBe(500);
  });
});

describe('the limit', () => {
  it('is told with every answer, and closes until its window has passed', async () => {
    let now = Date.UTC(2026, 10, 21, 12);
    const insales = await openInsales({ settings: { limits: true }, speed: 10, now: () => now });
    const call = () => insales.send('GET', '/account.json');
    expect((await call()).headers.get('api-usage-limit')).toBe('1/500');
    for (let left = 499; left > 0; left -= 50) {
      await Promise.all(Array.from({ length: Math.min(left, 50) }, async () => (await call()).arrayBuffer()));
    }
    now += 10_000;
    const refused = await call();
    expect(refused.status).toBe(503);
    expect(refused.headers.get('api-usage-limit')).toBe('500/500');
    // The CRM's own seconds: at ten times the speed, ten seconds of ours are a hundred of its three hundred.
    expect(refused.headers.get('retry-after')).toBe('200');
    now += 20_000;
    expect((await call()).headers.get('api-usage-limit')).toBe('1/500');
  });

  it('can be met by a fault', async () => {
    const insales = await openInsales();
    await insales.door('faults', 'POST', { fault: 'limited', times: 1, method: 'POST /orders' });
    const response = await insales.send('POST', '/orders.json', { order: {} });
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
