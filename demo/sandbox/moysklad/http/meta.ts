/** `meta`: how MoySklad names entities, in answers and in bodies. */
import { Ref } from '../values.ts';
import { refusals } from './answers.ts';
import { PREFIX, type Request } from './request.ts';

type Base = Pick<Request, 'base'>;
type Hosts = Pick<Request, 'hosts'>;

const MEDIA_TYPE = 'application/json';
/** Types that have no metadata of their own. */
const bare = new Set(['state', 'attributemetadata', 'pricetype', 'customerorderposition', 'uom']);

export function metaOf({ base }: Base, { type, path }: { readonly type: string; readonly path: string }): object {
  const metadataHref = bare.has(type) ? {} : { metadataHref: `${base}${metadataPath(type, path)}` };
  return { href: `${base}${path}`, ...metadataHref, type, mediaType: MEDIA_TYPE };
}

function metadataPath(type: string, path: string): string {
  if (type !== 'customentity') return `entity/${type}/metadata`;
  return `context/companysettings/metadata/customEntities/${path.split('/')[2] ?? ''}`;
}

interface ListMeta {
  readonly path: string;
  readonly type: string;
  readonly size: number;
  readonly limit: number;
  readonly offset: number;
}

export function listMeta({ base }: Base, { path, type, size, limit, offset }: ListMeta): object {
  return { href: `${base}${path}`, type, mediaType: MEDIA_TYPE, size, limit, offset };
}

/** The path of an address: its host has to be the API's (error 1059), its query is of no account. */
export function pathOfHref({ hosts }: Hosts, href: string, name = 'href'): string {
  const url = URL.canParse(href) ? new URL(href) : undefined;
  // What is no address has no host of the API's either (the npm client moysklad, its tests of errors).
  if (!url || !hosts.includes(url.host)) throw refusals.wrongHost(href, name);
  if (!url.pathname.startsWith(PREFIX)) throw refusals.badMeta(name);
  return url.pathname.slice(PREFIX.length);
}

/** The reference that a field of a body holds: an object with a `meta`. */
export function readRef(request: Hosts, value: unknown, name: string): Ref {
  const { meta } = (typeof value === 'object' && value !== null ? value : {}) as { readonly meta?: unknown };
  const { href, type } = (typeof meta === 'object' && meta !== null ? meta : {}) as Readonly<Record<string, unknown>>;
  if (typeof href !== 'string' || typeof type !== 'string') throw refusals.badMeta(name);
  return new Ref(type, pathOfHref(request, href, name));
}
