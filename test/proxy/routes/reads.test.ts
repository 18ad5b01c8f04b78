import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadBundle } from '../../../proxy/routes/bundle.ts';
import { KEY, PAGE, startShell } from './kit.ts';

const site = { Authorization: `Bearer ${KEY}` };

describe('GET /v1/shop and /v1/availability', () => {
  it('may be kept by browsers and asked for again by their ETag, as a miss and as a hit', async () => {
    await using proxy = await startShell();
    for (const path of ['/v1/shop', '/v1/availability?sku=1']) {
      for (const _ of ['miss', 'hit']) {
        const answer = await proxy.fetch(path, { headers: { Origin: PAGE } });
        expect(answer.headers.get('cache-control')).toMatch(/^public, max-age=\d+, stale-while-revalidate=\d+$/);
        expect(answer.headers.get('vary')).toMatch(/Origin/);
        expect(answer.headers.get('vary')).toMatch(/Accept-Language/);
        expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
        const etag = answer.headers.get('etag') ?? '';
        expect((await proxy.fetch(path, { headers: { 'If-None-Match': etag, Origin: PAGE } })).status).toBe(304);
        expect((await proxy.fetch(path, { headers: { 'If-None-Match': '"other"' } })).status).toBe(200);
      }
    }
  });

  it('asks the shop once for all who ask the same, until that is old', async () => {
    await using proxy = await startShell();
    const ask = (path: string, language = 'en') => proxy.fetch(path, { headers: { 'Accept-Language': language } });
    const asked = (name: string) => proxy.calls.filter(([called]) => called === name).length;
    await Promise.all([
      await ask('/v1/availability?sku=1'),
      ask('/v1/availability?sku=1'),
      ask('/v1/availability?sku=2'),
    ]);
    expect(asked('availability')).toBe(2);
    proxy.clock.advance(60_000);
    await ask('/v1/availability?sku=1');
    expect(asked('availability')).toBe(3);
    expect(await (await ask('/v1/shop', 'ru')).json()).toMatchObject({ language: 'ru' });
    expect(await (await ask('/v1/shop', 'en')).json()).toMatchObject({ language: 'en' });
  });

  it('takes several articles, and names what is wrong with them', async () => {
    await using proxy = await startShell();
    await proxy.fetch('/v1/availability?sku=1&sku=2&sku=1');
    expect(proxy.only('availability')).toEqual([{ sku: ['1', '2'] }]);
    const many = Array.from({ length: 101 }, (_, sku) => `sku=${sku}`).join('&');
    const answer = await proxy.fetch(`/v1/availability?${many}`);
    expect([answer.status, await answer.json()]).toMatchObject([422, { errors: [{ pointer: '#/sku' }] }]);
  });

  it('always asks the shop for the site, and lets nobody keep it', async () => {
    await using proxy = await startShell();
    for (const _ of [1, 2]) {
      const answer = await proxy.fetch('/v1/availability?sku=1', { headers: site });
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(await answer.json()).toMatchObject({ asOf: '2026-11-21T12:00:00Z' });
    }
    expect(proxy.calls).toHaveLength(2);
    await proxy.fetch('/v1/availability?sku=1');
    expect(proxy.calls).toHaveLength(3);
  });
});

describe('lookups', () => {
  it('need something to look for', async () => {
    await using proxy = await startShell();
    const answer = await proxy.post('/v1/order-status', { phone: ' ' });
    expect([answer.status, await answer.json()]).toMatchObject([
      422,
      { errors: [{ detail: 'Enter an order number or a phone' }] },
    ]);
    expect(proxy.calls).toEqual([]);
  });

  it('answer what the shop says, and let nobody keep it', async () => {
    await using proxy = await startShell();
    const found = await proxy.post('/v1/order-status', { number: '42' });
    expect(await found.json()).toEqual({ orders: [], ticket: null });
    expect(found.headers.get('cache-control')).toBe('no-store');
    expect((await proxy.post('/v1/certificate', { code: 'GIFT' })).status).toBe(404);
    expect(await (await proxy.post('/v1/quote', { lines: [{ sku: '7' }] })).json()).toMatchObject({
      total: { amount: 129000 },
    });
  });
});

describe('the widgets', () => {
  const built = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'widgets-'));
    await mkdir(join(folder, 'widgets'));
    await writeFile(join(folder, 'crm-widgets.js'), `export {};${' '.repeat(500)}`);
    await writeFile(join(folder, 'widgets', 'core-Ab12_-9z.js'), `export const a = 1;${' '.repeat(500)}`);
    await writeFile(join(folder, 'secret.env'), 'no');
    const files = await loadBundle(pathToFileURL(`${folder}/`));
    await rm(folder, { recursive: true });
    return files;
  };

  it('are for pages of any origin: the loader for minutes, its parts for good', async () => {
    await using proxy = await startShell({ files: await built() });
    const loader = await proxy.fetch('/crm-widgets.js', { headers: { Origin: 'https://anywhere.example' } });
    expect(loader.status).toBe(200);
    expect(Object.fromEntries(loader.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=300',
      'content-type': 'text/javascript; charset=utf-8',
    });
    const part = await proxy.fetch('/widgets/core-Ab12_-9z.js');
    expect(part.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it('come compressed to those who can take it', async () => {
    await using proxy = await startShell({ files: await built() });
    for (const [accepted, encoding] of [
      ['gzip, deflate, br', 'br'],
      ['gzip', 'gzip'],
      ['identity', null],
    ] as const) {
      const answer = await proxy.fetch('/crm-widgets.js', { headers: { 'Accept-Encoding': accepted } });
      expect(answer.headers.get('content-encoding')).toBe(encoding);
      expect(answer.headers.get('vary')).toContain('Accept-Encoding');
      expect((await answer.text()).trim()).toBe('export {};');
    }
  });

  it('are the only files there are', async () => {
    await using proxy = await startShell({ files: await built() });
    for (const path of ['/widgets/secret.env', '/secret.env', '/widgets/..%2fsecret.env', '/widgets/none.js']) {
      expect((await proxy.fetch(path)).status).toBe(404);
    }
  });
});

describe('health', () => {
  const lane = { connection: 'kitchen', pausedUntil: null, reason: null, waiting: 2, attention: 1 };

  it('tells the public yes or no, and details to those who run it', async () => {
    await using proxy = await startShell({ book: { state: async () => [lane] } });
    expect(await (await proxy.fetch('/healthz')).json()).toEqual({ status: 'ok' });
    expect(await (await proxy.fetch('/readyz')).json()).toEqual({ status: 'ok' });
    expect(await (await proxy.fetch('/readyz', { headers: site })).json()).toEqual({ status: 'ok', lanes: [lane] });
    expect(await (await fetch(`${proxy.adminUrl}/readyz`)).json()).toEqual({ status: 'ok', lanes: [lane] });
  });

  it('is not ready without its order book', async () => {
    await using proxy = await startShell({ book: { state: () => Promise.reject(new Error('disk')) } });
    expect((await proxy.fetch('/readyz')).status).toBe(503);
    expect((await proxy.fetch('/healthz')).status).toBe(200);
  });
});
