import { describe, expect, it } from 'vitest';
import type { CrmAnswer, CrmRequest, OAuth } from '../../../proxy/crm/crm.ts';
import { CrmFailure } from '../../../proxy/crm/failure.ts';
import { createTokens } from '../../../proxy/crm/tokens.ts';
import { createFakeClock } from '../../kit/clock.ts';
import { createMemoryKeep } from '../../kit/keep.ts';
import { stubConfig } from './stub.ts';

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
  const open = () =>
    createTokens({ config, oauth, keep: { ...keep, alone }, redirectUrl: 'https://proxy.example/x', send, clock });
  return { clock, keep, account, tokens: open(), open };
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
});
