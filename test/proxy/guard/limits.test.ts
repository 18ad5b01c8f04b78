import { describe, expect, it } from 'vitest';
import { createSubjects } from '../../../proxy/guard/subjects.ts';
import { createKeys, freshKey } from '../../../proxy/orders/seal.ts';
import { KEY, PAGE, playedClock, startShell } from '../routes/kit.ts';

describe('limits by address', () => {
  it('tells how much is left, and how long to wait, in headers and in the problem', async () => {
    await using proxy = await startShell({ config: { limits: { requests: 2 } } });
    const [first, , third] = [
      await proxy.post('/v1/quote', { lines: [{ sku: '7' }] }),
      await proxy.post('/v1/quote', { lines: [{ sku: '7' }] }),
      await proxy.post('/v1/quote', { lines: [{ sku: '7' }] }, { 'Accept-Language': 'ru' }),
    ];
    expect(first?.headers.get('ratelimit')).toMatch(/^"requests"; r=1; t=\d+/);
    expect(first?.headers.get('ratelimit-policy')).toMatch(/^"requests"; q=2; w=60/);
    expect(third?.status).toBe(429);
    const problem = (await third?.json()) as { type: string; title: string; retryAfter: number };
    expect(problem).toMatchObject({ type: 'urn:crm-widgets:too-many-requests', status: 429 });
    expect(problem.title).toContain('Слишком много запросов');
    expect(String(problem.retryAfter)).toBe(third?.headers.get('retry-after'));
  });

  it('does not count the site, but counts those who guess its key', async () => {
    await using proxy = await startShell({ config: { limits: { requests: 2 } } });
    const release = (key: string) =>
      proxy.fetch('/v1/orders/order-1/release', { method: 'POST', headers: { Authorization: `Bearer ${key}` } });
    const statuses = [];
    for (const key of [KEY, KEY, KEY, 'a', 'b', 'c', KEY]) statuses.push((await release(key)).status);
    expect(statuses).toEqual([200, 200, 200, 401, 401, 429, 200]);
  });

  it('believes X-Forwarded-For only of the proxies it was told of', async () => {
    const ask = async (trustProxy: number) => {
      await using proxy = await startShell({ config: { trustProxy, limits: { requests: 1 } } });
      const statuses = [];
      for (const address of ['198.51.100.1', '198.51.100.2', '2001:db8:0:aa01::1', '2001:db8:0:aaff::2']) {
        const answer = await proxy.post('/v1/quote', { lines: [{ sku: '7' }] }, { 'X-Forwarded-For': address });
        statuses.push(answer.status);
      }
      return { statuses, said: proxy.lines.filter(({ event }) => event === 'forwarded-for-ignored').length };
    };
    expect(await ask(0)).toEqual({ statuses: [200, 429, 429, 429], said: 1 });
    // The last two are of one /56: one subscriber.
    expect(await ask(1)).toEqual({ statuses: [200, 200, 200, 429], said: 0 });
  });

  it('takes the connections of a visitor for one, where a gateway names their ports', async () => {
    await using proxy = await startShell({ config: { trustProxy: 1, limits: { requests: 1 } } });
    const statuses = [];
    for (const address of [
      '198.51.100.1:4001',
      '198.51.100.1:4002',
      '198.51.100.1',
      '[2001:db8::1]:1',
      '2001:db8::1',
    ]) {
      const answer = await proxy.post('/v1/quote', { lines: [{ sku: '7' }] }, { 'X-Forwarded-For': address });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([200, 429, 429, 200, 429]);
  });

  it('counts accepted orders alone, and asks a form to be confirmed instead of refusing it', async () => {
    let accept = false;
    await using proxy = await startShell({
      config: { limits: { orders: 1 } },
      shop: {
        order: async () =>
          accept
            ? { kind: 'accepted', answer: { id: 'order-1', number: '1' } as never, repeated: false }
            : { kind: 'invalid', refusals: [] },
      },
    });
    const order = () =>
      proxy.post('/v1/orders', { lines: [{ sku: '7' }], customer: {} }, { 'Idempotency-Key': 'k' }).then(a => a.status);
    const form = () =>
      proxy.fetch('/v1/orders', { method: 'POST', headers: { Origin: PAGE }, body: new URLSearchParams({ sku: '7' }) });
    expect([await order(), await order()]).toEqual([422, 422]);
    accept = true;
    expect([await order(), await order()]).toEqual([201, 429]);
    const likeJson = { 'Idempotency-Key': 'k', 'Content-Type': 'application/vnd.shop+json' };
    expect((await proxy.post('/v1/orders', { lines: [{ sku: '7' }], customer: {} }, likeJson)).status).toBe(429);
    const page = await form();
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('name="confirm"');
  });
});

describe('limits by subject', () => {
  const limits = { subjects: 2, repeats: 3 };
  const subjectsOf = (remembered = 100) => {
    const clock = playedClock();
    const subjects = createSubjects({ keys: createKeys([freshKey()]), clock, limits, remembered });
    const may = (address: string, ...asked: string[]) => {
      try {
        subjects.count(address, asked);
        return true;
      } catch {
        return false;
      }
    };
    return { clock, may };
  };

  it('lets an address ask about few subjects an hour, and about each a few times', () => {
    const { clock, may } = subjectsOf();
    expect([may('a', '1'), may('a', '2'), may('a', '3')]).toEqual([true, true, false]);
    expect([may('a', '1'), may('a', '1'), may('a', '1')]).toEqual([true, true, false]);
    clock.advance(3600_000);
    expect(may('a', '3')).toBe(true);
  });

  it('never refuses a customer for what a stranger asked', () => {
    const { may } = subjectsOf();
    for (let times = 0; times < 10; times++) may('stranger', 'the phone of a customer');
    expect(may('customer', 'the phone of a customer')).toBe(true);
  });

  it('remembers a bounded number of addresses', () => {
    const { may } = subjectsOf(2);
    may('a', '1', '2');
    expect(may('a', '3')).toBe(false);
    may('b', '1');
    may('c', '1');
    expect(may('a', '3')).toBe(true);
  });

  it('counts the codes a cart tries, and refuses no cart for them', async () => {
    await using proxy = await startShell({ config: { limits: { subjects: 2, repeats: 2 } } });
    const lookedUp = () => proxy.calls.map(([, , ...options]) => (options.at(-1) as { mayLookUp: boolean }).mayLookUp);
    const cart = { lines: [{ sku: '7' }] };
    const quote = (certificate?: string) => proxy.post('/v1/quote', { ...cart, certificate });
    // One code comes as often as the cart changes, however it is typed.
    for (const code of ['a-1', 'A1', 'a 1', 'a1']) expect((await quote(code)).status).toBe(200);
    const order = { ...cart, customer: {}, certificate: 'b2' };
    expect((await proxy.post('/v1/orders', order, { 'Idempotency-Key': 'k' })).status).toBe(201);
    expect(lookedUp()).toEqual([true, true, true, true, true]);
    proxy.calls.length = 0;

    expect((await quote('c3')).status).toBe(200);
    await proxy.post('/v1/orders', { ...order, certificate: 'd4' }, { 'Idempotency-Key': 'l' });
    const body = new URLSearchParams({ sku: '7', certificate: 'e5' });
    await proxy.fetch('/v1/orders', { method: 'POST', headers: { Origin: PAGE }, body });
    expect(lookedUp()).toEqual([false, false, false]);
    expect((await proxy.post('/v1/certificate', { code: 'f6' })).status).toBe(429);
    proxy.calls.length = 0;
    await quote();
    await quote('B2');
    expect(lookedUp()).toEqual([true, true]);
  });

  it('counts what is asked whether or not it exists, and says when to come back', async () => {
    await using proxy = await startShell({ config: { limits: { subjects: 2 } } });
    const statuses = [];
    for (const number of ['1', '2', '3']) statuses.push((await proxy.post('/v1/order-status', { number })).status);
    expect(statuses).toEqual([200, 200, 429]);
    proxy.clock.advance(1000);
    const answer = await proxy.post('/v1/certificate', { code: 'GIFT' });
    expect(answer.headers.get('retry-after')).toBe('3599');
    expect(await answer.json()).toMatchObject({ retryAfter: 3599 });
    proxy.clock.advance(3600_000);
    expect((await proxy.post('/v1/certificate', { code: 'GIFT' })).status).toBe(404);
  });
});
