import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBook } from '../../../proxy/orders/create-book.ts';
import { createKeys, freshKey, type Keys } from '../../../proxy/orders/seal.ts';
import { openSqlite } from '../../../proxy/orders/store/sqlite.ts';
import type { Store } from '../../../proxy/orders/store/store.ts';
import { createShop } from '../../../proxy/shop/create-shop.ts';
import { createFakeClock } from '../../kit/clock.ts';
import { configOf, connectionOf, createTestLog, crmOf, page, product, rub } from './kit.ts';

const clock = createFakeClock();
const KEY = freshKey();
const keys = createKeys([KEY]);
const request = {
  customer: { name: 'Анна', phone: '8 916 123-45-67' },
  lines: [{ sku: '1', quantity: 2 }],
  certificate: 'GIFT1234',
};
let folder: string;
let store: Store;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shop-'));
  store = await openSqlite({ file: join(folder, 'orders.sqlite'), keys, clock });
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

/** One process over the store; the lanes are not started, so that orders stay where they were accepted. */
const start = (keyring: Keys = keys) => {
  const crm = crmOf([product('1', 60000)], {
    certificate: async () => ({ kind: 'money', amount: rub(20000), state: 'valid' }),
  });
  const connection = connectionOf('main', crm, {}, 7);
  const parts = {
    config: configOf(connection),
    connections: new Map([['main', connection]]),
    store,
    keys: keyring,
    clock,
  };
  const log = createTestLog();
  return { crm, shop: createShop({ ...parts, book: createBook({ ...parts, log }), log }) };
};

const order = async ({ shop }: Pick<ReturnType<typeof start>, 'shop'>, idempotencyKey: string) => {
  const outcome = shop.order(request, page, { idempotencyKey });
  // The answer waits for the CRM, which nobody speaks to here.
  for (let step = 0; step < 30; step += 1) await clock.advance(100);
  return outcome;
};

describe('the shop over a real order book', () => {
  it('leaves nothing in the file of what its visitor said', async () => {
    expect(await order(start(), 'key')).toMatchObject({ kind: 'accepted' });
    const files = await readdir(folder);
    const bytes = Buffer.concat(await Promise.all(files.map(name => readFile(join(folder, name)))));
    const said = [request.customer.name, '9161234567', request.certificate, '"sku"'];
    expect(said.filter(word => bytes.includes(word))).toEqual([]);
  });

  it('knows an order again after its keys were rotated', async () => {
    const first = await order(start(), 'key');
    const rotated = start(createKeys([freshKey(), KEY]));
    expect(await order(rotated, 'key')).toMatchObject({
      kind: 'accepted',
      repeated: true,
      answer: { id: first.kind === 'accepted' && first.answer.id },
    });
  });

  it('accepts an order once, and finds it by what its visitor knows', async () => {
    const first = start();
    const accepted = await order(first, 'key');
    if (accepted.kind !== 'accepted') throw new Error(accepted.kind);
    expect(accepted.answer.total).toEqual(rub(100000));
    const { id, number } = accepted.answer;

    const second = start();
    expect(await order(second, 'key')).toMatchObject({ kind: 'accepted', repeated: true, answer: { id, number } });
    expect(await order(second, 'other')).toEqual({ kind: 'certificate-taken' });
    expect(second.crm.calls).toEqual([]);

    const { orders, ticket } = await second.shop.lookup({ phone: '+7 916 1234567' });
    expect(orders).toMatchObject([{ number: `••-${number.split('-')[1]}`, stage: 'new' }]);
    expect(await first.shop.watch(ticket ?? '')?.rows()).toEqual(orders);
    expect((await second.shop.lookup({ number, phone: '+79161234567' })).orders).toMatchObject([
      { total: rub(100000) },
    ]);
    expect((await second.shop.lookup({ number, phone: '+79990000000' })).orders).toEqual([]);
    expect((await second.shop.certificate('gift1234'))?.state).toBe('used');
  });
});
