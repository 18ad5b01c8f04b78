/** Lists: which entries, in which order, and which page of them. */
import type { Answer } from '../kit/sandbox.ts';
import type { Account } from './account.ts';
import { json, message, Refusal } from './answers.ts';
import type { ApiRequest } from './requests.ts';

const DEFAULT_LIMIT = 15;
const MAX_LIMIT = 50;

export type Filter<T> = (entry: T, wanted: readonly string[]) => boolean;
export type SortKey<T> = (entry: T) => number | string;

/** What a list can be asked for. */
export interface Listing<T> {
  readonly filters?: Readonly<Record<string, Filter<T>>>;
  readonly sorts?: Readonly<Record<string, SortKey<T>>>;
  /** Some lists take no notice of what they do not know (seen on a live account). */
  readonly lenient?: boolean;
}

/** The entries a call asks for, in its order. */
export function select<T>(account: Account, request: ApiRequest, entries: readonly T[], listing: Listing<T>): T[] {
  const { filters = {}, lenient } = listing;
  const found = filtersOf(request).reduce<readonly T[]>((left, [name, wanted]) => {
    const filter = Object.hasOwn(filters, name) ? filters[name] : undefined;
    if (filter) return left.filter(entry => filter(entry, wanted));
    if (!lenient && account.settings.unknownFilters === 'refused') refuse('filter', name, Object.keys(filters));
    return left;
  }, entries);
  return sort(request, found, listing);
}

/** `filter[name]=a,b`, each value trimmed; one without a value filters nothing. */
export function filtersOf({ query }: ApiRequest): [string, string[]][] {
  return [...query].flatMap(([key, value]): [string, string[]][] => {
    const [, name] = /^filter\[([^\]]+)\](?:\[\d*\])?$/.exec(key) ?? [];
    const wanted = value.split(',').map(each => each.trim());
    return name === undefined || value.trim() === '' ? [] : [[name, wanted]];
  });
}

function sort<T>(request: ApiRequest, entries: readonly T[], { sorts = {}, lenient }: Listing<T>): T[] {
  const asked = request.query.get('sort') ?? '';
  const name = asked.replace(/^-/, '');
  const key = Object.hasOwn(sorts, name) ? sorts[name] : undefined;
  if (name !== '' && !key && !lenient) refuse('sort', name, Object.keys(sorts));
  if (!key) return [...entries];
  const direction = asked.startsWith('-') ? -1 : 1;
  return entries.toSorted((a, b) => direction * (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

/** A page of a list (KeyCRM OpenAPI 1.2.0, `PaginatedResponse`; `last_page` and `prev_page_url` as clients read them). */
export function page<T>(request: ApiRequest, entries: readonly T[], view: (entry: T) => object): Answer {
  const limit = Math.min(wholeNumber(request.query.get('limit')) || DEFAULT_LIMIT, MAX_LIMIT);
  const current = wholeNumber(request.query.get('page')) || 1;
  const last = Math.max(1, Math.ceil(entries.length / limit));
  // Without the rest of the query, as the specification's samples have them: whoever follows one loses his filters.
  const address = (number: number): string | null =>
    number < 1 || number > last ? null : `${request.address}?page=${number}`;
  return json(200, {
    total: entries.length,
    current_page: current,
    per_page: limit,
    last_page: last,
    data: entries.slice((current - 1) * limit, current * limit).map(view),
    first_page_url: address(1),
    last_page_url: address(last),
    next_page_url: address(current + 1),
    prev_page_url: address(current - 1),
  });
}

function wholeNumber(text: string | null): number {
  return /^\d{1,9}$/.test(text ?? '') ? Number(text) : 0;
}

/** The associations a call asks for; one that is not among `known` is refused (seen on a live account). */
export function includesOf({ query }: ApiRequest, known: readonly string[]): ReadonlySet<string> {
  const asked = (query.get('include') ?? '')
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '')
    .map(name => (name === 'customFields' ? 'custom_fields' : name));
  for (const name of asked) if (!known.includes(name)) refuse('include', name, known);
  return new Set(asked);
}

function refuse(what: string, name: string, known: readonly string[]): never {
  throw new Refusal(message(400, `There is no ${what} "${name}" here. There are: ${known.join(', ') || 'none'}.`));
}

/** A filter by any of several values of an entry. */
export function oneOf<T>(valuesOf: (entry: T) => readonly (string | number | null)[]): Filter<T> {
  return (entry, wanted) => valuesOf(entry).some(value => value !== null && wanted.includes(String(value)));
}

/** A filter by a span of time, `from,to`, both included, compared as text, as a database compares them. */
export function between<T>(timeOf: (entry: T) => string | null): Filter<T> {
  return (entry, [from = '', to = '']) => {
    const time = timeOf(entry);
    return time !== null && time >= from && time <= to;
  };
}

/** A filter by yes or no. */
export function yesNo<T>(isSo: (entry: T) => boolean): Filter<T> {
  return (entry, [wanted]) => isSo(entry) === isYes(wanted);
}

/** Python's clients write it with a capital, and PHP does not mind. */
export function isYes(text: string | undefined): boolean {
  return /^(1|true|on|yes)$/i.test(text ?? '');
}
