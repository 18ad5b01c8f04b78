/** What the RetailCRM tests share: a sandbox on free ports, a caller for its API, one for its back door. */
import type { StartOptions } from '../../../../demo/sandbox/kit/start.ts';
import { openSandbox } from '../open.ts';

export const KEY = 'sandbox-retailcrm-key';

// Answers have dozens of shapes; the tests say by their expectations which one they mean.
export type Json = Record<string, unknown>;
export type Query = Readonly<Record<string, string>>;

export interface Answered {
  readonly status: number;
  readonly body: Json;
}

/** A RetailCRM sandbox for one test. Without the limit, unless the test asks for it. */
export async function openRetailcrm(options: Partial<StartOptions> = {}) {
  const sandbox = await openSandbox('retailcrm', options);
  const { door } = sandbox;

  const call = async (path: string, init: RequestInit = {}): Promise<Answered> => {
    const response = await fetch(`${sandbox.url}/api/${path}`, { headers: { 'X-API-KEY': KEY }, ...init });
    return { status: response.status, body: (await response.json()) as Json };
  };
  const get = (path: string, query: Query = {}): Promise<Answered> => call(`v5/${path}?${new URLSearchParams(query)}`);
  const post = (path: string, fields: Readonly<Record<string, unknown>> = {}): Promise<Answered> =>
    call(`v5/${path}`, { method: 'POST', body: form(fields) });

  return {
    ...sandbox,
    call,
    get,
    post,
    create: (order: Json, fields: Json = {}) => post('orders/create', { order, ...fields }),
    orders: async () => (await door('orders')).body as readonly (Json & { ref: string; status: string })[],
    /** The entries of a list, or of one of its pages. */
    async list(path: string, query: Query = {}, name = path): Promise<readonly Json[]> {
      const { body } = await get(path, query);
      return (body[name] ?? []) as readonly Json[];
    },
  };
}

/** A form as RetailCRM takes it: what is more than a scalar goes as JSON. */
export function form(fields: Readonly<Record<string, unknown>>): URLSearchParams {
  const texts = Object.entries(fields).map(([name, value]): [string, string] => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ]);
  return new URLSearchParams(texts);
}

/** A small order. */
export function order(extra: Json = {}): Json {
  return {
    externalId: 'K7-4821',
    firstName: 'Вера',
    phone: '+79000000099',
    items: [{ offer: { externalId: '001' }, quantity: 2 }],
    ...extra,
  };
}
