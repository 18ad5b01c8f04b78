/** What the sandbox tests share: a sandbox on free ports, a caller for its API, one for its back door, a hook receiver. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type SandboxName, startSandbox } from '../../../demo/sandbox/index.ts';
import type { StartOptions } from '../../../demo/sandbox/kit/start.ts';

export const SECRET = 'sandbox-frontpad-secret';

export type Json = Record<string, unknown>;
export type Form = Readonly<Record<string, string>>;

export interface ShownOrder {
  readonly ref: string;
  readonly number: string;
  readonly externalId: string | null;
  readonly phone: string;
  readonly status: string;
  readonly lines: readonly { sku: string; quantity: number; price: number; parent: number | null }[];
  readonly totals: { lines: number; discount: number; certificate: number; score: number; total: number };
  readonly comment: string;
  readonly certificate: string | null;
  readonly deliverAt: string | null;
  readonly warnings: Json;
  readonly notes: readonly string[];
  readonly received: Form;
  readonly statusName: string;
  readonly tags: readonly string[];
}

/** A sandbox for one test, and its back door. Without limits, unless the test asks for them. */
export async function openSandbox(crm: SandboxName, { settings, ...options }: Partial<StartOptions> = {}) {
  const sandbox = await startSandbox({
    ...{ crm, port: 0, backDoorPort: 0, speed: 1000 },
    settings: { limits: false, ...settings },
    ...options,
  });
  onTestFinished(() => sandbox.close());
  const door = async <T = unknown>(path: string, method = 'GET', input?: unknown) => {
    const body = input === undefined ? {} : { body: JSON.stringify(input) };
    const response = await fetch(`${sandbox.backDoorUrl}/__sandbox/${path}`, { method, ...body });
    return { status: response.status, body: (await response.json()) as T };
  };
  return {
    ...sandbox,
    door,
    set: (patch: Json) => door('settings', 'POST', patch),
    move: (ref: number | string, status: unknown) => door<Json>(`orders/${ref}/status`, 'POST', { status }),
  };
}

/** A FrontPad sandbox for one test. Without limits, unless the test asks for them. */
export async function openFrontpad(options: Partial<StartOptions> = {}) {
  const sandbox = await openSandbox('frontpad', options);
  const { door } = sandbox;

  const endpoint = (method: string): string => `${sandbox.url}/api/index.php?${method}`;
  const call = async (method: string, form: Form = {}, init: RequestInit = {}): Promise<Json> => {
    const body = new URLSearchParams({ secret: SECRET, ...form });
    return (await fetch(endpoint(method), { method: 'POST', body, ...init })).json() as Promise<Json>;
  };

  return {
    ...sandbox,
    endpoint,
    call,
    fault: (fault: Json) => door('faults', 'POST', fault),
    orders: async () => (await door<ShownOrder[]>('orders')).body,
    /** The order made last. */
    async lastOrder(): Promise<ShownOrder> {
      const order = (await door<ShownOrder[]>('orders')).body.at(-1);
      if (!order) throw new Error('The sandbox holds no order.');
      return order;
    },
    requests: async () => (await door<Json[]>('requests')).body,
  };
}

/** The fields of a small order. */
export function order(extra: Form = {}): Form {
  return { 'product[0]': '001', 'product_kol[0]': '2', phone: '79000000099', name: 'Вера', ...extra };
}

interface ReceivedHook {
  readonly method: string;
  readonly path: string;
  readonly contentType: string | undefined;
  readonly body: string;
}

/** A site that takes hooks, and answers them with the given statuses, then 200. */
export async function openReceiver(statuses: number[] = []) {
  const received: ReceivedHook[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { method = '', url: path = '', headers } = request;
    received.push({ method, path, contentType: headers['content-type'], body });
    response.writeHead(statuses.shift() ?? 200).end();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

/** Asks until the answer is there; fails after two seconds. */
export async function until<T>(ask: () => T | undefined | false | Promise<T | undefined | false>): Promise<T> {
  const deadline = Date.now() + 2_000;
  while (Date.now() < deadline) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise(resolve => setImmediate(resolve));
  }
  throw new Error('It did not come to that within two seconds.');
}
