import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { fine, type Route, states } from '../../../demo/shop/mock-states.ts';
import { PUBLIC } from '../../../demo/shop/pages.ts';
import {
  AvailabilityAnswer,
  CertificateAnswer,
  OrderAnswer,
  OrderStatusAnswer,
  Problem,
  Quote,
  Shop,
} from '../../../proxy/contract/index.ts';
import { openShop } from './open.ts';

const schemas: Record<Route, z.ZodType> = {
  'GET shop': Shop,
  'GET availability': AvailabilityAnswer,
  'GET orders': OrderAnswer,
  'POST order-status': OrderStatusAnswer,
  'POST certificate': CertificateAnswer,
  'POST quote': Quote,
  'POST orders': OrderAnswer,
};
const asked = {
  query: new URLSearchParams('q=x'),
  body: { number: 'K7-4821', phone: '+79161234567', certificate: '700100', lines: [{ sku: '001', quantity: 2 }] },
};
const routes = Object.keys(fine) as Route[];

it.each(Object.keys(states))('the mock answers in the state %s as the contract has it', name => {
  for (const route of routes) {
    const reply = (states[name]?.[route] ?? fine[route])(asked);
    if (reply === 'cut') continue;
    const schema = reply.status < 400 ? schemas[route] : Problem;
    expect(schema.safeParse(reply.body).error, route).toBeUndefined();
    if (reply.status === 409) expect(Quote.safeParse(Problem.parse(reply.body).quote).error).toBeUndefined();
  }
});

describe('the mock', () => {
  const post = (body: unknown) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

  it('counts what the cart costs', async () => {
    const shop = await openShop();
    const answer = await shop.get('/mock/fine/v1/quote', post({ lines: [{ sku: '010', quantity: 2 }] }));
    expect(await answer.json()).toMatchObject({ delivery: { amount: 20_000 }, total: { amount: 118_000 } });
  });

  it('answers the same whatever follows the @', async () => {
    const shop = await openShop();
    const answer = await shop.get('/mock/expired@some-pane/v1/certificate', post({ code: '1' }));
    expect(await answer.json()).toMatchObject({ state: 'expired' });
  });

  it('says when it is worth asking again', async () => {
    const shop = await openShop();
    const answer = await shop.get('/mock/limited/v1/order-status', post({ number: '1' }));
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('breaks the connection where it should', async () => {
    const shop = await openShop();
    await expect(shop.get('/mock/cut/v1/order-status', post({ number: '1' }))).rejects.toThrow();
  });

  it('opens a stream that stays quiet', async () => {
    const answer = await (await openShop()).get('/mock/fine/v1/watch?ticket=t');
    expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(await answer.text()).toMatch(/^retry: \d+\n\n$/);
  });

  it.each(['/mock/nothing/v1/shop', '/mock/fine/v1/nothing', '/mock/toString/v1/shop'])('has no %s', async path => {
    expect((await (await openShop()).get(path)).status).toBe(404);
  });

  it('knows every state that the page asks for', () => {
    const lists = ['state-list.js', 'state-checkout.js'].map(name => readFileSync(join(PUBLIC, 'js', name), 'utf8'));
    const named = lists.flatMap(text => [...text.matchAll(/mock: '([\w-]+)'/g)].map(([, name]) => name ?? ''));
    // Its answers are held back by the page itself.
    expect([...new Set(named)].filter(name => name !== 'slow' && !Object.hasOwn(states, name))).toEqual([]);
  });
});
