import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../../proxy/clock.ts';
import type { Connection } from '../../../proxy/crm/connection.ts';
import type { Quota } from '../../../proxy/crm/crm.ts';
import { createForward } from '../../../proxy/crm/forward.ts';
import { createQuota } from '../../../proxy/crm/quota.ts';
import { keepLog } from '../../contract/record.ts';
import { SECRET, stubConfig } from '../crm/stub.ts';
import { KEY, PAGE, startShell } from './kit.ts';

const OPEN = ['/api/v5/reference/*', '/api/v5/orders'];
const REFERENCE = '/v1/crm/shop/api/v5/reference/statuses';
const withKey = { headers: { Authorization: `Bearer ${KEY}` } };

const listen = async (listener: RequestListener) => {
  const server = createServer(listener);
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
};

const json: RequestListener = (_asked, response) => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Set-Cookie': 'session=1', 'X-Powered-By': 'PHP' });
  response.end('{"success":true}');
};

/** The proxy before a CRM; `closed` is a connection that opens nothing. */
const start = async (answer: RequestListener = json, quotas: Quota[] = []) => {
  const asked: IncomingMessage[] = [];
  const port = await listen((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  const origin = `http://127.0.0.1:${port}`;
  const log = keepLog();
  const quota = createQuota(quotas, { clock: systemClock, speed: 1 });
  const connectionOf = (name: string, open: string[]) => {
    const config = { ...stubConfig(origin, { forward: { paths: OPEN } }), name, forward: open };
    const forward = createForward({ config, quota, clock: systemClock, log });
    onTestFinished(() => forward?.close());
    return [name, { name, config, ...(forward && { forward }) } as unknown as Connection] as const;
  };
  const connections = new Map([connectionOf('shop', OPEN), connectionOf('closed', [])]);
  const proxy = await startShell({ connections });
  onTestFinished(() => proxy[Symbol.asyncDispose]());
  return { proxy, asked, log };
};

const problem = async (answer: Response) => {
  const { type, status } = (await answer.json()) as { type: string; status: number };
  return [answer.status, status, type.replace('urn:crm-widgets:', '')];
};

/** A request written byte for byte, as no client would write it. */
const raw = async (url: string, line: string, headers = '', body = '') => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(`${line}\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${KEY}\r\n${headers}\r\n${body}`);
  return Number(/^HTTP\/1\.1 (\d+)/.exec(await text(socket))?.[1]);
};

describe('with the server key', () => {
  it('a path that is open is answered by the CRM', async () => {
    const { proxy, asked } = await start();
    const answer = await proxy.fetch(`${REFERENCE}?filter%5Bactive%5D=1`, withKey);
    expect([answer.status, await answer.text()]).toEqual([200, '{"success":true}']);
    expect(asked.map(({ method, url }) => [method, url])).toEqual([
      ['GET', '/api/v5/reference/statuses?filter%5Bactive%5D=1'],
    ]);
  });

  it('nothing of the caller’s reaches the CRM but what he asks for', async () => {
    const { proxy, asked } = await start();
    const headers = {
      ...withKey.headers,
      ...{
        Cookie: 'session=2',
        'X-Forwarded-For': '198.51.100.7',
        'X-Forwarded-Host': 'evil.example',
        'X-Key': 'mine',
      },
      ...{ 'X-HTTP-Method-Override': 'DELETE', Accept: 'text/html', 'If-None-Match': '*', Range: 'bytes=0-1' },
    };
    const answer = await proxy.fetch(REFERENCE, { headers });
    expect([answer.status, await answer.text()]).toEqual([200, '{"success":true}']);
    const sent = Object.keys(asked[0]?.headers ?? {}).sort();
    expect(sent).toEqual(['accept', 'accept-encoding', 'connection', 'host', 'user-agent', 'x-key']);
    expect(asked[0]?.headers['x-key']).toBe(SECRET);
    expect(JSON.stringify(asked[0]?.headers)).not.toMatch(/server-key|evil|198\.51|mine|session/);
  });

  it('nothing of the CRM’s comes back but its status and JSON, and nobody keeps it', async () => {
    const { proxy, asked } = await start();
    const answer = await proxy.fetch(REFERENCE, withKey);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    for (const name of ['set-cookie', 'x-powered-by', 'etag', 'access-control-allow-origin']) {
      expect(answer.headers.get(name)).toBeNull();
    }
    await proxy.fetch(REFERENCE, withKey);
    expect(asked).toHaveLength(2);
  });

  it('a body is not passed on, nor what hides in one', async () => {
    const { proxy, asked } = await start();
    const hidden = 'GET /api/v5/users HTTP/1.1\r\nHost: x\r\n\r\n';
    for (const headers of [`Content-Length: ${hidden.length}\r\n`, 'Transfer-Encoding: chunked\r\n']) {
      const body = headers.startsWith('C') ? hidden : `${hidden.length.toString(16)}\r\n${hidden}\r\n0\r\n\r\n`;
      expect(await raw(proxy.url, `GET ${REFERENCE} HTTP/1.1`, headers, body)).toBe(200);
    }
    expect(asked.map(({ url }) => url)).toEqual(Array(2).fill('/api/v5/reference/statuses'));
    for (const { headers } of asked)
      expect([headers['content-length'], headers['transfer-encoding']]).toEqual([undefined, undefined]);
  });

  it('what is not open, not there or not known is not found, and looks alike', async () => {
    const { proxy, asked } = await start();
    const bodies = new Set<string>();
    for (const path of [
      '/v1/crm/shop/api/v5/users',
      '/v1/crm/shop/api/v5/users?apiKey=1',
      '/v1/crm/shop/',
      '/v1/crm/closed/api/v5/orders',
      '/v1/crm/unknown/api/v5/orders',
      '/v1/crm/constructor/api/v5/orders',
    ]) {
      const answer = await proxy.fetch(path, withKey);
      expect(answer.status).toBe(404);
      bodies.add(await answer.text());
    }
    expect(bodies.size).toBe(1);
    expect(asked).toHaveLength(0);
  });

  it.each([
    '/v1/crm/shop/api/v5/reference/../orders',
    '/v1/crm/shop/api/v5/reference/..%2f..%2fadmin',
    '/v1/crm/shop/..%2f..%2fadmin',
    '/v1/crm/shop/api/v5/reference/%2e%2e',
    '/v1/crm/shop/api/v5/reference/a%5cb',
    '/v1/crm/shop/api/v5/reference/a\\b',
    '/v1/crm/shop//api/v5/orders',
    '//v1/crm/shop/api/v5/orders',
    '/v1/crm/shop/api/v5/orders/',
    '/v1/crm/shop/api/v5/orders;a=b',
    '/v1/crm/shop/api/v5/orders%00',
    '/v1/crm/shop/api/v5/orders%0a',
    '/v1/crm/shop/api/v5/orders%zz',
    '/v1/crm/shop/api/v5/orders#x',
    '/v1/crm/shop/http://127.0.0.1/api/v5/orders',
    '/v1/crm/shop@evil.example/api/v5/orders',
    '/v1/crm/sh%6fp/api/v5/orders',
    '/V1/CRM/shop/api/v5/orders',
    'http://evil.example/v1/crm/shop/api/v5/orders',
  ])('no trick with a path passes: %j', async path => {
    const { proxy, asked } = await start();
    expect([400, 404]).toContain(await raw(proxy.url, `GET ${path} HTTP/1.1`));
    expect(asked).toHaveLength(0);
  });

  it('only GET does', async () => {
    const { proxy, asked } = await start();
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']) {
      const answer = await proxy.fetch(REFERENCE, { ...withKey, method });
      expect([method, answer.status, answer.headers.get('allow')]).toEqual([method, 405, 'GET']);
    }
    expect(asked).toHaveLength(0);
  });

  it('a key of the CRM in the query is refused', async () => {
    const { proxy, asked } = await start();
    for (const query of ['apiKey=other', '%61pi%4Bey=other', 'apiKey[]=other', 'a=1;apiKey=other']) {
      const answer = await proxy.fetch(`/v1/crm/shop/api/v5/orders?${query}`, withKey);
      expect(await problem(answer)).toEqual([400, 400, 'query-refused']);
    }
    expect(asked).toHaveLength(0);
  });
});

describe('without it', () => {
  it.each<[string, Record<string, string>, number, string]>([
    ['nothing is passed', {}, 401, 'unauthorized'],
    ['a wrong key is refused', { Authorization: 'Bearer no' }, 401, 'unauthorized'],
    ['a page is refused', { Origin: PAGE }, 403, 'key-in-browser'],
    ['a page with the key is refused', { Origin: PAGE, Authorization: `Bearer ${KEY}` }, 403, 'key-in-browser'],
  ])('%s', async (_title, headers, status, type) => {
    const { proxy, asked } = await start();
    const answer = await proxy.fetch(REFERENCE, { headers });
    expect(await problem(answer)).toEqual([status, status, type]);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    const preflight = await proxy.fetch(REFERENCE, { method: 'OPTIONS', headers });
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([status, null]);
    expect(asked).toHaveLength(0);
  });
});

describe('where the CRM fails', () => {
  it.each<[string, number, string, RequestListener]>([
    [
      'its refusal of the key is not ours of the caller',
      502,
      'crm-key-refused',
      (_asked, response) => {
        response.writeHead(403).end('{"success":false}');
      },
    ],
    ['an outage is a 502', 502, 'crm-failed', (_asked, response) => void response.writeHead(500).end('{}')],
    [
      'a cut answer is a 502, not a 200',
      502,
      'crm-failed',
      (asked, response) => {
        response.writeHead(200, { 'Content-Length': 100 }).write('{"a":1', () => asked.socket.destroy());
      },
    ],
    [
      'half an answer that looks whole is a 502',
      502,
      'crm-failed',
      ({ socket }) => {
        socket.end('HTTP/1.0 200 OK\r\n\r\n{"orders":[1,2');
      },
    ],
    ['a page of HTML is a 502', 502, 'crm-failed', (_asked, response) => void response.end('<h1>busy</h1>')],
    [
      'a redirect is a 502',
      502,
      'crm-failed',
      (_asked, response) => {
        response.writeHead(302, { Location: 'https://evil.example/' }).end();
      },
    ],
  ])('%s', async (_title, status, type, fails) => {
    const { proxy, log } = await start(fails);
    const answer = await proxy.fetch(REFERENCE, withKey);
    expect(answer.headers.get('location')).toBeNull();
    expect(await problem(answer)).toEqual([status, status, type]);
    expect(JSON.stringify([log.lines, proxy.lines])).not.toMatch(/sesame|reference|busy/);
    expect((await proxy.fetch('/healthz')).status).toBe(200);
  });

  it('its "too many" is ours, with the time to wait', async () => {
    const { proxy, asked } = await start(
      (_asked, response) => void response.writeHead(429, { 'Retry-After': '40' }).end(),
    );
    for (let i = 0; i < 2; i++) {
      const answer = await proxy.fetch(REFERENCE, withKey);
      expect(answer.headers.get('retry-after')).toBe('40');
      expect(await problem(answer)).toEqual([503, 503, 'unavailable']);
    }
    expect(asked).toHaveLength(1);
  });

  it('there is a time to wait even if it named none', async () => {
    const { proxy } = await start((_asked, response) => void response.writeHead(503).end());
    expect((await proxy.fetch(REFERENCE, withKey)).headers.get('retry-after')).toBe('2');
  });

  it('our own quota is told the same way, before it is asked', async () => {
    const { proxy, asked } = await start(json, [{ kind: 'rate', n: 3, perMs: 60_000 }]);
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await proxy.fetch(REFERENCE, withKey)).status);
    expect(statuses).toEqual([200, 200, 503]);
    expect(asked).toHaveLength(2);
  });
});
