/** The API as a caller meets it: who may call, how often, and what answers. */
import { createQuota } from '../kit/quota.ts';
import type { Answer, Call } from '../kit/sandbox.ts';
import type { Account } from './account.ts';
import { notAllowed, notFound, Refusal, tooMany, unauthorized } from './answers.ts';
import type { ApiRequest } from './requests.ts';
import { routeOf } from './routes.ts';

/** Manual, limits. Those of `/Api/Order` are not documented: here they share the first. */
const CALLS = 60;
const MINUTE_MS = 60_000;
const SYNCS = 180;
const HOUR_MS = 3_600_000;

/** What answers the calls to one account. */
export function createApi(account: Account): (call: Call) => Promise<Answer> {
  const { clock } = account.kit;
  const calls = createQuota(clock, [{ calls: CALLS, perMs: MINUTE_MS }]);
  const syncs = createQuota(clock, [{ calls: SYNCS, perMs: HOUR_MS }]);

  return async call => {
    const { settings } = account;
    if (!isLoggedIn(call, settings)) return unauthorized(settings);
    const quota = call.url.pathname.startsWith('/Api/SyncFeed') ? syncs : calls;
    if (settings.limits && !quota.free()) return tooMany;
    quota.spend();
    try {
      return await answer(account, call);
    } catch (error) {
      if (error instanceof Refusal) return error.answer;
      throw error;
    }
  };
}

function isLoggedIn({ headers }: Call, { systemId, apiKey }: Account['settings']): boolean {
  const [, encoded = ''] = /^Basic (\S+)$/i.exec(headers.authorization ?? '') ?? [];
  return Buffer.from(encoded, 'base64').toString('utf8') === `${systemId}:${apiKey}`;
}

function answer(account: Account, call: Call): Answer | Promise<Answer> {
  const { route, others } = routeOf(call);
  if (!route) return others ? notAllowed(`${call.method} is not supported here.`) : notFound;
  return route.handler(account, requestOf(call, route.pattern));
}

function requestOf({ method, url, headers, body }: Call, pattern: RegExp): ApiRequest {
  const [, ...segments] = pattern.exec(url.pathname) ?? [];
  const [, name = ''] = /^\/Api\/(?:R3\/)?(\w+)/.exec(url.pathname) ?? [];
  return {
    what: `${name} (${method})`,
    query: url.searchParams,
    body,
    base: `http://${headers.host ?? 'localhost'}`,
    segment: (place = 0) => segments[place] ?? '',
    id: (place = 0) => (/^\d{1,15}$/.test(segments[place] ?? '') ? Number(segments[place]) : 0),
  };
}
