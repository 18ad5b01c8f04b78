/** A call as the methods see it. */
import type { Call } from '../../kit/sandbox.ts';
import type { Account } from '../account.ts';
import { Refusal, refusals } from './answers.ts';

export const PREFIX = '/api/remap/1.2/';

export interface Request {
  readonly account: Account;
  /** The path under the version, without a slash at its end. */
  readonly path: string;
  /** What addresses in answers begin with. */
  readonly base: string;
  readonly query: URLSearchParams;
  /** The hosts that addresses in the body may have. */
  readonly hosts: readonly string[];
  /** The segments that the path has in place of the route's `{…}`. */
  readonly segments: readonly string[];
  /** Hooks to addresses that begin with one of these do not hear of this call. */
  readonly mutedHooks: readonly string[];
  /** Whether goods are wanted without their stock. */
  readonly withoutStock: boolean;
  readonly isBasic: boolean;
  body(): unknown;
}

const VENDOR_HOST = 'api.moysklad.ru';

/** Reads a call whose path matched a route. */
export function requestOf(account: Account, call: Call, segments: readonly string[]): Request {
  const { url, headers } = call;
  const host = headers.host ?? 'localhost';
  const beta = headers['x-lognex-remap-beta-feature'];
  return {
    account,
    path: pathOf(url),
    base: account.settings.hrefs === 'vendor' ? `https://${VENDOR_HOST}${PREFIX}` : `http://${host}${PREFIX}`,
    query: url.searchParams,
    // Whoever reads an address in a document of the vendor's and whoever reads it in an answer are both right.
    hosts: [host, VENDOR_HOST],
    segments,
    mutedHooks: listed(headers['x-lognex-webhook-disablebyprefix']),
    withoutStock: listed(beta).includes('assortmentWithoutStock'),
    isBasic: /^basic /i.test(headers.authorization ?? ''),
    body: () => readBody(call),
  };
}

/** The path of a call under the version; empty for any other. */
export function pathOf({ pathname }: URL): string {
  return pathname.startsWith(PREFIX) ? pathname.slice(PREFIX.length).replace(/\/$/, '') : '';
}

function listed(header: string | string[] | undefined): readonly string[] {
  return [header ?? []]
    .flat()
    .join(',')
    .split(',')
    .map(text => text.trim())
    .filter(text => text !== '');
}

function readBody({ headers, body }: Call): unknown {
  // Of the codes for a wrong type (1037 and 2001) the first is about the header; 415 is the status that fits it.
  if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) {
    throw new Refusal(415, 1037, 'Content-Type должен быть application/json');
  }
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw refusals.notJson();
  }
}

/** A JSON object of a body. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refusals.notJson();
  return value as Readonly<Record<string, unknown>>;
}
