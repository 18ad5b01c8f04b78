import { describe, expect, it } from 'vitest';
import { anAnswer, KEY, PAGE, startShell } from '../routes/kit.ts';

const preflight = (path: string, origin: string) =>
  [
    path,
    {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'content-type,idempotency-key',
      },
    },
  ] as const;

describe('pages of other origins', () => {
  it('answers the preflight of a listed page, once in two hours, before any limit', async () => {
    await using proxy = await startShell({ config: { limits: { requests: 1 } } });
    for (let times = 0; times < 3; times++) {
      const answer = await proxy.fetch(...preflight('/v1/orders', PAGE));
      expect(answer.status).toBe(204);
      expect(answer.headers.get('access-control-allow-origin')).toBe(PAGE);
      expect(answer.headers.get('access-control-allow-methods')).toContain('POST');
      expect(answer.headers.get('access-control-allow-headers')).toMatch(/content-type.*idempotency-key/i);
      expect(answer.headers.get('access-control-allow-headers')).not.toMatch(/authorization/i);
      expect(answer.headers.get('access-control-max-age')).toBe('7200');
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
      expect(answer.headers.get('vary')).toContain('Origin');
    }
  });

  it('lets a listed page read the headers it needs', async () => {
    await using proxy = await startShell();
    const answer = await proxy.fetch('/v1/orders/order-1', { headers: { Origin: PAGE } });
    expect(answer.headers.get('access-control-allow-origin')).toBe(PAGE);
    for (const name of ['RateLimit', 'RateLimit-Policy', 'Retry-After', 'ETag']) {
      expect(answer.headers.get('access-control-expose-headers')).toContain(name);
    }
  });

  it('knows a listed origin however the config spells it', async () => {
    await using proxy = await startShell({ config: { origins: ['https://Пицца.example:443'] } });
    const { origin } = new URL('https://пицца.example');
    const answer = await proxy.fetch('/v1/shop', { headers: { Origin: origin } });
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin);
  });

  it.each(['https://evil.example', 'https://shop.example.evil.example', 'http://shop.example'])(
    'refuses %s and names it in the log once',
    async origin => {
      await using proxy = await startShell();
      const answers = [
        await proxy.fetch('/v1/shop', { headers: { Origin: origin } }),
        await proxy.fetch('/v1/shop', { headers: { Origin: PAGE } }),
        await proxy.fetch('/v1/shop', { headers: { Origin: origin } }),
        await proxy.fetch(...preflight('/v1/orders', origin)),
      ];
      expect(answers.map(answer => answer.status)).toEqual([403, 200, 403, 403]);
      expect(answers[2]?.headers.get('access-control-allow-origin')).toBeNull();
      expect(await answers[2]?.json()).toMatchObject({ type: 'urn:crm-widgets:origin-not-allowed', status: 403 });
      expect(proxy.lines.filter(line => line.event === 'origin-refused')).toHaveLength(1);
    },
  );

  it('serves those without an origin, and lets no page read it', async () => {
    await using proxy = await startShell();
    for (const headers of [{}, { Origin: 'null' }] as Record<string, string>[]) {
      const answer = await proxy.fetch('/v1/shop', { headers });
      expect(answer.status).toBe(200);
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
      expect(answer.headers.get('vary')).toContain('Origin');
    }
  });

  it('does not answer a cached GET with the header of another page', async () => {
    const other = 'https://other.example';
    await using proxy = await startShell({ config: { origins: [PAGE, other] } });
    const allowed = async (origin?: string) =>
      (await proxy.fetch('/v1/shop', origin ? { headers: { Origin: origin } } : {})).headers.get(
        'access-control-allow-origin',
      );
    expect([await allowed(PAGE), await allowed(other), await allowed(), await allowed(PAGE)]).toEqual([
      PAGE,
      other,
      null,
      PAGE,
    ]);
    expect(proxy.calls.filter(([name]) => name === 'describe')).toHaveLength(1);
  });
});

describe('the site, with a server key', () => {
  const authorization = { Authorization: `Bearer ${KEY}` };
  const release = '/v1/orders/order-1/release';

  it('takes any of the keys', async () => {
    await using proxy = await startShell();
    for (const key of [KEY, 'another-server-key-123']) {
      const answer = await proxy.fetch(release, { method: 'POST', headers: { Authorization: `Bearer ${key}` } });
      expect(await answer.json()).toEqual({ id: 'order-1', number: 'K7-4821', state: 'waiting' });
    }
  });

  it.each<Record<string, string>>([{}, { Authorization: 'Bearer wrong' }, { Authorization: `Basic ${KEY}` }])(
    'refuses %j',
    async headers => {
      await using proxy = await startShell();
      const answer = await proxy.fetch(release, { method: 'POST', headers });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    },
  );

  it('never serves a key that a browser sends, and shows no browser the way in', async () => {
    await using proxy = await startShell();
    for (const path of [release, '/v1/quote']) {
      const headers = { ...authorization, Origin: PAGE, 'Content-Type': 'application/json' };
      const answer = await proxy.fetch(path, { method: 'POST', headers, body: '{}' });
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ type: 'urn:crm-widgets:key-in-browser' });
    }
    const answer = await proxy.fetch(...preflight(release, PAGE));
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('refuses a wrong key on a page route too, rather than taking the site for a visitor', async () => {
    await using proxy = await startShell({
      shop: { order: async () => ({ kind: 'accepted', answer: anAnswer(), repeated: false }) },
    });
    const answer = await proxy.fetch('/v1/orders', {
      method: 'POST',
      headers: { Authorization: 'Bearer wrong', 'Content-Type': 'application/json', 'Idempotency-Key': 'k' },
      body: JSON.stringify({ customer: {}, lines: [{ sku: '7' }] }),
    });
    expect(answer.status).toBe(401);
    expect(proxy.calls).toEqual([]);
  });
});
