import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../../../demo/sandbox/index.ts';
import { createProxy } from '../../../proxy/app.ts';
import { parseConfig } from '../../../proxy/config/load.ts';
import { createKeys, freshKey } from '../../../proxy/orders/seal.ts';
import { openStore } from '../../../proxy/orders/store/open.ts';
import type { Store } from '../../../proxy/orders/store/store.ts';
import { reportTo } from './report.ts';

/** Our proxy as a shop runs it, its limits out of the way of one address asking thousands of times a second. */
const folder = mkdtempSync(join(tmpdir(), 'crm-bench-'));
const key = freshKey();
const address = `sqlite:${join(folder, 'orders.sqlite')}`;
const sandbox = await startSandbox({ crm: 'frontpad', port: 0, backDoorPort: 0, speed: 60 });

const many = 1_000_000_000;
const config = parseConfig(
  {
    publicUrl: 'http://127.0.0.1:8788',
    origins: ['http://127.0.0.1:8787'],
    trustProxy: 0,
    database: address,
    orderBookKeys: ['${KEY}'],
    shop: {
      name: 'Bench',
      currency: 'RUB',
      timezone: 'Europe/Moscow',
      phoneCountry: 'RU',
      delivery: [{ code: 'pickup', name: 'Pick-up', cost: 0 }],
      payment: [{ code: 'cash', name: 'Cash' }],
    },
    connections: { kitchen: { type: 'frontpad', secret: '${SECRET}', url: sandbox.url, quota: { speed: 60 } } },
    limits: { requests: many, orders: many, subjects: many, repeats: many, crmReads: many },
    log: 'info',
  },
  { KEY: key, SECRET: 'sandbox-frontpad-secret' },
);

/** The same handler with the commit left out: an order is accepted and forgotten. */
const forgetful = (store: Store): Store => ({
  ...store,
  accept: async intake => ({ kind: 'accepted', booked: intake.booked }),
});

const store = await openStore(address, createKeys([key]));
const proxy = await createProxy(config, process.env['BENCH_FORGET'] ? { store: forgetful(store) } : { store });
await proxy.start();
const server = createServer(proxy.handler);
reportTo(server);

process.once('disconnect', async () => {
  server.closeAllConnections();
  server.close();
  await proxy.close(0);
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});

// The prices are asked once, as a first visitor does; then the CRM goes, so that what is measured is ours alone.
const warm = async (): Promise<void> => {
  const listening = server.address();
  if (typeof listening !== 'object' || !listening) return;
  await fetch(`http://127.0.0.1:${listening.port}/v1/availability?sku=001`);
  await fetch(`${sandbox.backDoorUrl}/__sandbox/faults`, {
    method: 'POST',
    body: '{"fault":"down"}',
    headers: { 'content-type': 'application/json' },
  });
  process.send?.({ ready: true });
};
server.once('listening', () => void warm());
