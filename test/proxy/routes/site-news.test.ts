import { describe, expect, it } from 'vitest';
import type { TellOutcome } from '../../../proxy/shop/tell.ts';
import { KEY, PAGE, rub, type Shell, type ShellOptions, startShell } from './kit.ts';

const PAID = { method: 'card', amount: rub(129000), status: 'paid' };

const send = (proxy: Shell, path: string, body: unknown, headers: Record<string, string> = {}) =>
  proxy.fetch(path, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${KEY}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': '"k"',
      ...headers,
    },
    body: JSON.stringify(body),
  });

const answering = (outcome: TellOutcome): ShellOptions => ({ shop: { tell: async () => outcome } });

describe('what the site tells', () => {
  it('is handed to the shop with its key, and answered once it is written down', async () => {
    await using proxy = await startShell();
    const customer = { id: 'C-17', registeredAt: '2026-11-21T12:00:00+03:00', disabled: true };
    const told = [
      ['/v1/orders/order-1/payments', PAID, { about: 'payment', orderId: 'order-1', told: PAID }],
      ['/v1/orders/order-1/status', { status: 'P' }, { about: 'status', orderId: 'order-1', told: { status: 'P' } }],
      ['/v1/customers', customer, { about: 'customer', told: customer }],
    ] as const;
    for (const [path, body, news] of told) {
      const answer = await send(proxy, path, body);
      expect([answer.status, await answer.json()]).toEqual([202, { accepted: true }]);
      expect(proxy.calls.pop()).toEqual(['tell', news, 'k']);
    }
  });

  it('needs the server key, a key of its own, and never a browser', async () => {
    await using proxy = await startShell();
    for (const path of ['/v1/orders/order-1/payments', '/v1/orders/order-1/status', '/v1/customers']) {
      const typeOf = async (headers: Record<string, string>) => {
        const answer = await send(proxy, path, path.endsWith('payments') ? PAID : { id: '1', status: 'P' }, headers);
        expect(answer.headers.get('access-control-allow-origin')).toBeNull();
        return ((await answer.json()) as { type: string }).type;
      };
      expect(await typeOf({ Authorization: '' })).toBe('urn:crm-widgets:unauthorized');
      expect(await typeOf({ Authorization: 'Bearer wrong-key-1234567' })).toBe('urn:crm-widgets:unauthorized');
      expect(await typeOf({ Origin: PAGE })).toBe('urn:crm-widgets:key-in-browser');
      expect(await typeOf({ 'Idempotency-Key': '' })).toBe('urn:crm-widgets:key-required');
      const preflight = await proxy.fetch(path, { method: 'OPTIONS', headers: { Origin: PAGE } });
      expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
      expect((await proxy.fetch(path, { headers: { Authorization: `Bearer ${KEY}` } })).status).toBe(405);
    }
    expect(proxy.calls).toEqual([]);
  });

  it('is checked before anyone is asked', async () => {
    await using proxy = await startShell();
    const pointers = async (path: string, body: unknown) => {
      const answer = await send(proxy, path, body);
      expect(answer.status).toBe(422);
      return ((await answer.json()) as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer);
    };
    expect(await pointers('/v1/orders/order-1/payments', { method: 'card', status: 'lost' })).toEqual(['#/status']);
    expect(await pointers('/v1/orders/order-1/payments', { method: 'card' })).toEqual(['#/status']);
    expect(await pointers('/v1/orders/order-1/status', { status: '' })).toEqual(['#/status']);
    expect(await pointers('/v1/customers', { id: '1', registeredAt: 'today' })).toEqual(['#/registeredAt']);
    expect(proxy.calls).toEqual([]);
  });

  it.each([
    ['not-found', 404, 'Ничего не найдено'],
    ['not-supported', 501, 'CRM этого магазина такого не умеет'],
    ['key-reused', 422, 'Этот Idempotency-Key уже использован для другого'],
  ] as const)('is refused as %s', async (kind, status, title) => {
    await using proxy = await startShell(answering({ kind }));
    const answer = await send(proxy, '/v1/orders/order-1/payments', PAID, { 'Accept-Language': 'ru' });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({ type: `urn:crm-widgets:${kind}`, status, title });
  });

  it('is refused with the faults the shop finds', async () => {
    const refusals = [{ pointer: '#/consent', code: 'consent' }];
    await using proxy = await startShell(answering({ kind: 'invalid', refusals }));
    const answer = await send(proxy, '/v1/customers', { id: '1' });
    expect(await answer.json()).toMatchObject({
      type: 'urn:crm-widgets:invalid',
      errors: [{ pointer: '#/consent', detail: 'Your consent is needed' }],
    });
  });
});
