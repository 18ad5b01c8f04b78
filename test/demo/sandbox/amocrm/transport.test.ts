import { describe, expect, it } from 'vitest';
import type { Json } from '../open.ts';
import { openAmocrm, order } from './open.ts';

interface Page {
  readonly _links: { readonly next?: { readonly href: string } };
  readonly _embedded: { readonly leads: readonly Json[] };
}

describe('a call', () => {
  it('needs a token, which an account that is not paid for does not help', async () => {
    const amocrm = await openAmocrm();
    expect(await amocrm.call('GET', '/account', undefined, 'wrong')).toMatchObject({
      ...{ status: 401, type: 'application/problem+json', body: { type: 'https://httpstatus.es/401', status: 401 } },
    });
    await amocrm.set({ paid: false });
    expect((await amocrm.call('GET', '/account')).status).toBe(402);
  });

  it('is answered in HAL, with an id of the request', async () => {
    const amocrm = await openAmocrm();
    const response = await amocrm.send('GET', '/account');
    expect(response.headers.get('content-type')).toBe('application/hal+json');
    expect(response.headers.get('x-request-id')).not.toBeNull();
    expect(await response.json()).toMatchObject({ subdomain: 'volna', currency: 'RUB' });
  });

  it('of nothing there is gets no content, of no such method or address a problem', async () => {
    const amocrm = await openAmocrm();
    for (const path of ['/leads/1', '/contacts/1', '/contacts?query=nobody', '/leads/15200001/notes', '/webhooks']) {
      const response = await amocrm.send('GET', path);
      expect([path, response.status, await response.text()]).toEqual([path, 204, '']);
    }
    expect((await amocrm.call('DELETE', '/leads')).status).toBe(405);
    expect((await amocrm.call('GET', '/nothing')).body).toMatchObject({ title: 'Not Found', status: 404 });
    expect((await amocrm.call('GET', '/catalogs/1/elements')).status).toBe(404);
  });

  it('that writes is checked whole, and told what is wrong by code and path', async () => {
    const amocrm = await openAmocrm();
    const before = await amocrm.orders();
    const wrong = { status_id: [], price: 'much', custom_fields_values: [{ field_id: 1, values: [{ value: 'x' }] }] };
    const errorsOf = async (items: unknown) => (await amocrm.call('POST', '/leads', items)).body['validation-errors'];
    expect(await errorsOf([{ name: 'a' }, wrong])).toMatchObject([
      {
        request_id: '1',
        errors: [
          { code: 'InvalidType', path: 'price' },
          { code: 'InvalidType', path: 'status_id' },
        ],
      },
    ]);
    expect(
      await errorsOf([{ custom_fields_values: wrong.custom_fields_values, responsible_user_id: 7 }]),
    ).toMatchObject([
      {
        errors: [
          { code: 'NotSupportedChoice', path: 'responsible_user_id' },
          { code: 'NotSupportedChoice', path: 'custom_fields_values.0.field_id' },
        ],
      },
    ]);
    expect(await amocrm.orders()).toEqual(before);
    expect((await amocrm.call('POST', '/leads', [])).body).toMatchObject({ status: 400, title: 'Bad Request' });
    expect((await amocrm.call('POST', '/leads', { name: 'one' })).status).toBe(400);
    expect((await amocrm.call('POST', '/leads', new Array(251).fill({}))).status).toBe(422);
  });

  it('comes a page at a time, of 250 at most', async () => {
    const amocrm = await openAmocrm();
    await amocrm.make(
      '/leads',
      Array.from({ length: 8 }, (_, place) => ({ name: `p-${place}` })),
    );
    const names: unknown[] = [];
    let next: string | undefined = '/leads?limit=5';
    while (next) {
      const { body }: { body: Page } = await amocrm.call<Page>('GET', next);
      names.push(...body._embedded.leads.map(({ name }) => name));
      next = body._links.next?.href;
    }
    expect(new Set(names).size).toBe(12);
    expect((await amocrm.send('GET', '/leads?limit=5&page=4')).status).toBe(204);
    expect((await amocrm.call('GET', '/leads?limit=251')).body).toMatchObject({ status: 422 });
    expect((await amocrm.call('GET', '/events?limit=101')).status).toBe(422);
  });
});

describe('the limit', () => {
  it('is seven calls a second, then 429 with how long to wait', async () => {
    let now = Date.UTC(2026, 10, 22, 12);
    const amocrm = await openAmocrm({ settings: { limits: true }, speed: 10, now: () => now });
    for (let place = 0; place < 7; place++) expect((await amocrm.send('GET', '/account')).status).toBe(200);
    expect(await amocrm.call('GET', '/account')).toMatchObject({
      ...{ status: 429, type: 'application/problem+json', body: { title: 'Too Many Requests', retry_after: 300 } },
    });
    now += 100;
    expect((await amocrm.send('GET', '/account')).status).toBe(200);
  });

  it('that is passed again and again closes everything, tokens too, in HTML', async () => {
    const amocrm = await openAmocrm({ settings: { limits: true, blockAfter: 3 }, speed: 0.001 });
    for (let place = 0; place < 10; place++) await amocrm.send('GET', '/account');
    const closed = await amocrm.call('GET', '/account');
    expect([closed.status, closed.type]).toEqual([403, 'text/html; charset=utf-8']);
    expect((await fetch(`${amocrm.url}/oauth2/access_token`, { method: 'POST' })).status).toBe(403);
    await amocrm.set({ blocked: false, limits: false });
    expect((await amocrm.send('GET', '/account')).status).toBe(200);
  });

  it('can be met by a fault, as a token that is refused can', async () => {
    const amocrm = await openAmocrm();
    await amocrm.door('faults', 'POST', { fault: 'limited', times: 1, method: 'POST /leads/complex' });
    expect((await amocrm.send('POST', '/leads/complex', [order('a')])).status).toBe(429);
    await amocrm.door('faults', 'POST', { fault: 'auth', times: 1, method: 'GET /leads/{id}' });
    expect((await amocrm.send('GET', '/leads/15200001')).status).toBe(401);
  });

  it('is not the only trouble: an answer may be lost when the lead is made', async () => {
    const amocrm = await openAmocrm();
    await amocrm.door('faults', 'POST', { fault: 'reset-after', times: 1, method: 'POST /leads/complex' });
    await expect(amocrm.send('POST', '/leads/complex', [order('K7-4821')])).rejects.toThrow();
    expect((await amocrm.orders()).filter(({ number }) => number === 'K7-4821')).toHaveLength(1);
  });
});
