/** What the tests of the KeyCRM sandbox share: one on free ports, a caller for its API, one for its back door. */
import { onTestFinished } from 'vitest';
import { startSandbox } from '../../../../demo/sandbox/index.ts';
import type { StartOptions } from '../../../../demo/sandbox/kit/start.ts';
import type { Json } from '../open.ts';

export const KEY = 'sandbox-keycrm-key';

export interface Page {
  readonly total: number;
  readonly current_page: number;
  readonly per_page: number;
  readonly last_page: number;
  readonly data: readonly Json[];
  readonly next_page_url: string | null;
}

interface ShownOrder {
  readonly ref: string;
  readonly number: string;
  readonly externalId: string | null;
  readonly phone: string;
  readonly status: string;
  readonly statusName: string;
  readonly lines: readonly { sku: string; quantity: number; price: number }[];
  readonly notes: readonly string[];
}

/** A KeyCRM sandbox for one test. Without limits, unless the test asks for them. */
export async function openKeycrm({ settings, ...options }: Partial<StartOptions> = {}) {
  const sandbox = await startSandbox({
    crm: 'keycrm',
    port: 0,
    backDoorPort: 0,
    speed: 1000,
    settings: { limits: false, ...settings },
    ...options,
  });
  onTestFinished(() => sandbox.close());

  const send = (method: string, path: string, body?: unknown, key = KEY): Promise<Response> =>
    fetch(`${sandbox.url}/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, accept: 'application/json', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const call = async <T = Json>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> => {
    const response = await send(method, path, body);
    const text = await response.text();
    return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as T };
  };
  const door = async <T = unknown>(path: string, method = 'GET', input?: unknown) => {
    const body = input === undefined ? {} : { body: JSON.stringify(input) };
    const response = await fetch(`${sandbox.backDoorUrl}/__sandbox/${path}`, { method, ...body });
    return { status: response.status, body: (await response.json()) as T };
  };

  return {
    ...sandbox,
    send,
    call,
    door,
    /** A list, its query given as it stands after the path. */
    list: async (path: string) => (await call<Page>('GET', path)).body,
    /** A new order's id. */
    order: async (extra: Json = {}) => (await call('POST', '/order', order(extra))).body['id'] as number,
    set: (patch: Json) => door('settings', 'POST', patch),
    orders: async () => (await door<ShownOrder[]>('orders')).body,
    move: (ref: number | string, status: unknown) => door<Json>(`orders/${ref}/status`, 'POST', { status }),
  };
}

/** The body of a small order. */
export function order(extra: Json = {}): Json {
  return {
    source_id: 1,
    buyer: { full_name: 'Віра', phone: '+380500000099' },
    products: [{ sku: '001', name: 'Ролл', price: 520, quantity: 2 }],
    ...extra,
  };
}
