import { z } from 'zod';
import type { Job, Lane } from '../../booked.ts';
import type { Context } from '../context.ts';
import { first, type Op, rows } from '../query.ts';
import { opened, readable } from '../sealing.ts';
import { addJobs } from './jobs.ts';

const LaneRow = z.object({
  paused_until: z.number().nullable(),
  step: z.number(),
  reason: z.instanceof(Uint8Array).nullable(),
});

const place = (connection: string) => ({ table: 'lanes', row: connection, column: 'reason' });

export function* lane({ keys }: Context, connection: string): Op<Lane> {
  const row = yield* first('select * from lanes where connection = ?', connection);
  if (!row) return { pausedUntil: null, step: 0, reason: null };
  const { paused_until, step, reason } = LaneRow.parse(row);
  // A pause whose reason is lost is a pause all the same.
  const words = reason && readable(() => opened(keys, reason, place(connection), `Lane ${connection}`));
  return { pausedUntil: paused_until, step, reason: words };
}

export function* setLane(
  context: Context,
  connection: string,
  { pausedUntil, step, reason }: Lane,
  jobs: Job[],
): Op<void> {
  const sealed = reason === null ? null : context.keys.encrypt(reason, place(connection));
  yield* rows(
    `insert into lanes (connection, paused_until, step, reason) values (?, ?, ?, ?)
     on conflict (connection) do update
     set paused_until = excluded.paused_until, step = excluded.step, reason = excluded.reason`,
    ...[connection, pausedUntil, step, sealed],
  );
  yield* addJobs(context, jobs);
}

export function* lease(name: string, holder: string, ms: number, now: number): Op<boolean> {
  // One that ends later than any lease can was written under a clock that has been set back since.
  const taken = yield* first(
    `insert into leases (name, holder, ends_at) values (?, ?, ?)
     on conflict (name) do update set holder = excluded.holder, ends_at = excluded.ends_at
     where leases.holder = excluded.holder or leases.ends_at <= ? or leases.ends_at > ?
     returning name`,
    ...[name, holder, now + ms, now, now + ms],
  );
  return taken !== null;
}

export function* release(name: string, holder: string): Op<void> {
  yield* rows('delete from leases where name = ? and holder = ?', name, holder);
}

type Gate = { open: true } | { open: false; opensAt: number };

/** Keeps when it opened last, so that a changed interval counts at once. */
export function* gate(name: string, everyMs: number, now: number): Op<Gate> {
  // An opening further ahead than the interval was written under a clock that has been set back since.
  const opened = yield* first(
    `insert into gates (name, opened_at) values (?, ?)
     on conflict (name) do update set opened_at = excluded.opened_at
     where gates.opened_at <= ? or gates.opened_at > ?
     returning name`,
    ...[name, now, now - everyMs, now + everyMs],
  );
  if (opened) return { open: true };
  const last = yield* first('select opened_at from gates where name = ?', name);
  return { open: false, opensAt: Number(last?.['opened_at']) + everyMs };
}
