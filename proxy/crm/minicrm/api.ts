import type { z } from 'zod';
import type { CrmHttp, CrmRequest, Keep, ShopFacts } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import { READABLE, readAnswer } from './answer.ts';
import type { Ids } from './ids.ts';
import type { Settings } from './settings.ts';
import { listOf, Said, Schema } from './wire.ts';

export interface Ask {
  /** Behind `/Api/`, ids left out: `R3/Project`. */
  operation: string;
  /** The path itself, where it holds an id. */
  path?: string;
  query?: Record<string, string>;
  method?: 'POST' | 'PUT';
  body?: object;
}

/** Calls MiniCRM and reads its answers. */
export interface Api {
  /** @throws CrmFailure */
  call<Schema extends z.ZodType>(ask: Ask, schema: Schema): Promise<z.output<Schema>>;
  /** A list of up to so many pages from one of them on, and whether that was its end. @throws CrmFailure */
  list<Row extends z.ZodType>(
    ask: Ask,
    row: Row,
    pages?: number,
    first?: number,
  ): Promise<{ rows: z.output<Row>[]; whole: boolean }>;
  /** Has MiniCRM read this file: an order's, or a customer's. Read, it is not worked off yet. @throws CrmFailure */
  sync(file: string): Promise<void>;
  /** The fields of a module. @throws CrmFailure */
  schema(category: string): Promise<Schema>;
}

/** What the parts of the adapter work with. */
export interface Context {
  api: Api;
  settings: Settings;
  shop: ShopFacts;
  ids: Ids;
}

/** The file sync has a limit of its own (Integrations Manual, p. 42). */
export const SYNC = 'SyncFeed';

const PAGE = 100;
/** MiniCRM gives up on a file after 120 seconds (the vendor's WooCommerce plugin); we wait for it to say so. */
const SYNC_MS = 135_000;
/** How long the file stays where MiniCRM may fetch it. */
const OFFER_MS = 10 * 60_000;

const queryOf = (query: Record<string, string> = {}): string => {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`);
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
};

type Kind = CrmRequest['kind'];

/**
 * `submit` is for an order on its way: nothing of it may be turned away for want of quota. What nobody waits for goes as
 * a `sweep`, all else, writes that may be repeated included, as a `read`.
 */
export const createApi = (
  { url, systemId, sync }: Settings,
  http: CrmHttp,
  shop: Pick<ShopFacts, 'now'>,
  keep: Pick<Keep, 'offer'>,
  kind: Kind,
): Api => {
  const { origin } = new URL(url);
  const requestOf = ({ operation, path = operation, query, method, body }: Ask): CrmRequest => ({
    operation: method ? `${method} ${operation}` : operation,
    method: method ?? 'GET',
    url: `${origin}/Api/${path}${queryOf(query)}`,
    // `authorize` makes the header of it: whose key it is stands in the settings.
    headers: { authorization: systemId, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    kind,
    accept: READABLE,
  });
  const send = async <S extends z.ZodType>(request: CrmRequest, schema: S, known: boolean): Promise<z.output<S>> =>
    readAnswer(request, await http.call(request), schema, { known, now: shop.now() });
  const call: Api['call'] = (ask, schema) => send(requestOf(ask), schema, ask.path === undefined);

  const page = async <Row extends z.ZodType>(ask: Ask, row: Row, number: number) => {
    const query = { ...ask.query, ...(number > 0 && { Page: String(number) }) };
    const { count, rows } = await call({ ...ask, query }, listOf(row));
    // None at all is only believed of an answer that counts none itself.
    if (number === 0 && rows.length === 0 && (count ?? 0) > 0) {
      throw new CrmFailure(ask.operation, { kind: 'protocol', taken: kind === 'submit' ? 'unknown' : 'no' });
    }
    return { count, rows };
  };

  return {
    call,
    async list(ask, row, pages = 1, first = 0) {
      const all: z.output<typeof row>[] = [];
      for (let number = first; number < first + pages; number++) {
        const { count, rows } = await page(ask, row, number);
        all.push(...rows);
        // Whether `Count` is of all pages or of this one is not written anywhere: both are borne.
        const isLast = rows.length < PAGE && first * PAGE + all.length >= (count ?? 0);
        if (isLast || rows.length === 0) return { rows: all, whole: true };
      }
      return { rows: all, whole: false };
    },
    async sync(file) {
      if (sync === 'upload') {
        const request = requestOf({ operation: SYNC, path: `${SYNC}/${systemId}/Upload`, method: 'POST' });
        const headers = { ...request.headers, 'content-type': 'application/xml' };
        await send({ ...request, headers, body: file, timeoutMs: SYNC_MS }, Said, true);
        return;
      }
      const Source = await keep.offer(file, 'application/xml; charset=utf-8', OFFER_MS);
      const request = requestOf({ operation: SYNC, path: `${SYNC}/${systemId}`, query: { Source } });
      try {
        await send({ ...request, timeoutMs: SYNC_MS }, Said, true);
      } catch (error) {
        // It has not read the file yet: only its address, ours, can be what it refuses.
        if (!(error instanceof CrmFailure && error.kind === 'invalid')) throw error;
        throw new CrmFailure(SYNC, { kind: 'unavailable', taken: 'no', code: 'file-not-fetched' });
      }
    },
    schema: category => call({ operation: 'R3/Schema/Project', path: `R3/Schema/Project/${category}` }, Schema),
  };
};
