/** A call on its way through the API. */
import type { Answer, Call } from '../../kit/sandbox.ts';
import type { Account } from '../account.ts';
import { blank, problem, Refusal } from './answers.ts';

export interface ApiRequest {
  readonly query: URLSearchParams;
  /** `http://host/api/v4`: what addresses in answers begin with. */
  readonly base: string;
  /** The path under `base`. */
  readonly path: string;
  /** What `with` asks for. */
  readonly extras: ReadonlySet<string>;
  /** A number from the path, by its place; 0 when it is none, and 0 is no id. */
  id(place?: number): number;
  segment(place?: number): string;
  /** The body, which has to be JSON with something in it. */
  body(): unknown;
}

export type Handler = (account: Account, request: ApiRequest) => Answer;

const ROOT = '/api/v4';

export function requestOf({ url, headers, body }: Call, segments: readonly string[]): ApiRequest {
  const scheme = headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
  return {
    query: url.searchParams,
    base: `${scheme}://${headers.host ?? 'localhost'}${ROOT}`,
    path: pathOf(url),
    extras: new Set((url.searchParams.get('with') ?? '').split(',')),
    id: (place = 0) => (/^\d{1,15}$/.test(segments[place] ?? '') ? Number(segments[place]) : 0),
    segment: (place = 0) => segments[place] ?? '',
    body: () => readJson(body),
  };
}

/** The path under the version; clients put a slash at its end, or do not. */
export function pathOf({ pathname }: URL): string {
  return pathname.startsWith(`${ROOT}/`) ? pathname.slice(ROOT.length).replace(/\/$/, '') : '';
}

function readJson(body: Buffer): unknown {
  if (body.length === 0) throw blank();
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    throw new Refusal(problem(400, 'Тело запроса не разобрать'));
  }
}

export function self(href: string): object {
  return { _links: { self: { href } } };
}
