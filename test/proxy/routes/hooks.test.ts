import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../proxy/crm/connection.ts';
import type { HookRequest, StatusChange } from '../../../proxy/crm/crm.ts';
import { CrmFailure } from '../../../proxy/crm/failure.ts';
import { type Shell, startShell } from './kit.ts';

const TOKEN = 'hook-token-of-the-kitchen';
const change: StatusChange = { ref: '42', status: { code: '3' }, at: null };

type Parse = (request: HookRequest) => StatusChange[] | 'ask';

const kitchen = (parseHook: Parse) => {
  const connection = { name: 'kitchen', config: { hookToken: TOKEN }, methods: { parseHook } };
  return new Map([['kitchen', connection as unknown as Connection]]);
};

const start = async (parseHook: Parse = () => [change]) => {
  const applied: unknown[][] = [];
  const book = {
    applyChanges: async (...args: unknown[]) => void applied.push(args),
    askChanges: (connection: string) => void applied.push(['ask', connection]),
  };
  const proxy = await startShell({ connections: kitchen(parseHook), book });
  return { proxy, applied };
};

const notify = (proxy: Shell, token: string, body: string, type = 'text/plain') =>
  proxy.fetch(`/hooks/kitchen/${token}`, { method: 'POST', headers: { 'Content-Type': type }, body });

describe('notifications of a CRM', () => {
  it('are read in whatever type they come, and written before the 200', async () => {
    const seen: HookRequest[] = [];
    const { proxy, applied } = await start(request => {
      seen.push(request);
      return [change];
    });
    await using _ = proxy;
    for (const type of [
      'application/json',
      'application/x-www-form-urlencoded',
      'text/html',
      'multipart/form-data; boundary=x',
    ]) {
      expect((await notify(proxy, TOKEN, 'status=3', type)).status).toBe(200);
    }
    expect(seen.map(({ method, body }) => `${method} ${body}`)).toEqual(Array(4).fill('POST status=3'));
    expect(seen[0]?.headers['content-type']).toBe('application/json');
    expect(applied).toEqual(Array(4).fill(['kitchen', [change], null]));
  });

  it('that only say that something changed have the CRM asked', async () => {
    const { proxy, applied } = await start(() => 'ask');
    await using _ = proxy;
    expect((await notify(proxy, TOKEN, '{}')).status).toBe(200);
    expect(applied).toEqual([['ask', 'kitchen']]);
  });

  it('prove their order by its own token', async () => {
    const { proxy, applied } = await start();
    await using _ = proxy;
    const token = proxy.keys.sealToken('hook', { o: 'order-1' }, proxy.clock.now() + 1000);
    expect((await notify(proxy, token, 'status=3')).status).toBe(200);
    expect(applied).toEqual([['kitchen', [change], 'order-1']]);
    proxy.clock.advance(1000);
    expect((await notify(proxy, token, 'status=3')).status).toBe(404);
  });

  it('with a wrong token, or of an unknown connection, find nothing', async () => {
    const { proxy, applied } = await start();
    await using _ = proxy;
    const ticket = proxy.keys.sealToken('confirm', { o: 'order-1' });
    for (const path of [
      `/hooks/kitchen/wrong`,
      `/hooks/kitchen/${ticket}`,
      `/hooks/bakery/${TOKEN}`,
      `/hooks/kitchen/x${TOKEN}`,
    ]) {
      expect((await proxy.fetch(path, { method: 'POST', body: 'x' })).status).toBe(404);
    }
    expect(applied).toEqual([]);
  });

  it('may be a look whether the address answers', async () => {
    const { proxy, applied } = await start(() => {
      throw new Error('nothing to read here');
    });
    await using _ = proxy;
    expect((await proxy.fetch(`/hooks/kitchen/${TOKEN}`)).status).toBe(200);
    expect((await proxy.fetch(`/hooks/kitchen/${TOKEN}`, { method: 'POST' })).status).toBe(200);
    expect(applied).toEqual([]);
  });

  it('are refused when they are nonsense or too large, and asked for again when the disk is full', async () => {
    const { proxy } = await start(() => {
      throw new CrmFailure('hook', { kind: 'invalid', taken: 'no' });
    });
    await using _ = proxy;
    expect((await notify(proxy, TOKEN, 'nonsense')).status).toBe(400);
    expect((await notify(proxy, TOKEN, 'x'.repeat(65 * 1024))).status).toBe(413);
    await using full = await startShell({
      connections: kitchen(() => [change]),
      book: { applyChanges: () => Promise.reject(new Error('disk full')) },
    });
    expect((await notify(full, TOKEN, 'x')).status).toBe(500);
  });

  it('never put a token into the log', async () => {
    const { proxy } = await start();
    await using _ = proxy;
    await notify(proxy, TOKEN, 'x');
    await notify(proxy, 'wrong-token', 'x');
    await expect.poll(() => proxy.lines.length).toBe(2);
    expect(JSON.stringify(proxy.lines)).not.toContain('token-of');
    expect(proxy.lines[0]?.facts).toMatchObject({ route: '/hooks/:connection/:token' });
  });
});
