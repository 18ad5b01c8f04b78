/** `/oauth2`: codes and refresh tokens for tokens, and whose account a token is for. */
import { z } from 'zod';
import type { Answer, Call } from '../../kit/sandbox.ts';
import type { Account } from '../account.ts';
import { ACCOUNT_ID, SUBDOMAIN } from '../data/company.ts';
import { problem } from '../http/answers.ts';
import { EXPIRES_IN_SECONDS, type Pair } from './grants.ts';
import { isAllowedRedirect } from './redirects.ts';

const text = z.string().min(1);
const client = { client_id: text, client_secret: text, redirect_uri: text };
const bodySchema = z.discriminatedUnion('grant_type', [
  z.object({ ...client, grant_type: z.literal('authorization_code'), code: text }),
  z.object({ ...client, grant_type: z.literal('refresh_token'), refresh_token: text }),
]);

type Body = z.infer<typeof bodySchema>;

const hints = {
  code: {
    ...{ unknown: 'Cannot decrypt the authorization code', expired: 'Authorization code has expired' },
    revoked: 'Authorization code has been revoked',
  },
  refresh_token: {
    ...{ unknown: 'Cannot decrypt the refresh token', expired: 'Token has expired' },
    revoked: 'Token has been revoked',
  },
} as const;

/** `POST /oauth2/access_token`, in JSON or as a form: the vendor says that it takes either. */
export function postToken(account: Account, call: Call): Answer {
  const read = bodySchema.safeParse(readBody(call));
  if (!read.success) return badRequest(400, `Check the \`${read.error.issues[0]?.path.join('.')}\` parameter`);
  const { settings, kit } = account;
  if (!isClient(account, read.data)) return badClient();
  const got = settings.connected ? pairFor(account, read.data) : 'revoked';
  if (typeof got === 'string') return refused(read.data, got);
  return json(200, {
    ...{ token_type: 'Bearer', expires_in: EXPIRES_IN_SECONDS, server_time: Math.floor(kit.clock.now() / 1_000) },
    ...{ access_token: got.accessToken, refresh_token: got.refreshToken },
  });
}

function pairFor({ grants, settings }: Account, body: Body): Pair | keyof typeof hints.code {
  if (body.grant_type === 'refresh_token') return grants.refresh(body.refresh_token, settings.refreshReuse);
  return grants.exchange(body.code);
}

/** The secret, and the address: the registered one, and the one a code was sent to. */
function isClient({ settings, grants }: Account, body: Body): boolean {
  if (body.client_id !== settings.clientId || body.client_secret !== settings.clientSecret) return false;
  if (!isAllowedRedirect(settings, body.redirect_uri)) return false;
  const sentTo = body.grant_type === 'authorization_code' ? grants.redirectOf(body.code) : null;
  return sentTo === null || sentTo === body.redirect_uri;
}

function refused(body: Body, why: keyof typeof hints.code): Answer {
  if (body.grant_type === 'authorization_code') return badRequest(400, hints.code[why]);
  return badRequest(401, hints.refresh_token[why]);
}

/** Whose account a token is for: by a refresh token, or as it used to be, by an access token. */
export function getSubdomain(account: Account, { headers }: Call): Answer {
  const { host = SUBDOMAIN, authorization = '', 'x-refresh-token': refreshToken = '' } = headers;
  const isKnown =
    account.grants.isRefreshToken(String(refreshToken)) || account.isAuthorized(authorization.replace(/^Bearer /, ''));
  if (!isKnown) return problem(401, 'Токен не подходит');
  return json(200, { id: ACCOUNT_ID, subdomain: SUBDOMAIN, domain: host, top_level_domain: 'ru' });
}

function readBody({ headers, body }: Call): unknown {
  const sent = body.toString('utf8');
  if (/^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '')) {
    return Object.fromEntries(new URLSearchParams(sent));
  }
  try {
    return JSON.parse(sent) as unknown;
  } catch {
    return {};
  }
}

/** The texts are those that users of the vendor's clients have met. */
const OAUTH_PROBLEM = 'https://developers.amocrm.ru/v3/errors/OAuthProblemJson';

function badClient(): Answer {
  return json(401, {
    ...{ title: 'Некорректный клиент', type: OAUTH_PROBLEM, status: 401 },
    detail: 'Авторизация клиента не прошла',
  });
}

function badRequest(status: number, hint: string): Answer {
  return json(status, {
    ...{ hint, title: 'Некорректный запрос', type: OAUTH_PROBLEM, status },
    detail: 'В запросе отсутствует ряд параметров или параметры невалидны',
  });
}

/** Plain JSON, errors too (amoCRM documentation, step-by-step). */
function json(status: number, body: object): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
