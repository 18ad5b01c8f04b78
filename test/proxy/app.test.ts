import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express, { type Express } from 'express';
import { describe, expect, it } from 'vitest';
import { createProxy, createShell } from '../../proxy/app.ts';
import { openApiDocument } from '../../proxy/openapi.ts';
import { ROUTES } from '../../proxy/openapi-routes.ts';
import { freshKey } from '../../proxy/orders/seal.ts';
import { aConfig, PAGE, startShell } from './routes/kit.ts';

const order = { lines: [{ sku: '7', quantity: 2 }], customer: { phone: '+79161234567' } };

describe('mounted in an application of somebody else', () => {
  const mountedAt = (path: string, prepare: (app: Express) => void = () => {}) => ({
    config: { publicUrl: `http://127.0.0.1:8788${path === '/' ? '' : path}`, limits: { requests: 3 } },
    host: (handler: Express) => {
      const app = express();
      prepare(app);
      app.use(path, handler);
      app.use((_req, res) => void res.send('a page of the host'));
      return app;
    },
  });

  it('works below a path', async () => {
    await using proxy = await startShell(mountedAt('/deep/crm'));
    const answer = await proxy.post('/deep/crm/v1/orders', order, { 'Idempotency-Key': 'k' });
    expect([answer.status, answer.headers.get('location')]).toEqual([201, '/deep/crm/v1/orders/order-1']);
    expect((await proxy.fetch('/deep/crm/v1/shop')).status).toBe(200);
    expect((await proxy.fetch('/deep/crm/v1/nothing')).status).toBe(404);
  });

  it('leaves the pages of its host alone, even at the root', async () => {
    await using proxy = await startShell(mountedAt('/'));
    const answer = await proxy.fetch('/about', { headers: { Origin: 'https://evil.example' } });
    expect(await answer.text()).toBe('a page of the host');
    expect(answer.headers.get('content-security-policy')).toBeNull();
    expect((await proxy.fetch('/healthz')).status).toBe(200);
  });

  it('takes bodies its host has parsed already', async () => {
    const proxyOptions = mountedAt('/crm', app => {
      app.use(express.json(), express.urlencoded({ extended: true }));
    });
    await using proxy = await startShell(proxyOptions);
    expect((await proxy.post('/crm/v1/orders', order, { 'Idempotency-Key': 'k' })).status).toBe(201);
    const body = new URLSearchParams({
      'customer[phone]': '+79161234567',
      'lines[0][sku]': '7',
      'lines[0][quantity]': '2',
    });
    expect((await proxy.fetch('/crm/v1/orders', { method: 'POST', headers: { Origin: PAGE }, body })).status).toBe(303);
    const requests = proxy.calls.map(([, request]) => request);
    expect(requests[0]).toEqual(requests[1]);
  });

  it('believes of addresses what its host believes', async () => {
    const statuses = async (trusted: number | false) => {
      await using proxy = await startShell(mountedAt('/crm', app => void app.set('trust proxy', trusted)));
      const answers = [];
      for (const last of [1, 2, 3, 4]) {
        const headers = { 'X-Forwarded-For': `198.51.100.${last}` };
        answers.push((await proxy.post('/crm/v1/quote', { lines: [{ sku: '7' }] }, headers)).status);
      }
      return answers;
    };
    expect(await statuses(1)).toEqual([200, 200, 200, 200]);
    expect(await statuses(false)).toEqual([200, 200, 200, 429]);
  });
});

describe('the OpenAPI document', () => {
  interface Layer {
    route?: { path: string; methods: Record<string, boolean> };
  }
  const routesOf = (app: Express): string[] =>
    (app.router.stack as unknown as Layer[]).flatMap(({ route }) =>
      route
        ? Object.keys(route.methods)
            .filter(method => method !== '_all')
            .map(method => `${method} ${route.path.replace(/[:*](\w+)/g, '{$1}')}`)
        : [],
    );

  it('has every route of the app, and no other', () => {
    const shell = createShell({ config: aConfig(), book: { onChange: () => () => {} } } as never, new Map());
    expect(routesOf(shell.handler).sort()).toEqual(ROUTES.map(({ method, path }) => `${method} ${path}`).sort());
  });

  it('refers only to schemas it has', async () => {
    await using proxy = await startShell();
    const text = await (await proxy.fetch('/openapi.json')).text();
    const document = JSON.parse(text) as { openapi: string; components: { schemas: Record<string, object> } };
    expect(document.openapi).toBe('3.1.0');
    for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      expect(document.components.schemas).toHaveProperty(name);
    }
    expect(document).toEqual(openApiDocument('http://127.0.0.1:8788'));
  });
});

describe('createProxy', () => {
  const started = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'proxy-'));
    const config = {
      ...aConfig({ database: `sqlite:${join(folder, 'orders.sqlite')}`, log: 'silent' }),
      orderBookKeys: [freshKey()],
    };
    const proxy = await createProxy(config);
    const server = createServer(proxy.handler);
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    await proxy.start();
    const end = async () => {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true });
    };
    return { proxy, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, end };
  };

  it('serves the real shop and order book, from start to close', async () => {
    const { proxy, url, end } = await started();
    expect(await (await fetch(`${url}/v1/shop`)).json()).toMatchObject({ name: 'Pizza' });
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect((await fetch(`${url}/v1/orders/none`)).status).toBe(404);
    await proxy.close(0);
    await end();
  });

  it('lets an answer under way end before it closes the book', async () => {
    const { proxy, url, end } = await started();
    const body = JSON.stringify({ number: 'K7-4821' });
    const headers = { 'Content-Type': 'application/json', 'Content-Length': body.length };
    const asking = request(`${url}/v1/order-status`, { method: 'POST', headers });
    const status = new Promise(resolve => asking.once('response', answer => resolve(answer.resume().statusCode)));
    asking.write(body.slice(0, 5));
    // Another answer on the way says that the proxy has seen this one's beginning.
    await fetch(`${url}/healthz`);
    const closed = proxy.close();
    asking.end(body.slice(5));
    expect(await status).toBe(200);
    await closed;
    await end();
  });
});
