/** What the tests of the amoCRM sandbox share: one on free ports, a caller for its API, one for its back door. */
import type { StartOptions } from '../../../../demo/sandbox/kit/start.ts';
import { type Json, openSandbox } from '../open.ts';

export const CLIENT = {
  client_id: '5a1c7e10-0d1a-4c0e-9b57-5a7db0c0a110',
  client_secret: 'sandbox-amocrm-client-secret',
};
export const REDIRECT = 'http://127.0.0.1:8788/oauth/main';

export const pipeline = 8_214_301;
export const stages = { added: 67_310_005, confirmed: 67_310_009, cooking: 67_310_013, won: 142, lost: 143 };
export const products = 5_101;
export const certificates = 5_103;
export const fields = { sku: 304_001, price: 304_005, payment: 301_009, deliverAt: 301_005 };

export interface ShownLead {
  readonly ref: string;
  readonly number: string;
  readonly externalId: string | null;
  readonly phone: string;
  readonly status: string;
  readonly price: number;
  readonly contacts: number;
  readonly lines: readonly { sku: string; quantity: number; price: number }[];
  readonly notes: readonly string[];
  readonly tags: readonly Json[];
}

interface Answered<T> {
  readonly status: number;
  readonly type: string | null;
  readonly body: T;
}

/** An amoCRM sandbox for one test. Without limits, unless the test asks for them. */
export async function openAmocrm(options: Partial<StartOptions> = {}) {
  const sandbox = await openSandbox('amocrm', options);
  const { door } = sandbox;

  const { longLivedToken: token } = (await door<{ longLivedToken: string }>('settings')).body;

  const send = (method: string, path: string, body?: unknown, bearer = token): Promise<Response> =>
    fetch(path.startsWith('http') ? path : `${sandbox.url}/api/v4${path}`, {
      method,
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const call = async <T = Json>(method: string, path: string, body?: unknown, bearer = token): Promise<Answered<T>> => {
    const response = await send(method, path, body, bearer);
    const text = await response.text();
    const type = response.headers.get('content-type');
    return { status: response.status, type, body: (/^[[{]/.test(text) ? JSON.parse(text) : text) as T };
  };

  return {
    ...sandbox,
    token,
    send,
    call,
    /** The rows of a list; none for no content. */
    async rows(path: string): Promise<Json[]> {
      const { body } = await call<{ _embedded?: Record<string, Json[]> }>('GET', path);
      return Object.values(body._embedded ?? {})[0] ?? [];
    },
    /** Ids of what was made. */
    async make(path: string, items: readonly Json[]): Promise<number[]> {
      const { body } = await call<{ _embedded?: Record<string, { id: number }[]> }>('POST', path, items);
      return (Object.values(body._embedded ?? {})[0] ?? []).map(({ id }) => id);
    },
    async complex(item: Json) {
      return (await call<Added[]>('POST', '/leads/complex', [item])).body[0] as Added;
    },
    orders: async () => (await door<ShownLead[]>('orders')).body,
    tokens: (body: Json) => oauth(sandbox.url, body),
  };
}

interface Added {
  readonly id: number;
  readonly contact_id: number | null;
  readonly company_id: number | null;
  readonly request_id: readonly string[];
  readonly merged: boolean;
}

/** Asks for tokens, in JSON. */
async function oauth(url: string, body: Json) {
  const response = await fetch(`${url}/oauth2/access_token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...CLIENT, redirect_uri: REDIRECT, ...body }),
  });
  return {
    status: response.status,
    body: (await response.json()) as Json & { access_token: string; refresh_token: string },
  };
}

/** A lead with a contact, as a shop sends it. */
export function order(name: string, phone = '+79161234567', extra: Json = {}): Json {
  const contact = {
    first_name: 'Вера',
    custom_fields_values: [{ field_code: 'PHONE', values: [{ value: phone, enum_code: 'WORK' }] }],
  };
  return { name, price: 1200, _embedded: { contacts: [contact] }, ...extra };
}
