import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { skusOf } from '../../../proxy/cli/check.ts';

const ROOT = new URL('../../..', import.meta.url).pathname;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** `crm-proxy check` on a config beside which this catalogue file lies. */
const check = (goods: string): Promise<{ code: number; said: string }> => {
  const config = {
    publicUrl: 'https://crm.shop.example',
    origins: ['https://shop.example'],
    trustProxy: 0,
    shop: {
      ...{ name: 'Wave', currency: 'RUB', timezone: 'Europe/Moscow', phoneCountry: 'RU' },
      catalogue: './goods.csv',
    },
    connections: { kitchen: { type: 'frontpad', secret: '${S}' } },
  };
  writeFileSync(join(folder, 'crm.config.json'), JSON.stringify(config));
  writeFileSync(join(folder, 'goods.csv'), goods);
  const args = ['proxy/cli.ts', 'check', '--config', join(folder, 'crm.config.json')];
  return new Promise(resolve => {
    execFile(process.execPath, args, { cwd: ROOT, env: { ...process.env, S: 'secret' } }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, said: out + err }),
    );
  });
};

describe('crm-proxy check', () => {
  it('counts the goods of the catalogue file', async () => {
    // It stops at the order-book key, which is not set; no CRM is asked.
    expect((await check('sku,name,price\nA,Cup,1\nB,Cup,2\n')).said).toMatch(/catalogue: 2 articles of .*goods\.csv/);
  });

  it('tells every fault of it at once', async () => {
    const { code, said } = await check('sku,name,price\nA,Cup,free\nA,,1\nA,Cup,1\nA,Cup,1\n');
    expect(code).toBe(2);
    for (const place of ['line 2, price', 'line 3, name', 'line 5, sku']) expect(said).toContain(place);
  });
});

describe('the articles of --skus', () => {
  const of = (text: string) => skusOf(Buffer.from(text));

  it('stand in their column, or in the first where no heading says which', () => {
    expect(of('\uFEFFname;"Артикул"\r\nRoll;001\r\n"Tea; black";"0""2"\r\n\r\nRoll;001')).toEqual(['001', '0"2']);
    expect(of('001,Roll\n002,Tea\n')).toEqual(['001', '002']);
  });

  it('are not guessed from a file that cannot be read', () => {
    expect(() => skusOf(Buffer.from([0x31, 0x0a, 0xd7]))).toThrow(/not UTF-8/);
    expect(() => of('sku\n1\n"2\n')).toThrow(/line 3/);
  });
});
