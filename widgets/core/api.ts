import type { Problem } from '../../proxy/contract/index.ts';

interface ProblemFields {
  readonly title?: string | undefined;
  readonly status?: number;
  readonly retryAfterMs?: number | null;
  readonly errors?: NonNullable<Problem['errors']> | undefined;
  readonly orderId?: string | null;
  readonly quote?: unknown;
}

/** Why a call did not succeed. `offline`, `network` and `timeout` have status 0: nobody answered. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly retryAfterMs: number | null;
  readonly errors: NonNullable<Problem['errors']>;
  readonly orderId: string | null;
  readonly quote: unknown;

  constructor(type: string, fields: ProblemFields = {}) {
    super(fields.title || type);
    this.type = type;
    this.title = fields.title ?? '';
    this.status = fields.status ?? 0;
    this.retryAfterMs = fields.retryAfterMs ?? null;
    this.errors = fields.errors ?? [];
    this.orderId = fields.orderId ?? null;
    this.quote = fields.quote ?? null;
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
  return {
    endpoint,
    language,
    get: (path, options = {}) => call(endpoint + path, { headers: { ...headers, ...options.headers } }, options),
    post: (path, body, options = {}) =>
      call(
        endpoint + path,
        {
          method: 'POST',
          headers: { ...headers, 'Content-Type': 'application/json', ...options.headers },
          body: JSON.stringify(body),
        },
        options,
      ),
  };
}

async function call<T>(url: string, init: RequestInit, { signal, timeoutMs = 15_000 }: CallOptions): Promise<T> {
  const stop = new AbortController();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    stop.abort();
  }, timeoutMs);
  const forward = () => stop.abort(signal?.reason);
  if (signal?.aborted) forward();
  signal?.addEventListener('abort', forward, { once: true });
  try {
    // No cookies ever: the proxy needs none, and a shop's consent banner need not mention us.
    const answer = await fetch(url, { ...init, credentials: 'omit', signal: stop.signal });
    if (!answer.ok) throw await problemOf(answer);
    return (await answer.json()) as T;
  } catch (error) {
    if (signal?.aborted || error instanceof ApiProblem) throw error;
    if (late) throw new ApiProblem('timeout');
    if (error instanceof SyntaxError) throw new ApiProblem('protocol', { status: 502 });
    throw new ApiProblem(navigator.onLine ? 'network' : 'offline');
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', forward);
  }
}

async function problemOf(answer: Response): Promise<ApiProblem> {
  // A gateway on the way answers in HTML, or in no words at all.
  const body: Partial<Problem> = (await answer.json().catch(() => null)) ?? {};
  // A type may come bare or as a URI; its last word is what is stable.
  const type = body.type?.split(/[/#:]/).pop() || `http-${answer.status}`;
  return new ApiProblem(type, {
    title: body.title,
    status: answer.status,
    retryAfterMs: retryAfter(answer.headers, body.retryAfter),
    errors: body.errors,
    orderId: body.orderId ?? null,
    quote: body.quote,
  });
}

/** Retry-After in seconds or as a date, what the body says, or the reset of a spent RateLimit; whichever is there first. */
function retryAfter(headers: Headers, told: number | undefined): number | null {
  const header = headers.get('Retry-After');
  if (header) {
    const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
    if (Number.isFinite(ms)) return Math.max(ms, 0);
  }
  if (told !== undefined) return told * 1000;
  const spent = /\br(?:emaining)?=0\b.*?\b(?:t|reset)=(\d+)/.exec(headers.get('RateLimit') ?? '');
  return spent?.[1] ? Number(spent[1]) * 1000 : null;
}
