/** The API as a caller meets it: who may call, how often, and which method it is. */
import { createQuota } from '../kit/quota.ts';
import type { Answer, Call } from '../kit/sandbox.ts';
import type { Account } from './account.ts';
import { Refusal, refusalAnswer, serverPage } from './http/answers.ts';
import { type Request, readRequest } from './http/request.ts';
import { type Route, routes, unversioned } from './routes.ts';

/** Ten a second from one address (RetailCRM API rules); here every caller has the same one. */
const limitsPerAddress = [{ calls: 10, perMs: 1_000 }];

interface Match {
  readonly route: Route;
  readonly segments: readonly string[];
}

/** The routes of a path, whatever their verb. */
function matches({ pathname }: URL): readonly Match[] {
  const [, version, path = ''] = /^\/api\/(v5\/)?(.*?)\/?$/.exec(pathname) ?? [];
  return (version ? routes : unversioned).flatMap(route => {
    const found = patternOf(route).exec(path);
    return found ? [{ route, segments: found.slice(1).map(decode) }] : [];
  });
}

const patterns = new Map([...routes, ...unversioned].map(route => [route, compile(route)]));

function patternOf(route: Route): RegExp {
  return patterns.get(route) ?? compile(route);
}

function compile({ path }: Route): RegExp {
  return new RegExp(`^${path.replace(/\{\w+\}/g, '([^/]+)')}$`);
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The path of the route, `{…}` and all; for what is no route, the path itself. */
export function methodOf({ method, url }: Call): string {
  const found = matches(url);
  const match = found.find(({ route }) => route.verb === method) ?? found[0];
  return match?.route.path ?? url.pathname;
}

/** The answer to a call too many: nothing of the API's own, as the web server gives it. */
export function tooMany({ settings: { limitStatus } }: Account): Answer {
  return serverPage(limitStatus, limitStatus === 503 ? 'Service Temporarily Unavailable' : 'Too Many Requests');
}

export function wrongKey(): Answer {
  return refusalAnswer(new Refusal(403, 'Wrong "apiKey" value.'));
}

/** What answers the calls to one account. */
export function createApi(account: Account): (call: Call) => Promise<Answer> {
  const quota = createQuota(account.kit.clock, limitsPerAddress);

  return async call => {
    const { settings } = account;
    if (settings.limits && !quota.free()) return tooMany(account);
    quota.spend();
    if (!settings.accountExists) return noAccount(call);
    const found = matches(call.url);
    try {
      const match = found.find(({ route }) => route.verb === call.method);
      const request = await readRequest(call, match?.segments ?? []);
      checkKey(account, request);
      if (found.length === 0) throw new Refusal(404, 'API method not found');
      if (!match) throw new Refusal(405, 'Method Not Allowed');
      checkScope(account, match.route);
      return match.route.method(account, request);
    } catch (error) {
      if (error instanceof Refusal) return refusalAnswer(error);
      throw error;
    }
  };
}

/** A name without an account: JSON to a GET, the web server's page to all else (vendor's clients' tests). */
function noAccount({ method }: Call): Answer {
  if (method !== 'GET') return serverPage(405, 'Not Allowed');
  return refusalAnswer(new Refusal(404, 'Account does not exist.'));
}

function checkKey({ settings }: Account, { apiKey }: Request): void {
  if (apiKey === '') throw new Refusal(403, '"apiKey" is missing.');
  if (apiKey !== settings.apiKey) throw new Refusal(403, 'Wrong "apiKey" value.');
}

function checkScope({ settings }: Account, { scope }: Route): void {
  if (scope !== undefined && !settings.scopes.includes(scope)) throw new Refusal(403, 'Access denied.');
}
