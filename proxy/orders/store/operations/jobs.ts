import { z } from 'zod';
import type { CrmJob, FailedJob, Job, KeptJob } from '../../booked.ts';
import type { Context } from '../context.ts';
import { first, marks, type Op, type Row, rows } from '../query.ts';
import { openJson, readable, sealJson } from '../sealing.ts';

const JobRow = z.object({
  id: z.number(),
  key: z.string(),
  kind: z.enum(['notice', 'webhook', 'crm']),
  order_id: z.string().nullable(),
  due_at: z.number(),
  attempts: z.number(),
  payload: z.instanceof(Uint8Array),
});
const Payload = z.record(z.string(), z.unknown());

const place = (key: string) => ({ table: 'jobs', row: key, column: 'payload' });

/** Writes jobs with whatever caused them; one whose key was ever written is left as it is. */
export function* addJobs(
  { keys }: Context,
  jobs: readonly (Job & Partial<Pick<CrmJob, 'connection' | 'subject'>>)[],
): Op<void> {
  for (const { kind, key, orderId, dueAt, payload, connection = null, subject = null } of jobs) {
    yield* rows(
      `insert into jobs (key, kind, order_id, state, due_at, attempts, payload, connection, subject)
       values (?, ?, ?, 'due', ?, 0, ?, ?, ?) on conflict (key) do nothing`,
      ...[key, kind, orderId, dueAt, sealJson(keys, payload, place(key)), connection, subject],
    );
  }
}

/** Writes a job for a CRM unless its key, or a former one, was ever written: then answers what stands under it. */
export function* admitJob(context: Context, job: CrmJob, formerKeys: readonly string[]): Op<KeptJob | null> {
  const known = [job.key, ...formerKeys];
  const standing = yield* first(`select * from jobs where key in (${marks(known)})`, ...known);
  if (standing) return toJob(context, standing);
  yield* addJobs(context, [job]);
  return null;
}

/**
 * What a connection's CRM is to be told now: of each subject the oldest, and of an order only once it is there, or
 * will never be.
 */
export function* dueCrmJobs(context: Context, connection: string, now: number, limit: number): Op<KeptJob[]> {
  const found = yield* rows(
    `select * from jobs as job where connection = ? and state = 'due' and due_at <= ?
       and not exists (select 1 from jobs as older where older.connection = job.connection
         and older.subject = job.subject and older.state = 'due' and older.id < job.id)
       and not exists (select 1 from orders where orders.id = job.order_id
         and orders.state in ('held', 'waiting', 'sending', 'uncertain'))
     order by due_at, id limit ?`,
    ...[connection, now, limit],
  );
  return found.map(row => toJob(context, row));
}

export function* dueJobs(context: Context, now: number, limit: number, kind?: Job['kind']): Op<KeptJob[]> {
  const ofKind = kind === undefined ? [] : [kind];
  const sql = `select * from jobs where state = 'due' and due_at <= ? ${kind === undefined ? '' : 'and kind = ?'}
    order by due_at, id limit ?`;
  const found = yield* rows(sql, now, ...ofKind, limit);
  return found.map(row => toJob(context, row));
}

export function* failedJobs(context: Context, limit: number): Op<FailedJob[]> {
  const sql = `select * from jobs where state = 'failed' or (state = 'due' and attempts > 0) order by id desc limit ?`;
  const found = yield* rows(sql, limit);
  return found.map(row => ({ ...toJob(context, row), givenUpAt: (row['settled_at'] as number | null) ?? null }));
}

/** Settled jobs stay for their keys' sake until they are swept. */
export function* settleJob({ clock }: Context, id: number, next: number | null | 'failed'): Op<void> {
  if (typeof next === 'number') {
    yield* rows('update jobs set attempts = attempts + 1, due_at = ? where id = ?', next, id);
  } else {
    const state = next ?? 'done';
    const sql = 'update jobs set attempts = attempts + 1, state = ?, settled_at = ? where id = ?';
    yield* rows(sql, state, clock.now(), id);
  }
}

function toJob({ keys }: Context, row: Row): KeptJob {
  const { id, key, kind, order_id, due_at, attempts, payload } = JobRow.parse(row);
  const open = readable(() => openJson(keys, payload, place(key), Payload, `Job ${id}`));
  return { id, key, kind, orderId: order_id, dueAt: due_at, attempts, payload: open };
}
