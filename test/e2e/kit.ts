import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const ROOT = new URL('../..', import.meta.url).pathname;
export const SERVER_KEY = 'demo-server-key-for-the-sandbox-only';
export const CRM_SECRET = 'sandbox-frontpad-secret';
export const SHOP_ORIGIN = 'http://127.0.0.1:8787';

/** A port nobody listens on just now. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });

/** Four free ports in a row, as the demo wants them. */
export const freePortsInARow = async (): Promise<number> => {
  const first = await freePort();
  const free = await Promise.all(
    [1, 2, 3, 4].map(
      step =>
        new Promise<boolean>(resolve => {
          const server = createServer().once('error', () => resolve(false));
          server.listen(first + step, '127.0.0.1', () => server.close(() => resolve(true)));
        }),
    ),
  );
  return free.every(Boolean) ? first : freePortsInARow();
};

/** Polls until `look` gives something, or fails saying what was waited for. */
export const eventually = async <T>(
  what: string,
  look: () => Promise<T | null | undefined | false>,
  ms = 20_000,
): Promise<T> => {
  const deadline = Date.now() + ms;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`waited ${ms} ms in vain for: ${what}`);
    await new Promise(done => setTimeout(done, 40));
  }
};

export interface Running {
  url: string;
  child: ChildProcess;
  /** All it printed, in whatever stream. */
  printed(): string;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** Starts a program of ours and waits for the line that says it listens. */
export const run = async (args: string[], env: Record<string, string>, ready: RegExp): Promise<Running> => {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const keep = (chunk: Buffer) => {
    text += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const gone = new Promise<void>(resolve => child.once('close', () => resolve()));
  const url = await eventually(`${args.join(' ')} to start`, async () => {
    if (child.exitCode !== null) throw new Error(`${args.join(' ')} ended at once:\n${text}`);
    return ready.exec(text)?.[1];
  });
  return {
    url,
    child,
    printed: () => text,
    async kill(signal) {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await gone;
    },
  };
};

export interface SandboxOrder {
  ref: string;
  number: string;
  externalId?: string | null;
  phone: string;
  status: string;
  name: string;
  /** With the token of this one order; FrontPad's sandbox shows it. */
  hookUrl: string;
  lines: { sku: string; quantity: number; price: number }[];
}

/** The sandbox's back door. */
export const backDoor = (url: string) => {
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${url}/__sandbox/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.status === 204 ? null : response.json();
  };
  return {
    orders: async (): Promise<SandboxOrder[]> => (await call('GET', 'orders')) as SandboxOrder[],
    data: () => call('GET', 'data'),
    requests: () => call('GET', 'requests'),
    fault: (fault: string, more: object = {}) => call('POST', 'faults', { fault, ...more }),
    mend: () => call('DELETE', 'faults'),
    status: (ref: string, status: string) => call('POST', `orders/${ref}/status`, { status }),
  };
};

export interface Stage {
  sandbox: Running;
  back: ReturnType<typeof backDoor>;
  proxy: Running;
  url: string;
  /** What the proxy runs with: for a command line beside it. */
  env: Record<string, string>;
  /** Starts the proxy anew on the same order book and port, as after a crash. */
  restart(): Promise<void>;
  printed(): string;
  close(): Promise<void>;
}

/** A sandbox and a proxy as processes of their own, sixty times faster than life. */
export const stage = async (): Promise<Stage> => {
  const folder = mkdtempSync(join(tmpdir(), 'crm-e2e-'));
  const [sandboxPort, port] = [await freePortsInARow(), await freePortsInARow()];
  const sandbox = await run(
    ['demo/sandbox/cli.ts', 'frontpad', '--port', String(sandboxPort), '--speed', '60'],
    {},
    /back door is (http:\/\/[^/\s]+)/,
  );
  const url = `http://127.0.0.1:${port}`;
  const env = {
    SANDBOX_URL: `http://127.0.0.1:${sandboxPort}`,
    PUBLIC_URL: url,
    SHOP_ORIGIN,
    DATABASE_URL: `sqlite:${join(folder, 'orders.sqlite')}`,
    QUOTA_SPEED: '60',
  };
  const start = () =>
    run(
      ['proxy/cli.ts', 'serve', '--config', 'demo/config/frontpad.json', '--port', String(port)],
      env,
      /listens on (http:\S+?),/,
    );
  const here: Stage = {
    sandbox,
    back: backDoor(sandbox.url),
    proxy: await start(),
    url,
    env,
    async restart() {
      earlier += here.proxy.printed();
      here.proxy = await start();
    },
    printed: () => earlier + here.proxy.printed() + sandbox.printed(),
    async close() {
      await here.proxy.kill('SIGTERM');
      await sandbox.kill('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
  let earlier = '';
  return here;
};

export interface Accepted {
  id: string;
  number: string;
  state: string;
  crmNumber: string | null;
  ticket: string;
}

export const cart = (index: number) => ({
  customer: { name: `Guest ${index}`, phone: `+7916000${String(index).padStart(4, '0')}` },
  lines: [{ sku: '001', quantity: 1 }],
  delivery: { method: 'pickup', pickupPoint: 'harbour' },
  payment: { method: 'cash' },
  consent: true,
});

/** Places an order as a page's script does; throws unless it was accepted. */
export const place = async (
  url: string,
  body: unknown,
  key: string = crypto.randomUUID(),
  origin = SHOP_ORIGIN,
): Promise<Accepted> => {
  const response = await fetch(`${url}/v1/orders`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', 'idempotency-key': `"${key}"`, origin },
  });
  if (response.status !== 201) throw new Error(`not accepted: ${response.status} ${await response.text()}`);
  return (await response.json()) as Accepted;
};
