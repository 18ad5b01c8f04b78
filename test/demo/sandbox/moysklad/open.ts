/** What the tests of the MoySklad sandbox share: one on free ports, a caller for its API, one for its back door. */
import { onTestFinished } from 'vitest';
import { startSandbox } from '../../../../demo/sandbox/index.ts';
import type { StartOptions } from '../../../../demo/sandbox/kit/start.ts';
import type { Json } from '../open.ts';

export const TOKEN = 'sandbox-moysklad-token';

export interface Meta {
  readonly meta: { readonly href: string; readonly type: string; readonly size?: number; readonly nextHref?: string };
}

export interface Entity extends Meta {
  readonly id: string;
  readonly name: string;
  readonly [field: string]: unknown;
}

export interface Page extends Meta {
  readonly rows: readonly Entity[];
}

export interface Refused {
  readonly errors: readonly { readonly code: number; readonly error: string; readonly parameter?: string }[];
}

interface ShownOrder {
  readonly ref: string;
  readonly number: string;
  readonly externalId: string | null;
  readonly phone: string;
  readonly status: string;
  readonly stateId: string;
  readonly lines: readonly { sku: string; quantity: number; price: number }[];
}

/** A MoySklad sandbox for one test. Without limits, unless the test asks for them. */
export async function openMoysklad({ settings, ...options }: Partial<StartOptions> = {}) {
  const sandbox = await startSandbox({
    crm: 'moysklad',
    port: 0,
    backDoorPort: 0,
    speed: 1000,
    settings: { limits: false, ...settings },
    ...options,
  });
  onTestFinished(() => sandbox.close());

  const base = `${sandbox.url}/api/remap/1.2/`;
  const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
    fetch(base + path, {
      method,
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const call = async <T = Entity>(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: T }> => {
    const response = await send(method, path, body);
    const text = await response.text();
    return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as T };
  };
  const list = async (path: string): Promise<Page> => (await call<Page>('GET', path)).body;
  const door = async <T = unknown>(path: string, method = 'GET', input?: unknown) => {
    const body = input === undefined ? {} : { body: JSON.stringify(input) };
    const response = await fetch(`${sandbox.backDoorUrl}/__sandbox/${path}`, { method, ...body });
    return { status: response.status, body: (await response.json()) as T };
  };
  /** The first entity of a list, as a reference. */
  const first = async (path: string): Promise<Meta> => {
    const [found] = (await list(path)).rows;
    if (!found) throw new Error(`There is nothing at ${path}.`);
    return { meta: found.meta };
  };

  return {
    ...sandbox,
    ...{ base, send, call, list, door, first },
    /** The body of a small order. */
    order: async (extra: Json = {}): Promise<Json> => ({
      organization: await first('entity/organization?filter=code=volna'),
      agent: await first('entity/counterparty?filter=email=olga@example.com'),
      positions: [{ assortment: await first('entity/product?filter=code=001'), quantity: 2, price: 52_000 }],
      ...extra,
    }),
    /** The codes of a refusal, its status before them. */
    async refusal(method: string, path: string, body?: unknown): Promise<readonly number[]> {
      const refused = await call<Refused>(method, path, body);
      return [refused.status, ...refused.body.errors.map(({ code }) => code)];
    },
    set: (patch: Json) => door('settings', 'POST', patch),
    orders: async () => (await door<ShownOrder[]>('orders')).body,
    move: (ref: string, status: unknown) => door<Json>(`orders/${ref}/status`, 'POST', { status }),
  };
}
