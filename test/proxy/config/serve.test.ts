import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const cli = new URL('../../../proxy/cli.ts', import.meta.url).pathname;

const serve = (config: object) => {
  const folder = mkdtempSync(join(tmpdir(), 'serve-'));
  const file = join(folder, 'crm.config.json');
  writeFileSync(file, JSON.stringify(config));
  const { status, stderr } = spawnSync(process.execPath, [cli, 'serve', '--config', file, '--port', '0'], {
    env: { FRONTPAD_SECRET: 's' },
    encoding: 'utf8',
    timeout: 10_000,
  });
  rmSync(folder, { recursive: true });
  return { status, stderr };
};

const config = {
  publicUrl: 'https://crm.shop.example',
  origins: ['https://shop.example'],
  trustProxy: 0,
  shop: { name: 'Sushi', currency: 'RUB', timezone: 'Europe/Moscow', phoneCountry: 'RU' },
  connections: { kitchen: { type: 'frontpad', secret: '${FRONTPAD_SECRET}' } },
};

it('says what is wrong with a config, and no more than that', () => {
  const { status, stderr } = serve({ ...config, trustProxy: 'all' });
  expect(status).toBe(2);
  expect(stderr).toContain('The config has a fault:\n  trustProxy');
  expect(stderr).not.toMatch(/^\s+at /m);
});

it('offers a key where there is none', () => {
  const { status, stderr } = serve(config);
  expect(status).toBe(2);
  expect(stderr).toContain('ORDER_BOOK_KEY=');
  expect(stderr).not.toMatch(/^\s+at /m);
});
