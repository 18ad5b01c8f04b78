import { describe, expect, it } from 'vitest';
import type { OrderOutcome } from '../../../proxy/shop/shop.ts';
import { anAnswer, aQuote, PAGE, rub, type Shell, startShell } from './kit.ts';

const BROWSER = { Accept: 'text/html,*/*;q=0.8', 'Accept-Language': 'en' };
const FORM = { name: 'Anna', phone: '+79161234567', sku: '7', quantity: '2' };

type Fields = Record<string, string>;
const post = (proxy: Shell, fields: Fields, headers: Fields = { Origin: PAGE }) =>
  proxy.fetch('/v1/orders', { method: 'POST', headers: { ...BROWSER, ...headers }, body: new URLSearchParams(fields) });

const unescaped = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
/** What a browser would send if its user pressed the button of this page. */
const fieldsOf = (page: string): Fields =>
  Object.fromEntries(
    [...page.matchAll(/<(?:input|textarea)[^>]*? name="([^"]*)"(?:[^>]*? value="([^"]*)")?[^>]*>([^<]*)/g)].map(
      ([, name = '', value, inner = '']) => [unescaped(name), unescaped(value ?? inner.replace(/^\n/, ''))],
    ),
  );

describe('a plain form', () => {
  it('is an order, and ends in its receipt', async () => {
    await using proxy = await startShell();
    const answer = await post(proxy, FORM);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/v1/orders/order-1']);
    const [request, asker, options] = proxy.only('order');
    expect(request).toEqual({
      customer: { name: 'Anna', phone: '+79161234567' },
      lines: [{ sku: '7', quantity: 2 }],
    });
    expect(asker).toEqual({ source: 'form', origin: PAGE, language: 'en' });
    expect(options).toEqual({ idempotencyKey: null, looksWrong: false, mayLookUp: true });
  });

  it('may say everything an order may, by names in brackets, and nothing about money', async () => {
    await using proxy = await startShell({ config: { forms: { fieldNames: { 'your-phone': 'customer[phone]' } } } });
    await post(proxy, {
      'your-phone': '+79161234567',
      'customer[email]': '',
      'lines[1][sku]': '8',
      'lines[0][sku]': '7',
      'lines[0][quantity]': '1,5',
      'lines[0][price][amount]': '1',
      'lines[0][options][0][sku]': '70',
      'lines[0][properties][0][name]': 'Engraving',
      'lines[0][properties][0][value]': 'For you',
      'delivery[at]': '2026-11-22T18:30',
      'delivery[address][street]': 'Lenina',
      'fields[door]': '12',
      utm_source: 'ads',
      consent: 'on',
      persons: '3',
      'discount[amount]': '100',
      'expectedTotal[amount]': '1',
      'payments[0][status]': 'paid',
    });
    expect(proxy.only('order')[0]).toEqual({
      customer: { phone: '+79161234567' },
      lines: [
        {
          sku: '7',
          quantity: 1.5,
          options: [{ sku: '70', quantity: 1 }],
          properties: [{ name: 'Engraving', value: 'For you' }],
        },
        { sku: '8', quantity: 1 },
      ],
      delivery: { at: '2026-11-22T18:30:00+03:00', address: { street: 'Lenina' } },
      fields: { door: '12' },
      marketing: { utm_source: 'ads' },
      consent: true,
      persons: 3,
    });
  });

  it('may be multipart, without files', async () => {
    await using proxy = await startShell();
    const body = new FormData();
    for (const [name, value] of Object.entries(FORM)) body.set(name, value);
    body.set('photo', new Blob([]), '');
    const send = () => proxy.fetch('/v1/orders', { method: 'POST', headers: { Origin: PAGE }, body });
    expect((await send()).status).toBe(303);
    body.set('photo', new Blob(['x']), 'x.png');
    expect((await send()).status).toBe(415);
  });

  it('returns to a page of the shop if it asks to, and to no other', async () => {
    await using proxy = await startShell();
    const goal = async (return_url: string) => (await post(proxy, { ...FORM, return_url })).headers.get('location');
    expect(await goal(`${PAGE}/thanks?from=form`)).toBe(`${PAGE}/thanks?from=form`);
    expect(await goal('https://evil.example/thanks')).toBe('/v1/orders/order-1');
    expect(await goal('javascript:alert(1)')).toBe('/v1/orders/order-1');
  });

  it('sent twice is one order, and the receipt says so', async () => {
    await using proxy = await startShell({
      shop: { order: async () => ({ kind: 'accepted', answer: anAnswer(), repeated: true }) },
    });
    const receipt = (await post(proxy, FORM)).headers.get('location') ?? '';
    expect(receipt).toMatch(/^\/v1\/orders\/order-1\?/);
    expect(await (await proxy.fetch(receipt, { headers: BROWSER })).text()).toContain('sent this order before');
  });

  it('of another site is refused with a page', async () => {
    await using proxy = await startShell();
    const answer = await post(proxy, FORM, { Origin: 'https://evil.example' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([403, 'text/html; charset=utf-8']);
    expect(proxy.calls).toEqual([]);
  });

  it('cannot reach a prototype', async () => {
    await using proxy = await startShell();
    for (const name of [
      '__proto__[polluted]',
      'customer[__proto__][polluted]',
      'fields[constructor][prototype][polluted]',
    ]) {
      await post(proxy, { ...FORM, [name]: 'yes' });
    }
    expect('polluted' in {}).toBe(false);
    const many = Object.fromEntries(Array.from({ length: 501 }, (_, at) => [`fields[f${at}]`, '1']));
    expect((await post(proxy, { ...FORM, ...many })).status).toBe(413);
  });
});

describe('a form whose fields have faults', () => {
  const refusals = [
    { pointer: '#/customer/phone', code: 'phone' },
    { pointer: '#/fields/door', code: 'required' },
    { pointer: '#/consent', code: 'consent' },
  ];
  const shopConfig = {
    name: 'Pizza',
    currency: 'RUB',
    timezone: 'Europe/Moscow',
    phoneCountry: 'RU',
    fields: [{ name: 'fields.door', label: 'Door code' }],
  };

  it('names each and keeps what was typed, to be corrected and sent again', async () => {
    let outcome: OrderOutcome = { kind: 'invalid', refusals };
    await using proxy = await startShell({ config: { shop: shopConfig }, shop: { order: async () => outcome } });
    const xss = '"><script>alert(1)</script>';
    const answer = await post(proxy, { ...FORM, name: xss, comment: '</textarea><b>', return_url: `${PAGE}/thanks` });
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain('This is not a phone number we can call');
    expect(page).toContain('Door code');
    expect(page).toContain('Your consent is needed');
    expect(page).not.toMatch(/<script|<b>/);
    expect(fieldsOf(page)).toMatchObject({
      'customer[name]': xss,
      'customer[phone]': '+79161234567',
      'lines[0][sku]': '7',
      'lines[0][quantity]': '2',
      'fields[door]': '',
      comment: '</textarea><b>',
      return_url: `${PAGE}/thanks`,
    });

    outcome = { kind: 'accepted', answer: anAnswer(), repeated: false };
    const again = await post(proxy, { ...fieldsOf(page), 'fields[door]': '12' }, { Origin: 'http://127.0.0.1:8788' });
    expect([again.status, again.headers.get('location')]).toEqual([303, `${PAGE}/thanks`]);
    expect(proxy.calls.at(-1)?.[1]).toMatchObject({ customer: { name: xss }, fields: { door: '12' } });
    expect(proxy.calls.at(-1)?.[2]).toMatchObject({ origin: PAGE });
  });

  it('names what a schema refuses too', async () => {
    await using proxy = await startShell();
    const answer = await post(proxy, { ...FORM, quantity: 'many', comment: 'x'.repeat(2001) });
    expect(answer.status).toBe(422);
    expect(fieldsOf(await answer.text())).toMatchObject({ 'lines[0][quantity]': 'many' });
    expect((await post(proxy, { name: 'Anna' })).status).toBe(422);
  });

  it('offers the choices of the shop, and its own words of consent', async () => {
    const shop = {
      ...shopConfig,
      delivery: [{ code: 'courier', name: 'By courier' }],
      consent: { text: 'I agree to be called' },
    };
    await using proxy = await startShell({
      config: { shop },
      shop: { order: async () => ({ kind: 'invalid', refusals }) },
    });
    const page = await (await post(proxy, { ...FORM, 'delivery[method]': 'courier' })).text();
    expect(page).toContain('<option value="courier" selected>By courier</option>');
    expect(page).toContain('I agree to be called');
  });

  it('says at the top what no field stands for', async () => {
    const low = [{ pointer: '#/lines', code: 'below-minimum', params: { amount: '50000', currency: 'RUB' } }];
    await using proxy = await startShell({ shop: { order: async () => ({ kind: 'invalid', refusals: low }) } });
    expect((await (await post(proxy, FORM)).text()).replace(/\s/g, ' ')).toContain('Articles: Orders start at ₽500');
  });

  it('stays held and keeps its way back when it was confirmed before', async () => {
    await using proxy = await startShell({ shop: { order: async () => ({ kind: 'invalid', refusals }) } });
    const sent = { ...FORM, website: 'spam', return_url: `${PAGE}/thanks` };
    const page = await (await post(proxy, fieldsOf(await (await post(proxy, sent)).text()), {})).text();
    expect(fieldsOf(page)).toMatchObject({ website: '1', return_url: `${PAGE}/thanks`, 'customer[name]': 'Anna' });
  });

  it('is told in JSON to a script', async () => {
    await using proxy = await startShell({ shop: { order: async () => ({ kind: 'invalid', refusals }) } });
    const answer = await post(proxy, FORM, { Origin: PAGE, Accept: 'application/json' });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({ errors: [{ pointer: '#/customer/phone' }, {}, {}] });
  });
});

describe('a form that cannot be placed', () => {
  const confirmOf = async (answer: Response) => fieldsOf(await answer.text())['confirm'] ?? '';

  it.each<Fields>([{}, { Origin: 'null' }])(
    'with the headers %j is shown, priced, and asks to be confirmed',
    async headers => {
      await using proxy = await startShell();
      const answer = await post(proxy, FORM, headers);
      const page = await answer.text();
      expect(answer.status).toBe(200);
      expect(page).toContain('Margherita &lt;b&gt;big&lt;/b&gt;');
      expect(page.replace(/\s/g, ' ')).toContain('₽1,290');
      expect(page).not.toContain('+79161234567');
      expect(answer.headers.get('referrer-policy')).toBe('same-origin');
      expect(answer.headers.get('content-security-policy')).toContain(`form-action 'self' ${PAGE}`);
      expect(proxy.calls.map(([name]) => name)).toEqual(['quote']);

      const confirmed = await post(proxy, fieldsOf(page), headers);
      expect([confirmed.status, confirmed.headers.get('location')]).toEqual([303, '/v1/orders/order-1']);
      const [request, , options] = proxy.only('order');
      expect(request).toMatchObject({ customer: { name: 'Anna' }, expectedTotal: rub(129000) });
      expect(options).toMatchObject({ looksWrong: false });
    },
  );

  it('is one order however often the button is pressed', async () => {
    await using proxy = await startShell();
    const token = await confirmOf(await post(proxy, FORM, {}));
    await post(proxy, { confirm: token }, {});
    await post(proxy, { confirm: token }, {});
    const keys = proxy.calls
      .filter(([name]) => name === 'order')
      .map(call => (call[3] as { idempotencyKey: string }).idempotencyKey);
    expect(keys[0]).toMatch(/^form:/);
    expect(keys[0]).toBe(keys[1]);
  });

  it('is held for a manager where only a robot would have filled the field', async () => {
    await using proxy = await startShell();
    const token = await confirmOf(await post(proxy, { ...FORM, website: 'spam' }));
    await post(proxy, { confirm: token }, {});
    expect(proxy.only('order')[2]).toMatchObject({ looksWrong: true });
  });

  it('asks again when the total has changed since', async () => {
    const quotes = [aQuote(), aQuote(139000)];
    await using proxy = await startShell({
      shop: {
        quote: async () => quotes.shift() ?? aQuote(),
        order: async () => ({ kind: 'total-changed', quote: aQuote(139000) }),
      },
    });
    const token = await confirmOf(await post(proxy, FORM, {}));
    const answer = await post(proxy, { confirm: token }, {});
    const page = await answer.text();
    expect(page).toContain('The total has changed');
    expect(page.replace(/\s/g, ' ')).toContain('₽1,390');
  });

  it('does not take another site’s press of our button', async () => {
    await using proxy = await startShell();
    const token = await confirmOf(await post(proxy, FORM, {}));
    expect((await post(proxy, { confirm: token }, { Origin: 'https://evil.example' })).status).toBe(403);
    const hidden = await post(proxy, { confirm: token }, { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' });
    expect(hidden.status).toBe(200);
    expect(proxy.calls.some(([name]) => name === 'order')).toBe(false);
    const ours = await post(
      proxy,
      { confirm: token },
      { Origin: 'http://127.0.0.1:9', 'Sec-Fetch-Site': 'same-origin' },
    );
    expect(ours.status).toBe(303);
  });

  it('says so when the page was left open too long, or is forged', async () => {
    await using proxy = await startShell();
    const token = await confirmOf(await post(proxy, FORM, {}));
    proxy.clock.advance(3600_000);
    for (const confirm of [token, 'forged']) {
      const answer = await post(proxy, { confirm }, {});
      expect([answer.status, (await answer.text()).includes('out of date')]).toEqual([400, true]);
    }
  });
});
