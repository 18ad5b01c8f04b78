import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { createKeys } from '../../../../proxy/orders/seal.ts';
import { openSqlite } from '../../../../proxy/orders/store/sqlite.ts';
import { folder } from './folder.ts';
import { key } from './samples.ts';

const ROUNDS = 3;
const ORDERS = 300;

it('no order that was accepted is lost when the process is killed', { timeout: 10_000 }, async () => {
  const { file, remove } = await folder();
  const secret = key();
  const told: string[] = [];
  for (let round = 1; round <= ROUNDS; round++) told.push(...(await acceptUntilKilled(file, secret, ORDERS)));

  const store = await openSqlite({ file, keys: createKeys([secret]) });
  const kept = new Set((await store.list({})).map(({ id }) => id));
  await store.close();
  expect(told.length).toBeGreaterThanOrEqual(ROUNDS * ORDERS);
  expect(told.filter(id => !kept.has(id))).toEqual([]);

  const db = new DatabaseSync(file);
  expect(db.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
  db.close();
  await remove();
});

/** The ids that the child told whole before it died. */
async function acceptUntilKilled(file: string, secret: string, enough: number): Promise<string[]> {
  const script = new URL('./crash-child.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, file, secret], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  const ids: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    if (line.length === 36) ids.push(line);
    if (ids.length === enough) child.kill('SIGKILL');
  }
  await exit;
  return ids;
}
