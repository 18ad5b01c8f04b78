/** The API as a caller meets it: who may call, how often, and what answers. */
import type { Answer, Call } from '../kit/sandbox.ts';
import type { Account } from './account.ts';
import { badlyFormed, json, notFound, Refusal, unauthorized, wrongContentType } from './answers.ts';
import { createLimit, type Limit } from './limit.ts';
import type { ApiRequest } from './requests.ts';
import { routeOf } from './routes.ts';

export interface Api {
  handle(call: Call): Answer;
  limited(): Answer;
}

/** What answers the calls to one account. All of them come from one application. */
export function createApi(account: Account): Api {
  const limit = createLimit(account.kit.clock);

  return {
    limited: () => tooMany(limit),
    handle(call) {
      const { settings } = account;
      if (!isLoggedIn(call, settings)) return unauthorized;
      if (settings.limits && !limit.take()) return tooMany(limit);
      return withHeaders(answer(account, call), { 'api-usage-limit': limit.usage() });
    },
  };
}

function isLoggedIn({ headers }: Call, { login, password }: Account['settings']): boolean {
  const [, encoded = ''] = /^Basic (\S+)$/i.exec(headers.authorization ?? '') ?? [];
  return Buffer.from(encoded, 'base64').toString('utf8') === `${login}:${password}`;
}

function answer(account: Account, call: Call): Answer {
  // The vendor's own deletions go without (InSales docs, products).
  const hasBody = call.method === 'POST' || call.method === 'PUT';
  if (hasBody && !/^application\/json\b/i.test(call.headers['content-type'] ?? '')) return wrongContentType;
  const route = routeOf(call);
  if (!route) return notFound;
  try {
    return route.handler(account, requestOf(call, route.pattern));
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

function requestOf({ url, body }: Call, pattern: RegExp): ApiRequest {
  const [, ...segments] = pattern.exec(url.pathname) ?? [];
  return {
    query: url.searchParams,
    body: readJson(body),
    segment: (place = 0) => segments[place] ?? '',
    id: (place = 0) => (/^\d{1,15}$/.test(segments[place] ?? '') ? Number(segments[place]) : 0),
  };
}

function readJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    throw new Refusal(badlyFormed);
  }
}

/** InSales docs, readme: 503 until the window closes. */
function tooMany(limit: Limit): Answer {
  const headers = { 'api-usage-limit': limit.full, 'retry-after': String(limit.retryAfter()) };
  return withHeaders(json(503, { message: 'API usage limit exceeded' }), headers);
}

function withHeaders(plain: Answer, headers: Readonly<Record<string, string>>): Answer {
  return { ...plain, headers: { ...plain.headers, ...headers } };
}
