import { z } from 'zod';
import type { StatusEvent } from '../../booked.ts';
import type { Context } from '../context.ts';
import { type Op, type Row, rows } from '../query.ts';
import { StoredEvent } from '../rows.ts';
import { openJson, readable, sealJson } from '../sealing.ts';

/** A row that holds an event: the same columns for those of orders and for early ones. */
const EventRow = z.object({
  stage: z.string().nullable(),
  at: z.number().nullable(),
  seen_at: z.number(),
  content: z.instanceof(Uint8Array),
});
const Content = z.object({ code: z.string(), name: z.string().nullable(), colour: z.string().optional() });

type EventPlace = { table: 'events' | 'early'; row: string };

export const sealEvent = ({ keys }: Context, { code, name, colour }: StatusEvent, place: EventPlace): Uint8Array =>
  sealJson(keys, { code, name, colour }, { ...place, column: 'content' });

export function openEvent({ keys }: Context, row: Row, place: EventPlace, whose: string): StatusEvent {
  const { stage, at, seen_at, content } = EventRow.parse(row);
  const words = openJson(keys, content, { ...place, column: 'content' }, Content, whose);
  return StoredEvent.parse({ ...words, stage, at, seenAt: seen_at });
}

/** In the CRM's own time, or ours where it told none. */
export const whenOf = (event: StatusEvent): number => event.at ?? event.seenAt;

export function* history(context: Context, id: string): Op<StatusEvent[]> {
  const found = yield* rows('select * from events where order_id = ? order by n', id);
  return found.map(row => orderEvent(context, id, row)).sort((a, b) => whenOf(a) - whenOf(b));
}

/** Adds an event to an order, once however often it is told. */
export function* addEvent(context: Context, id: string, event: StatusEvent): Op<void> {
  const found = yield* rows('select * from events where order_id = ? order by n', id);
  const told = found.flatMap(row => readable(() => orderEvent(context, id, row)) ?? []);
  if (isRepetition(told, event)) return;

  const n = Number(found.at(-1)?.['n'] ?? 0) + 1;
  const content = sealEvent(context, event, { table: 'events', row: `${id} ${n}` });
  yield* rows(
    'insert into events (order_id, n, stage, at, seen_at, content) values (?, ?, ?, ?, ?, ?)',
    ...[id, n, event.stage, event.at, event.seenAt, content],
  );
}

/** Without a time a status is a repetition only while nothing else came after it. `told` is in the order of hearing. */
export function isRepetition(told: readonly StatusEvent[], event: StatusEvent): boolean {
  const rivals = event.at === null ? told.slice(-1) : told;
  return rivals.some(({ code, at }) => code === event.code && at === event.at);
}

const orderEvent = (context: Context, id: string, row: Row): StatusEvent =>
  openEvent(context, row, { table: 'events', row: `${id} ${row['n']}` }, `Event ${row['n']} of order ${id}`);
