import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../proxy/crm/connection.ts';
import { CrmFailure } from '../../../proxy/crm/failure.ts';
import { startShell } from './kit.ts';

const start = async (accept: (given: { code: string }) => Promise<void> = async () => {}) => {
  const accepted: string[] = [];
  const access = {
    accept: async (given: { code: string }) => {
      await accept(given);
      accepted.push(given.code);
    },
  };
  const oauth = { isOurs: (_: object, { referer }: Record<string, string>) => referer === 'shop.crm.example' };
  const offered = async (token: string) =>
    token === 'good' ? { text: '<Projects>ă</Projects>', contentType: 'application/xml; charset=utf-8' } : null;
  const office = { name: 'office', manifest: { title: 'A <CRM>' }, config: { crm: { oauth } }, access, offered };
  const plain = { ...office, name: 'plain', access: null };
  const connections = new Map([office, plain].map(each => [each.name, each as unknown as Connection]));
  return { proxy: await startShell({ connections }), accepted };
};

const query = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();

describe('a person who comes back from a CRM', () => {
  it('connects the shop, and reads so', async () => {
    const { proxy, accepted } = await start();
    await using _ = proxy;
    const state = proxy.keys.sealToken('connect', { c: 'office' }, proxy.clock.now() + 1000);
    const answer = await proxy.fetch(`/connect/office?${query({ code: 'c1', referer: 'shop.crm.example', state })}`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('A &lt;CRM&gt;: the proxy has access now');
    expect(accepted).toEqual(['c1']);
    expect(JSON.stringify(proxy.lines)).not.toContain('c1');
  });

  it('finds nothing without the state that our command gave, or after its time', async () => {
    const { proxy, accepted } = await start();
    await using _ = proxy;
    const seal = (purpose: string, name: string) =>
      proxy.keys.sealToken(purpose, { c: name }, proxy.clock.now() + 1000);
    const own = seal('connect', 'office');
    const tries = [
      `office?${query({ code: 'c', referer: 'shop.crm.example' })}`,
      ...['', 'x', seal('hook', 'office'), seal('connect', 'plain')].map(
        state => `office?${query({ code: 'c', referer: 'shop.crm.example', state })}`,
      ),
      `plain?${query({ code: 'c', referer: 'shop.crm.example', state: seal('connect', 'plain') })}`,
      `nobody?${query({ code: 'c', referer: 'shop.crm.example', state: own })}`,
    ];
    for (const each of tries) expect((await proxy.fetch(`/connect/${each}`)).status, each).toBe(404);
    proxy.clock.advance(1000);
    const late = `/connect/office?${query({ code: 'c', referer: 'shop.crm.example', state: own })}`;
    expect((await proxy.fetch(late)).status).toBe(404);
    expect(accepted).toEqual([]);
  });

  it('who did not agree, or of another account, or whose code is spent, is told so', async () => {
    const spent = async () => {
      throw new CrmFailure('token', { kind: 'invalid', taken: 'no' });
    };
    for (const [fields, status] of [
      [{ error: 'access_denied', referer: 'shop.crm.example' }, 400],
      [{ code: 'c', referer: 'evil.example' }, 400],
      [{ code: 'c', referer: 'shop.crm.example' }, 502],
    ] as const) {
      const { proxy, accepted } = await start(spent);
      await using _ = proxy;
      const state = proxy.keys.sealToken('connect', { c: 'office' }, proxy.clock.now() + 1000);
      const answer = await proxy.fetch(`/connect/office?${query({ ...fields, state })}`);
      expect(answer.status).toBe(status);
      expect(await answer.text()).toContain('no access was granted');
      expect(accepted).toEqual([]);
    }
  });
});

describe('what a CRM may fetch', () => {
  it('is there under its token only, and nowhere in the log', async () => {
    const { proxy } = await start();
    await using _ = proxy;
    const answer = await proxy.fetch('/offers/office/good');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/xml; charset=utf-8']);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).toBe('<Projects>ă</Projects>');
    expect((await proxy.fetch('/offers/office/bad')).status).toBe(404);
    expect((await proxy.fetch('/offers/nobody/good')).status).toBe(404);
    expect(JSON.stringify(proxy.lines)).not.toContain('good');
  });
});
