import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../../demo/sandbox/index.ts';
import { createProxy } from '../../../proxy/app.ts';
import { parseConfig } from '../../../proxy/config/load.ts';
import { type CrmType, crms } from '../../../proxy/crm/index.ts';

const read = (path: string): Promise<string> => readFile(new URL(`../../../demo/${path}`, import.meta.url), 'utf8');

/** The whole proxy with the demo's config, all that can be opened open, before the CRM's sandbox. */
const open = async (crm: CrmType) => {
  const sandbox = await startSandbox({ crm, port: 0, backDoorPort: 0, speed: 1000 });
  const folder = await mkdtemp(join(tmpdir(), 'forward-'));
  const env: Record<string, string | undefined> = {
    ...parseEnv(await read('demo.env')),
    ...{ SANDBOX_URL: sandbox.url, QUOTA_SPEED: '1000', DATABASE_URL: `sqlite:${join(folder, 'orders.sqlite')}` },
  };
  const raw = JSON.parse(await read(`config/${crm}.json`));
  const { forward } = crms[crm].manifest;
  Object.assign(raw.connections.kitchen, { forward: forward?.paths });
  const proxy = await createProxy(parseConfig({ ...raw, log: 'silent' }, env));
  const server = createServer(proxy.handler);
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await proxy.close(0);
    await sandbox.close();
    await rm(folder, { recursive: true });
  });
  const { port } = server.address() as AddressInfo;
  const headers = { Authorization: `Bearer ${env['SERVER_KEY']}` };
  const door = (path: string, method = 'GET', body?: object) =>
    fetch(`${sandbox.backDoorUrl}/__sandbox/${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
  return {
    paths: forward?.paths ?? [],
    door,
    get: async (path: string) => {
      const answer = await fetch(`http://127.0.0.1:${port}/v1/crm/kitchen${path}`, { headers });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    },
  };
};

describe.each(['retailcrm', 'keycrm', 'moysklad', 'insales'] as const)('%s', crm => {
  it('answers every path that its adapter opens', async () => {
    const { paths, get } = await open(crm);
    const plain = paths.filter(path => !path.includes('*'));
    expect(plain.length).toBeGreaterThan(3);
    for (const path of plain) expect([path, (await get(path)).status]).toEqual([path, 200]);
  });

  it.each([
    ['auth', 502, 'urn:crm-widgets:crm-key-refused'],
    ['limited', 503, 'urn:crm-widgets:unavailable'],
    ['garbage', 502, 'urn:crm-widgets:crm-failed'],
    ['reset-after', 502, 'urn:crm-widgets:crm-failed'],
    ['http-500', 502, 'urn:crm-widgets:crm-failed'],
    ['down', 502, 'urn:crm-widgets:crm-failed'],
  ])('in the outage %s is a problem', async (fault, status, type) => {
    const { paths, door, get } = await open(crm);
    await door('faults', 'POST', { fault, times: 100 });
    const answer = await get(paths.find(path => !path.includes('*')) ?? '');
    expect([answer.status, answer.body['type']]).toEqual([status, type]);
    await door('faults', 'DELETE');
  });
});

const REFERENCES = { retailcrm: '/api/v5/reference/statuses', keycrm: '/v1/order/status' } as const;

it.each(['retailcrm', 'keycrm'] as const)('%s shows a dictionary, an order and what it does not know', async crm => {
  const { door, get } = await open(crm);
  const [order] = (await (await door('orders')).json()) as { ref: string }[];
  const one =
    crm === 'retailcrm' ? `/api/v5/orders/${order?.ref}?by=id&site=volna` : `/v1/order/${order?.ref}?include=buyer`;
  const { status, body } = await get(one);
  const shown = crm === 'retailcrm' ? (body['order'] as Record<string, unknown>) : body;
  expect([status, String(shown['id'])]).toEqual([200, order?.ref]);
  expect((await get(REFERENCES[crm])).status).toBe(200);
  const none = await get(one.replace(/\d+/g, digits => (digits === order?.ref ? '999999' : digits)));
  expect(none.status).toBe(404);
  expect(none.body['type']).toBeUndefined();
  expect((await get(`${REFERENCES[crm]}?apiKey=other`)).body['type']).toBe('urn:crm-widgets:query-refused');
});
