/** The API as a caller meets it: who may call, how often, and what answers. */
import { createQuota } from '../kit/quota.ts';
import type { Answer, Call } from '../kit/sandbox.ts';
import type { Account } from './account.ts';
import { forbidden, problem, Refusal } from './http/answers.ts';
import { requestOf } from './http/request.ts';
import { showConsent, takeConsent } from './oauth/consent.ts';
import { getSubdomain, postToken } from './oauth/token-endpoint.ts';
import { routeOf } from './routes.ts';

/** amoCRM documentation, error-codes, and the vendor's recommendations: 7 calls a second, or everything is closed. */
const CALLS = 7;
const SECOND_MS = 1_000;
const BLOCK_WITHIN_MS = 5 * 60_000;

export interface Api {
  handle(call: Call): Answer | Promise<Answer>;
  limited(): Answer;
}

/** What answers the calls to one account. All of them come from one address and one integration. */
export function createApi(account: Account): Api {
  const { clock } = account.kit;
  const quota = createQuota(clock, [{ calls: CALLS, perMs: SECOND_MS }]);
  let refusedAt: readonly number[] = [];

  /** Too often too often closes the account until its owner has asked for mercy. */
  function refuse(): Answer {
    const { blockAfter } = account.settings;
    const now = clock.now();
    refusedAt = [...refusedAt.filter(time => time > now - clock.scaled(BLOCK_WITHIN_MS)), now];
    if (blockAfter > 0 && refusedAt.length >= blockAfter) {
      refusedAt = [];
      account.settings = { ...account.settings, blocked: true };
    }
    return tooMany(account);
  }

  return {
    limited: () => tooMany(account),
    handle(call) {
      // In life this page is elsewhere, and counts for nobody's calls.
      if (call.url.pathname === '/oauth') return consent(account, call);
      if (account.settings.blocked) return forbidden();
      if (account.settings.limits) {
        if (!quota.free()) return refuse();
        quota.spend();
      }
      return call.url.pathname.startsWith('/oauth2/') ? oauth(account, call) : api(account, call);
    },
  };
}

function consent(account: Account, call: Call): Answer | Promise<Answer> {
  return call.method === 'POST' ? takeConsent(account, call) : showConsent(account, call);
}

const oauthHandlers = new Map([
  ['POST /oauth2/access_token', postToken],
  ['GET /oauth2/account/subdomain', getSubdomain],
  ['GET /oauth2/account/current/subdomain', getSubdomain],
]);

function oauth(account: Account, call: Call): Answer {
  const handler = oauthHandlers.get(`${call.method} ${call.url.pathname}`);
  return handler ? handler(account, call) : notFound(call);
}

function api(account: Account, call: Call): Answer {
  const [, token = ''] = /^Bearer (\S+)$/i.exec(call.headers.authorization ?? '') ?? [];
  if (!account.isAuthorized(token)) return unauthorized();
  if (!account.settings.paid) return problem(402, 'Аккаунт не оплачен');
  const { route, segments, others } = routeOf(call);
  if (!route) return others ? problem(405, 'Метод не поддерживается') : notFound(call);
  try {
    return route.handler(account, requestOf(call, segments));
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

export function unauthorized(): Answer {
  return problem(401, 'Неверный токен');
}

function notFound({ method, url }: Call): Answer {
  return problem(404, `Нет такого адреса: ${method} ${url.pathname}`);
}

function tooMany({ settings }: Account): Answer {
  return problem(429, 'Слишком много запросов, попробуйте позже', { retry_after: settings.retryAfter });
}
