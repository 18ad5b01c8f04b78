import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningSandbox, startSandbox } from '../../demo/sandbox/index.ts';
import { backDoor, eventually, freePort, ROOT, type Running, run, SHOP_ORIGIN } from './kit.ts';

/** A day's access token is good for some seconds. */
const SPEED = 20_000;
const CLIENT = { id: '5a1c7e10-0d1a-4c0e-9b57-5a7db0c0a110', secret: 'sandbox-amocrm-client-secret' };

let folder: string;
let config: string;
let sandbox: RunningSandbox;
let proxy: Running;
let env: Record<string, string>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crm-connect-'));
  config = join(folder, 'crm.config.json');
  const { envFile: _, ...demo } = JSON.parse(readFileSync(join(ROOT, 'demo/config/amocrm.json'), 'utf8'));
  const { token: __, ...kitchen } = demo.connections.kitchen;
  const office = { ...kitchen, clientId: CLIENT.id, clientSecret: '${AMOCRM_CLIENT_SECRET}' };
  writeFileSync(
    config,
    JSON.stringify({ ...demo, envFile: join(ROOT, 'demo/demo.env'), connections: { kitchen: office } }),
  );
  const port = await freePort();
  sandbox = await startSandbox({ crm: 'amocrm', port: 0, backDoorPort: 0, speed: SPEED });
  env = {
    ...{ SANDBOX_URL: sandbox.url, PUBLIC_URL: `http://127.0.0.1:${port}`, SHOP_ORIGIN, QUOTA_SPEED: '1000' },
    ...{ DATABASE_URL: `sqlite:${join(folder, 'orders.sqlite')}`, AMOCRM_CLIENT_SECRET: CLIENT.secret },
  };
  proxy = await run(
    ['proxy/cli.ts', 'serve', '--config', config, '--port', String(port)],
    env,
    /listens on (http:\S+?),/,
  );
});
afterAll(async () => {
  await proxy?.kill('SIGTERM');
  await sandbox?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A command of ours, its words as they come, and what is typed into it. */
const command = (...args: string[]) => {
  const child = spawn(process.execPath, ['proxy/cli.ts', ...args, '--config', config], {
    cwd: ROOT,
    env: { ...process.env, ...env },
  });
  let text = '';
  const keep = (chunk: Buffer) => {
    text += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise<number | null>(done => child.once('close', code => done(code)));
  return {
    said: (pattern: RegExp) =>
      eventually(String(pattern), async () => pattern.exec(text)?.[1] ?? pattern.exec(text)?.[0]),
    type: (line: string) => child.stdin.write(`${line}\n`),
    unplug: () => child.stdin.end(),
    text: () => text,
    ended,
  };
};

/** What a person does on the consent page: presses one of its buttons, and goes where it leads. */
const decide = async (page: string, decision: 'allow' | 'deny'): Promise<string> => {
  const query = new URL(page).searchParams;
  const answer = await fetch(`${sandbox.url}/oauth`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({
      ...{ client_id: query.get('client_id') ?? '', state: query.get('state') ?? '', decision },
      redirect_uri: `${env['PUBLIC_URL']}/connect/kitchen`,
    }),
  });
  return answer.headers.get('location') ?? '';
};

test('without access check says so, and which command gets it', async () => {
  const check = command('check');
  expect(await check.ended).toBe(1);
  expect(check.text()).toContain('run crm-proxy connect');
});

test('a person agrees in the CRM and comes back to the proxy: access and notifications are there', async () => {
  const connect = command('connect', 'kitchen');
  const page = await connect.said(/^\s+(http\S+)$/m);
  const denied = await fetch(await decide(page, 'deny'));
  expect(denied.status).toBe(400);
  const back = await fetch(await decide(page, 'allow'));
  expect([back.status, await back.text()]).toEqual([200, expect.stringContaining('amoCRM')]);
  expect(await connect.ended, connect.text()).toBe(0);
  expect(connect.text()).toMatch(/kitchen answers: \S/);
  expect(connect.text()).toMatch(/notifies http:\S+\/hooks\/kitchen\/…/);
});

test('the token is renewed when its day is over, by whichever process needs it first', async () => {
  const calls = async () => JSON.stringify(await backDoor(sandbox.backDoorUrl).requests());
  const granted = async () => (await calls()).split('/oauth2/access_token').length - 1;
  const before = await granted();
  await eventually('a second token', async () => {
    await fetch(`${proxy.url}/v1/availability?sku=001&q=${Date.now()}`, { headers: { origin: SHOP_ORIGIN } });
    await backDoor(sandbox.backDoorUrl).data();
    return (await granted()) > before;
  });
  const check = command('check');
  expect(await check.ended, check.text()).toBe(0);
});

test('a code can be pasted, and leaving takes everything back', async () => {
  const connect = command('connect', 'kitchen');
  const page = await connect.said(/^\s+(http\S+)$/m);
  connect.type(await decide(page, 'allow'));
  expect(await connect.ended, connect.text()).toBe(0);

  const disconnect = command('disconnect', 'kitchen');
  expect(await disconnect.ended, disconnect.text()).toBe(0);
  expect(disconnect.text()).toMatch(/notifies us no more[\s\S]*forgotten[\s\S]*https?:/);
  expect(await command('check').ended).toBe(1);
});

test('where nobody can type, the way back to the proxy is waited for all the same', async () => {
  const connect = command('connect', 'kitchen');
  connect.unplug();
  const page = await connect.said(/^\s+(http\S+)$/m);
  expect((await fetch(await decide(page, 'allow'))).status).toBe(200);
  expect(await connect.ended, connect.text()).toBe(0);
});

test('no token, code or secret stands in what the proxy printed', () => {
  for (const secret of [CLIENT.secret, 'eyJ', 'def5', '/connect/kitchen?'])
    expect(proxy.printed()).not.toContain(secret);
});
