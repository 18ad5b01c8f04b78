/** Searches: which rows a query asks for, a hundred at a time. */
import type { Answer } from '../kit/sandbox.ts';
import { isLocalTime } from '../kit/zoned-time.ts';
import type { Account } from './account.ts';
import { BadRequest, invalidValue, list, type Row } from './answers.ts';
import type { ApiRequest } from './requests.ts';
import { folded } from './requests.ts';
import { budapest } from './times.ts';

const PER_PAGE = 100;

/** Whether a row has what a parameter asks for. */
export type Filter<T> = (row: T, wanted: string) => boolean;

interface Dated {
  readonly updatedAt: number;
}

/** `Page` counts from 0 (manual, paging). */
export function pageOf<T>({ what, query }: ApiRequest, rows: readonly T[]): readonly T[] {
  const text = query.get('Page') ?? '0';
  if (!/^\d{1,6}$/.test(text)) throw new BadRequest(what, invalidValue(text, 'Page'));
  const start = Number(text) * PER_PAGE;
  return rows.slice(start, start + PER_PAGE);
}

/** A page of rows, and how many there are in all. */
export function paged<T>(account: Account, request: ApiRequest, rows: readonly T[], view: (row: T) => Row): Answer {
  return list(account.settings, rows.length, pageOf(request, rows).map(view));
}

/** The rows that pass every parameter of the query. */
export function search<T>(
  { settings }: Account,
  { what, query }: ApiRequest,
  rows: readonly T[],
  filterOf: (name: string) => Filter<T> | undefined,
): readonly T[] {
  const filters = [...query].flatMap(([name, wanted]) => {
    if (name === 'Page') return [];
    const filter = filterOf(name);
    if (!filter && settings.unknownFilters === 'refused') throw new BadRequest(what, `Unknown parameter '${name}'.`);
    return filter ? [(row: T) => filter(row, wanted)] : [];
  });
  return rows.filter(row => filters.every(filter => filter(row)));
}

/** `UpdatedSince`, the times being those of Budapest. */
export function updatedSince(what: string): Filter<Dated> {
  return ({ updatedAt }, wanted) => budapest(updatedAt) >= wantedTime(what, wanted);
}

/** A time a parameter gives: a day is its first second. */
function wantedTime(what: string, wanted: string): string {
  const time = wanted.length === 10 ? `${wanted} 00:00:00` : wanted;
  if (!isLocalTime(time)) throw new BadRequest(what, invalidValue(wanted, 'UpdatedSince'));
  return time;
}

/** Whether one of the texts has the words as a whole, whatever their case and accents. */
export function hasWords(texts: readonly string[], wanted: string): boolean {
  const words =
    folded(wanted)
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ') ?? '';
  return (
    words !== '' &&
    texts.some(text =>
      ` ${folded(text)
        .match(/[\p{L}\p{N}]+/gu)
        ?.join(' ')} `.includes(` ${words} `),
    )
  );
}

export function hasPart(text: string, wanted: string): boolean {
  return folded(text).includes(folded(wanted));
}

export function isSame(text: string | number, wanted: string): boolean {
  return folded(String(text)) === folded(wanted);
}
