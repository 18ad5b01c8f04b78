import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Op, Query, Row, Value } from '../query.ts';

/** Starting is worth a wait, and nobody waits for it. */
const STARTING_MS = 5_000;
/** At work, as long as a neighbour's commit takes: while SQLite waits, nothing else runs. */
const WORKING_MS = 50;
const FULL = 2;

/** Opens the file so that a committed order survives a power cut. @throws Error when the disk or the build cannot */
export function connect(file: string): DatabaseSync {
  if (file !== ':memory:') createPrivately(file);
  const db = new DatabaseSync(file, { timeout: STARTING_MS });
  try {
    db.exec(
      'pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma secure_delete = on',
    );
    insist(db, file, 'synchronous', FULL);
    insist(db, file, 'foreign_keys', 1);
    if (file !== ':memory:') insist(db, file, 'journal_mode', 'wal');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** From now on the event loop does not wait for other processes. */
export const hurry = (db: DatabaseSync): void => db.exec(`pragma busy_timeout = ${WORKING_MS}`);

/** SQLite would make the file readable by everyone on the machine. */
function createPrivately(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  closeSync(openSync(file, 'a', 0o600));
}

function insist(db: DatabaseSync, file: string, pragma: string, wanted: Value): void {
  const found = db.prepare(`pragma ${pragma}`).get()?.[pragma];
  if (found !== wanted) throw new Error(`The order book ${file}: ${pragma} is ${found}, and must be ${wanted}.`);
}

/** Runs operations straight through, each statement prepared once. */
export function runner(db: DatabaseSync): <T>(operation: Op<T>) => T {
  const prepared = new Map<string, StatementSync>();
  const statementOf = (sql: string): StatementSync => {
    const known = prepared.get(sql);
    if (known) return known;
    const statement = db.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
  const answer = ({ sql, values }: Query): Row[] => statementOf(sql).all(...values);
  return operation => {
    let step = operation.next([]);
    while (!step.done) step = operation.next(answer(step.value));
    return step.value;
  };
}
