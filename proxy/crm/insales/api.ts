import type { z } from 'zod';
import type { CrmHttp, CrmRequest, ShopFacts } from '../crm.ts';
import { CrmFailure, OWN_QUOTA } from '../failure.ts';
import { READABLE, readAnswer, usageOf } from './answer.ts';
import type { Settings } from './settings.ts';

/** From here on what is left of the allowance is for orders (a public client waits at the same mark). */
const SCARCE = 0.95;
/** How long reads keep off then: the allowance comes back with the vendor's window, of which nobody tells the end. */
const SCARCE_MS = 30_000;

export type Query = Readonly<Record<string, string | number | undefined>>;

export interface Ask {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Behind `/admin/`, without `.json`: `orders/12`. */
  path: string;
  query?: Query;
  body?: object;
  /** Doing it twice would do harm: it goes out once, and whether it was taken may stay unknown. */
  once?: boolean;
}

/** Calls InSales and reads its answer. @throws CrmFailure */
export type Api = <Schema extends z.ZodType>(ask: Ask, schema: Schema) => Promise<z.output<Schema>>;

const encode = (query: Query): string =>
  Object.entries(query)
    .flatMap(([name, value]) =>
      value === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(String(value).toWellFormed())}`],
    )
    .join('&');

/** A call's name is its path without ids, so that it says nothing of anybody. */
const operationOf = ({ method = 'GET', path }: Ask): string => `${method} ${path.replace(/\/\d+(?=\/|$)/g, '/{id}')}`;

const requestOf = (origin: string, ask: Ask): CrmRequest => {
  const { method = 'GET', path, query = {}, body, once = false } = ask;
  const search = encode(query);
  return {
    operation: operationOf(ask),
    method,
    url: `${origin}/admin/${path}.json${search && `?${search}`}`,
    kind: once ? 'submit' : 'read',
    accept: READABLE,
    // A write without this content type is refused, even an empty one (vendor's docs, 10 Товары).
    headers: { accept: 'application/json', ...(method !== 'GET' && { 'content-type': 'application/json' }) },
    ...(method !== 'GET' && { body: JSON.stringify(body ?? {}) }),
  };
};

export const createApi = ({ url }: Pick<Settings, 'url'>, http: CrmHttp, { now }: Pick<ShopFacts, 'now'>): Api => {
  const { origin } = new URL(url);
  let scarceUntil = 0;
  return async (ask, schema) => {
    const request = requestOf(origin, ask);
    const wait = scarceUntil - now();
    if (request.kind === 'read' && wait > 0) {
      throw new CrmFailure(request.operation, { kind: 'limit', taken: 'no', code: OWN_QUOTA, retryAfterMs: wait });
    }
    const answer = await http.call(request);
    if ((usageOf(answer) ?? 0) >= SCARCE) scarceUntil = now() + SCARCE_MS;
    return readAnswer(request, answer, schema, now());
  };
};
