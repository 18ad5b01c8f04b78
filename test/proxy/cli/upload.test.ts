import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../../demo/sandbox/index.ts';
import { upload } from '../../../proxy/cli/upload.ts';
import { freshKey } from '../../../proxy/orders/seal.ts';

let folder: string;
let sandbox: RunningSandbox;
let said: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'upload-'));
  sandbox = await startSandbox({ crm: 'retailcrm', port: 0, backDoorPort: 0, speed: 60, settings: { apiKey: 'key' } });
  said = '';
  const keep = (text: unknown): boolean => {
    said += String(text);
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
  vi.stubEnv('UPLOAD_KEY', 'key');
  vi.stubEnv('UPLOAD_BOOK', freshKey());
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

const configFile = (more: object = {}): string => {
  const file = join(folder, 'crm.config.json');
  const shop = { type: 'retailcrm', url: sandbox.url, ownHost: true, key: '${UPLOAD_KEY}', quota: { speed: 60 } };
  writeFileSync(
    file,
    JSON.stringify({
      ...{ publicUrl: 'http://127.0.0.1:1', origins: ['http://127.0.0.1:2'], trustProxy: 0 },
      ...{ database: `sqlite:${folder}/orders.sqlite`, orderBookKeys: ['${UPLOAD_BOOK}'] },
      shop: { name: 'S', currency: 'RUB', timezone: 'Europe/Moscow', phoneCountry: 'RU' },
      connections: { shop: { ...shop, ...more } },
    }),
  );
  return file;
};

const run = async (what: string, content: string, ...more: string[]): Promise<number> => {
  const file = join(folder, 'rows.json');
  writeFileSync(file, content);
  said = '';
  return upload([what, file, '--config', configFile(), ...more]);
};

const customers = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...{ id: `old-${index}`, name: `Anna ${index}`, phone: `8 916 ${1_000_000 + index}` },
    registeredAt: '2020-05-01T12:00:00+03:00',
  }));
const orders = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...{ number: `A-${index}`, createdAt: '2021-03-04T10:00:00+03:00', status: 'complete' },
    customer: { id: `old-${index}`, name: `Anna ${index}` },
    lines: [{ sku: '001', name: 'Roll', quantity: 2, price: { amount: 52_000, currency: 'RUB' } }],
  }));
const lines = (rows: readonly object[]): string => rows.map(row => JSON.stringify(row)).join('\n');

describe('crm-proxy upload', () => {
  it('sends customers and orders in packs, and again only what is missing', async () => {
    expect([await run('customers', JSON.stringify(customers(60))), said]).toEqual([
      0,
      '50 of 60: 50 sent, 0 there already, 0 refused\n60 of 60: 60 sent, 0 there already, 0 refused\n',
    ]);
    expect([await run('customers', JSON.stringify(customers(61))), said]).toEqual([
      0,
      '50 of 61: 0 sent, 50 there already, 0 refused\n61 of 61: 1 sent, 60 there already, 0 refused\n',
    ]);
    expect(await run('orders', lines(orders(3)), '--connection', 'shop')).toBe(0);
    expect(said).toBe('3 of 3: 3 sent, 0 there already, 0 refused\n');
    const held = (await (await fetch(`${sandbox.backDoorUrl}/__sandbox/orders`)).json()) as {
      externalId: string;
      status: string;
    }[];
    expect(held.find(({ externalId }) => externalId === 'A-2')).toMatchObject({ status: 'complete' });
  });

  it('names each row that was refused, and nobody in it', async () => {
    const rows = orders(4).map((row, index) => (index === 2 ? { ...row, status: 'nowhere' } : row));
    expect(await run('orders', lines(rows))).toBe(1);
    expect(said).toMatch(/^ {2}line 3: refused \(\S*status\)\n4 of 4: 3 sent, 0 there already, 1 refused\n$/);
  });

  it('stops where nothing is taken at all', async () => {
    const rows = orders(60).map(row => ({ ...row, status: 'nowhere' }));
    expect(await run('orders', lines(rows))).toBe(2);
    expect(said).toContain('50 of 60: 0 sent');
    expect(said).toContain('Mend the config or the file');
  });

  it('sends nothing of a file with a bad row, and names every one by its line', async () => {
    const [good] = orders(1);
    const secret = { number: 'A-7', createdAt: 'yesterday', customer: { phone: '+79161234567' }, lines: [] };
    expect(
      await run('orders', `${JSON.stringify(good)}\n\n{"number": \n${JSON.stringify(secret)}\n${JSON.stringify(good)}`),
    ).toBe(2);
    expect(said).toContain('line 3: # no JSON');
    expect(said).toMatch(/line 4: .*#\/lines .*#\/createdAt bad-format/);
    expect(said).toContain('line 5: has the same id or number as line 1');
    expect(said).not.toContain('9161234567');
    const asked = (await (await fetch(`${sandbox.backDoorUrl}/__sandbox/requests`)).json()) as unknown[];
    expect(asked).toEqual([]);
  });

  it('tries a pack again whose answer was lost, and finds that it went', async () => {
    await fetch(`${sandbox.backDoorUrl}/__sandbox/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ fault: 'reset-after', times: 1, method: 'customers/upload' }),
    });
    expect(await run('customers', lines(customers(2)))).toBe(0);
    expect(said).toMatch(/waiting\n2 of 2: 0 sent, 2 there already, 0 refused\n$/);
  });

  it('says what it wants', async () => {
    expect(await upload(['goods', 'x.json', '--config', configFile()])).toBe(2);
    expect(said).toContain('crm-proxy upload customers|orders');
    expect(await run('orders', '[]', '--connection', 'nobody')).toBe(2);
    expect(said).toContain('--connection shop');
  });
});
