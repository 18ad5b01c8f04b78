/** What the tests of the KeyCRM sandbox share: one on free ports, a caller for its API, one for its back door. */
import type { StartOptions } from '../../../../demo/sandbox/kit/start.ts';
import { type Json, openSandbox } from '../open.ts';

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
export async function openKeycrm(options: Partial<StartOptions> = {}) {
  const sandbox = await openSandbox('keycrm', options);
  const { door } = sandbox;

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

  return {
    ...sandbox,
    send,
    call,
    /** A list, its query given as it stands after the path. */
    list: async (path: string) => (await call<Page>('GET', path)).body,
    /** A new order's id. */
    order: async (extra: Json = {}) => (await call('POST', '/order', order(extra))).body['id'] as number,
    orders: async () => (await door<ShownOrder[]>('orders')).body,
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
