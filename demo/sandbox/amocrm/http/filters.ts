/** Filters in PHP's brackets: `filter[id][]=1`, `filter[id]=1`, `filter[price][from]=1` (amoCRM documentation, filters-api). */
import type { ApiRequest } from './request.ts';

/** Every value of a filter, its own brackets read or not; none: it does not filter. */
export function valuesOf({ query }: ApiRequest, ...names: readonly string[]): readonly string[] {
  const key = `filter${names.map(name => `[${name}]`).join('')}`;
  return [...query]
    .filter(([name]) => name === key || (name.startsWith(`${key}[`) && /^\[\d*\]$/.test(name.slice(key.length))))
    .map(([, value]) => value);
}

/** The same where clients may put several into one, with commas. */
export function namesOf(request: ApiRequest, name: string): readonly string[] {
  return valuesOf(request, name)
    .flatMap(value => value.split(','))
    .filter(Boolean);
}

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** `[from]` and `[to]`, both of them included. `undefined`: it does not filter. */
export function rangeOf({ query }: ApiRequest, ...names: readonly string[]): Range | undefined {
  const key = `filter${names.map(name => `[${name}]`).join('')}`;
  const [from, to] = [query.get(`${key}[from]`), query.get(`${key}[to]`)];
  if (from === null && to === null) return undefined;
  return {
    from: from === null ? Number.NEGATIVE_INFINITY : Number(from),
    to: to ? Number(to) : Number.POSITIVE_INFINITY,
  };
}

export function inRange({ from, to }: Range, value: number | null): boolean {
  return value !== null && value >= from && value <= to;
}

/** `filter[statuses][0][pipeline_id]` with `[status_id]`. */
export function statusesOf({ query }: ApiRequest, ...before: readonly string[]): readonly string[] {
  const key = `filter${before.map(name => `[${name}]`).join('')}`;
  const places = [...query.keys()].flatMap(name => {
    const rest = name.startsWith(key) ? name.slice(key.length) : '';
    return /^\[(\d+)\]\[status_id\]$/.exec(rest)?.[1] ?? [];
  });
  const part = (place: string, name: string): string | null => query.get(`${key}[${place}][${name}]`);
  return places.map(place => `${part(place, 'pipeline_id')}:${part(place, 'status_id')}`);
}

/** Ids of the fields that are filtered by. */
export function filteredFields({ query }: ApiRequest): readonly number[] {
  const ids = [...query.keys()].flatMap(name => /^filter\[custom_fields_values\]\[(\d+)\]/.exec(name)?.[1] ?? []);
  return [...new Set(ids)].map(Number);
}

/** Sorts by `order[created_at|updated_at|id]`; rows as they are where none is given. */
export function ordered<T extends { readonly id: number; readonly createdAt: number; readonly updatedAt: number }>(
  { query }: ApiRequest,
  rows: readonly T[],
): readonly T[] {
  const keys = { id: 'id', created_at: 'createdAt', updated_at: 'updatedAt' } as const;
  for (const [name, key] of Object.entries(keys)) {
    const direction = query.get(`order[${name}]`);
    if (direction === null) continue;
    const sign = direction.toLowerCase() === 'desc' ? -1 : 1;
    return rows.toSorted((a, b) => sign * (a[key] - b[key] || a.id - b.id));
  }
  return rows;
}
