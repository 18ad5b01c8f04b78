import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backDoor, freePortsInARow, type Running, run } from '../e2e/kit.ts';
import type { Chance } from './chance.ts';
import { type Receiver, startReceiver } from './receiver.ts';

/** One proxy process that may be dead just now. Killed, it starts again on the same port and order book. */
export interface Victim {
  url: string;
  kills: number;
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
  start(): Promise<void>;
}

/** A sandbox, the site's back end and proxies on one order book, all on loopback. */
export interface World {
  back: ReturnType<typeof backDoor>;
  backUrl: string;
  /** The site whose pages and back end place orders. */
  site: string;
  receiver: Receiver;
  victims: readonly [Victim, ...Victim[]];
  file: string;
  /** What all processes have printed. */
  printed(): string;
  close(): Promise<void>;
}

/** A proxy that is asked to end may take its time over an order in flight; torture does not. */
const PATIENCE_MS = 3_000;

const createVictim = (url: string, start: () => Promise<Running>, keep: (text: string) => void): Victim => {
  let running: Running | null = null;
  const victim: Victim = {
    url,
    kills: 0,
    async kill(signal) {
      const dying = running;
      running = null;
      if (!dying) return;
      victim.kills += 1;
      const impatience = setTimeout(() => void dying.kill('SIGKILL'), PATIENCE_MS);
      await dying.kill(signal);
      clearTimeout(impatience);
      keep(dying.printed());
    },
    async start() {
      running ??= await start();
    },
  };
  return victim;
};

export const createWorld = async (chance: Chance, proxies: number): Promise<World> => {
  const folder = mkdtempSync(join(tmpdir(), 'crm-chaos-'));
  const file = join(folder, 'orders.sqlite');
  const sandboxPort = await freePortsInARow();
  const sandbox = await run(
    ['demo/sandbox/cli.ts', 'frontpad', '--port', String(sandboxPort), '--speed', '60'],
    {},
    /back door is (http:\/\/[^/\s]+)/,
  );
  const sitePort = await freePortsInARow();
  const site = `http://127.0.0.1:${sitePort}`;
  const receiver = await startReceiver(sitePort, chance);
  let text = '';

  const victim = async (): Promise<Victim> => {
    const port = await freePortsInARow();
    const url = `http://127.0.0.1:${port}`;
    const env = {
      SANDBOX_URL: `http://127.0.0.1:${sandboxPort}`,
      PUBLIC_URL: url,
      SHOP_ORIGIN: site,
      DATABASE_URL: `sqlite:${file}`,
      QUOTA_SPEED: '60',
    };
    const args = ['proxy/cli.ts', 'serve', '--config', 'demo/config/frontpad.json', '--port', String(port)];
    const keep = (printed: string) => {
      text += printed;
    };
    return createVictim(url, () => run(args, env, /listens on (http:\S+?),/), keep);
  };

  const victims: [Victim, ...Victim[]] = [await victim()];
  while (victims.length < proxies) victims.push(await victim());
  const world: World = {
    ...{ back: backDoor(sandbox.url), backUrl: sandbox.url, site, receiver, victims, file },
    printed: () => text,
    async close() {
      await Promise.all(victims.map(each => each.kill('SIGKILL')));
      await sandbox.kill('SIGKILL');
      await receiver.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await Promise.all(victims.map(each => each.start())).catch(async error => {
    await world.close();
    throw error;
  });
  return world;
};
