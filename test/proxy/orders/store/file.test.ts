import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeys } from '../../../../proxy/orders/seal.ts';
import { openStore } from '../../../../proxy/orders/store/open.ts';
import { connect } from '../../../../proxy/orders/store/sqlite/connection.ts';
import { openSqlite } from '../../../../proxy/orders/store/sqlite.ts';
import type { Store } from '../../../../proxy/orders/store/store.ts';
import { folder } from './folder.ts';
import { event, intake, job, key, keys, noon } from './samples.ts';

let home: Awaited<ReturnType<typeof folder>>;
let store: Store;

beforeEach(async () => {
  home = await folder();
  store = await openSqlite({ file: home.file, keys });
});
afterEach(async () => {
  await store.close();
  await home.remove();
});

/** Past the order book's back, as somebody with the file could. */
function tamper(sql: string): void {
  const db = new DatabaseSync(home.file);
  db.exec(sql);
  db.close();
}

const reopen = async (list = keys) => {
  await store.close();
  store = await openSqlite({ file: home.file, keys: list });
};

describe('the file', () => {
  it('survives a power cut after each commit', () => {
    const db = connect(home.file);
    expect(db.prepare('pragma synchronous').get()).toEqual({ synchronous: 2 });
    expect(db.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' });
    db.close();
  });

  it('is for the owner alone', async () => expect((await stat(home.file)).mode & 0o777).toBe(0o600));

  it('holds nothing that a visitor or a CRM said', async () => {
    const said = event('cooking', noon, { name: 'Готовится' });
    const order = intake({ jobs: [job('k', { payload: { text: 'письмо менеджеру' } })] }, { status: said });
    await store.accept(order);
    await store.change({ id: order.booked.id }, () => ({ memo: { note: 'записка' }, reason: 'because' }));
    await store.setLane('crm', { pausedUntil: null, step: 1, reason: 'invalid_secret' }, []);
    await store.putDocument('catalogue', '["каталог"]', noon);
    await store.keepEarly({ connection: 'crm', ref: 'r', event: said }, noon);

    const files = await readdir(dirname(home.file));
    const bytes = Buffer.concat(await Promise.all(files.map(name => readFile(join(dirname(home.file), name)))));
    expect(bytes.includes(order.booked.id)).toBe(true);
    const words = ['Марья', '9161234567', 'Пирог', 'Домофон', 'utm_source', 'cooking', 'Готовится', 'письмо'];
    words.push('записка', 'because', 'invalid_secret', 'каталог');
    expect(words.filter(word => bytes.includes(word))).toEqual([]);
  });

  it('is refused when a newer version made it', async () => {
    await store.close();
    tamper(`insert into migrations values (99, '')`);
    await expect(openSqlite({ file: home.file, keys })).rejects.toThrow('made by a newer version (99;');
  });

  it('is opened by its address, which is never quoted', async () => {
    const other = await openStore(`sqlite:${home.file}`, keys);
    expect(await other.count({})).toBe(0);
    await other.close();
    await expect(openStore('mysql://me:pass@db', keys)).rejects.toThrow(/^(?!.*pass).*must be sqlite:FILE/);
  });
});

describe('a row that cannot be read', () => {
  const two = async () => {
    const [one, other] = [intake({}, { number: 'K7-1' }), intake({}, { number: 'K7-2' })];
    await Promise.all([store.accept(one), store.accept(other)]);
    return one.booked.id;
  };

  it.each([
    [`body = (select body from orders where number = 'K7-2')`, /Order K7-1 cannot be read: its body: .*moved/],
    ['body = detail', /Order K7-1 cannot be read: its body: .*moved/],
    [`detail = x'00'`, /Order K7-1 cannot be read: its detail: it is cut short/],
    [`state = 'lost'`, /Order K7-1 cannot be read: state not as expected/],
  ])('says whose and why: %s', async (set, fault) => {
    const id = await two();
    tamper(`update orders set ${set} where number = 'K7-1'`);
    await expect(store.order({ id })).rejects.toThrow(fault);
    await expect(store.change({ id }, () => ({ state: 'dropped' }))).rejects.toThrow(fault);
  });

  it('names the field that is not as expected, not what it holds', async () => {
    const id = await two();
    const place = { table: 'orders', row: id, column: 'body' };
    const sealed = Buffer.from(keys.encrypt('{"customer":{"phone":["+79161234567"]}}', place)).toString('hex');
    tamper(`update orders set body = x'${sealed}' where number = 'K7-1'`);
    const fault = await store.order({ id }).catch((error: unknown) => String(error));
    expect(fault).toMatch(/Order K7-1 cannot be read: its body is not as expected at .*customer/);
    expect(fault).not.toContain('916');
  });

  it('may be an event, too, moved to another order', async () => {
    const id = await two();
    await store.change({ connection: 'crm', number: 'K7-2' }, () => ({ event: event('a') }));
    tamper(`update events set order_id = '${id}'`);
    await expect(store.history(id)).rejects.toThrow(/Event 1 of order .* cannot be read/);
  });
});

describe('the order-book keys', () => {
  const [old, now] = [key(), key()];

  it('are refused when they are not those of the file', async () => {
    await store.close();
    await expect(openSqlite({ file: home.file, keys: createKeys([now]) })).rejects.toThrow(
      `sealed with key ${keys.ids[0]}, which is not in the list`,
    );
  });

  it('rotate: the old one is needed until its last order is erased', async () => {
    await home.remove();
    home = await folder();
    await reopen(createKeys([old]));
    const order = intake();
    await store.accept(order);
    await reopen(createKeys([now, old]));
    expect(await store.order({ id: order.booked.id })).toEqual(order.booked);
    await store.change({ id: order.booked.id }, () => ({ state: 'dropped' }));
    await expect(reopen(createKeys([now]))).rejects.toThrow('Add it to its end');
    await reopen(createKeys([now, old]));
    await store.sweep({ eraseBefore: Number.MAX_SAFE_INTEGER, forgetEarlyBefore: 0 });
    await reopen(createKeys([now]));
    expect(await store.count({})).toBe(0);
  });
});
