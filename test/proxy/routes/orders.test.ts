import { describe, expect, it } from 'vitest';
import type { OrderOutcome } from '../../../proxy/shop/shop.ts';
import { aBooked, anAnswer, aQuote, KEY, PAGE, rub, startShell } from './kit.ts';

const order = { lines: [{ sku: '7', price: rub(1) }], customer: { phone: '+79161234567' } };

describe('POST /v1/orders', () => {
  it('answers 201 with the order and where it stands', async () => {
    await using proxy = await startShell({ config: { publicUrl: 'https://shop.example/crm/' } });
    const answer = await proxy.post('/v1/orders', order, { 'Idempotency-Key': 'k', 'Accept-Language': 'ru' });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe('/crm/v1/orders/order-1');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toEqual(anAnswer());
    const [request, asker] = proxy.only('order');
    expect(request).toEqual({ lines: [{ sku: '7', quantity: 1 }], customer: { phone: '+79161234567' } });
    expect(asker).toEqual({ source: 'page', origin: PAGE, language: 'ru' });
  });

  it('takes prices and a number of its own from the site alone', async () => {
    await using proxy = await startShell();
    const body = { ...order, number: '1042', discount: rub(100) };
    const headers = { Authorization: `Bearer ${KEY}`, 'Content-Type': 'application/json', 'Idempotency-Key': '1042' };
    await proxy.fetch('/v1/orders', { method: 'POST', headers, body: JSON.stringify(body) });
    const [request, asker] = proxy.only('order');
    expect(request).toMatchObject({ number: '1042', lines: [{ price: rub(1) }], discount: rub(100) });
    expect(asker).toMatchObject({ source: 'site', origin: null });
  });

  it.each([
    ['bare-key', 'bare-key'],
    ['"quoted key"', 'quoted key'],
    ['"with \\"quotes\\""', 'with "quotes"'],
  ])('understands the key %s', async (header, key) => {
    await using proxy = await startShell();
    await proxy.post('/v1/orders', order, { 'Idempotency-Key': header });
    expect(proxy.only('order')[2]).toMatchObject({ idempotencyKey: `page:${key}` });
  });

  it('keeps the keys of visitors and of the site apart', async () => {
    await using proxy = await startShell();
    const headers = { Authorization: `Bearer ${KEY}`, 'Content-Type': 'application/json', 'Idempotency-Key': '1042' };
    await proxy.fetch('/v1/orders', { method: 'POST', headers, body: JSON.stringify(order) });
    expect(proxy.only('order')[2]).toMatchObject({ idempotencyKey: 'site:1042' });
  });

  it.each<Record<string, string>>([
    {},
    { 'Idempotency-Key': '' },
    { 'Idempotency-Key': '""' },
    { 'Idempotency-Key': 'x'.repeat(256) },
  ])('refuses an order with the headers %j', async headers => {
    await using proxy = await startShell();
    const answer = await proxy.post('/v1/orders', order, headers);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ type: 'urn:crm-widgets:key-required' });
    expect(proxy.calls).toEqual([]);
  });

  const refusals: [OrderOutcome, number, object][] = [
    [{ kind: 'already-ordered', id: 'o1' }, 422, { type: 'urn:crm-widgets:already-ordered', orderId: 'o1' }],
    [{ kind: 'number-taken', id: 'o1' }, 409, { type: 'urn:crm-widgets:number-taken', orderId: 'o1' }],
    [{ kind: 'total-changed', quote: aQuote() }, 409, { type: 'urn:crm-widgets:total-changed', quote: aQuote() }],
    [{ kind: 'certificate-taken' }, 409, { type: 'urn:crm-widgets:certificate-taken' }],
    [
      { kind: 'invalid', refusals: [{ pointer: '#/customer/phone', code: 'required' }] },
      422,
      { errors: [{ pointer: '#/customer/phone', detail: 'Fill this in' }] },
    ],
  ];
  it.each(refusals)('answers %j with %i', async (outcome, status, problem) => {
    await using proxy = await startShell({ shop: { order: async () => outcome } });
    const answer = await proxy.post('/v1/orders', order, { 'Idempotency-Key': 'k' });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ ...problem, status });
  });

  it('gives a repeated order as it stands now', async () => {
    const now = { ...anAnswer(), state: 'submitted' as const, crmNumber: '1042' };
    await using proxy = await startShell({
      shop: { order: async () => ({ kind: 'accepted', answer: now, repeated: true }) },
    });
    const answer = await proxy.post('/v1/orders', order, { 'Idempotency-Key': 'k' });
    expect([answer.status, await answer.json()]).toEqual([201, now]);
  });
});

describe('GET /v1/orders/{id}', () => {
  const browser = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'Accept-Language': 'ru' };

  it('gives JSON to a page', async () => {
    await using proxy = await startShell();
    expect(await (await proxy.fetch('/v1/orders/order-1')).json()).toEqual(anAnswer());
  });

  it('gives a receipt to a browser, with everything typed escaped', async () => {
    await using proxy = await startShell();
    const answer = await proxy.fetch('/v1/orders/order-1', { headers: browser });
    const text = await answer.text();
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(text).toContain('<html lang="ru">');
    expect(text).toContain('K7-4821');
    expect(text.replace(/\s/g, ' ')).toContain('1 290 ₽');
    expect(text).toContain('Anna &lt;script&gt;');
    expect(text).not.toContain('<script');
    expect(text).not.toContain('+79161234567');
  });

  it('lets the page’s own style through its own policy, and nothing else', async () => {
    await using proxy = await startShell();
    const answer = await proxy.fetch('/v1/orders/order-1', { headers: browser });
    const style = /<style>(.*?)<\/style>/s.exec(await answer.text())?.[1] ?? '';
    const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style));
    expect(answer.headers.get('content-security-policy')).toContain(
      `default-src 'none'; style-src 'sha256-${Buffer.from(hash).toString('base64')}'`,
    );
  });

  it('says in the dialect of the asker that there is no such order', async () => {
    await using proxy = await startShell();
    const page = await proxy.fetch('/v1/orders/none', { headers: browser });
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain('Ничего не найдено');
    expect((await proxy.fetch('/v1/orders/none')).headers.get('content-type')).toContain('application/problem+json');
  });
});

describe('what the site may do with an order', () => {
  const act = (action: string, headers: Record<string, string> = {}) =>
    [
      `/v1/orders/order-1/${action}`,
      { method: 'POST', headers: { Authorization: `Bearer ${KEY}`, 'Idempotency-Key': 'k', ...headers } },
    ] as const;

  it('answers a repeated call as the first one', async () => {
    await using proxy = await startShell({
      book: {
        drop: async () => ({ ok: false, why: 'not-allowed', state: 'dropped' }),
        release: async () => ({ ok: false, why: 'not-allowed', state: 'submitted' }),
        order: async id => ({ ...aBooked(id), state: 'dropped' }),
      },
    });
    expect(await (await proxy.fetch(...act('drop'))).json()).toMatchObject({ state: 'dropped' });
    expect((await proxy.fetch(...act('release'))).status).toBe(200);
  });

  it('says when an order is gone too far, or unknown', async () => {
    await using proxy = await startShell({
      book: {
        drop: async () => ({ ok: false, why: 'not-allowed', state: 'submitted' }),
        release: async () => ({ ok: false, why: 'unknown' }),
      },
    });
    expect((await proxy.fetch(...act('drop'))).status).toBe(409);
    expect((await proxy.fetch(...act('release'))).status).toBe(404);
  });
});
