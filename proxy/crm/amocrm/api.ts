import { z } from 'zod';
import type { CrmHttp, CrmRequest, ShopFacts } from '../crm.ts';
import { READABLE, readAnswer, unclear } from './answer.ts';
import type { Settings } from './settings.ts';
import { pageOf } from './wire.ts';

export type Query = readonly (readonly [name: string, value: string])[];

export interface Ask {
  method?: 'POST' | 'PATCH' | 'DELETE';
  /** Behind `/api/v4/`, the ids left out: `leads/{id}/notes`. */
  operation: string;
  /** The path itself, where it holds an id. */
  path?: string;
  query?: Query;
  body?: object;
}

/** As many as one answer may hold (documentation, limits). */
const PAGE = 250;

/** Calls amoCRM and reads its answers. All throw CrmFailure. */
export interface Api {
  call<Schema extends z.ZodType>(ask: Ask, schema: Schema): Promise<z.output<Schema>>;
  /** For calls that answer nothing, or nothing of interest. */
  touch(ask: Ask): Promise<void>;
  /** Null where there is none. */
  callIfAny<Schema extends z.ZodType>(ask: Ask, schema: Schema): Promise<z.output<Schema> | null>;
  /** The rows `_embedded[name]` of at most so many pages; `complete`: there were no more. */
  rows<Row extends z.ZodType>(
    ask: Ask,
    name: string,
    row: Row,
    mostPages?: number,
    isEnough?: (rows: z.output<Row>[]) => boolean,
  ): Promise<{ rows: z.output<Row>[]; complete: boolean }>;
}

/** What the parts of the adapter work with. */
export interface Context {
  api: Api;
  settings: Settings;
  shop: ShopFacts;
}

const queryOf = (query: Query): string =>
  query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value.toWellFormed())}`).join('&');

const requestOf = (origin: string, { operation, path, query = [], body, ...ask }: Ask, reads: Kind) => {
  const asked = queryOf(query);
  const method: CrmRequest['method'] = ask.method ?? 'GET';
  return {
    operation: `${method} ${operation}`,
    method,
    url: `${origin}/api/v4/${path ?? operation}${asked && `?${asked}`}`,
    headers: { accept: 'application/json', ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    // What creates something must not be sent twice; to set or to take away the same again is harmless.
    kind: method === 'POST' ? 'submit' : reads,
    accept: READABLE,
  } satisfies CrmRequest;
};

type Kind = CrmRequest['kind'];

/**
 * `reads` is how reads go out: as `submit` those that an order needs on its way, so that none of them is turned away
 * for want of quota.
 */
export const createApi = ({ url }: Settings, http: CrmHttp, now: () => number, reads: Kind): Api => {
  const { origin } = new URL(url);

  const callIfAny: Api['callIfAny'] = async (ask, schema) => {
    const request = requestOf(origin, ask, reads);
    return readAnswer(request, await http.call(request), schema, now());
  };

  return {
    callIfAny,
    async call(ask, schema) {
      const answer = await callIfAny(ask, schema);
      if (answer === null) throw unclear(requestOf(origin, ask, reads));
      return answer;
    },
    async touch(ask) {
      const request = requestOf(origin, ask, reads);
      const { status, text } = await http.call(request);
      readAnswer(request, { status, headers: {}, text }, z.object({}), now());
    },
    async rows(ask, name, row, mostPages = 1, isEnough = () => false) {
      const all: z.output<typeof row>[] = [];
      for (let page = 1; page <= mostPages; page++) {
        const query: Query = [...(ask.query ?? []), ['page', String(page)], ['limit', String(PAGE)]];
        const answer = await callIfAny({ ...ask, query }, pageOf(name, row));
        all.push(...(answer?.rows ?? []));
        if (!answer?.more) return { rows: all, complete: true };
        if (isEnough(all)) break;
      }
      return { rows: all, complete: false };
    },
  };
};
