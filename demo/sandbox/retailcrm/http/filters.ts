/** `filter[…]`: each list has filters of its own; what is not one of them is refused or passed over. */
import type { Account } from '../account.ts';
import { refusals } from './answers.ts';
import type { Request } from './request.ts';
import { branchAt, type Tree, textAt, textsAt } from './tree.ts';

/** Whether an entry passes a filter of a value; given what was sent under the filter's name. */
export type Filter<T> = (sent: Sent) => (entry: T) => boolean;

export interface Sent {
  readonly name: string;
  /** The plain value; empty for a list. */
  readonly value: string;
  /** The values of a list. */
  readonly values: readonly string[];
  /** What was sent in brackets after the name. */
  readonly below: Tree;
}

export type Filters<T> = Readonly<Record<string, Filter<T>>>;

/** The entries that pass every filter of a call. */
export function applyFilters<T>(
  { settings }: Account,
  request: Request,
  filters: Filters<T>,
  entries: readonly T[],
): readonly T[] {
  const sent = branchAt(request.parameters, 'filter');
  const unknown = [...sent.keys()].filter(name => !Object.hasOwn(filters, name));
  // What the API does with such a filter is in no document. Refused, no caller takes the whole list for its answer.
  if (unknown.length > 0 && settings.unknownFilters === 'refuse') {
    throw refusals.badParameters({
      'children[filter]': `This form should not contain extra fields: ${unknown.join(', ')}.`,
    });
  }
  const tests = [...sent.keys()].flatMap(name => {
    const filter = Object.hasOwn(filters, name) ? filters[name] : undefined;
    return filter ? [filter(readSent(sent, name))] : [];
  });
  return entries.filter(entry => tests.every(test => test(entry)));
}

function readSent(tree: Tree, name: string): Sent {
  return { name, value: textAt(tree, name) ?? '', values: textsAt(tree, name), below: branchAt(tree, name) };
}

type Of<T> = (entry: T) => string | number | null | undefined;

/** Equal to one of the values sent. */
export function oneOf<T>(of: Of<T>): Filter<T> {
  return ({ values }) =>
    entry =>
      values.includes(String(of(entry) ?? ''));
}

/** Any of an entry's values equal to one of those sent. */
export function anyOf<T>(of: (entry: T) => readonly string[]): Filter<T> {
  return ({ values }) =>
    entry =>
      of(entry).some(value => values.includes(value));
}

/** Holds the text, whatever its case. */
export function holds<T>(of: (entry: T) => readonly (string | null | undefined)[]): Filter<T> {
  return ({ value }) =>
    entry =>
      of(entry).some(text => (text ?? '').toLowerCase().includes(value.toLowerCase()));
}

export function atLeast<T>(of: Of<T>): Filter<T> {
  return sent => entry => Number(of(entry) ?? 0) >= readNumber(sent);
}

/** After an id. */
export function above<T>(of: Of<T>): Filter<T> {
  return sent => entry => Number(of(entry) ?? 0) > readNumber(sent);
}

export function atMost<T>(of: Of<T>): Filter<T> {
  return sent => entry => Number(of(entry) ?? 0) <= readNumber(sent);
}

/** Not before a day or a time. Local times sort as texts. */
export function since<T>(of: (entry: T) => string | null | undefined): Filter<T> {
  return sent => entry => (of(entry) ?? '') >= readTime(sent);
}

/** Not after a time, or the end of a day. */
export function until<T>(of: (entry: T) => string | null | undefined): Filter<T> {
  return sent => {
    const limit = readTime(sent);
    const end = limit.length === 10 ? `${limit} 23:59:59` : limit;
    return entry => Boolean(of(entry)) && (of(entry) ?? '') <= end;
  };
}

/** `1` or `0` (the vendor's PHP client). */
export function yesNo<T>(of: (entry: T) => boolean): Filter<T> {
  return sent => {
    if (!/^[01]$/.test(sent.value)) throw invalid(sent);
    return entry => of(entry) === (sent.value === '1');
  };
}

export interface Person {
  readonly names: readonly (string | null | undefined)[];
  readonly phones: readonly (string | null | undefined)[];
}

/**
 * One text for names and phones alike (as shops and a vendor's module use it; no document was seen). It finds parts:
 * whoever asks by phone has to look at what came back.
 */
export function isPerson<T>(of: (entry: T) => Person): Filter<T> {
  return ({ value }) => {
    const digits = /^[\d\s()+-]{4,}$/.test(value) ? digitsOf(value) : '';
    return entry => {
      const { names, phones } = of(entry);
      if (digits !== '') return phones.some(phone => digitsOf(phone ?? '').includes(digits));
      return names.filter(Boolean).join(' ').toLowerCase().includes(value.toLowerCase());
    };
  };
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

/** One the API has and this sandbox does not serve: a filter passed over in silence would find everything. */
export const notServed: Filter<unknown> = sent => {
  throw refusals.badParameters({ [`children[${sent.name}]`]: 'The sandbox does not serve this filter.' });
};

function readNumber(sent: Sent): number {
  const value = Number(sent.value);
  if (sent.value === '' || !Number.isFinite(value)) throw invalid(sent);
  return value;
}

function readTime(sent: Sent): string {
  if (!/^\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?$/.test(sent.value)) throw invalid(sent);
  return sent.value;
}

function invalid({ name }: Sent) {
  return refusals.badParameters({ [`children[${name}]`]: 'This value is not valid.' });
}
