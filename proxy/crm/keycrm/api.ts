import type { z } from 'zod';
import type { CrmAnswer, CrmHttp, CrmRequest } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import type { Settings } from './settings.ts';
import { pageOf, Refusal } from './wire.ts';

/** Long enough for a slow order, short enough for a reader; clients wait 10 to 60 seconds. */
const SUBMIT_MS = 30_000;
const READ_MS = 10_000;
/** KeyCRM gives at most 50 rows a page (KeyCRM OpenAPI). */
export const PAGE = 50;
/** A list that never ends is a fault of somebody's. */
const MOST_PAGES = 400;
/** KeyCRM does not always say how long to wait; what a client found to be enough. */
const UNSAID_WAIT_MS = 20_000;

/** The code of a refusal that may mean that the order is there already. */
export const REPEATED = 'source_uuid';

type Query = Record<string, string>;

/** How KeyCRM is asked. Operations are named by method and path, an id in it written as `{id}`. */
export interface Api {
  get<Schema extends z.ZodType>(path: string, query: Query, schema: Schema): Promise<z.output<Schema>>;
  /** The same, or null where KeyCRM knows nothing there. */
  getIfAny<Schema extends z.ZodType>(path: string, query: Query, schema: Schema): Promise<z.output<Schema> | null>;
  page<Row extends z.ZodType>(path: string, query: Query, row: Row): Promise<{ rows: z.output<Row>[]; more: boolean }>;
  /** Every row, page after page, up to `pages` of them. */
  list<Row extends z.ZodType>(path: string, query: Query, row: Row, pages?: number): AsyncIterable<z.output<Row>>;
  /** The same where nobody waits for it: a catalogue may be longer than a minute's calls. */
  sweep<Row extends z.ZodType>(path: string, query: Query, row: Row): AsyncIterable<z.output<Row>>;
  /** Creates: never sent twice by itself. */
  post<Schema extends z.ZodType>(path: string, body: object, schema: Schema): Promise<z.output<Schema>>;
  /** Changes to what is said, so that once more does no harm. */
  put<Schema extends z.ZodType>(path: string, body: object, schema: Schema): Promise<z.output<Schema>>;
  /** A POST that does no harm when repeated, such as putting on a tag. */
  touch<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>>;
}

const baseOf = (address: string): string => {
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname === '/' ? '/v1' : pathname.replace(/\/$/, '')}`;
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
};

const read = <Schema extends z.ZodType>(
  { operation, kind }: CrmRequest,
  schema: Schema,
  answer: CrmAnswer,
): z.output<Schema> => {
  const parsed = schema.safeParse(jsonOf(answer.text));
  if (parsed.success) return parsed.data;
  throw new CrmFailure(operation, { kind: 'protocol', taken: kind === 'submit' ? 'unknown' : 'no' });
};

/** The fields KeyCRM complains of are codes; its texts may repeat what the visitor wrote, and go no further. */
const refusalOf = ({ operation }: CrmRequest, { status, text }: CrmAnswer): CrmFailure => {
  const parsed = Refusal.safeParse(jsonOf(text));
  const { message, errors } = parsed.success ? parsed.data : { message: '', errors: {} };
  // Answered where pipelines are switched off (KeyCRM OpenAPI): the account's fault, not this order's.
  if (/not enabled/i.test(message)) return new CrmFailure(operation, { kind: 'auth', taken: 'no', code: 'leads-off' });
  const fields = Object.keys(errors).filter(name => /^[a-z][\w.]{0,63}$/.test(name));
  // Clients know a repeated order by this word.
  const isRepeat = message.includes(REPEATED) || fields.includes(REPEATED);
  const code = isRepeat ? REPEATED : (fields[0] ?? `http-${status}`);
  return new CrmFailure(operation, { kind: 'invalid', taken: 'no', code });
};

const withWait = (operation: string, error: unknown): unknown => {
  if (!(error instanceof CrmFailure) || error.code !== 'http-429' || error.retryAfterMs !== undefined) return error;
  const { kind, taken, code } = error;
  return new CrmFailure(operation, { kind, taken, code, retryAfterMs: UNSAID_WAIT_MS });
};

/** Live accounts say which page is the last; the description knows only the address of the next one. */
const hasMore = (page: { data: unknown[]; last_page?: number; next_page_url?: string | null }, number: number) =>
  page.data.length > 0 && (page.last_page === undefined ? Boolean(page.next_page_url) : page.last_page > number);

export const createApi = (settings: Settings, http: CrmHttp): Api => {
  const base = baseOf(settings.url);

  const request = (
    method: CrmRequest['method'],
    path: string,
    over: Pick<CrmRequest, 'kind'> & { query?: Query; body?: object; accept?: number[] },
  ): CrmRequest => {
    const query = new URLSearchParams(over.query);
    return {
      operation: `${method} /${path.replace(/\/\d+(?=\/|$)/g, '/{id}')}`,
      method,
      url: `${base}/${path}${query.size > 0 ? `?${query}` : ''}`,
      headers: { accept: 'application/json', ...(over.body && { 'content-type': 'application/json' }) },
      ...(over.body && { body: JSON.stringify(over.body) }),
      kind: over.kind,
      accept: [...(over.accept ?? []), 400, 422],
      timeoutMs: over.kind === 'submit' ? SUBMIT_MS : READ_MS,
    };
  };

  const call = async (asked: CrmRequest): Promise<CrmAnswer> => {
    const answer = await http.call(asked).catch(error => {
      throw withWait(asked.operation, error);
    });
    if (answer.status === 400 || answer.status === 422) throw refusalOf(asked, answer);
    return answer;
  };

  const ask = async <Schema extends z.ZodType>(asked: CrmRequest, schema: Schema): Promise<z.output<Schema>> =>
    read(asked, schema, await call(asked));

  const pageBy =
    (kind: 'read' | 'sweep'): Api['page'] =>
    async (path, query, row) => {
      const asked = request('GET', path, { kind, query: { limit: String(PAGE), ...query } });
      const answer = await ask(asked, pageOf(row));
      return { rows: answer.data as z.output<typeof row>[], more: hasMore(answer, Number(query['page'] ?? 1)) };
    };

  const listBy = (kind: 'read' | 'sweep'): Api['list'] => {
    const page = pageBy(kind);
    return async function* list(path, query, row, pages = MOST_PAGES) {
      for (let number = 1; number <= pages; number++) {
        const { rows, more } = await page(path, { ...query, page: String(number) }, row);
        yield* rows;
        if (!more) return;
      }
    };
  };

  return {
    get: (path, query, schema) => ask(request('GET', path, { kind: 'read', query }), schema),
    async getIfAny(path, query, schema) {
      const asked = request('GET', path, { kind: 'read', query, accept: [404] });
      const answer = await call(asked);
      return answer.status === 404 ? null : read(asked, schema, answer);
    },
    page: pageBy('read'),
    list: listBy('read'),
    sweep: listBy('sweep'),
    post: (path, body, schema) => ask(request('POST', path, { kind: 'submit', body }), schema),
    put: (path, body, schema) => ask(request('PUT', path, { kind: 'read', body }), schema),
    touch: (path, schema) => ask(request('POST', path, { kind: 'read' }), schema),
  };
};
