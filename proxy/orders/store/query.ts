export type Value = string | number | bigint | null | Uint8Array;
export type Row = Record<string, Value>;
export interface Query {
  /** With `?` for each value; in the SQL that SQLite and PostgreSQL share. */
  sql: string;
  values: Value[];
}

/**
 * One operation: it yields queries and is handed their rows. Written once, it runs straight through on SQLite,
 * which answers at once, and with an await between on a database across a network.
 */
export type Op<T> = Generator<Query, T, Row[]>;

/** Runs a query inside an operation: `const found = yield* rows('select …', id)`. */
export function* rows(sql: string, ...values: Value[]): Op<Row[]> {
  return yield { sql, values };
}

/** The first row of a query, or null. */
export function* first(sql: string, ...values: Value[]): Op<Row | null> {
  const [row] = yield* rows(sql, ...values);
  return row ?? null;
}

/** `?, ?, ?` for a list of values. */
export const marks = (list: readonly unknown[]): string => list.map(() => '?').join(', ');
