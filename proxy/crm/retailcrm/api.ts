import type { z } from 'zod';
import type { CrmHttp, CrmRequest, ShopFacts } from '../crm.ts';
import { READABLE, readAnswer, TOO_MANY } from './answer.ts';
import type { Settings } from './settings.ts';

export type Query = readonly (readonly [name: string, value: string | undefined])[];

export interface Ask {
  /** The method's path behind `/api/v5/`, with the ids left out: `orders/create`. */
  operation: string;
  /** The path itself, where it holds an id; any other than `/api/v5/` with its leading slash. */
  path?: string;
  query?: Query;
  /** Makes it a POST. Texts go as they are, all else as JSON in one field (API rules). */
  form?: Record<string, unknown>;
  /** Doing it twice would do harm: it goes out once, and whether it was taken may stay unknown. */
  once?: boolean;
}

/** Calls one method of RetailCRM and reads its answer. @throws CrmFailure */
export type Api = <Schema extends z.ZodType>(ask: Ask, schema: Schema) => Promise<z.output<Schema>>;

/** What the parts of the adapter work with. */
export interface Context {
  api: Api;
  settings: Settings;
  shop: ShopFacts;
  /** The zone of times without an offset: an account setting. That it holds for the API is inferred. */
  zone: string;
}

/** A query with PHP's brackets, as in the API rules. */
const encode = (fields: Query): string =>
  fields
    .flatMap(([name, value]) =>
      value === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(value.toWellFormed())}`],
    )
    .join('&');

const encodeForm = (form: Record<string, unknown>): string =>
  encode(
    Object.entries(form).map(([name, value]) => [
      name,
      value === undefined || typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );

const pathOf = ({ operation, path }: Ask): string => (path?.startsWith('/') ? path : `/api/v5/${path ?? operation}`);

/** `once` apart, what we write may be written again unharmed, so it is retried like a read. */
const requestOf = (origin: string, ask: Ask): CrmRequest => {
  const query = encode(ask.query ?? []);
  const request = {
    operation: ask.operation,
    url: `${origin}${pathOf(ask)}${query && `?${query}`}`,
    kind: ask.once ? 'submit' : 'read',
    accept: READABLE,
    limits: TOO_MANY,
  } as const;
  if (!ask.form) return { ...request, method: 'GET' };
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { ...request, method: 'POST', headers, body: encodeForm(ask.form) };
};

export const createApi = ({ url }: Settings, http: CrmHttp, now: () => number): Api => {
  const { origin } = new URL(url);
  return async (ask, schema) => {
    const request = requestOf(origin, ask);
    return readAnswer(request, await http.call(request), schema, now());
  };
};

/** A filter by store, where the key may see several: without it they would be mixed. */
export const ofSite = ({ site }: Settings): Query => [['filter[sites][]', site]];
