/** What the tests of the InSales sandbox share: one on free ports, a caller for its API, one for its back door. */
import type { StartOptions } from '../../../../demo/sandbox/kit/start.ts';
import { type Json, openSandbox } from '../open.ts';

export const LOGIN = 'sandbox-insales-login:sandbox-insales-password';

export interface ShownOrder {
  readonly ref: string;
  readonly number: string;
  readonly externalId: string | null;
  readonly phone: string;
  readonly status: string;
  readonly statusName: string;
  readonly lines: readonly { sku: string; quantity: number; price: number }[];
  readonly notes: readonly string[];
}

/** An order as the API answers it, as far as tests read it. */
export interface OrderJson extends Json {
  readonly id: number;
  readonly number: number;
  readonly order_lines: readonly Json[];
  readonly client: Json;
}

/** An InSales sandbox for one test. Without limits, unless the test asks for them. */
export async function openInsales(options: Partial<StartOptions> = {}) {
  const sandbox = await openSandbox('insales', options);
  const { door } = sandbox;

  const send = (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> =>
    fetch(`${sandbox.url}/admin${path}`, {
      method,
      headers: { authorization: `Basic ${btoa(LOGIN)}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const call = async <T = Json>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> => {
    const response = await send(method, path, body);
    const text = await response.text();
    return { status: response.status, body: (/^[[{]/.test(text) ? JSON.parse(text) : text) as T };
  };
  const variants = async (): Promise<Json[]> =>
    (await call<{ variants: Json[] }[]>('GET', '/products.json?per_page=250')).body.flatMap(each => each.variants);

  return {
    ...sandbox,
    send,
    call,
    list: async (path: string) => (await call<Json[]>('GET', path)).body,
    variant: async (sku: string) => (await variants()).find(each => each['sku'] === sku)?.['id'] as number,
    /** A new order. */
    async order(extra: Json = {}): Promise<OrderJson> {
      const variant_id = (await variants()).find(each => each['sku'] === '001')?.['id'];
      return (await call<OrderJson>('POST', '/orders.json', { order: order(variant_id, extra) })).body;
    },
    orders: async () => (await door<ShownOrder[]>('orders')).body,
  };
}

/** The fields of a small order. */
export function order(variant_id: unknown, extra: Json = {}): Json {
  return {
    client: { name: 'Вера', phone: '+79000000099' },
    order_lines_attributes: [{ variant_id, quantity: 2 }],
    shipping_address_attributes: { address: 'Садовая, 5' },
    delivery_variant_id: 12402,
    payment_gateway_id: 1801,
    ...extra,
  };
}
