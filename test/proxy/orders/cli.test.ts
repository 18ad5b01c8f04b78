import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createKeys } from '../../../proxy/orders/seal.ts';
import { openSqlite } from '../../../proxy/orders/store/sqlite.ts';
import type { Store } from '../../../proxy/orders/store/store.ts';
import { crmJob, intake, job } from './store/samples.ts';

const ROOT = new URL('../../..', import.meta.url).pathname;
const KEY = /^ORDER_BOOK_KEY=(.+)$/m.exec(readFileSync(`${ROOT}demo/demo.env`, 'utf8'))?.[1] ?? '';

let folder: string;
let file: string;
let store: Store;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crm-cli-'));
  file = join(folder, 'orders.sqlite');
  store = await openSqlite({ file, keys: createKeys([KEY]) });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The command line beside a proxy that has the book open. */
const cli = (...args: string[]): Promise<{ code: number; said: string }> =>
  new Promise(resolve => {
    const env = { ...process.env, DATABASE_URL: `sqlite:${file}` };
    const config = ['--config', 'demo/config/frontpad.json'];
    execFile(process.execPath, ['proxy/cli.ts', ...args, ...config], { cwd: ROOT, env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, said: out + err }),
    );
  });

it('lists an order that cannot be read among the others, says why, and gives it up', async () => {
  await store.accept(intake({}, { number: 'K7-0001' }));
  await store.accept(intake({}, { number: 'K7-0002', state: 'refused' }));
  const db = new DatabaseSync(file);
  db.exec(`update orders set body = x'00' where number = 'K7-0002'`);
  db.close();
  const { said } = await cli('orders', 'list');
  expect(said).toMatch(/K7-0001 +waiting.*K7-0002 +refused.*cannot be read/s);
  expect(await cli('orders', 'retry', 'K7-0002')).toMatchObject({
    code: 1,
    said: expect.stringContaining('Order K7-0002 cannot be read: its body: it is cut short'),
  });
  expect(await cli('orders', 'drop', 'k7-0002')).toMatchObject({ code: 0 });
  expect(await store.count({ states: ['dropped'] })).toBe(1);
  expect((await cli('orders', 'drop', 'K7-0002')).code).toBe(2);
});

it('lists what nobody took', async () => {
  expect((await cli('notices')).said).toContain('has been told');
  const order = intake({}, { number: 'K7-0003' });
  const payload = { notice: 'refused', connection: 'crm', number: 'K7-0003' };
  await store.accept({ ...order, jobs: [job('a', { orderId: order.booked.id, payload, dueAt: 0 })] });
  const [only] = await store.dueJobs(0, 1);
  await store.settleJob(only?.id ?? 0, 'failed');
  expect((await cli('notices')).said).toMatch(/managers +refused +K7-0003 +1 +given up /);

  const errands = {
    '1': { about: 'status', orderId: order.booked.id, status: 'paid' },
    '2': { about: 'customer', customer: { id: 'C-17' } },
  };
  for (const [key, payload] of Object.entries(errands)) {
    await store.admitJob(crmJob(key, { payload, orderId: key === '1' ? order.booked.id : null }), []);
  }
  for (const { id } of await store.dueJobs(Number.MAX_SAFE_INTEGER, 9)) await store.settleJob(id, 'failed');
  const { said } = await cli('notices');
  expect(said).toMatch(/CRM +status paid +K7-0003 +1 +given up /);
  expect(said).toMatch(/CRM +customer +C-17 +1 +given up /);
});
