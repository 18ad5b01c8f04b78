import { first, type Op, rows } from '../query.ts';

/**
 * Notes the key that writes from now on, and refuses a list that lacks one that orders are still sealed with:
 * better no start than a book that cannot be read and certificates that count as unused.
 */
export function* checkKeys(ids: readonly string[]): Op<void> {
  const written = (yield* rows('select id from keys')).map(row => String(row['id']));
  for (const id of written.filter(known => !ids.includes(known))) {
    const order = yield* first('select number from orders where key_id = ? limit 1', id);
    if (order || !written.some(known => ids.includes(known))) throw new Error(lacking(id));
    yield* rows('delete from keys where id = ?', id);
  }
  yield* rows('insert into keys (id) values (?) on conflict (id) do nothing', ids[0] ?? '');
}

const lacking = (id: string): string =>
  `The order book is sealed with key ${id}, which is not in the list of order-book keys. Add it to its end.`;
