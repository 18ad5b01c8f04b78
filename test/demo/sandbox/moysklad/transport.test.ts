import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { type Json, openReceiver, until } from '../open.ts';
import { openMoysklad, type Refused, TOKEN } from './open.ts';

/** A call of which nothing is added to its headers. */
function bare(
  url: string,
  headers: Record<string, string>,
): Promise<{ status: number; encoding: string; body: string }> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, async response => {
      let body = '';
      for await (const chunk of response) body += chunk;
      resolve({ status: response.statusCode ?? 0, encoding: response.headers['content-encoding'] ?? '', body });
    })
      .on('error', reject)
      .end();
  });
}

describe('transport', () => {
  it('wants compression accepted, and says nothing to whom does not', async () => {
    const { base } = await openMoysklad();
    const authorization = `Bearer ${TOKEN}`;
    expect(await bare(`${base}entity/store`, { authorization })).toEqual({ status: 415, encoding: '', body: '' });
    const zipped = await bare(`${base}entity/store`, { authorization, 'accept-encoding': 'br, gzip' });
    expect(zipped).toMatchObject({ status: 200, encoding: 'gzip' });
  });

  it('knows the login, the password and the latest token', async () => {
    const moysklad = await openMoysklad();
    const basic = `Basic ${btoa('admin@volna:sandbox-moysklad-password')}`;
    const status = async (authorization: string) =>
      (await moysklad.send('GET', 'entity/store', undefined, { authorization })).status;
    expect(await status(basic)).toBe(200);
    for (const wrong of ['', 'Bearer wrong', `Basic ${btoa('admin@volna:wrong')}`])
      expect(await status(wrong)).toBe(401);
    const made = await moysklad.send('POST', 'security/token', undefined, { authorization: basic });
    const { access_token } = (await made.json()) as { access_token: string };
    expect(access_token).toHaveLength(40);
    expect(await status(`Bearer ${access_token}`)).toBe(200);
    expect(await moysklad.refusal('GET', 'entity/store')).toEqual([401, 1056]);
  });

  it('refuses what is no JSON, and will not answer anything else', async () => {
    const moysklad = await openMoysklad();
    const code = async (headers: Record<string, string>, body: string) => {
      const init = { method: 'POST', body, headers: { authorization: `Bearer ${TOKEN}`, ...headers } };
      const response = await fetch(`${moysklad.base}entity/counterparty`, init);
      return [response.status, ((await response.json()) as Refused).errors[0]?.code];
    };
    expect(await code({ 'content-type': 'text/plain' }, '{}')).toEqual([415, 1037]);
    expect(await code({ 'content-type': 'application/json' }, '{')).toEqual([400, 2001]);
    expect(await code({ 'content-type': 'application/json', accept: 'text/html' }, '{}')).toEqual([400, 1062]);
  });

  it('is journalled by path, which faults go by', async () => {
    const moysklad = await openMoysklad();
    await moysklad.door('faults', 'POST', { fault: 'limited', times: 1, method: 'GET entity/customerorder/{id}' });
    const [order] = (await moysklad.list('entity/customerorder')).rows;
    expect(await moysklad.refusal('GET', `entity/customerorder/${order?.id}`)).toEqual([429, 1049]);
    const { body } = await moysklad.door<Json[]>('requests');
    expect(body.map(({ crmMethod, result }) => [crmMethod, result])).toEqual([
      ['GET entity/customerorder', null],
      ['GET entity/customerorder/{id}', '1049'],
    ]);
  });
});

describe('limits', () => {
  it('are 45 units in three seconds, which calls weigh more of as the year goes', async () => {
    let now = Date.UTC(2026, 10, 21);
    const moysklad = await openMoysklad({ speed: 60, settings: { limits: true, latencyMs: 0 }, now: () => now });
    const call = (path = 'entity/store') => moysklad.send('GET', path);
    expect((await call()).headers.get('x-ratelimit-remaining')).toBe('42');
    expect((await call('report/stock/all')).headers.get('x-ratelimit-remaining')).toBe('37');
    for (let calls = 0; calls < 12; calls++) expect((await call()).status).toBe(200);
    const limited = await call();
    expect(limited.status).toBe(429);
    expect(((await limited.json()) as Refused).errors[0]?.code).toBe(1049);
    expect(Number(limited.headers.get('x-lognex-retry-after'))).toBeGreaterThan(2_000);
    expect(Number(limited.headers.get('x-lognex-retry-after'))).toBeLessThanOrEqual(3_000);
    expect(limited.headers.get('retry-after')).toBeNull();
    expect(limited.headers.get('x-lognex-auth')).toBe('429002');
    now += 50;
    expect((await call()).status).toBe(200);
    now = Date.UTC(2026, 11, 1);
    expect((await call()).headers.get('x-ratelimit-remaining')).toBe('41');
  });

  it('let five calls be under way at once', async () => {
    // As long as it takes the sixth to come.
    const moysklad = await openMoysklad({ settings: { limits: true, weight: 1, latencyMs: 200_000 } });
    const calls = Array.from({ length: 8 }, () => moysklad.send('GET', 'entity/store'));
    const refused = (await Promise.all(calls)).filter(({ status }) => status === 429);
    const codes = refused.map(async each => ((await each.json()) as Refused).errors[0]?.code);
    expect(await Promise.all(codes)).toEqual([1073, 1073, 1073]);
    // By this, and by there being nothing to wait for, clients tell it from the other refusal.
    expect(refused.map(({ headers }) => headers.get('x-lognex-auth'))).toEqual(['429005', '429005', '429005']);
    expect(refused[0]?.headers.get('x-lognex-retry-after')).toBeNull();
  });
});

describe('webhooks', () => {
  it('tell of a change of state by hand, not of the order', async () => {
    const moysklad = await openMoysklad();
    const receiver = await openReceiver([500]);
    const hook = { url: `${receiver.url}/hook`, action: 'UPDATE', entityType: 'customerorder', diffType: 'FIELDS' };
    expect((await moysklad.call('POST', 'entity/webhook', hook)).body).toMatchObject({ enabled: true, method: 'POST' });
    const [order] = await moysklad.orders();
    expect((await moysklad.move(order?.ref ?? '', 'Собран')).body).toMatchObject({ status: 'Собран' });
    const [first, again] = await until(() => receiver.received.length > 1 && receiver.received);
    expect(first?.path).toMatch(/^\/hook\?requestId=[\da-f-]{36}$/);
    expect(again?.path).toBe(first?.path);
    expect(JSON.parse(first?.body ?? '')).toMatchObject({
      events: [
        {
          meta: { type: 'customerorder', href: expect.stringContaining(order?.ref ?? '-') },
          ...{ action: 'UPDATE', updatedFields: ['state'] },
        },
      ],
    });
  });

  it('are repeated at once, four times in all, until they are answered with 200 or 204', async () => {
    const moysklad = await openMoysklad({ speed: 1 });
    const receiver = await openReceiver([202, 202, 202, 202]);
    const hook = { url: `${receiver.url}/`, action: 'CREATE', entityType: 'customerorder' };
    await moysklad.call('POST', 'entity/webhook', hook);
    await moysklad.call('POST', 'entity/customerorder', await moysklad.order());
    await until(() => receiver.received.length === 4);
    expect(new Set(receiver.received.map(({ path }) => path)).size).toBe(1);
    const given = await until(async () => {
      const [sent] = (await moysklad.door<Json[]>('hooks')).body;
      return sent?.['status'] === 202 && sent;
    });
    expect(given).toMatchObject({ attempts: 4, delivered: false });
  });

  it('do not hear of what their prefix is muted for', async () => {
    const moysklad = await openMoysklad();
    const receiver = await openReceiver();
    await moysklad.set({ hookUrl: receiver.url });
    const [order] = await moysklad.orders();
    const path = `entity/customerorder/${order?.ref}`;
    await moysklad.send('PUT', path, { description: '1' }, { 'x-lognex-webhook-disablebyprefix': receiver.url });
    await moysklad.send('PUT', path, { description: '2' });
    await until(() => receiver.received.length > 0);
    expect((await moysklad.door<Json[]>('hooks')).body).toHaveLength(1);
  });

  it('are refused when they could not be sent', async () => {
    const moysklad = await openMoysklad();
    const hook = { url: 'ftp://x', action: 'CREATE', entityType: 'customerorder' };
    expect(await moysklad.refusal('POST', 'entity/webhook', hook)).toEqual([412, 3000]);
  });
});

describe('back door', () => {
  it('shows what there is to begin with', async () => {
    const moysklad = await openMoysklad();
    expect((await moysklad.door('data')).body).toMatchObject({
      skus: expect.arrayContaining(['001', '0101', '900']),
      certificates: ['700100', '700101'],
      phones: ['+79000000011', '+79000000012', '+79000000013'],
      orders: [{ number: '00001', phone: '+79000000011' }, { number: '00002' }],
      statuses: ['Новый', 'Подтвержден', 'Готовится', 'Собран', 'Передан курьеру', 'Доставлен', 'Возврат', 'Отменен'],
    });
  });

  it('takes a status by name or id, and no other', async () => {
    const moysklad = await openMoysklad();
    const [first, second] = await moysklad.orders();
    expect((await moysklad.move(second?.ref ?? '', first?.stateId)).body).toMatchObject({ status: 'Готовится' });
    expect((await moysklad.move(second?.ref ?? '', 'Съеден')).status).toBe(400);
    expect((await moysklad.move('none', 'Собран')).status).toBe(404);
    expect((await moysklad.set({ hookUrl: 'ftp://x' })).status).toBe(400);
  });

  it('has a kitchen that takes orders to their end', async () => {
    const moysklad = await openMoysklad({ kitchen: true, speed: 20_000 });
    await moysklad.call('POST', 'entity/customerorder', await moysklad.order());
    const done = await until(async () => {
      const orders = await moysklad.orders();
      return orders.every(({ status }) => status === 'Доставлен') && orders;
    });
    expect(done).toHaveLength(3);
  });
});
