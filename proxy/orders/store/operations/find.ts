import type { Booked, Damaged } from '../../booked.ts';
import type { Context } from '../context.ts';
import { numberKey } from '../numbers.ts';
import { first, marks, type Op, type Row, rows, type Value } from '../query.ts';
import { toBooked } from '../rows.ts';
import { readable, UnreadableRow } from '../sealing.ts';
import type { ListFilter, Search, Selector } from '../store.ts';

export function* order({ keys }: Context, selector: Selector): Op<Booked | null> {
  const row = yield* rowOf(selector);
  return row && toBooked(keys, row);
}

/** A number may be the CRM's or ours; where two orders share one, the CRM's goes first, as hooks name that. */
export function* rowOf(selector: Selector): Op<Row | null> {
  if ('id' in selector) return yield* first('select * from orders where id = ?', selector.id);
  const { connection } = selector;
  if ('ref' in selector) {
    const sql = 'select * from orders where connection = ? and ref = ? order by seq desc limit 1';
    return yield* first(sql, connection, selector.ref);
  }
  const key = numberKey(selector.number);
  if (key === '') return null;
  const latest = (column: string) =>
    first(`select * from orders where ${column} = ? and connection = ? order by seq desc limit 1`, key, connection);
  return (yield* latest('crm_number_key')) ?? (yield* latest('number_key'));
}

export function* search({ keys }: Context, { number, phoneHash, phoneHashes = [] }: Search): Op<Booked[]> {
  const hashes = phoneHash === undefined ? phoneHashes : [phoneHash, ...phoneHashes];
  const key = number === undefined ? null : numberKey(number);
  if (key === '' || (key === null && hashes.length === 0)) return [];
  const where = conditions([
    key !== null && ['(number_key = ? or crm_number_key = ?)', key, key],
    hashes.length > 0 && [`phone_hash in (${marks(hashes)})`, ...hashes],
  ]);
  const sql = `select * from orders ${where.sql} order by created_at desc, seq desc limit 20`;
  return (yield* rows(sql, ...where.values)).flatMap(row => readable(() => toBooked(keys, row)) ?? []);
}

export function* list({ keys }: Context, filter: ListFilter): Op<Booked[]> {
  return (yield* listed(filter)).flatMap(row => readable(() => toBooked(keys, row)) ?? []);
}

export function* damaged({ keys }: Context, filter: ListFilter): Op<Damaged[]> {
  return (yield* listed(filter)).flatMap(row => {
    try {
      toBooked(keys, row);
      return [];
    } catch (error) {
      if (error instanceof UnreadableRow && error.order) return [error.order];
      throw error;
    }
  });
}

/** The latest, if not all are asked for, but the oldest of them first. */
function* listed(filter: ListFilter): Op<Row[]> {
  const where = matching(filter);
  if (filter.limit === undefined) {
    return yield* rows(`select * from orders ${where.sql} order by created_at, seq`, ...where.values);
  }
  const sql = `select * from orders ${where.sql} order by created_at desc, seq desc limit ?`;
  return (yield* rows(sql, ...where.values, filter.limit)).reverse();
}

export function* count(filter: ListFilter): Op<number> {
  const where = matching(filter);
  const row = yield* first(`select count(*) as n from orders ${where.sql}`, ...where.values);
  const n = Number(row?.['n'] ?? 0);
  return filter.limit === undefined ? n : Math.min(n, filter.limit);
}

export function* changedSince(since: number): Op<{ id: string; updatedAt: number }[]> {
  const found = yield* rows('select id, updated_at from orders where updated_at > ? order by updated_at', since);
  return found.map(row => ({ id: String(row['id']), updatedAt: Number(row['updated_at']) }));
}

const matching = (filter: ListFilter) =>
  conditions([
    filter.states && [`state in (${marks(filter.states)})`, ...filter.states],
    filter.connection !== undefined && ['connection = ?', filter.connection],
    filter.unfinished === true && ['unfinished = 1'],
    filter.early === true && ['(connection, ref) in (select connection, ref from early)'],
    filter.createdBefore !== undefined && ['created_at < ?', filter.createdBefore],
  ]);

type Condition = [sql: string, ...values: Value[]];

/** `where` of the conditions that are asked for, and their values. */
function conditions(all: (Condition | false | undefined)[]): { sql: string; values: Value[] } {
  const asked = all.filter(condition => condition !== false && condition !== undefined);
  const sql = asked.length === 0 ? '' : `where ${asked.map(([text]) => text).join(' and ')}`;
  return { sql, values: asked.flatMap(([, ...values]) => values) };
}
