import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, it } from 'vitest';
import { systemClock } from '../../../proxy/clock.ts';
import type { CrmRequest } from '../../../proxy/crm/crm.ts';
import { createExchange } from '../../../proxy/crm/exchange.ts';
import { BrokenExchange } from '../../../proxy/crm/verdict.ts';
import { settled } from '../../kit/clock.ts';
import { request } from './stub.ts';

let exchange = createExchange(systemClock);
const servers: Server[] = [];

afterEach(async () => {
  await exchange.close();
  exchange = createExchange(systemClock);
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
};

const broken = async (sent: CrmRequest): Promise<Pick<BrokenExchange, 'code' | 'begun' | 'kind'> | null> => {
  const error = await exchange.send(sent).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof BrokenExchange ? { code: error.code, begun: error.begun, kind: error.kind } : null;
};

const submit = (url: string, patch: Partial<CrmRequest> = {}): CrmRequest =>
  request(url, { method: 'POST', kind: 'submit', body: 'a=1', ...patch });

it('sends method, path, headers and body, and hands over what comes back', async () => {
  const url = await serve(async (asked, response) => {
    const body = (await asked.toArray()).join('');
    response.end(`${asked.method} ${asked.url} ${asked.headers['content-type']} ${body}`);
  });
  const sent = submit(`${url}index.php?new_order`, { headers: { 'Content-Type': 'text/x-test' } });
  expect((await exchange.send(sent)).text).toBe('POST /index.php?new_order text/x-test a=1');
});

it('opens a connection of its own for every submit, and lets reads share theirs', async () => {
  const ports: (number | undefined)[] = [];
  const url = await serve((asked, response) => {
    ports.push(asked.socket.remotePort);
    response.end(asked.headers.connection);
  });
  for (let i = 0; i < 2; i++) expect((await exchange.send(submit(url))).text).toBe('close');
  for (let i = 0; i < 2; i++) {
    expect((await exchange.send(request(url))).text).toBe('keep-alive');
    // The connection is back in its pool a moment after its answer is read.
    await settled();
  }
  expect(new Set(ports).size).toBe(3);
});

it('follows no redirect', async () => {
  const asked: (string | undefined)[] = [];
  const url = await serve((each, response) => {
    asked.push(each.url);
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  expect((await exchange.send(request(url))).status).toBe(302);
  expect(asked).toEqual(['/']);
});

it('reads what is compressed, failures too', async () => {
  const url = await serve((_, response) => {
    response.writeHead(422, { 'content-encoding': 'gzip' }).end(gzipSync('{"нет":1}'));
  });
  expect((await exchange.send(request(url))).text).toBe('{"нет":1}');
});

it.each([
  ['not-gzip', 'gzip', Buffer.from('plain')],
  ['not-gzip', 'gzip', gzipSync('whole').subarray(0, 15)],
  ['not-gzip', 'gzip', gzipSync(Buffer.alloc(6 * 1024 * 1024))],
  ['encoding', 'br', Buffer.from('?')],
  ['too-large', 'identity', Buffer.alloc(6 * 1024 * 1024)],
])('does not take %s (%s)', async (code, encoding, body) => {
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-encoding': encoding }).end(body);
  });
  expect(await broken(submit(url))).toEqual({ code, begun: true, kind: 'protocol' });
});

it('knows that nothing left when nobody listens', async () => {
  const url = await serve(() => {});
  servers.splice(0)[0]?.close();
  expect(await broken(submit(url))).toEqual({ code: 'ECONNREFUSED', begun: false, kind: 'unavailable' });
});

it('knows that nothing left when there is no such name', async () => {
  const sent = submit('http://no-such-host.invalid/');
  expect(await broken(sent)).toMatchObject({ begun: false, kind: 'unavailable' });
});

it('knows that nothing left when the other side speaks no TLS', async () => {
  const url = await serve(() => {});
  expect(await broken(submit(url.replace('http:', 'https:')))).toMatchObject({ begun: false, kind: 'unavailable' });
});

it('knows that something left when the connection is reset', async () => {
  const url = await serve(asked => void asked.socket.resetAndDestroy());
  expect(await broken(submit(url))).toMatchObject({ begun: true, kind: 'unavailable' });
});

it('does not take an answer cut short for an answer', async () => {
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('{"result":"success"', () => response.destroy());
  });
  expect(await broken(submit(url))).toMatchObject({ begun: true, kind: 'unavailable' });
});

it('does not wait for an answer longer than it was told to, even one that trickles', async () => {
  const url = await serve((_, response) => {
    response.writeHead(200);
    const drip = setInterval(() => response.write('.'), 10);
    response.on('close', () => clearInterval(drip));
  });
  expect(await broken(submit(url, { timeoutMs: 60 }))).toEqual({ code: 'timeout', begun: true, kind: 'unavailable' });
});

it('breaks off what is under way when it is closed', async () => {
  let arrived = 0;
  const both = Promise.withResolvers<void>();
  const url = await serve(() => void (++arrived === 2 && both.resolve()));
  const told = Promise.all([broken(request(url)), broken(submit(url))]);
  await both.promise;
  await exchange.close();
  expect(await told).toMatchObject([{ begun: true }, { begun: true }]);
  expect(await broken(submit(url))).toEqual({ code: 'closed', begun: false, kind: 'unavailable' });
  expect(arrived).toBe(2);
});
