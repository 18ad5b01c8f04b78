import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../../proxy/clock.ts';
import type { Crm, Manifest, Quota } from '../../../proxy/crm/crm.ts';
import { createForward } from '../../../proxy/crm/forward.ts';
import { createQuota } from '../../../proxy/crm/quota.ts';
import { keepLog, outcome } from '../../contract/record.ts';
import { createFakeClock, settled } from '../../kit/clock.ts';
import { SECRET, stubConfig } from './stub.ts';

const OPEN = ['/books/*', '/orders'];

/** A CRM on a socket: what it was asked, and over how many connections. */
const openCrm = async (answer: RequestListener) => {
  const asked: IncomingMessage[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  server.on('connection', () => connections++);
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, asked, connections: () => connections };
};

interface Choices {
  open?: string[];
  quotas?: Quota[];
  manifest?: Partial<Manifest>;
  authorize?: Crm['authorize'];
  clock?: ReturnType<typeof createFakeClock>;
}

const setUp = async (answer: RequestListener, choices: Choices = {}) => {
  const crm = await openCrm(answer);
  const patch = { forward: { paths: OPEN }, ...choices.manifest };
  const config = { ...stubConfig(crm.origin, patch, choices.authorize), forward: choices.open ?? OPEN };
  const clock = choices.clock ?? systemClock;
  const quota = createQuota(choices.quotas ?? [], { clock, speed: 1 });
  const log = keepLog();
  const forward = createForward({ config, quota, clock, log });
  onTestFinished(() => forward?.close());
  const get = (path = '/orders', query = '') => outcome(forward?.get(path, query) ?? Promise.resolve('nothing open'));
  return { ...crm, forward, quota, log, clock, get };
};

const ok = (json = '{"ok":true}') => ({ kind: 'answer', status: 200, json });
const failed = (kind: string, code: string, rest = {}) => ({
  ...{ name: 'CrmFailure', kind, taken: 'no', code },
  ...rest,
});
const json: RequestListener = (_asked, response) => {
  response.setHeader('Content-Type', 'application/json');
  response.end('{"ok":true}');
};

describe('what reaches the CRM', () => {
  it('is the path, the query and the headers we choose, the secret among them', async () => {
    const { get, asked, origin } = await setUp(json);
    expect(await get('/books/statuses', 'filter[ids][]=1&page=2')).toEqual(ok());
    expect([asked[0]?.method, asked[0]?.url]).toEqual(['GET', '/books/statuses?filter[ids][]=1&page=2']);
    expect(asked[0]?.headers).toEqual({
      accept: 'application/json;charset=utf-8',
      'accept-encoding': 'gzip',
      connection: 'keep-alive',
      host: new URL(origin).host,
      'user-agent': 'crm-widgets',
      'x-key': SECRET,
    });
  });

  it('is nothing that the config does not open, or the adapter does not know', async () => {
    const { get, asked } = await setUp(json, { open: ['/books/statuses', '/secrets'] });
    for (const path of ['/books/types', '/orders', '/secrets', '/books/../orders']) {
      expect(await get(path)).toEqual({ kind: 'unlisted' });
    }
    expect(await get('/books/statuses')).toEqual(ok());
    expect(asked).toHaveLength(1);
  });

  it('is no key of the caller’s', async () => {
    const { get, asked } = await setUp(json);
    expect(await get('/orders', 'apiKey=another')).toEqual({ kind: 'query-refused' });
    expect(asked).toHaveLength(0);
  });

  it('is nothing at all where nothing is open, or the adapter opens nothing', async () => {
    expect((await setUp(json, { open: [] })).forward).toBeNull();
    expect((await stubOfNothing()).forward).toBeNull();
  });

  it('is no secret in the address or in a body', async () => {
    for (const put of [{ url: 'http://127.0.0.1:9/orders?secret=1' }, { body: 'secret=1' }]) {
      const { get, asked } = await setUp(json, { authorize: request => ({ ...request, ...put }) });
      expect(await get()).toEqual(failed('protocol', 'secret-not-a-header'));
      expect(asked).toHaveLength(0);
    }
  });

  it('comes over one connection, kept', async () => {
    const { get, connections } = await setUp(json);
    for (let i = 0; i < 3; i++) {
      expect(await get()).toEqual(ok());
      await settled();
    }
    expect(connections()).toBe(1);
  });
});

/** A connection of a CRM whose secret is no header, such as FrontPad. */
const stubOfNothing = async () => {
  const config = { ...stubConfig('http://127.0.0.1:9'), forward: OPEN };
  const quota = createQuota([], { clock: systemClock, speed: 1 });
  return { forward: createForward({ config, quota, clock: systemClock, log: keepLog() }) };
};

describe('an answer', () => {
  it('is unpacked, and handed over with its status and nothing else', async () => {
    const { get } = await setUp((_asked, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip', 'Set-Cookie': 'session=1', 'X-Internal': 'db-3' });
      response.end(gzipSync('{"name":"Пицца"}'));
    });
    expect(await get()).toEqual(ok('{"name":"Пицца"}'));
  });

  it.each([400, 404, 422])('of %i that explains itself is for the one who asked', async status => {
    const { get } = await setUp((_asked, response) => void response.writeHead(status).end('{"error":"no"}'));
    expect(await get()).toEqual({ kind: 'answer', status, json: '{"error":"no"}' });
  });

  it.each<[string, string, string, RequestListener]>([
    [
      'cut in the middle',
      'unavailable',
      'cut',
      (asked, response) => {
        response.writeHead(200, { 'Content-Length': 100 }).write('{"a":1}', () => asked.socket.destroy());
      },
    ],
    [
      'cut between chunks',
      'unavailable',
      'cut',
      (asked, response) => {
        response.writeHead(200).write('{"a":1}', () => asked.socket.destroy());
      },
    ],
    [
      'ended by hanging up, and not whole',
      'protocol',
      'not-json',
      ({ socket }) => {
        socket.end('HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n{"orders":[{"id":1}');
      },
    ],
    ['of a gateway, in HTML', 'protocol', 'not-json', (_asked, response) => void response.end('<h1>Welcome</h1>')],
    ['empty', 'protocol', 'not-json', (_asked, response) => void response.writeHead(204).end()],
    [
      'packed badly',
      'protocol',
      'not-gzip',
      (_asked, response) => {
        response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('{"a":1}');
      },
    ],
    [
      'packed by half',
      'protocol',
      'not-gzip',
      (_asked, response) => {
        response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('{"a":1}').subarray(0, 15));
      },
    ],
    ['too long', 'protocol', 'too-large', (_asked, response) => void response.end(`"${'x'.repeat(6_000_000)}"`)],
    [
      'a bomb',
      'protocol',
      'not-gzip',
      (_asked, response) => {
        response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync(`"${'x'.repeat(6_000_000)}"`));
      },
    ],
    ['no HTTP', 'protocol', 'HPE_INVALID_CONSTANT', ({ socket }) => void socket.end('hello\r\n\r\n')],
    ['none, hung up', 'unavailable', 'ECONNRESET', ({ socket }) => void socket.destroy()],
    ['an error', 'unavailable', 'http-500', (_asked, response) => void response.writeHead(500).end('{}')],
    ['a refused key', 'auth', 'http-401', (_asked, response) => void response.writeHead(401).end('{}')],
    ['a right that lacks', 'auth', 'http-403', (_asked, response) => void response.writeHead(403).end('{}')],
    [
      'our own question, with its key',
      'protocol',
      'secret-in-answer',
      ({ headers }, response) => {
        response.end(JSON.stringify({ headers }));
      },
    ],
    [
      'our own question, its key as PHP writes it',
      'protocol',
      'secret-in-answer',
      ({ headers }, response) => {
        response.end(JSON.stringify({ headers }).replaceAll('/', '\\/'));
      },
    ],
    [
      'our own question, its key as text of text',
      'protocol',
      'secret-in-answer',
      ({ headers }, response) => {
        response.end(JSON.stringify({ sent: JSON.stringify(headers) }).replaceAll('/', '\\u002f'));
      },
    ],
  ])('that is %s is a failure, told without a word of it', async (_title, kind, code, answer) => {
    const { get, log } = await setUp(answer);
    expect(await get()).toEqual(failed(kind, code));
    expect(log.lines.map(([event, facts]) => [event, facts?.['failure'], facts?.['code']])).toEqual([
      ['forward-failed', kind, code],
    ]);
    expect(JSON.stringify(log.lines)).not.toContain(SECRET);
  });

  it('that leads elsewhere is not followed', async () => {
    const elsewhere = await openCrm(json);
    const { get } = await setUp((_asked, response) => {
      response.writeHead(302, { Location: `${elsewhere.origin}/orders` }).end('{}');
    });
    expect(await get()).toEqual(failed('protocol', 'redirect'));
    expect(elsewhere.asked).toHaveLength(0);
  });

  it.each<[string, RequestListener]>([
    ['never begins', () => {}],
    ['never ends', (_asked, response) => void response.writeHead(200).write('{"a":1')],
  ])('that %s is waited for ten seconds, and broken off', async (_title, answer) => {
    const clock = createFakeClock();
    let arrived = () => {};
    const there = new Promise<void>(done => {
      arrived = done;
    });
    let left = () => {};
    const gone = new Promise<void>(done => {
      left = done;
    });
    const { get } = await setUp(
      (asked, response) => {
        asked.socket.once('close', left);
        answer(asked, response);
        arrived();
      },
      { clock },
    );
    const got = get();
    await there;
    await clock.advance(10_000);
    expect(await got).toEqual(failed('unavailable', 'timeout'));
    await gone;
  });

  it('still comes after one that failed', async () => {
    let calls = 0;
    const { get } = await setUp((asked, response) => {
      calls++;
      if (calls % 2 === 1) asked.socket.destroy();
      else json(asked, response);
    });
    for (let i = 0; i < 3; i++) {
      expect(await get()).toEqual(failed('unavailable', 'ECONNRESET'));
      expect(await get()).toEqual(ok());
    }
  });

  it('is none where nobody listens, or authorising breaks', async () => {
    const { get } = await setUp(json, { manifest: { origins: () => ['http://127.0.0.1:1'] } });
    expect(await get()).toEqual(failed('unavailable', 'ECONNREFUSED'));
    const stumbling = await setUp(json, {
      authorize: () => {
        throw new Error(`no header can hold ${SECRET}`);
      },
    });
    expect(await stumbling.get()).toEqual(failed('auth', 'authorize-failed'));
    const odd = await setUp(json, { authorize: request => ({ ...request, headers: { 'x-key': `${SECRET}\n` } }) });
    expect(await odd.get()).toEqual(failed('unavailable', 'ERR_INVALID_CHAR'));
    expect(JSON.stringify([...stumbling.log.lines, ...odd.log.lines])).not.toContain(SECRET);
  });
});

describe('the quota', () => {
  it('is asked beforehand, and keeps a third for orders', async () => {
    const clock = createFakeClock();
    const { get, asked, quota } = await setUp(json, { clock, quotas: [{ kind: 'rate', n: 3, perMs: 60_000 }] });
    expect(await get()).toEqual(ok());
    expect(await get()).toEqual(ok());
    expect(await get()).toMatchObject({ kind: 'limit', code: 'own-quota', retryAfterMs: expect.any(Number) });
    expect(asked).toHaveLength(2);
    (await quota.take('order', 'submit'))();
  });

  it('is given back after a failure, too', async () => {
    const { get } = await setUp(({ socket }) => void socket.destroy(), { quotas: [{ kind: 'concurrency', n: 1 }] });
    for (let i = 0; i < 3; i++) expect(await get()).toEqual(failed('unavailable', 'ECONNRESET'));
  });

  it.each([429, 503])('closes when the CRM answers %i, for as long as it says', async status => {
    const clock = createFakeClock();
    const { get, asked } = await setUp(
      (_asked, response) => void response.writeHead(status, { 'Retry-After': '30' }).end('{}'),
      { clock },
    );
    expect(await get()).toEqual(failed('limit', `http-${status}`, { retryAfterMs: 30_000 }));
    expect(await get()).toEqual(failed('limit', 'own-quota', { retryAfterMs: 30_000 }));
    expect(asked).toHaveLength(1);
  });

  it('closes for a moment when the CRM does not say how long', async () => {
    const clock = createFakeClock();
    const { get, asked } = await setUp((_asked, response) => void response.writeHead(503).end(), { clock });
    expect(await get()).toEqual(failed('limit', 'http-503'));
    void get();
    await clock.advance(1_000);
    expect(asked).toHaveLength(1);
  });
});

it('breaks off what is under way when it is closed', async () => {
  let arrived = () => {};
  const there = new Promise<void>(done => {
    arrived = done;
  });
  const { get, forward } = await setUp(() => arrived());
  const got = get();
  await there;
  forward?.close();
  expect(await got).toEqual(failed('unavailable', 'ECONNRESET'));
});
