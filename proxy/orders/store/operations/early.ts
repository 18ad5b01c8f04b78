import { randomUUID } from 'node:crypto';
import type { StatusEvent } from '../../booked.ts';
import type { Context } from '../context.ts';
import { type Op, type Row, rows } from '../query.ts';
import { readable } from '../sealing.ts';
import type { EarlyEvent } from '../store.ts';
import { isRepetition, openEvent, sealEvent, whenOf } from './events.ts';

const KEPT = 1000;

export function* keepEarly(context: Context, { connection, ref, event }: EarlyEvent, now: number): Op<void> {
  const kept = yield* rows('select * from early where connection = ? and ref = ? order by seq', connection, ref);
  const told = kept.flatMap(row => readable(() => earlyEvent(context, row)) ?? []);
  if (isRepetition(told, event)) return;

  const id = randomUUID();
  const content = sealEvent(context, event, { table: 'early', row: id });
  yield* rows(
    'insert into early (id, connection, ref, kept_at, stage, at, seen_at, content) values (?, ?, ?, ?, ?, ?, ?, ?)',
    ...[id, connection, ref, now, event.stage, event.at, event.seenAt, content],
  );
  yield* rows(
    `delete from early where connection = ? and seq <=
       (select seq from early where connection = ? order by seq desc limit 1 offset ${KEPT})`,
    ...[connection, connection],
  );
}

export function* takeEarly(context: Context, connection: string, ref: string): Op<StatusEvent[]> {
  const taken = yield* rows('delete from early where connection = ? and ref = ? returning *', connection, ref);
  return taken
    .sort((a, b) => Number(a['seq']) - Number(b['seq']))
    .flatMap(row => readable(() => earlyEvent(context, row)) ?? [])
    .sort((a, b) => whenOf(a) - whenOf(b));
}

const earlyEvent = (context: Context, row: Row): StatusEvent =>
  openEvent(context, row, { table: 'early', row: String(row['id']) }, `Early event ${row['seq']}`);
