/** What the tests of the MoySklad sandbox share: one on free ports, a caller for its API, one for its back door. */
import type { StartOptions } from '../../../../demo/sandbox/kit/start.ts';
import { type Json, openSandbox } from '../open.ts';

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
export async function openMoysklad(options: Partial<StartOptions> = {}) {
  const sandbox = await openSandbox('moysklad', options);
  const { door } = sandbox;

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
  /** The first entity of a list, as a reference. */
  const first = async (path: string): Promise<Meta> => {
    const [found] = (await list(path)).rows;
    if (!found) throw new Error(`There is nothing at ${path}.`);
    return { meta: found.meta };
  };

  return {
    ...sandbox,
    ...{ base, send, call, list, first },
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
    orders: async () => (await door<ShownOrder[]>('orders')).body,
  };
}
