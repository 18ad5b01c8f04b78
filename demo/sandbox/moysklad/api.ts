/** The API as a caller meets it: who may call, how often, how many at once, and which method it is. */
import { createQuota, type Quota } from '../kit/quota.ts';
import type { Answer, Call } from '../kit/sandbox.ts';
import type { Account } from './account.ts';
import { empty, Refusal, refusalAnswer, refusals } from './http/answers.ts';
import { requestOf } from './http/request.ts';
import { routeOf } from './routes.ts';

/** The bucket and the calls at once of one user (MoySklad API 1.2, limits of 2026). */
const UNITS = 45;
const PER_MS = 3_000;
const AT_ONCE = 5;

/** What a call of a user weighs, by the date in Moscow from which on (MoySklad API 1.2, limits of 2026). */
const weights = [
  { from: Date.parse('2026-12-01T00:00+03:00'), units: 4 },
  { from: Date.parse('2026-09-01T00:00+03:00'), units: 3 },
  { from: Date.parse('2026-05-12T00:00+03:00'), units: 2 },
];

export interface Api {
  handle(call: Call): Promise<Answer>;
  limited(): Answer;
}

export function createApi(account: Account): Api {
  const { clock } = account.kit;
  const quota = createQuota(clock, [{ calls: UNITS, perMs: PER_MS }]);
  let underWay = 0;

  /** A call takes its time; without any, no two would be under way at once. */
  async function serve(call: Call, units: number): Promise<Answer> {
    quota.spend(units);
    underWay += 1;
    const answer = respond(account, call);
    await new Promise<void>(done => void clock.later(clock.scaled(account.settings.latencyMs), done));
    underWay -= 1;
    return withHeaders(answer, rateHeaders(quota));
  }

  return {
    limited: () => tooOften(quota, UNITS),
    async handle(call) {
      // Before anything else, and with nothing to say (MoySklad API 1.2, compression).
      if (!acceptsGzip(call)) return empty(415);
      if (!isAuthorized(account, call)) return unauthorized();
      if (!account.settings.limits) return respond(account, call);
      const units = routeOf(call).route?.units ?? weightNow(account);
      if (underWay >= AT_ONCE) return tooManyAtOnce(quota);
      return quota.free(units) ? serve(call, units) : tooOften(quota, units);
    },
  };
}

function respond(account: Account, call: Call): Answer {
  try {
    return answer(account, call);
  } catch (error) {
    if (error instanceof Refusal) return refusalAnswer(error);
    throw error;
  }
}

function answer(account: Account, call: Call): Answer {
  const { accept = '*/*' } = call.headers;
  if (!/\*\/\*|application\/(\*|json)/i.test(accept)) throw new Refusal(400, 1062, 'Недопустимый заголовок Accept');
  const { route, segments, others } = routeOf(call);
  // No code is documented for a verb that a path does not have.
  if (!route) throw others ? new Refusal(405, 1002, 'Метод не поддерживается') : refusals.unknownPath();
  return route.method(requestOf(account, call, segments));
}

function acceptsGzip({ headers }: Call): boolean {
  return /\bgzip\b/i.test([headers['accept-encoding'] ?? ''].flat().join(','));
}

function isAuthorized({ settings }: Account, { headers }: Call): boolean {
  const [scheme = '', secret = ''] = (headers.authorization ?? '').split(' ');
  if (scheme.toLowerCase() === 'bearer') return secret === settings.token;
  if (scheme.toLowerCase() !== 'basic') return false;
  return Buffer.from(secret, 'base64').toString('utf8') === `${settings.login}:${settings.password}`;
}

export function unauthorized(): Answer {
  return refusalAnswer(
    new Refusal(401, 1056, 'Ошибка аутентификации: Неправильный пароль или имя пользователя или ключ авторизации'),
  );
}

function weightNow({ settings, kit }: Account): number {
  if (settings.weight !== 'dated') return settings.weight;
  return weights.find(({ from }) => kit.clock.now() >= from)?.units ?? 1;
}

/**
 * Of the calls at once the headers tell nothing (MoySklad API 1.2, limits) but the code of `X-Lognex-Auth`, by which
 * clients tell this refusal from the other (the npm package moysklad-fetch-planner).
 */
function tooManyAtOnce(quota: Quota): Answer {
  const refused = refusalAnswer(new Refusal(429, 1073, 'Слишком много одновременных запросов'));
  return withHeaders(refused, { ...rateHeaders(quota), 'x-lognex-auth': '429005' });
}

/** How long to wait is in the CRM's own milliseconds, which `speed` makes shorter. */
function tooOften(quota: Quota, units: number): Answer {
  const refused = refusalAnswer(new Refusal(429, 1049, 'Слишком много запросов'));
  const wait = String(Math.max(1, Math.ceil(quota.waitMs(units))));
  const waiting = { 'x-lognex-retry-after': wait, 'x-lognex-reset': wait };
  return withHeaders(refused, { ...rateHeaders(quota), ...waiting, 'x-lognex-auth': '429002' });
}

function rateHeaders(quota: Quota): Readonly<Record<string, string>> {
  return {
    'x-ratelimit-limit': String(UNITS),
    'x-ratelimit-remaining': String(Math.max(0, quota.left())),
    'x-lognex-retry-timeinterval': String(PER_MS),
    'x-lognex-reset': '0',
  };
}

function withHeaders(plain: Answer, headers: Readonly<Record<string, string>>): Answer {
  return { ...plain, headers: { ...plain.headers, ...headers } };
}
