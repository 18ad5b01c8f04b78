import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cart, eventually, place, ROOT, type Stage, stage } from './kit.ts';

let here: Stage;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crm-cli-'));
  here = await stage();
});
afterAll(async () => {
  await here.close();
  rmSync(folder, { recursive: true, force: true });
});

const cli = (args: string[], env: Record<string, string> = {}) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['proxy/cli.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, ...here.env, ...env },
    encoding: 'utf8',
  });
  return { out: stdout, err: stderr, code: status };
};
const withConfig = (...args: string[]) => cli([...args, '--config', 'demo/config/frontpad.json']);

describe('crm-proxy check', () => {
  test('says that the config is right, that the CRM answers, and how old the catalogue is', async () => {
    await fetch(`${here.url}/v1/availability?sku=001`);
    const { out, code } = withConfig('check');
    expect(out).toContain('The config is right');
    expect(out).toMatch(/answers: .*stop list/);
    expect(out).toMatch(/catalogue: \d+ articles/);
    expect(code).toBe(0);
  });

  test('names the articles of a file that the CRM lacks', () => {
    const file = join(folder, 'skus.csv');
    writeFileSync(file, 'sku;name\n001;Roll\nNO-SUCH;Ghost\n');
    const { out, code } = withConfig('check', '--skus', file);
    expect(out).toContain('2 articles, 1 unknown');
    expect(out).toContain('unknown: NO-SUCH');
    expect(code).toBe(1);
  });

  test('says what is wrong with a key the CRM refuses', () => {
    const { out, code } = cli(['check', '--config', 'demo/config/frontpad.json'], { FRONTPAD_SECRET: 'wrong-key' });
    expect(out).toContain('does not know this secret');
    expect(out).not.toContain('wrong-key');
    expect(code).toBe(1);
  });

  test('tells every fault of a config at once', () => {
    const file = join(folder, 'bad.json');
    writeFileSync(file, JSON.stringify({ publicUrl: 'nowhere', orgins: ['*'] }));
    const { err, code } = cli(['check', '--config', file]);
    for (const word of ['publicUrl', 'Did you mean origins?', 'trustProxy', 'shop']) expect(err).toContain(word);
    expect(code).toBe(2);
  });
});

test('serve without an order-book key starts nothing, and prints a fresh key to copy', () => {
  const file = join(folder, 'keyless.json');
  writeFileSync(
    file,
    JSON.stringify({
      publicUrl: 'http://127.0.0.1:1',
      origins: ['http://127.0.0.1:2'],
      trustProxy: 0,
      orderBookKeys: ['${ORDER_BOOK_KEY}'],
      shop: { name: 'S', currency: 'RUB', timezone: 'Europe/Moscow', phoneCountry: 'RU' },
      connections: { kitchen: { type: 'frontpad', secret: '${FRONTPAD_SECRET}' } },
    }),
  );
  const keyless = cli(['serve', '--config', file], { ORDER_BOOK_KEY: '', FRONTPAD_SECRET: 'k' });
  expect(keyless.err).toMatch(/ORDER_BOOK_KEY=[\w+/]{43}=/);
  expect(keyless.code).toBe(2);
});

test('orders: listed, shown, marked, dropped and sent again beside a running proxy, which notices within a second', async () => {
  await here.back.fault('reset-after', { times: 1, method: 'new_order' });
  const { id, number } = await place(here.url, cart(1));
  const stateOf = async () =>
    ((await (await fetch(`${here.url}/v1/orders/${id}`)).json()) as { state: string; crmNumber: string | null }).state;
  await eventually('the order to need a person', async () => (await stateOf()) === 'attention');

  expect(withConfig('orders', 'list', '--state', 'uncertain').out).toContain(number);
  expect(withConfig('orders', 'show', number).out).toContain('"state": "uncertain"');
  const { out, code } = withConfig('orders', 'submitted', number, '777');
  expect([out.includes(number), code]).toEqual([true, 0]);
  await eventually('the proxy to notice', async () => (await stateOf()) === 'submitted', 1_000);
  const again = withConfig('orders', 'retry', number);
  expect(again.code).toBe(2);
  expect(again.err).toContain('submitted');

  await here.back.fault('auth');
  const waiting = await place(here.url, cart(2));
  expect(withConfig('orders', 'drop', waiting.number).code).toBe(0);
  await here.back.mend();
  expect(withConfig('orders', 'list', '--state', 'dropped').out).toContain(waiting.number);
  expect(withConfig('orders', 'show', 'ZZ-0000').err).toContain('no order ZZ-0000');
  expect((await here.back.orders()).filter(order => order.name === 'Guest 2')).toHaveLength(0);
});
