import type { Context } from '../context.ts';
import { first, marks, type Op } from '../query.ts';

/** The whole number of a key: as it was allotted under any of its hashes, else the next one. */
export function* allotId(_: Context, connection: string, kind: string, hashes: readonly string[]): Op<number> {
  const known = yield* first(
    `select id from ids where connection = ? and kind = ? and hash in (${marks(hashes)}) order by id limit 1`,
    ...[connection, kind, ...hashes],
  );
  if (known) return Number(known['id']);
  const allotted = yield* first(
    `insert into ids (connection, kind, hash, id)
     select ?, ?, ?, coalesce(max(id), 0) + 1 from ids where connection = ? and kind = ? returning id`,
    ...[connection, kind, hashes[0] ?? '', connection, kind],
  );
  return Number(allotted?.['id']);
}
