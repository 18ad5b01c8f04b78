import { describe, expect, it } from 'vitest';
import { createHttp } from '../../../proxy/crm/http.ts';
import { createQuota } from '../../../proxy/crm/quota.ts';
import { keepLog, outcome } from '../../contract/record.ts';
import { type Asked, createTransport, type Said } from '../../contract/transport.ts';
import { createFakeClock } from '../../kit/clock.ts';
import { createMemoryKeep } from '../../kit/keep.ts';
import { request, SECRET, stubConfig } from './stub.ts';

const HOME = 'https://crm.example';
const ask = (patch = {}) => request(`${HOME}/orders`, patch);
const order = (patch = {}) => ask({ method: 'POST', kind: 'submit', operation: 'create', body: '{}', ...patch });

const setUp = (answer: (asked: Asked) => Said | Promise<Said>, config = stubConfig(HOME)) => {
  const clock = createFakeClock();
  const log = keepLog();
  const dispatcher = createTransport(answer);
  const quota = createQuota([], { clock, speed: config.speed });
  const keep = createMemoryKeep();
  const redirectUrl = 'https://proxy.example/connect/main';
  const http = createHttp({ config, quota, clock, log, dispatcher, keep, redirectUrl, random: () => 1 });
  return {
    clock,
    log,
    asked: dispatcher.asked,
    http,
    call: (sent = ask()) => outcome(http.call(sent).then(answer => answer.text)),
  };
};

const failed = (kind: string, taken: string, code: string, rest = {}) => ({
  ...{ name: 'CrmFailure', kind, taken, code },
  ...rest,
});

describe('an answer', () => {
  it('is handed over with its status, headers and text', async () => {
    const { http } = setUp(() => ({ status: 201, headers: { 'X-One': '1' }, body: 'да' }));
    expect(await http.call(ask())).toEqual({ status: 201, headers: { 'x-one': '1' }, text: 'да' });
  });

  it.each([
    [301, failed('protocol', 'unknown', 'redirect')],
    [304, failed('protocol', 'unknown', 'redirect')],
    [400, failed('invalid', 'no', 'http-400')],
    [401, failed('auth', 'no', 'http-401')],
    [402, failed('auth', 'no', 'payment')],
    [403, failed('auth', 'no', 'http-403')],
    [404, failed('not-found', 'no', 'http-404')],
    [405, failed('protocol', 'no', 'http-405')],
    [408, failed('unavailable', 'unknown', 'http-408')],
    [409, failed('conflict', 'no', 'http-409')],
    [420, failed('limit', 'no', 'http-420', { retryAfterMs: 7_000 })],
    [422, failed('invalid', 'no', 'http-422')],
    [429, failed('limit', 'no', 'http-429', { retryAfterMs: 7_000 })],
    [500, failed('unavailable', 'unknown', 'http-500')],
    [503, failed('limit', 'no', 'http-503', { retryAfterMs: 7_000 })],
    [504, failed('unavailable', 'unknown', 'http-504')],
  ])('of %i to an order is told apart', async (status, expected) => {
    const { call } = setUp(() => ({ status, headers: { 'retry-after': '7' } }));
    expect(await call(order())).toEqual(expected);
  });

  it('of 503 without a word on when to come back leaves open what became of an order', async () => {
    const { call } = setUp(() => ({ status: 503, headers: { 'x-amzn-ratelimit-limit': '2' } }));
    expect(await call(order())).toEqual(failed('unavailable', 'unknown', 'http-503'));
  });

  it('that the adapter wants to read itself is no failure', async () => {
    const { call } = setUp(() => ({ status: 404, body: 'no such order' }));
    expect(await call(ask({ accept: [404] }))).toBe('no such order');
  });

  it('larger than the cap is refused', async () => {
    const { call } = setUp(() => ({ body: 'x'.repeat(5 * 1024 * 1024 + 1) }));
    expect(await call(order())).toEqual(failed('protocol', 'unknown', 'too-large'));
  });
});

describe('an order', () => {
  it.each(['ECONNREFUSED', 'ENOTFOUND', 'UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED'])(
    'was not taken when it never left: %s',
    async broken => {
      const { call } = setUp(() => ({ broken, begun: false }));
      expect(await call(order())).toEqual(failed('unavailable', 'no', broken));
    },
  );

  it('may have been taken when the connection broke after it left', async () => {
    const { call, asked } = setUp(() => ({ broken: 'ECONNRESET', begun: true }));
    expect(await call(order())).toEqual(failed('unavailable', 'unknown', 'ECONNRESET'));
    expect(asked).toHaveLength(1);
  });

  it('may have been taken when no answer comes in time', async () => {
    const { call, clock } = setUp(() => new Promise<Said>(() => {}));
    const told = call(order());
    await clock.advance(30_000);
    expect(await told).toEqual(failed('unavailable', 'unknown', 'timeout'));
  });

  it('is never sent twice', async () => {
    const { call, asked, clock } = setUp(() => ({ status: 500 }));
    await Promise.all([call(order()), call(order())]);
    await clock.advance(60_000);
    expect(asked).toHaveLength(2);
  });
});

describe('a read', () => {
  it('is tried again, at most twice, and can have done nothing', async () => {
    const { call, asked, clock } = setUp(() => ({ status: 502 }));
    const told = call();
    await clock.advance(10_000);
    expect(await told).toEqual(failed('unavailable', 'no', 'http-502'));
    expect(asked).toHaveLength(3);
  });

  it('waits as long as the CRM asks before it is tried again', async () => {
    const answers: Said[] = [{ status: 429, headers: { 'x-lognex-retry-after': '1500' } }, { body: 'there' }];
    const { call, asked, clock } = setUp(() => answers.shift() ?? {});
    const told = call();
    await clock.advance(1499);
    expect(asked).toHaveLength(1);
    await clock.advance(1000);
    expect(await told).toBe('there');
  });

  it('is not tried again when somebody would have to wait long for it', async () => {
    const { call, asked } = setUp(() => ({ status: 429, headers: { 'retry-after': '30' } }));
    expect(await call()).toEqual(failed('limit', 'no', 'http-429', { retryAfterMs: 30_000 }));
    expect(asked).toHaveLength(1);
  });

  it.each([400, 401, 404, 409])('is not tried again after %i', async status => {
    const { call, asked } = setUp(() => ({ status }));
    await call();
    expect(asked).toHaveLength(1);
  });

  it('is shared by all who ask the same at the same time, and by nobody after', async () => {
    const { call, asked } = setUp(({ url }) => ({ body: url }));
    await Promise.all([call(), call(), call(ask({ body: 'other', method: 'POST' })), call(request(`${HOME}/x`))]);
    expect(asked).toHaveLength(3);
    await call();
    expect(asked).toHaveLength(4);
  });
});

describe('the secret', () => {
  it('goes to the CRM, and to no other origin', async () => {
    const { call, asked } = setUp(() => ({}));
    await call();
    expect(asked[0]?.headers['x-key']).toBe(SECRET);
    for (const url of ['https://crm.example.evil/', 'http://crm.example/', 'https://crm.example:444/', '//x', 'x']) {
      expect(await call(request(url))).toEqual(failed('protocol', 'no', 'foreign-origin'));
    }
    expect(asked).toHaveLength(1);
  });

  it('is not asked for before the origin is known to be good, nor may it change the origin', async () => {
    let times = 0;
    const config = stubConfig(HOME, {}, sent => {
      times++;
      return { ...sent, url: 'https://elsewhere.example/' };
    });
    const { call, asked } = setUp(() => ({}), config);
    await call(request('https://elsewhere.example/'));
    expect(times).toBe(0);
    expect(await call()).toEqual(failed('protocol', 'no', 'foreign-origin'));
    expect(asked).toHaveLength(0);
  });

  it('does not come back in the error of an authorize that fails', async () => {
    const config = stubConfig(HOME, {}, (_, { key }) => {
      throw new Error(`no good: ${key}`);
    });
    const { call } = setUp(() => ({}), config);
    expect(await call(order())).toEqual(failed('auth', 'no', 'authorize-failed'));
  });
});

it('tells the log of each call what it was and how it went, and nothing more', async () => {
  const { call, log } = setUp(() => ({ status: 401, body: SECRET }));
  await call(request(`${HOME}/orders?phone=79000000011`));
  expect(log.lines).toEqual([
    ['crm-call', { connection: 'main', operation: 'ask', failure: 'auth', code: 'http-401', ms: 0 }],
  ]);
});
