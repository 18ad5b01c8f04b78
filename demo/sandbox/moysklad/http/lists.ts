/** Lists: filtered, searched, in order, a page at a time. */
import { employee } from '../data/directories.ts';
import type { FilterType, Kind } from '../kinds/kind.ts';
import { type Entity, type Fields, Ref, textOf, type Value } from '../values.ts';
import { refusals } from './answers.ts';
import { applyFilter, type Condition, readConditions } from './filters.ts';
import { listMeta } from './meta.ts';
import { EXPAND_LIMIT, nothing, readExpand, renderEntity, shown } from './render.ts';
import type { Request } from './request.ts';

const MAX_LIMIT = 1000;

interface Listed extends Pick<Kind, 'search' | 'filters' | 'isDocument'> {
  readonly type: string;
  /** The conditions, where some of those asked for are not about the rows' own fields. */
  readonly conditions?: readonly Condition[];
  /** What rows have here besides their own fields. */
  readonly more?: (entity: Entity) => Fields;
  readonly render?: (entity: Entity) => object;
}

/** A page of entities as the call asks for it. */
export function page(request: Request, entities: readonly Entity[], listed: Listed): object {
  const { query } = request;
  const limit = readCount(query, 'limit', MAX_LIMIT);
  const offset = readCount(query, 'offset', 0);
  const found = select(request, entities, listed);
  // Above that many rows `expand` is passed over in silence (MoySklad API 1.2).
  const expand = limit <= EXPAND_LIMIT ? readExpand(query) : nothing;
  const render = listed.render ?? (entity => renderEntity(request, entity, expand, listed.more?.(entity)));
  return {
    context: { employee: { meta: { ...employeeMeta(request) } } },
    meta: {
      ...listMeta(request, { path: request.path, type: listed.type, size: found.length, limit, offset }),
      ...(limit > 0 && offset + limit < found.length ? { nextHref: hrefOf(request, limit, offset + limit) } : {}),
      ...(offset > 0 ? { previousHref: hrefOf(request, limit, Math.max(0, offset - limit)) } : {}),
    },
    rows: found.slice(offset, offset + limit).map(render),
  };
}

export function employeeMeta({ base }: Pick<Request, 'base'>): object {
  return { href: `${base}context/employee`, type: employee.type, mediaType: 'application/json' };
}

function select(request: Request, entities: readonly Entity[], listed: Listed): readonly Entity[] {
  const { filters, conditions = readConditions(request.query.get('filter') ?? '') } = listed;
  const known: Readonly<Record<string, FilterType>> = filters;
  const filtered = applyFilter(request, known, [...conditions, ...unasked(known, conditions)], entities);
  return inOrder(request, searched(request, listed, filtered));
}

/** What is archived, or deleted, is left out unless it is asked for (MoySklad API 1.2). */
function unasked(
  filters: Readonly<Record<string, FilterType>>,
  conditions: readonly Condition[],
): readonly Condition[] {
  return ['archived', 'isDeleted']
    .filter(field => Object.hasOwn(filters, field) && !conditions.some(condition => condition.field === field))
    .map(field => ({ field, operator: '!=', value: 'true' }));
}

/**
 * Every word of a search begins some word of what a type is searched by; in documents it may be anywhere (MoySklad API
 * 1.2, contextual search, and documents). The order by relevance is not imitated.
 */
function searched(request: Request, { search, isDocument = false }: Listed, entities: readonly Entity[]) {
  const words = wordsOf(request.query.get('search') ?? '');
  if (words.length === 0) return entities;
  return entities.filter(entity => {
    const fields = shown(request, entity);
    const known = search.flatMap(name => wordsOf(textOf(fields, name)));
    return words.every(word => known.some(each => (isDocument ? each.includes(word) : each.startsWith(word))));
  });
}

/** What parts words is in no document; a plus before a phone is taken for no part of it. */
function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[\s()«»"',;+]+/)
    .filter(Boolean);
}

/** `order=moment,desc;name,asc`. */
function inOrder(request: Request, entities: readonly Entity[]): readonly Entity[] {
  const keys = (request.query.get('order') ?? '').split(';').filter(Boolean);
  const sorts = keys.map(key => {
    const [field = '', direction = 'asc'] = key.split(',').map(text => text.trim());
    if (direction !== 'asc' && direction !== 'desc') throw refusals.badParameter(`Неверный порядок: ${key}`);
    return { field, sign: direction === 'asc' ? 1 : -1 };
  });
  if (sorts.length === 0) return entities;
  const rows = entities.map(entity => ({ entity, fields: shown(request, entity) }));
  rows.sort((a, b) => {
    for (const { field, sign } of sorts) {
      const difference = compare(a.fields[field], b.fields[field]);
      if (difference !== 0) return sign * difference;
    }
    return 0;
  });
  return rows.map(({ entity }) => entity);
}

function compare(a: Value | undefined, b: Value | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [a, b].map(value => (value instanceof Ref ? value.path : String(value ?? '')));
  return left === right ? 0 : (left ?? '') < (right ?? '') ? -1 : 1;
}

/**
 * How a number that cannot be read is refused is in no document; more than the most is taken for the most. None at all
 * asks for the size alone, as clients do (moysklad-ts), though the documents begin at one.
 */
function readCount(query: URLSearchParams, name: string, unless: number): number {
  const text = query.get(name);
  if (text === null) return unless;
  if (!/^\d{1,9}$/.test(text)) {
    throw refusals.badParameter(`Недопустимое значение параметра ${name}`);
  }
  return name === 'limit' ? Math.min(Number(text), MAX_LIMIT) : Number(text);
}

function hrefOf({ base, path, query }: Request, limit: number, offset: number): string {
  const next = new URLSearchParams(query);
  next.set('limit', String(limit));
  next.set('offset', String(offset));
  return `${base}${path}?${next}`;
}
