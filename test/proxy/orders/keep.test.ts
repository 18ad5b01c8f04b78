import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeep } from '../../../proxy/orders/keep.ts';
import { createKeys, freshKey } from '../../../proxy/orders/seal.ts';
import { openStore } from '../../../proxy/orders/store/open.ts';
import type { Store } from '../../../proxy/orders/store/store.ts';
import { createFakeClock } from '../../kit/clock.ts';

const clock = createFakeClock();
const keys = createKeys([freshKey()]);
let folder: string;
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keep-'));
  store = await openStore(`sqlite:${join(folder, 'orders.sqlite')}`, keys, clock);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});
const keepOf = (name: string) => createKeep(name, { store, keys, publicUrl: 'https://proxy.example/crm/', clock });

describe('what a connection keeps', () => {
  it('is its own, and lasts until it is forgotten', async () => {
    const [one, two] = [keepOf('one'), keepOf('two')];
    await one.write('tokens', 'secret');
    expect([await one.read('tokens'), await two.read('tokens')]).toEqual(['secret', null]);
    await two.forget('tokens');
    expect(await one.read('tokens')).toBe('secret');
    await one.forget('tokens');
    expect(await one.read('tokens')).toBeNull();
  });

  it('gives each thing a whole number of its own', async () => {
    const keep = keepOf('one');
    const ids = await Promise.all(['a@x.example', 'b@x.example', 'a@x.example'].map(key => keep.idOf('customer', key)));
    expect(ids).toEqual([1, 2, 1]);
    expect(await keepOf('two').idOf('customer', 'b@x.example')).toBe(1);
  });

  it('can be fetched from a secret address of ours, for a while, by its own connection only', async () => {
    const keep = keepOf('one');
    const url = await keep.offer('<xml/>', 'application/xml', 60_000);
    const token = /^https:\/\/proxy\.example\/crm\/offers\/one\/([\w-]{43})$/.exec(url)?.[1] ?? '';
    expect(await keep.offered(token)).toMatchObject({ text: '<xml/>', contentType: 'application/xml' });
    expect(await keepOf('two').offered(token)).toBeNull();
    await clock.advance(60_000);
    expect(await keep.offered(token)).toBeNull();
  });

  it('lets one process at a time do what must be done alone', async () => {
    const [one, other] = [keepOf('one'), keepOf('one')];
    const order: string[] = [];
    const { promise, resolve: finish } = Promise.withResolvers<void>();
    const first = one.alone('tokens', () => promise.then(() => void order.push('first')));
    await clock.advance(0);
    const second = other.alone('tokens', async () => void order.push('second'));
    await clock.advance(1_000);
    expect(order).toEqual([]);
    finish();
    await first;
    await clock.advance(1_000);
    await second;
    expect(order).toEqual(['first', 'second']);
  });

  it('keeps the others waiting however long that takes', async () => {
    const [one, other] = [keepOf('one'), keepOf('one')];
    const order: string[] = [];
    const { promise, resolve: finish } = Promise.withResolvers<void>();
    const first = one.alone('tokens', () => promise.then(() => void order.push('first')));
    await clock.advance(0);
    const second = other.alone('tokens', async () => void order.push('second'));
    for (let second = 0; second < 120; second++) await clock.advance(1_000);
    expect(order).toEqual([]);
    finish();
    await first;
    await clock.advance(1_000);
    await second;
    expect(order).toEqual(['first', 'second']);
  });

  it('tells what came of the work, even where the others can only be let in later', async () => {
    const release = () => Promise.reject(new Error('database or disk is full'));
    const keep = createKeep('one', { store: { ...store, release }, keys, publicUrl: 'https://proxy.example', clock });
    expect(await keep.alone('tokens', async () => 'done')).toBe('done');
  });
});
