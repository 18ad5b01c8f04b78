import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { isSandboxName, type RunningSandbox, startSandbox } from '../../../demo/sandbox/index.ts';
import { check } from '../../../proxy/cli/check.ts';
import type { ConnectionConfig } from '../../../proxy/config/config.ts';
import { loadConfig } from '../../../proxy/config/load.ts';

const DEMO = new URL('../../../demo/', import.meta.url).pathname;
const Raw = z.looseObject({
  connections: z.record(z.string(), z.looseObject({ statuses: z.array(z.looseObject({ code: z.string() })) })),
});
type Raw = z.infer<typeof Raw>;

let folder: string;
let sandbox: RunningSandbox | undefined;
let said: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-codes-'));
  said = '';
  const keep = (text: unknown): boolean => {
    said += String(text);
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await sandbox?.close();
  rmSync(folder, { recursive: true });
});

/** The demo's config of a CRM, for a sandbox of its own. */
const demoOf = async (crm: string): Promise<Raw> => {
  if (!isSandboxName(crm)) throw new Error(`There is no sandbox for demo/config/${crm}.json.`);
  sandbox = await startSandbox({ crm, port: 0, backDoorPort: 0, speed: 60 });
  const filled = readFileSync(`${DEMO}config/${crm}.json`, 'utf8')
    .replaceAll(/\$\{SANDBOX_URL[^}]*\}/g, sandbox.url)
    .replace(/("(?:extend|catalogue)": ")(?:\.\/)?/, `$1${DEMO}config/`)
    .replaceAll(/\$\{QUOTA_SPEED[^}]*\}/g, '60')
    .replaceAll(/\$\{DATABASE_URL[^}]*\}/g, `sqlite:${folder}/orders.sqlite`);
  return { ...Raw.parse(JSON.parse(filled)), envFile: `${DEMO}demo.env` };
};

const fileOf = (raw: Raw): string => {
  const file = join(folder, 'crm.config.json');
  writeFileSync(file, JSON.stringify(raw));
  return file;
};

const connectionIn = (raw: Raw): ConnectionConfig => {
  const [connection] = loadConfig(fileOf(raw)).connections.values();
  if (!connection) throw new Error('The demo connects nothing.');
  return connection;
};

/** A code of the same make that no CRM has. */
const spoilt = (code: string): string =>
  /^[\d:]+$/.test(code)
    ? code.replace(/\d+$/, '987654321')
    : code.replace(/\w{2}$/, '77') + (/^[\w-]+$/.test(code) ? '' : 'ъ');

const setAt = (target: object, path: readonly string[], value: string): void => {
  const [step = '', ...rest] = path;
  if (rest.length === 0) Reflect.set(target, step, value);
  else setAt(Reflect.get(target, step), rest, value);
};

const crms = readdirSync(`${DEMO}config`).flatMap(file => /^(.+)\.json$/.exec(file)?.[1] ?? []);

describe.each(crms)('the codes of %s', crm => {
  it('are all right in its demo', async () => {
    const raw = await demoOf(crm);
    expect([await check(['--config', fileOf(raw)]), said]).toEqual([0, expect.stringContaining('codes')]);
    expect(said).not.toContain('WRONG');
  });

  it('are told of one by one where they are wrong, unless the CRM lists none', async () => {
    const raw = await demoOf(crm);
    const { name, crm: adapter, settings } = connectionIn(raw);
    const connection = raw.connections[name];
    const status = { path: 'statuses.0.code', code: connection?.statuses[0]?.code ?? '' };
    const mapped = adapter.manifest.mapped?.(settings) ?? [];
    for (const each of [status, mapped[0]].flatMap(code => code ?? [])) {
      const wrong = structuredClone(raw);
      setAt(wrong.connections[name] ?? {}, each.path.split('.'), spoilt(each.code));
      said = '';
      const code = await check(['--config', fileOf(wrong)]);
      const listed = adapter.manifest.capabilities.directory === 'yes';
      const faults = said.split('\n').filter(line => line.includes('WRONG'));
      expect([code, faults.length], said).toEqual(listed ? [1, 1] : [0, 0]);
      if (listed) expect(faults[0]).toContain(`connections.${name}.${each.path}: "${spoilt(each.code)}" is not in `);
    }
  });
});

it('tells of a payment that the CRM does not take with a delivery', async () => {
  const raw = await demoOf('insales');
  const gateway = { rules: [{ from: 'payment.method', codes: { cash: '1801', card: '1803' } }] };
  const [name = ''] = Object.keys(raw.connections);
  const wrong = { ...raw, connections: { [name]: { ...raw.connections[name], paymentGateway: gateway } } };
  expect(await check(['--config', fileOf(Raw.parse(wrong))])).toBe(1);
  expect(said).toMatch(/WRONG: .*codes\.card: "1803" is not allowed with "12402" of .*delivery\.method "pickup"/);
});

it('says of a list that it may not see that nothing was compared with it', async () => {
  const raw = await demoOf('retailcrm');
  const url = `${sandbox?.backDoorUrl}/__sandbox/settings`;
  const scopes = ['order_read', 'order_write', 'customer_read', 'customer_write', 'reference_read', 'store_read'];
  await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ scopes }),
  });
  expect([await check(['--config', fileOf(raw)]), said]).toEqual([
    0,
    expect.stringMatching(/not compared.*customFields \(5\)/),
  ]);
});
