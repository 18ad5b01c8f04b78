import { describe, expect, it } from 'vitest';
import { LOGIN, openMinicrm, SYSTEM_ID } from './open.ts';

describe('a call', () => {
  it('needs the system id and the key, and is told 404 without', async () => {
    const minicrm = await openMinicrm();
    for (const login of ['40321:wrong', '1:SandboxMiniCrmKey000000000000001', '']) {
      const response = await minicrm.send('GET', '/R3/Category', undefined, login);
      expect([response.status, await response.text()]).toEqual([404, 'Unauthorized: access denied']);
    }
    await minicrm.set({ authFailure: 401 });
    expect((await minicrm.send('GET', '/R3/Category', undefined, 'a:b')).status).toBe(401);
  });

  it('is answered with JSON, and with plain text when it fails', async () => {
    const minicrm = await openMinicrm();
    const good = await minicrm.send('GET', '/R3/Category');
    expect(good.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await good.json()).toMatchObject({ '21': 'Webshop', '22': 'Comenzi', '24': 'Cupoane' });
    const bad = await minicrm.send('GET', '/R3/Project?Nothing=1');
    expect(bad.headers.get('content-type')).toContain('text/plain');
    expect([bad.status, await bad.text()]).toEqual([400, "Project (GET): Unknown parameter 'Nothing'."]);
    expect((await minicrm.send('DELETE', '/R3/Project')).status).toBe(405);
    expect((await minicrm.send('GET', '/R3/Nothing')).status).toBe(404);
  });

  it('may send JSON under any type, and GET with a body', async () => {
    const minicrm = await openMinicrm();
    const response = await fetch(`${minicrm.url}/Api/R3/Contact`, {
      method: 'PUT',
      headers: {
        authorization: `Basic ${btoa(LOGIN)}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: '{"Type":"Person","FirstName":"Dan"}',
    });
    expect(await response.json()).toEqual({ Id: expect.any(Number) });
    expect((await minicrm.send('PUT', '/R3/Contact', 'no json')).status).toBe(400);
  });
});

describe('the limits', () => {
  it('are 60 a minute, and 429 above', async () => {
    let now = Date.UTC(2026, 10, 22, 12);
    const minicrm = await openMinicrm({ settings: { limits: true }, speed: 10, now: () => now });
    const statuses = await Promise.all(
      Array.from({ length: 60 }, async () => (await minicrm.send('GET', '/R3/Category')).status),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
    const refused = await minicrm.send('GET', '/R3/Category');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, null]);
    expect((await minicrm.send('GET', '/Order/List')).status).toBe(429);
    expect((await minicrm.send('GET', `/SyncFeed/${SYSTEM_ID}`)).status).toBe(400);
    now += 6_000;
    expect((await minicrm.send('GET', '/R3/Category')).status).toBe(200);
  });

  it('are 180 an hour for the sync', async () => {
    let now = Date.UTC(2026, 10, 22, 12);
    const minicrm = await openMinicrm({ settings: { limits: true }, speed: 100, now: () => now });
    const sync = async () => (await minicrm.send('POST', `/SyncFeed/${SYSTEM_ID}/Upload`, '<Projects/>')).status;
    for (let batch = 0; batch < 6; batch += 1) await Promise.all(Array.from({ length: 30 }, sync));
    expect(await sync()).toBe(429);
    expect((await minicrm.send('GET', '/R3/Category')).status).toBe(200);
    now += 36_000;
    expect(await sync()).toBe(200);
  });
});

describe('a fault', () => {
  it('leaves a call not taken, or its answer lost', async () => {
    const minicrm = await openMinicrm();
    const xml = '<Projects/>';
    const upload = () => minicrm.send('POST', `/SyncFeed/${SYSTEM_ID}/Upload`, xml);
    const method = 'POST /Api/SyncFeed/{system}/Upload';
    for (const [fault, taken] of [
      ['reset-before', 0],
      ['reset-after', 1],
    ] as const) {
      await minicrm.door('faults', 'POST', { fault, times: 1, method });
      await expect(upload()).rejects.toThrow();
      expect(await minicrm.log()).toHaveLength(taken);
    }
    for (const [fault, status] of [
      ['limited', 429],
      ['auth', 404],
      ['http-500', 500],
    ] as const) {
      await minicrm.door('faults', 'POST', { fault, times: 1 });
      expect((await upload()).status).toBe(status);
    }
    expect(await minicrm.log()).toHaveLength(1);
  });
});
