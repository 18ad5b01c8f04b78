import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createProxy } from '../../proxy/app.ts';
import { ConfigError } from '../../proxy/config/config.ts';
import type { Order } from '../../proxy/crm/order.ts';
import { freshKey } from '../../proxy/orders/seal.ts';
import { configOf, connectionOf, createTestLog, rub } from './shop/kit.ts';

const PAGE = 'https://shop.example';
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'own-catalogue-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** The whole proxy before a CRM that takes orders and can do nothing else, and the shop's own file. */
const start = async (goods: string) => {
  const catalogue = join(folder, 'goods.csv');
  await writeFile(catalogue, goods);
  const submitted: Order[] = [];
  const bare = connectionOf('main', {
    probe: async () => 'ok',
    submitOrder: async order => {
      submitted.push(order);
      return { ref: '1', number: '1042', warnings: [] };
    },
  });
  const database = `sqlite:${join(folder, 'orders.sqlite')}`;
  const config = { ...configOf(bare, { shop: { catalogue } }), database, orderBookKeys: [freshKey()] };
  const proxy = await createProxy(config, { log: createTestLog() });
  await proxy.start();
  const server = createServer(proxy.handler);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ask = async (path: string, body?: object) => {
    const headers = { Origin: PAGE, 'Content-Type': 'application/json', 'Idempotency-Key': 'k' };
    const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers };
    return (await fetch(url + path, init)).json() as Promise<Record<string, unknown>>;
  };
  return {
    ask,
    submitted,
    async [Symbol.asyncDispose]() {
      await proxy.close(0);
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
};

it('a shop whose CRM knows no goods sells those of its own file', async () => {
  const cups = Array.from({ length: 40 }, (_, at) => `C${at};Чашка ${at};${at + 1},50`);
  await using proxy = await start(['Артикул;Название;Цена', 'T;Чай;1 290', ...cups].join('\n'));
  const { ask } = proxy;
  expect(await ask('/v1/shop')).toMatchObject({ capabilities: { orders: true, availability: true } });

  expect(await ask('/v1/availability?sku=T&sku=NO')).toMatchObject({
    items: [
      { sku: 'T', name: 'Чай', price: rub(129000), state: 'unknown', stores: [] },
      { sku: 'NO', name: null, price: null, state: 'unknown' },
    ],
  });
  const first = await ask(`/v1/availability?q=${encodeURIComponent('чашка')}`);
  expect([first['items'], typeof first['next']]).toMatchObject([{ length: 30 }, 'string']);
  const rest = await ask(`/v1/availability?q=${encodeURIComponent('чашка')}&cursor=${first['next']}`);
  expect(rest).toMatchObject({ items: { length: 10 }, next: null });

  const lines = [
    { sku: 'T', quantity: 2 },
    { sku: 'C0', quantity: 1 },
  ];
  expect(await ask('/v1/quote', { lines })).toMatchObject({ total: rub(258150), problems: [] });
  expect(await ask('/v1/quote', { lines: [{ sku: 'NO', quantity: 1 }] })).toMatchObject({
    problems: [{ sku: 'NO', kind: 'unknown' }],
  });
  const customer = { name: 'Анна', phone: '+79161234567' };
  expect(await ask('/v1/orders', { lines, customer })).toMatchObject({ total: rub(258150), crmNumber: '1042' });
  expect(proxy.submitted).toMatchObject([{ total: rub(258150), lines: [{ name: 'Чай' }, { price: rub(150) }] }]);
});

it('a shop whose file is faulty does not start, and hears of every fault', async () => {
  const started = start('sku,name,price\nA,Cup,free\n,Cup,1\n');
  await expect(started).rejects.toThrow(ConfigError);
  await expect(started).rejects.toThrow(/line 2, price(.|\n)*line 3, sku/);
});
