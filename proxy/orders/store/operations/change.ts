import type { Booked, Change, Job, State } from '../../booked.ts';
import { applied, hasEnded } from '../applied.ts';
import type { Context } from '../context.ts';
import { first, type Op, type Row, rows } from '../query.ts';
import { lifeColumns, toBooked } from '../rows.ts';
import type { Selector } from '../store.ts';
import { free, reserveAgain } from './certificates.ts';
import { addEvent } from './events.ts';
import { rowOf } from './find.ts';
import { addJobs } from './jobs.ts';

type Decide = (booked: Booked) => Change | null;

/** Reads an order, asks what changes and writes it, with its event and jobs. */
export function* change(context: Context, selector: Selector, decide: Decide): Op<Booked | null> {
  const row = yield* rowOf(selector);
  if (!row) return null;
  const before = toBooked(context.keys, row);
  const wanted = decide(before);
  if (!wanted) return before;

  const after = applied(before, wanted, yield* stamp(context.clock.now(), before.updatedAt));
  yield* update(context, row, before, after);
  if (wanted.event) yield* addEvent(context, after.id, wanted.event);
  if (wanted.freeCertificate) yield* free(after.id);
  if (wanted.takeCertificate) yield* reserveAgain(after, wanted.takeCertificate);
  yield* addJobs(context, wanted.jobs ?? []);
  return after;
}

/** Takes the oldest waiting order that is due. Only plain columns change, so nothing is sealed again. */
export function* claim({ keys }: Context, connection: string, now: number): Op<Booked | null> {
  const row = yield* first(
    `update orders set state = 'sending', attempts = attempts + 1, updated_at = ?
     where seq = (
       select seq from orders
       where state = 'waiting' and connection = ? and (next_at is null or next_at <= ?)
       order by created_at, seq limit 1
     )
     returning *`,
    ...[yield* stamp(now), connection, now],
  );
  return row && toBooked(keys, row);
}

/** Its plain columns only, so that it can still be read should the reason be a missing key. */
export function* setAside(context: Context, id: string, state: State, jobs: readonly Job[]): Op<void> {
  const now = yield* stamp(context.clock.now());
  const ended = state === 'dropped' ? now : null;
  yield* rows('update orders set state = ?, updated_at = ?, ended_at = ? where id = ?', state, now, ended, id);
  if (state === 'dropped') yield* free(id);
  yield* addJobs(context, jobs);
}

/** An order that may go at its turn is due whatever the clock says: it may have been set back since it came in. */
export function* nextDue(connection: string): Op<number | null> {
  const sql = `select min(coalesce(next_at, 0)) as due from orders where state = 'waiting' and connection = ?`;
  const due = (yield* first(sql, connection))?.['due'];
  return typeof due === 'number' ? due : null;
}

function* update({ keys }: Context, row: Row, before: Booked, after: Booked): Op<void> {
  const moved = before.state !== after.state || before.stage !== after.stage;
  const ended = moved ? after.updatedAt : (row['ended_at'] ?? after.updatedAt);
  const columns = { ...lifeColumns(keys, after), ended_at: hasEnded(after) ? ended : null };
  const sets = Object.keys(columns).map(name => `${name} = ?`);
  yield* rows(`update orders set ${sets.join(', ')} where id = ?`, ...Object.values(columns), after.id);
}

/** The time of a change, later than that of every one before: whoever follows by time then misses none. */
function* stamp(now: number, atLeast = 0): Op<number> {
  const latest = Number((yield* first('select max(updated_at) as latest from orders'))?.['latest'] ?? 0);
  return Math.max(now, atLeast + 1, latest + 1);
}
