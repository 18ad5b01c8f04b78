import { describe, expect, it } from 'vitest';
import { form, KEY, openRetailcrm, order } from './open.ts';

describe('the key', () => {
  it.each<[string, RequestInit, string]>([
    ['a header', { headers: { 'x-api-key': KEY } }, ''],
    ['a query', {}, `apiKey=${KEY}`],
    ['a form', { method: 'POST', body: form({ apiKey: KEY, order: order() }) }, ''],
  ])('may come in %s', async (_, init, query) => {
    const crm = await openRetailcrm();
    const path = init.body ? 'v5/orders/create' : 'v5/orders';
    expect((await crm.call(`${path}?${query}`, { headers: {}, ...init })).body).toMatchObject({ success: true });
  });

  it('is asked for, and has to be right', async () => {
    const crm = await openRetailcrm();
    expect(await crm.call('v5/orders', { headers: {} })).toEqual({
      status: 403,
      body: { success: false, errorMsg: '"apiKey" is missing.' },
    });
    expect(await crm.call('v5/orders', { headers: { 'x-api-key': 'no' } })).toEqual({
      status: 403,
      body: { success: false, errorMsg: 'Wrong "apiKey" value.' },
    });
  });

  it('allows what its scopes name, and says so', async () => {
    const crm = await openRetailcrm({ settings: { scopes: ['order_read'] } });
    expect((await crm.get('orders')).status).toBe(200);
    expect(await crm.create(order())).toEqual({ status: 403, body: { success: false, errorMsg: 'Access denied.' } });
    expect((await crm.call('credentials')).body).toMatchObject({
      scopes: ['order_read'],
      siteAccess: 'access_selective',
      sitesAvailable: ['volna'],
    });
  });
});

describe('a call', () => {
  it('may be multipart, as PHP sends arrays', async () => {
    const crm = await openRetailcrm();
    const body = new FormData();
    body.set('order', JSON.stringify(order()));
    expect((await crm.call('v5/orders/create', { method: 'POST', headers: { 'x-api-key': KEY }, body })).status).toBe(
      201,
    );
  });

  it('has no fields when it comes as JSON', async () => {
    const crm = await openRetailcrm();
    const headers = { 'x-api-key': KEY, 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify({ order: order() }) };
    expect(await crm.call('v5/orders/create', init)).toMatchObject({
      status: 400,
      body: { errorMsg: "Parameter 'order' is missing" },
    });
    expect((await crm.post('orders/create', { order: '{broken' })).body).toMatchObject({
      errorMsg: 'Errors in the entity format',
      errors: [expect.any(String)],
    });
  });

  it('to nothing is 404, in a wrong verb 405; other parameters are passed over', async () => {
    const crm = await openRetailcrm();
    expect(await crm.get('nothing')).toMatchObject({ status: 404, body: { errorMsg: 'API method not found' } });
    expect(await crm.get('orders/create')).toMatchObject({ status: 404 });
    expect(await crm.post('orders')).toMatchObject({ status: 405, body: { errorMsg: 'Method Not Allowed' } });
    expect((await crm.get('orders', { cms_source: 'Shop', php_version: '8' })).status).toBe(200);
  });

  it('to an account that is not there gets JSON for a GET and a page for a POST', async () => {
    const crm = await openRetailcrm({ settings: { accountExists: false } });
    expect(await crm.get('orders')).toMatchObject({ status: 404, body: { errorMsg: 'Account does not exist.' } });
    const response = await fetch(`${crm.url}/api/v5/orders/create`, { method: 'POST', body: form({ order: {} }) });
    expect([response.status, response.headers.get('content-type')]).toEqual([405, 'text/html; charset=utf-8']);
  });
});

describe('limits', () => {
  it.each([503, 429])('let ten calls a second through, and answer the next with %i and a page', async limitStatus => {
    let now = Date.UTC(2026, 10, 21);
    const crm = await openRetailcrm({ speed: 1, now: () => now, settings: { limits: true, limitStatus } });
    const ask = () => fetch(`${crm.url}/api/v5/orders`, { headers: { 'x-api-key': KEY } });
    for (let call = 0; call < 10; call++) expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect(refused.status).toBe(limitStatus);
    expect(await refused.text()).toContain('<html>');
    now += 1_001;
    expect((await ask()).status).toBe(200);
  });
});

describe('faults', () => {
  it('meet a method by its path, and speak as RetailCRM does', async () => {
    const crm = await openRetailcrm();
    await crm.door('faults', 'POST', { fault: 'limited', times: 1, method: 'orders/create' });
    await crm.door('faults', 'POST', { fault: 'auth', times: 1, method: 'orders/{id}/edit' });
    const response = await fetch(`${crm.url}/api/v5/orders/create`, { method: 'POST', body: form({}) });
    expect(response.status).toBe(503);
    expect(await crm.post('orders/1/edit')).toMatchObject({ status: 403, body: { errorMsg: 'Wrong "apiKey" value.' } });
  });

  it('lose the answer of an order that was taken, and the second creation finds it', async () => {
    const crm = await openRetailcrm();
    await crm.door('faults', 'POST', { fault: 'reset-after', times: 1, method: 'orders/create' });
    await expect(crm.create(order())).rejects.toThrow();
    expect(await crm.create(order())).toMatchObject({ status: 400, body: { errorMsg: 'Order already exists.' } });
    expect((await crm.get('orders/K7-4821')).status).toBe(200);
    expect((await crm.door('requests')).body).toMatchObject([
      { path: '/api/v5/orders/create', fault: 'reset-after', status: null },
      { status: 400, result: 'Order already exists.' },
      { status: 200 },
    ]);
  });
});
