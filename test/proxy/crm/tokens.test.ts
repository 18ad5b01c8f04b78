import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { CrmAnswer, CrmRequest, OAuth } from '../../../proxy/crm/crm.ts';
import { CrmFailure } from '../../../proxy/crm/failure.ts';
import { createHttp } from '../../../proxy/crm/http.ts';
import { createQuota } from '../../../proxy/crm/quota.ts';
import { createTokens } from '../../../proxy/crm/tokens.ts';
import { keepLog } from '../../contract/record.ts';
import { createFakeClock } from '../../kit/clock.ts';
import { createMemoryKeep } from '../../kit/keep.ts';
import { request, stubConfig } from './stub.ts';

const DAY_MS = 86_400_000;
const oauth: OAuth = {
  isNeeded: () => true,
  consentUrl: () => 'https://crm.example/oauth',
  isOurs: () => true,
  request: (_settings, _secrets, grant) => ({
    ...{ operation: 'token', method: 'POST', url: 'https://crm.example/token', kind: 'submit' },
    body: JSON.stringify(grant),
  }),
  tokensIn: ({ text }, now) => ({ ...JSON.parse(text), expiresAt: now + DAY_MS }),
};

const failed = (kind: CrmFailure['kind'], taken: 'no' | 'unknown' = 'no') => new CrmFailure('token', { kind, taken });

/** A CRM that knows one refresh token at a time, and spends it; processes share what is kept. */
const setUp = () => {
  const clock = createFakeClock();
  const keep = createMemoryKeep();
  const refreshes: string[] = [];
  let good = '';
  let count = 0;
  let queue: Promise<unknown> = Promise.resolve();
  const account = {
    refreshes,
    /** What happens instead of the next answer, once the token was spent. */
    lose: null as CrmFailure | null,
    down: null as CrmFailure | null,
    revoke() {
      good = '';
    },
  };
  const send = async ({ body }: CrmRequest): Promise<CrmAnswer> => {
    const grant = JSON.parse(body ?? '');
    if (account.down) throw account.down;
    if (grant.refreshToken !== undefined) {
      refreshes.push(grant.refreshToken);
      if (grant.refreshToken !== good) throw failed('auth');
    }
    const { lose } = account;
    account.lose = null;
    if (lose) throw lose;
    count += 1;
    good = `r${count}`;
    return { status: 200, headers: {}, text: JSON.stringify({ access: `a${count}`, refresh: good }) };
  };
  const alone = <T>(_name: string, work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.catch(() => {});
    return turn;
  };
  const config = stubConfig('https://crm.example');
  const disk = { full: false, locked: false };
  const read = async (name: string): Promise<string | null> => {
    if (disk.locked) throw new Error('database is locked');
    return keep.read(name);
  };
  const write = async (name: string, text: string): Promise<void> => {
    if (disk.full) throw new Error('database or disk is full');
    await keep.write(name, text);
  };
  const open = () =>
    createTokens({
      config,
      oauth,
      keep: { ...keep, read, write, alone },
      redirectUrl: 'https://proxy.example/x',
      send,
      clock,
    });
  return { clock, keep, disk, account, tokens: open(), open };
};

const outcome = (call: Promise<unknown>) => call.catch((error: CrmFailure) => [error.kind, error.taken, error.code]);

describe('tokens', () => {
  it('that nobody has granted are asked for', async () => {
    const { tokens } = setUp();
    expect(await outcome(tokens.current())).toEqual(['auth', 'no', 'not-connected']);
    expect(await tokens.grantedAt()).toBeNull();
  });

  it('come from a code, live in the order book, and serve a second process', async () => {
    const { tokens, open, clock } = setUp();
    await tokens.accept({ code: 'c' });
    expect(await tokens.current()).toBe('a1');
    expect(await open().current()).toBe('a1');
    expect(await open().grantedAt()).toBe(clock.now());
  });

  it('are renewed before they end, once for all who ask', async () => {
    const { tokens, open, clock, account } = setUp();
    await tokens.accept({ code: 'c' });
    await clock.advance(DAY_MS - 30_000);
    const other = open();
    expect(await Promise.all([tokens.current(), other.current(), tokens.current()])).toEqual(['a2', 'a2', 'a2']);
    expect(account.refreshes).toEqual(['r1']);
  });

  it('refused before their end are renewed once, whoever finds out', async () => {
    const { tokens, open, account } = setUp();
    await tokens.accept({ code: 'c' });
    expect(await Promise.all([tokens.instead('a1'), open().instead('a1')])).toEqual(['a2', 'a2']);
    expect(account.refreshes).toEqual(['r1']);
  });

  it('whose renewal got no answer are asked for with the same old one again', async () => {
    const { tokens, clock, account } = setUp();
    await tokens.accept({ code: 'c' });
    await clock.advance(DAY_MS);
    account.lose = failed('unavailable', 'unknown');
    expect(await outcome(tokens.current())).toEqual(['unavailable', 'no', undefined]);
    expect(await tokens.current()).toBe('a2');
    expect(account.refreshes).toEqual(['r1', 'r1']);
  });

  it('that were taken back are asked for by name, and nothing is lost while the CRM is down', async () => {
    const { tokens, clock, account } = setUp();
    await tokens.accept({ code: 'c' });
    await tokens.instead('a1');
    await clock.advance(DAY_MS);
    account.down = failed('unavailable');
    expect(await outcome(tokens.current())).toEqual(['unavailable', 'no', undefined]);
    account.down = null;
    account.revoke();
    expect(await outcome(tokens.current())).toEqual(['auth', 'no', 'reconnect']);
    expect(account.refreshes).toEqual(['r1', 'r2', 'r1']);
  });

  it('that live for years are kept as they are', async () => {
    const { tokens, clock } = setUp();
    await tokens.accept({ access: 'long' });
    await clock.advance(400 * DAY_MS);
    expect(await tokens.current()).toBe('long');
    expect(await outcome(tokens.instead('long'))).toEqual(['auth', 'no', 'token-refused']);
  });

  it('are forgotten', async () => {
    const { tokens } = setUp();
    await tokens.accept({ code: 'c' });
    await tokens.forget();
    expect(await tokens.grantedAt()).toBeNull();
    expect(await outcome(tokens.current())).toEqual(['auth', 'no', 'not-connected']);
  });

  it('are forgotten by every process at once', async () => {
    const { tokens, open } = setUp();
    const other = open();
    await tokens.accept({ access: 'long' });
    expect(await other.current()).toBe('long');
    await tokens.forget();
    expect(await outcome(other.current())).toEqual(['auth', 'no', 'not-connected']);
  });

  it('that cannot be read are as good as none: nothing was sent, and somebody has to connect', async () => {
    const { tokens, keep } = setUp();
    await keep.write('tokens', '{"access":1}');
    expect(await outcome(tokens.current())).toEqual(['auth', 'no', 'not-connected']);
    await keep.write('tokens', 'no JSON');
    expect(await outcome(tokens.current())).toEqual(['auth', 'no', 'not-connected']);
  });

  it('do not make an order doubtful when the order book cannot be asked for them', async () => {
    const { tokens, disk } = setUp();
    disk.locked = true;
    expect(await outcome(tokens.current())).toEqual(['unavailable', 'no', 'tokens-not-read']);
  });

  it('that were renewed while the disk was full serve on, and are written once it is not', async () => {
    const { tokens, open, clock, account, disk } = setUp();
    await tokens.accept({ code: 'c' });
    await clock.advance(DAY_MS);
    disk.full = true;
    expect([await tokens.current(), await tokens.current()]).toEqual(['a2', 'a2']);
    disk.full = false;
    expect(await tokens.current()).toBe('a2');
    expect(await open().current()).toBe('a2');
    expect(account.refreshes).toEqual(['r1']);
  });

  it('that were not written give way to those that somebody has granted since', async () => {
    const { tokens, open, clock, disk } = setUp();
    await tokens.accept({ code: 'c' });
    await clock.advance(DAY_MS);
    disk.full = true;
    expect(await tokens.current()).toBe('a2');
    disk.full = false;
    await open().accept({ code: 'd' });
    expect(await tokens.current()).toBe('a3');
  });

  it('that were taken back are not asked for with every call', async () => {
    const { tokens, clock, account } = setUp();
    await tokens.accept({ code: 'c' });
    await clock.advance(DAY_MS);
    account.revoke();
    const asked = ['auth', 'no', 'reconnect'];
    expect([await outcome(tokens.current()), await outcome(tokens.current())]).toEqual([asked, asked]);
    expect(account.refreshes).toEqual(['r1']);
    await clock.advance(60_000);
    expect(await outcome(tokens.current())).toEqual(asked);
    expect(account.refreshes).toEqual(['r1', 'r1']);
    await tokens.accept({ code: 'd' });
    expect(await tokens.current()).toBe('a2');
  });
});

describe('a process that ends', () => {
  it('waits for the tokens it has just asked for: nobody else will get them', async () => {
    const asked = Promise.withResolvers<() => void>();
    const server = createServer((_, res) =>
      asked.resolve(() => res.end(JSON.stringify({ access: 'new', refresh: 'r2' }))),
    );
    await new Promise<void>(done => void server.listen(0, '127.0.0.1', done));
    const address = server.address();
    const home = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    const config = stubConfig(home);
    const granting: OAuth = {
      ...oauth,
      request: () => request(`${home}/token`, { method: 'POST', kind: 'submit', body: '{}' }),
    };
    const clock = createFakeClock();
    const keep = createMemoryKeep();
    await keep.write('tokens', JSON.stringify({ access: 'old', refresh: 'r1', expiresAt: 0, grantedAt: 0 }));
    const http = createHttp({
      config: { ...config, crm: { ...config.crm, oauth: granting } },
      ...{ quota: createQuota([], { clock, speed: 1 }), clock, log: keepLog(), keep, redirectUrl: '' },
    });
    void http.call(request(`${home}/orders`)).catch(() => {});
    const answer = await asked.promise;
    const closed = http.close();
    answer();
    await closed;
    server.closeAllConnections();
    server.close();
    expect(await keep.read('tokens')).toContain('r2');
  });
});
