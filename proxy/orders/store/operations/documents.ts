import { z } from 'zod';
import type { Context } from '../context.ts';
import { first, type Op, rows } from '../query.ts';
import { opened, readable } from '../sealing.ts';

const DocumentRow = z.object({ at: z.number(), body: z.instanceof(Uint8Array) });

const place = (name: string) => ({ table: 'documents', row: name, column: 'body' });

export function* document({ keys }: Context, name: string): Op<{ text: string; at: number } | null> {
  const row = yield* first('select at, body from documents where name = ?', name);
  if (!row) return null;
  const { at, body } = DocumentRow.parse(row);
  // What is kept here can be had again from where it came.
  const text = readable(() => opened(keys, body, place(name), `Document ${name}`));
  return text === null ? null : { text, at };
}

export function* putDocument({ keys }: Context, name: string, text: string, at: number): Op<void> {
  yield* rows(
    `insert into documents (name, at, body) values (?, ?, ?)
     on conflict (name) do update set at = excluded.at, body = excluded.body`,
    ...[name, at, keys.encrypt(text, place(name))],
  );
}

export function* dropDocuments(prefix: string): Op<void> {
  yield* rows('delete from documents where substr(name, 1, ?) = ?', prefix.length, prefix);
}
