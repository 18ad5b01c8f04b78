import { describe, expect, it } from 'vitest';
import { KEY, PAGE, rub, type Shell, type ShellOptions, startShell } from './kit.ts';

const NAMED = {
  callback: {
    to: 'order',
    fields: {
      'Ваш телефон': 'customer[phone]',
      'your-name': 'customer[name]',
      'when[date]': 'delivery[at]',
      sum: 'lines[0][price]',
      score: 'fields[score]',
    },
    values: { 'lines[0][sku]': 'CALL', 'lines[0][quantity]': '2' },
  },
  register: {
    to: 'customer',
    fields: { uid: 'id', name: 'name', tel: 'phone', since: 'registeredAt', off: 'disabled' },
  },
} as const;

const start = (options: ShellOptions = {}) => startShell({ config: { forms: { named: NAMED } }, ...options });

const send = (proxy: Shell, name: string, body: object | URLSearchParams, headers: Record<string, string> = {}) =>
  proxy.fetch(`/v1/forms/${name}`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${KEY}`,
      'Idempotency-Key': 'k',
      ...(body instanceof URLSearchParams ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    body: body instanceof URLSearchParams ? body : JSON.stringify(body),
  });

const typeOf = async (answer: Response) => ((await answer.json()) as { type: string }).type;

describe('a form of the site, handed on by its back end', () => {
  const filled = { 'Ваш телефон': '8 916 123-45-67', 'your-name': 'Анна', sum: '1 290,50', score: 5, price: '1' };
  const order = {
    customer: { name: 'Анна', phone: '8 916 123-45-67' },
    lines: [{ sku: 'CALL', quantity: 2, price: rub(129050) }],
    delivery: { at: '2026-11-22T18:30:00+03:00' },
    fields: { score: '5' },
  };

  it('becomes the order the config makes of it, from JSON or as its page has posted it', async () => {
    await using proxy = await start();
    const asJson = await send(proxy, 'callback', { ...filled, when: { date: '2026-11-22T18:30' } });
    expect([asJson.status, await asJson.json()]).toEqual([
      202,
      { accepted: true, order: { id: 'order-1', number: 'K7-4821' } },
    ]);
    const pairs = { ...filled, score: '5', 'when[date]': '2026-11-22T18:30' };
    expect((await send(proxy, 'callback', new URLSearchParams(pairs))).status).toBe(202);
    const orders = proxy.calls.filter(([name]) => name === 'order');
    for (const [, request, asker, options] of orders) {
      expect(request).toEqual(order);
      expect(asker).toMatchObject({ source: 'site' });
      expect(options).toEqual({ idempotencyKey: 'site:["form","callback","k"]' });
    }
    expect(orders).toHaveLength(2);
  });

  it('becomes a customer', async () => {
    await using proxy = await start();
    const form = { uid: 17, name: 'Анна', tel: '', since: '2026-11-21T12:00', off: 'on', card: 'x' };
    expect((await send(proxy, 'register', form)).status).toBe(202);
    const told = { id: '17', name: 'Анна', registeredAt: '2026-11-21T12:00:00+03:00', disabled: true };
    expect(proxy.only('tell')).toEqual([{ about: 'customer', told }, '["form","register","k"]']);
  });

  it('is refused by our names of its fields', async () => {
    await using proxy = await start();
    const pointers = async (name: string, body: object) => {
      const answer = await send(proxy, name, body);
      expect(answer.status).toBe(422);
      return ((await answer.json()) as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer);
    };
    expect(await pointers('callback', { sum: 'free' })).toEqual(['#/lines/0/price']);
    expect(await pointers('register', { name: 'Анна' })).toEqual(['#/id']);
    expect(proxy.calls).toEqual([]);
  });

  it('must be one of the config, with a key of its own, from no browser', async () => {
    await using proxy = await start();
    expect(await typeOf(await send(proxy, 'other', filled))).toBe('urn:crm-widgets:not-found');
    expect(await typeOf(await send(proxy, 'constructor', filled))).toBe('urn:crm-widgets:not-found');
    expect(await typeOf(await send(proxy, 'callback', filled, { 'Idempotency-Key': '' }))).toContain('key-required');
    expect(await typeOf(await send(proxy, 'callback', filled, { Origin: PAGE }))).toContain('key-in-browser');
    expect(await typeOf(await send(proxy, 'callback', filled, { Authorization: '' }))).toContain('unauthorized');
    expect(proxy.calls).toEqual([]);
  });

  it('is refused as an order is', async () => {
    await using proxy = await start({ shop: { order: async () => ({ kind: 'already-ordered', id: 'order-1' }) } });
    const answer = await send(proxy, 'callback', filled);
    expect([answer.status, await answer.json()]).toMatchObject([422, { orderId: 'order-1' }]);
  });
});
