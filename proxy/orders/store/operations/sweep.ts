import { marks, type Op, rows } from '../query.ts';
import type { Terms } from '../store.ts';

/** As many orders as one transaction erases: visitors' orders wait while it runs. */
export const SWEEP = 200;

/** What the names of documents begin with that a CRM may fetch for a while. */
export const OFFER = 'offer/';

/** Erases what has ended and outlived its term, at most `SWEEP` orders. Events go with their order by foreign key. */
export function* sweep({ eraseBefore, forgetEarlyBefore }: Terms): Op<{ erased: number }> {
  // Only ended orders have `ended_at`: whatever is unresolved is out of reach here.
  const ended = yield* rows('select id from orders where ended_at < ? order by ended_at limit ?', eraseBefore, SWEEP);
  const ids = ended.map(row => String(row['id']));
  if (ids.length > 0) {
    yield* rows(`delete from jobs where order_id in (${marks(ids)})`, ...ids);
    yield* rows(`delete from orders where id in (${marks(ids)})`, ...ids);
  }
  yield* rows('delete from jobs where order_id is null and settled_at < ?', eraseBefore);
  yield* rows('delete from early where kept_at < ?', forgetEarlyBefore);
  yield* rows('delete from documents where name like ? and at < ?', `${OFFER}%`, forgetEarlyBefore);
  return { erased: ids.length };
}
