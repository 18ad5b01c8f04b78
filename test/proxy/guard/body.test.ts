import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { KEY, PAGE, type Shell, startShell } from '../routes/kit.ts';

const cart = { lines: [{ sku: '7' }] };
const order = { ...cart, customer: { phone: '+79161234567' } };
const typeOf = async (answer: Response) => ((await answer.json()) as { type: string }).type;

describe('what a body must be', () => {
  it.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded'])(
    'refuses %s on a JSON route',
    async type => {
      await using proxy = await startShell();
      const answer = await proxy.post('/v1/quote', cart, { 'Content-Type': type });
      expect(answer.status).toBe(415);
      expect(await typeOf(answer)).toBe('urn:crm-widgets:unsupported-type');
    },
  );

  it('refuses what is no JSON, and compressed bodies', async () => {
    await using proxy = await startShell();
    expect((await proxy.post('/v1/quote', '{"lines":')).status).toBe(400);
    expect((await proxy.post('/v1/quote', cart, { 'Content-Encoding': 'gzip' })).status).toBe(415);
  });

  it('takes 64 kB of a page and 256 kB of the site', async () => {
    await using proxy = await startShell();
    const site = { Authorization: `Bearer ${KEY}`, 'Content-Type': 'application/json', 'Idempotency-Key': 'k' };
    const send = (kilobytes: number, headers: Record<string, string>) =>
      proxy.fetch('/v1/orders', {
        method: 'POST',
        headers,
        body: JSON.stringify({ ...order, ignored: 'x'.repeat(kilobytes * 1024) }),
      });
    const page = { Origin: PAGE, 'Content-Type': 'application/json', 'Idempotency-Key': 'k' };
    expect((await send(63, page)).status).toBe(201);
    expect((await send(65, page)).status).toBe(413);
    expect((await send(250, site)).status).toBe(201);
    expect((await send(257, site)).status).toBe(413);
  });

  it('stops reading a body that does not say how long it is', async () => {
    await using proxy = await startShell();
    const status = await new Promise(resolve => {
      const req = request(`${proxy.url}/v1/quote`, { method: 'POST', headers: { 'Content-Type': 'application/json' } });
      req.once('response', answer => resolve(answer.resume().statusCode));
      for (let kilobytes = 0; kilobytes < 80; kilobytes++) req.write('x'.repeat(1024));
      req.end();
    });
    expect(status).toBe(413);
  });

  it('refuses deep nesting, thousands of values and names of prototypes', async () => {
    await using proxy = await startShell();
    const deep = `${'{"a":'.repeat(20)}1${'}'.repeat(20)}`;
    expect((await proxy.post('/v1/quote', deep)).status).toBe(413);
    expect((await proxy.post('/v1/quote', { ...cart, many: Array(6000).fill(0) })).status).toBe(413);
    expect((await proxy.post('/v1/quote', '{"lines":[{"sku":"7"}],"__proto__":{"a":1}}')).status).toBe(400);
    expect(proxy.calls).toEqual([]);
  });

  it('names every faulty field by its pointer, in the language asked for', async () => {
    await using proxy = await startShell();
    const body = { lines: [{ sku: 'x'.repeat(65) }, { sku: '7', quantity: 'two' }], customer: {} };
    const ask = async (language: string) => {
      const answer = await proxy.post('/v1/orders', body, { 'Idempotency-Key': 'k', 'Accept-Language': language });
      expect(answer.status).toBe(422);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      return answer.json();
    };
    expect(await ask('en')).toMatchObject({
      type: 'urn:crm-widgets:invalid',
      title: 'Some fields need attention',
      status: 422,
      errors: [
        { pointer: '#/lines/0/sku', detail: 'At most 64 characters' },
        { pointer: '#/lines/1/quantity', detail: 'Enter a number' },
      ],
    });
    expect(await ask('ru-RU,ru;q=0.9')).toMatchObject({
      title: 'Проверьте заполнение полей',
      errors: [{ detail: 'Не больше 64 символов' }, { detail: 'Введите число' }],
    });
  });

  it('takes no quantity that would come to nothing', async () => {
    await using proxy = await startShell();
    const quote = (line: object) => proxy.post('/v1/quote', { lines: [{ sku: '7', ...line }] });
    expect((await quote({ quantity: 0.001 })).status).toBe(200);
    for (const quantity of [0.0004, 1e-320, 0, -1]) {
      expect((await quote({ quantity })).status).toBe(422);
      expect((await quote({ options: [{ sku: '8', quantity }] })).status).toBe(422);
    }
  });

  it('speaks the shop’s language to those who ask for none of ours', async () => {
    const shop = { name: 'Pizza', language: 'ru', currency: 'RUB', timezone: 'Europe/Moscow', phoneCountry: 'RU' };
    await using proxy = await startShell({ config: { shop } });
    const answer = await proxy.fetch('/v1/orders/none', { headers: { 'Accept-Language': 'fr' } });
    expect(await answer.json()).toMatchObject({ title: 'Ничего не найдено' });
  });

  it('words the shop’s own refusals, known or not', async () => {
    const refusals = [
      { pointer: '#/customer/phone', code: 'phone' },
      { pointer: '#/lines', code: 'below-minimum', params: { amount: '50000', currency: 'RUB' } },
      { pointer: '#/comment', code: 'never-heard-of' },
    ];
    await using proxy = await startShell({ shop: { order: async () => ({ kind: 'invalid', refusals }) } });
    const answer = await proxy.post('/v1/orders', order, { 'Idempotency-Key': 'k', 'Accept-Language': 'en' });
    const { errors } = (await answer.json()) as { errors: { detail: string }[] };
    expect(errors.map(({ detail }) => detail.replace(/\s/g, ' '))).toEqual([
      'This is not a phone number we can call',
      'Orders start at ₽500',
      'Check this field',
    ]);
  });
});

describe('what must never happen', () => {
  const failing = (error: unknown) => ({ shop: { quote: () => Promise.reject(error) } });
  const events = (proxy: Shell) => proxy.lines.map(({ event, facts }) => ({ event, ...facts }));

  it('tells nobody what went wrong inside', async () => {
    await using proxy = await startShell(failing(new TypeError('secret-key-42 of +79161234567')));
    const answer = await proxy.post('/v1/quote', cart);
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('secret');
    expect(events(proxy)).toContainEqual({ event: 'request-failed', route: '/v1/quote', error: 'TypeError' });
    expect(JSON.stringify(proxy.lines)).not.toMatch(/secret|7916/);
  });

  it('answers a request it cannot decode', async () => {
    await using proxy = await startShell();
    expect((await proxy.fetch('/v1/orders/%E0%A4%A')).status).toBe(400);
    expect((await proxy.fetch('/v1/nothing')).status).toBe(404);
    const answer = await proxy.fetch('/v1/quote');
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('writes one line a request, with nothing of the visitor in it', async () => {
    await using proxy = await startShell();
    await proxy.fetch('/v1/orders/order-1?phone=79161234567', { headers: { Origin: PAGE } });
    await proxy.fetch('/v1/availability?sku=secret-sku');
    await proxy.fetch('/v1/availability?sku=secret-sku');
    await proxy.fetch('/secret-path');
    await proxy.post('/v1/order-status', { phone: '+79161234567' });
    await expect.poll(() => events(proxy)).toHaveLength(5);
    expect(events(proxy).map(({ ms: _ms, ...rest }: Record<string, unknown>) => rest)).toEqual([
      { event: 'request', method: 'GET', route: '/v1/orders/:id', status: 200 },
      { event: 'request', method: 'GET', route: '/v1/availability', status: 200 },
      { event: 'request', method: 'GET', route: '/v1/availability', status: 200 },
      { event: 'request', method: 'GET', route: 'none', status: 404 },
      { event: 'request', method: 'POST', route: '/v1/order-status', status: 200 },
    ]);
    expect(JSON.stringify(proxy.lines)).not.toMatch(/order-1|7916|secret|127\.0/);
  });

  it('carries the headers that keep a browser in bounds', async () => {
    await using proxy = await startShell({ config: { publicUrl: 'https://crm.shop.example' } });
    for (const path of ['/v1/shop', '/v1/shop', '/v1/orders/order-1', '/v1/orders/none']) {
      const { headers } = await proxy.fetch(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
      expect(headers.get('x-powered-by')).toBeNull();
    }
    expect((await proxy.fetch('/v1/orders/order-1')).headers.get('cache-control')).toBe('no-store');
  });
});
