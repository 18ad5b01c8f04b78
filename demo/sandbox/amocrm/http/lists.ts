/** Lists: a page at a time, with the addresses of its neighbours; an empty one is no content. */
import type { Answer } from '../../kit/sandbox.ts';
import { hal, noContent, problem, Refusal } from './answers.ts';
import type { ApiRequest } from './request.ts';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 250;

export interface ListOptions<T> {
  /** What the rows are called under `_embedded`. */
  readonly name: string;
  readonly rows: readonly T[];
  readonly view: (row: T) => object;
  readonly maxLimit?: number;
  /** Some lists tell how many rows and pages there are. */
  readonly counted?: true;
}

export function list<T>(request: ApiRequest, options: ListOptions<T>): Answer {
  const { name, rows, view, maxLimit = MAX_LIMIT, counted } = options;
  const limit = Math.min(wholeNumber(request, 'limit', DEFAULT_LIMIT), MAX_LIMIT + 1);
  if (limit > maxLimit) throw new Refusal(problem(422, `Не более ${maxLimit} на странице`));
  const page = wholeNumber(request, 'page', 1);
  const shown = rows.slice((page - 1) * limit, page * limit);
  if (shown.length === 0) return noContent();
  const pages = Math.ceil(rows.length / limit);
  const to = (number: number): object => ({ href: hrefOf(request, number, limit) });
  return hal({
    ...(counted ? { _total_items: rows.length } : {}),
    _page: page,
    ...(counted ? { _page_count: pages } : {}),
    _links: {
      self: to(page),
      ...(page < pages ? { next: to(page + 1) } : {}),
      ...(page > 1 ? { first: to(1), prev: to(page - 1) } : {}),
    },
    _embedded: { [name]: shown.map(view) },
  });
}

/** A list that comes whole. */
export function whole(request: ApiRequest, name: string, rows: readonly object[]): Answer {
  if (rows.length === 0) return noContent();
  const href = `${request.base}${request.path}${request.query.size > 0 ? `?${request.query}` : ''}`;
  return hal({ _total_items: rows.length, _links: { self: { href } }, _embedded: { [name]: rows } });
}

function hrefOf({ base, path, query }: ApiRequest, page: number, limit: number): string {
  const own = new URLSearchParams(query);
  own.set('page', String(page));
  own.set('limit', String(limit));
  return `${base}${path}?${own}`;
}

function wholeNumber({ query }: ApiRequest, name: string, otherwise: number): number {
  const text = query.get(name) ?? '';
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : otherwise;
}
