/** The API as a caller meets it: who may call, how often, and what answers. */
import { createQuota, type Quota } from '../kit/quota.ts';
import type { Answer, Call } from '../kit/sandbox.ts';
import type { Account } from './account.ts';
import { Invalid, message, notFound, Refusal, unauthenticated } from './answers.ts';
import type { ApiRequest } from './requests.ts';
import { routeOf } from './routes.ts';
import { readBody } from './validation.ts';

/** KeyCRM OpenAPI 1.2.0, description of the API: a minute, counted by address and key. */
const CALLS = 60;
const MINUTE_MS = 60_000;

export interface Api {
  handle(call: Call): Answer;
  limited(): Answer;
}

/** What answers the calls to one account. All of them come from one address. */
export function createApi(account: Account): Api {
  const quota = createQuota(account.kit.clock, [{ calls: CALLS, perMs: MINUTE_MS }]);
  const limited = (): Answer => tooMany(quota);

  return {
    limited,
    handle(call) {
      const { settings } = account;
      if (call.headers.authorization !== `Bearer ${settings.apiKey}`) return unauthenticated;
      if (!settings.limits) return answer(account, call);
      if (!quota.free()) return limited();
      quota.spend();
      return withHeaders(answer(account, call), rateHeaders(quota));
    },
  };
}

function answer(account: Account, call: Call): Answer {
  const { route, others } = routeOf(call);
  if (!route) return others ? message(405, `${call.method} is not supported here.`) : notFound;
  try {
    return route.handler(account, requestOf(call, route.pattern));
  } catch (error) {
    if (error instanceof Invalid) return error.answer();
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

function requestOf({ url, headers, body }: Call, pattern: RegExp): ApiRequest {
  const [, ...segments] = pattern.exec(url.pathname) ?? [];
  const isJson = /^application\/(.+\+)?json\b/i.test(headers['content-type'] ?? '');
  return {
    query: url.searchParams,
    body: isJson ? readBody(body) : {},
    address: `http://${headers.host ?? 'localhost'}${url.pathname}`,
    id: (place = 0) => (/^\d{1,15}$/.test(segments[place] ?? '') ? Number(segments[place]) : 0),
  };
}

/** Seconds to wait, as clients of the API read them; they are the CRM's own, which `speed` makes shorter. */
function tooMany(quota: Quota): Answer {
  const seconds = Math.max(1, Math.ceil(quota.waitMs() / 1_000));
  return withHeaders(message(429, 'Too many calls.'), { ...rateHeaders(quota), 'retry-after': String(seconds) });
}

/** The names are Laravel's; a client reads the second from live answers. */
function rateHeaders(quota: Quota): Readonly<Record<string, string>> {
  return { 'x-ratelimit-limit': String(CALLS), 'x-ratelimit-remaining': String(quota.left()) };
}

function withHeaders(plain: Answer, headers: Readonly<Record<string, string>>): Answer {
  return { ...plain, headers: { ...plain.headers, ...headers } };
}
