/** Lists: bare arrays, a page at a time. */
import type { Answer } from '../kit/sandbox.ts';
import { badlyFormed, json, Refusal } from './answers.ts';
import type { ApiRequest } from './requests.ts';
import { instantOf } from './times.ts';

const DEFAULT_PER_PAGE = 25;
/** The most the vendor's examples ask for; more is quietly cut down to it (no document names the limit). */
const MAX_PER_PAGE = 250;

interface Row {
  readonly id: number;
  readonly updatedAt: number;
}

export interface ListOptions<T> {
  readonly rows: readonly T[];
  readonly view: (row: T) => object;
  readonly minPerPage?: number;
  readonly newestFirst?: boolean;
}

/** A page of a list, or of what has changed since a time. */
export function page<T extends Row>(
  request: ApiRequest,
  { rows, view, minPerPage = 1, newestFirst }: ListOptions<T>,
): Answer {
  const since = changedSince(request);
  const plain = rows.toSorted((a, b) => (newestFirst ? b.id - a.id : a.id - b.id));
  const listed = since ? rows.filter(since).toSorted((a, b) => a.updatedAt - b.updatedAt || a.id - b.id) : plain;
  const perPage = Math.max(minPerPage, Math.min(wholeNumber(request, 'per_page') || DEFAULT_PER_PAGE, MAX_PER_PAGE));
  const start = ((wholeNumber(request, 'page') || 1) - 1) * perPage;
  return json(200, listed.slice(start, start + perPage).map(view));
}

/** `updated_since` and `from_id` (InSales docs, getting only what has changed). */
export function changedSince({ query }: ApiRequest): ((row: Row) => boolean) | undefined {
  const text = query.get('updated_since');
  if (!text) return undefined;
  const since = instantOf(text);
  if (since === undefined) throw new Refusal(badlyFormed);
  const fromId = Number(query.get('from_id') ?? 0) || 0;
  return ({ id, updatedAt }) => updatedAt > since || (updatedAt === since && id > fromId);
}

/** `deleted` and `with_deleted` (InSales docs, getting only what has changed). */
export function byDeletion<T>({ query }: ApiRequest, isDeleted: (row: T) => boolean): (row: T) => boolean {
  if (query.get('deleted') === 'true') return isDeleted;
  if (query.get('with_deleted') === 'true') return () => true;
  return row => !isDeleted(row);
}

/** The values of a parameter: `name=a`, `name[]=a&name[]=b`, `name=a,b`; none: it does not filter. */
export function valuesOf({ query }: ApiRequest, name: string): readonly string[] {
  return [...query.getAll(name), ...query.getAll(`${name}[]`)].flatMap(value => value.split(',')).filter(Boolean);
}

/** Whether a value is among those asked for, if any are. */
export function among(wanted: readonly string[], value: unknown): boolean {
  return wanted.length === 0 || wanted.includes(String(value));
}

function wholeNumber({ query }: ApiRequest, name: string): number {
  const text = query.get(name) ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}
