import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { sandboxHooks } from '../../demo/hooks.ts';
import { startSandbox } from '../../demo/sandbox/index.ts';
import { createProxy } from '../../proxy/app.ts';
import { systemClock } from '../../proxy/clock.ts';
import type { Config } from '../../proxy/config/config.ts';
import { loadConfig } from '../../proxy/config/load.ts';
import type { CrmType } from '../../proxy/crm/index.ts';
import { keepLog } from '../contract/record.ts';
import { type Data, hurried } from '../contract/stage.ts';
import { backDoor, eventually, freePort, ROOT, SHOP_ORIGIN } from './kit.ts';

/** Half a minute's time-out is a second, which a busy machine still answers within. */
const SPEED = 30;

const demoEnv = parseEnv(readFileSync(join(ROOT, 'demo/demo.env'), 'utf8'));

interface HowToOpen {
  hurry?: 'clock' | 'quota';
  /** How many times faster than life it goes. */
  speed?: number;
  /** In place of the demo's own limits on visitors. */
  limits?: Config['limits'];
}

/**
 * The demo shop of one CRM in this process: its sandbox, and the proxy with the demo's own config, in a hurry. Where
 * `clock` hurries, time-outs are short too, but our clock leaves the sandbox's behind.
 */
export const openShop = async (crm: CrmType, { hurry = 'quota', speed = SPEED, limits }: HowToOpen = {}) => {
  const folder = mkdtempSync(join(tmpdir(), `crm-${crm}-`));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const settings = sandboxHooks(crm, `${url}/hooks/kitchen/${demoEnv['HOOK_TOKEN']}`);
  const sandbox = await startSandbox({ crm, port: 0, backDoorPort: 0, speed, settings });
  const env = {
    ...demoEnv,
    SANDBOX_URL: sandbox.url,
    PUBLIC_URL: url,
    SHOP_ORIGIN,
    DATABASE_URL: `sqlite:${join(folder, 'orders.sqlite')}`,
    QUOTA_SPEED: hurry === 'clock' ? '1' : String(speed),
  };
  const config = loadConfig(join(ROOT, `demo/config/${crm}.json`), env);
  // Its five seconds would be too few on a clock that hurries, and it is no matter of the CRM's.
  if (hurry === 'clock') for (const connection of config.connections.values()) connection.extend = null;
  if (limits) config.limits = limits;
  const log = keepLog();
  const proxy = await createProxy(config, { clock: hurry === 'clock' ? hurried(speed) : systemClock, log });
  const server = createServer(proxy.handler);
  await new Promise<void>(done => server.listen(port, '127.0.0.1', done));
  await proxy.start();
  const back = backDoor(sandbox.backDoorUrl);

  const ask = async <T>(path: string, body?: unknown): Promise<{ status: number; body: T }> => {
    const response = await fetch(url + path, {
      headers: { origin: SHOP_ORIGIN, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as T };
  };

  return {
    ...{ crm, url, config, back, ask, log },
    data: (await back.data()) as Data,
    /** Waits until an order is no longer on its way. */
    settled: (id: string) =>
      eventually(
        `order ${id} of ${crm} to be settled`,
        async () => {
          const { body } = await ask<{ state: string; crmNumber: string | null }>(`/v1/orders/${id}`);
          return body.state !== 'accepted' && body;
        },
        60_000,
      ),
    async [Symbol.asyncDispose]() {
      server.close();
      await proxy.close(0);
      server.closeAllConnections();
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export type OpenShop = Awaited<ReturnType<typeof openShop>>;
