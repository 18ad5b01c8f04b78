import type { Problem, Quote } from '../../proxy/contract/index.ts';

interface Told {
  readonly title?: string;
  readonly status?: number;
  readonly retryAfterMs?: number | null;
  readonly errors?: NonNullable<Problem['errors']>;
  readonly orderId?: string | null;
  readonly quote?: Quote | null | undefined;
}

const untold = { title: '', status: 0, retryAfterMs: null, errors: [], orderId: null, quote: null };

/** Why a call did not succeed. `offline`, `network` and `timeout` have status 0: nobody answered. */
export class ApiProblem extends Error {
  declare readonly type: string;
  declare readonly title: string;
  declare readonly status: number;
  declare readonly retryAfterMs: number | null;
  declare readonly errors: NonNullable<Problem['errors']>;
  declare readonly orderId: string | null;
  declare readonly quote: Quote | null;

  constructor(type: string, told: Told = {}) {
    super(told.title || type);
    Object.assign(this, untold, told, { type });
  }
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Speaks to one proxy in one language. Phones and codes go in bodies, never in an address: addresses end up in logs. */
export interface Api {
  readonly endpoint: string;
  readonly language: string;
  get<T>(path: string, options?: CallOptions): Promise<T>;
  post<T>(path: string, body: unknown, options?: CallOptions): Promise<T>;
}

export function createApi(endpoint: string, language: string): Api {
  const headers = { Accept: 'application/json', 'Accept-Language': language };
  const json = { ...headers, 'Content-Type': 'application/json' };
  return {
    endpoint,
    language,
    get: (path, options) => call(endpoint + path, { headers }, options),
    post: (path, body, options) =>
      call(
        endpoint + path,
        { method: 'POST', headers: { ...json, ...options?.headers }, body: JSON.stringify(body) },
        options,
      ),
  };
}

async function call<T>(url: string, init: RequestInit, { signal, timeoutMs = 15_000 }: CallOptions = {}): Promise<T> {
  const stop = new AbortController();
  const abort = () => stop.abort();
  const timer = setTimeout(abort, timeoutMs);
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort);
  try {
    // No cookies ever: the proxy needs none, and a shop's consent banner need not mention us.
    const answer = await fetch(url, { ...init, credentials: 'omit', signal: stop.signal });
    if (!answer.ok) throw await problemOf(answer);
    return await answer.json();
  } catch (error) {
    if (signal?.aborted || error instanceof ApiProblem) throw error;
    if (stop.signal.aborted) throw new ApiProblem('timeout');
    if (error instanceof SyntaxError) throw new ApiProblem('failed');
    throw new ApiProblem(navigator.onLine ? 'network' : 'offline');
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

async function problemOf(answer: Response): Promise<ApiProblem> {
  const { status, headers } = answer;
  // A gateway on the way answers in HTML, or in no words at all.
  const body: Partial<Problem> = (await answer.json().catch(() => null)) ?? {};
  // A type may come bare or as a URI; its last word is what is stable.
  const type = body.type?.split(/[/#:]/).pop() || `http-${status}`;
  const retryAfterMs = waitOf(headers.get('Retry-After'), body.retryAfter);
  return new ApiProblem(type, { ...body, status, retryAfterMs, quote: body.quote as Quote | undefined });
}

/** Retry-After in seconds or as a date, or what the body says. */
function waitOf(header: string | null, told = 0): number | null {
  const ms = Number(header ?? told) * 1000;
  return (Number.isNaN(ms) ? Date.parse(String(header)) - Date.now() : ms) || null;
}
