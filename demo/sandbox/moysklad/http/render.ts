/** What is kept, as JSON: references become their `meta`, or whole entities where `expand` asks for them. */
import { ACCOUNT_ID, find } from '../account.ts';
import { kindOf } from '../kinds/index.ts';
import { type Entity, type Fields, isList, Ref, Rows, type Value } from '../values.ts';
import { listMeta, metaOf } from './meta.ts';
import type { Request } from './request.ts';

/** What to expand, by field, each with what to expand in it. */
export interface Expand extends ReadonlyMap<string, Expand> {}

const MAX_DEPTH = 3;
const ROWS_LIMIT = 1000;
/** As many rows are shown of a list that is expanded as a page with `expand` may have (MoySklad API 1.2). */
export const EXPAND_LIMIT = 100;

export const nothing: Expand = new Map();

/** Reads `expand=agent,positions.assortment`; what lies deeper than three levels is passed over. */
export function readExpand(query: URLSearchParams): Expand {
  const root = new Map<string, Expand>();
  for (const path of (query.get('expand') ?? '').split(',').filter(Boolean)) {
    let level: Map<string, Expand> = root;
    for (const name of path.trim().split('.').slice(0, MAX_DEPTH)) {
      const next = new Map(level.get(name));
      level.set(name, next);
      level = next;
    }
  }
  return root;
}

export function renderEntity(request: Request, entity: Entity, expand: Expand = nothing, more: Fields = {}): object {
  return { meta: metaOf(request, entity), ...renderFields(request, { ...shown(request, entity), ...more }, expand) };
}

/** The fields of an entity as they are answered. */
export function shown({ account }: Pick<Request, 'account'>, entity: Entity): Fields {
  const kind = kindOf(entity.type);
  const fields = kind?.show?.(account, entity) ?? entity.fields;
  return { id: entity.id, accountId: ACCOUNT_ID, ...fields, ...kind?.rows?.(entity) };
}

function renderFields(request: Request, fields: Fields, expand: Expand): object {
  const rendered = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [[name, render(request, value, expand.get(name))]],
  );
  return Object.fromEntries(rendered);
}

function render(request: Request, value: Value, expand: Expand | undefined): unknown {
  if (value instanceof Ref) return renderRef(request, value, expand);
  if (value instanceof Rows) return renderRows(request, value, expand);
  if (isList(value)) return value.map(each => render(request, each, expand));
  if (typeof value === 'object' && value !== null) return renderFields(request, value, expand ?? nothing);
  return value;
}

function renderRef(request: Request, ref: Ref, expand: Expand | undefined): object {
  const entity = expand && find(request.account, ref);
  if (entity) return { ...renderEntity(request, entity, expand), ...renderFields(request, ref.extra, nothing) };
  return { meta: metaOf(request, ref), ...renderFields(request, ref.extra, nothing) };
}

function renderRows(request: Request, { type, path, entities }: Rows, expand: Expand | undefined): object {
  const limit = expand ? EXPAND_LIMIT : ROWS_LIMIT;
  const meta = listMeta(request, { type, path, size: entities.length, limit, offset: 0 });
  if (!expand) return { meta };
  return { meta, rows: entities.slice(0, limit).map(entity => renderEntity(request, entity, expand)) };
}
