import type { z } from 'zod';
import type { CrmHttp, CrmRequest, ShopFacts } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import { READABLE, readAnswer } from './answer.ts';
import type { Settings } from './settings.ts';
import { listOf } from './wire.ts';

/** A condition, as `code=1` or `updated>=2026-01-01 00:00:00`, whose value has yet to be escaped. */
export type Condition = readonly [field: string, operator: '=' | '>=' | '=~', value: string];

export interface Ask {
  /** Behind `/api/remap/1.2/`, the ids left out: `entity/customerorder`. */
  operation: string;
  /** The path itself, where it holds an id. */
  path?: string;
  filter?: readonly Condition[];
  query?: Record<string, string>;
  method?: 'POST' | 'PUT' | 'DELETE';
  body?: object;
}

/** Calls MoySklad and reads its answers. */
export interface Api {
  /** @throws CrmFailure */
  call<Schema extends z.ZodType>(ask: Ask, schema: Schema): Promise<z.output<Schema>>;
  /** The rows of one page of a list. @throws CrmFailure */
  rows<Row extends z.ZodType>(ask: Ask, row: Row): Promise<z.output<Row>[]>;
}

/** What the parts of the adapter work with. */
export interface Context {
  api: Api;
  settings: Settings;
  shop: ShopFacts;
}

/** Whole filters are one parameter; a semicolon in a value is escaped (documentation, Filtering). */
const filterOf = (conditions: readonly Condition[]): string =>
  conditions.map(([field, operator, value]) => `${field}${operator}${value.replaceAll(';', '\\;')}`).join(';');

const queryOf = ({ filter, query = {} }: Ask): string => {
  const all = { ...(filter && { filter: filterOf(filter) }), ...query };
  const pairs = Object.entries(all).map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`);
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
};

const requestOf = (origin: string, kind: CrmRequest['kind'], ask: Ask): CrmRequest => ({
  operation: ask.method ? `${ask.method} ${ask.operation}` : ask.operation,
  method: ask.method ?? 'GET',
  url: `${origin}/api/remap/1.2/${ask.path ?? ask.operation}${queryOf(ask)}`,
  // No other media type is allowed (error 1062).
  headers: { accept: 'application/json;charset=utf-8', ...(ask.body && { 'content-type': 'application/json' }) },
  ...(ask.body && { body: JSON.stringify(ask.body) }),
  kind,
  accept: READABLE,
});

/**
 * `submit` is for all that an order needs on its way, look-ups included: nothing of it may be turned away for want of
 * quota. All else, writes that may be repeated included, goes as a `read`.
 */
export const createApi = ({ url }: Settings, http: CrmHttp, now: () => number, kind: CrmRequest['kind']): Api => {
  const { origin } = new URL(url);
  const call: Api['call'] = async (ask, schema) => {
    const request = requestOf(origin, kind, ask);
    return readAnswer(request, await http.call(request), schema, now());
  };
  return {
    call,
    async rows(ask, row) {
      const limit = ask.query?.['limit'] ?? '100';
      const list = await call({ ...ask, query: { ...ask.query, limit } }, listOf(row));
      const { size, offset = 0 } = list.meta ?? {};
      // None at all is only believed of an answer that counts none itself.
      if (list.rows.length === 0 && (size === undefined || size > offset)) {
        throw new CrmFailure(ask.operation, { kind: 'protocol', taken: kind === 'submit' ? 'unknown' : 'no' });
      }
      return list.rows;
    },
  };
};

/** For lists that not every account has: a path that is not known is an empty one (error 1002). */
export const noneIfAbsent = (error: unknown): never[] => {
  if (error instanceof CrmFailure && error.code === '1002') return [];
  throw error;
};
