import { z } from 'zod';
import { Stage } from '../../contract/index.ts';
import type { Warning } from '../../crm/crm.ts';
import { Order } from '../../crm/order.ts';
import type { Booked, Damaged, State, StatusEvent } from '../booked.ts';
import type { Keys } from '../seal.ts';
import { numberKey } from './numbers.ts';
import type { Row, Value } from './query.ts';
import { openJson, sealJson, UnreadableRow } from './sealing.ts';

const bytes = z.instanceof(Uint8Array);
const states = ['held', 'waiting', 'sending', 'submitted', 'refused', 'uncertain', 'dropped'] as const;

const OrderRow = z.object({
  id: z.string(),
  number: z.string(),
  connection: z.string(),
  state: z.enum(states) satisfies z.ZodType<State>,
  stage: Stage.nullable(),
  created_at: z.number(),
  updated_at: z.number(),
  next_at: z.number().nullable(),
  attempts: z.number(),
  held_until: z.number().nullable(),
  submit_before: z.number().nullable(),
  submitted_at: z.number().nullable(),
  ref: z.string().nullable(),
  crm_number: z.string().nullable(),
  unfinished: z.number(),
  body: bytes,
  detail: bytes,
});

export const StoredEvent: z.ZodType<StatusEvent> = z.object({
  code: z.string(),
  name: z.string().nullable(),
  stage: Stage.nullable(),
  colour: z.string().optional(),
  at: z.number().nullable(),
  seenAt: z.number(),
});

/** What changes on the way and is nobody's business on the disk: one text, so that a change seals once. */
const Detail = z.object({
  status: StoredEvent.nullable(),
  reason: z.string().nullable(),
  warnings: z.array(
    z.object({
      // Any text: a code of a later version must not make an order unreadable.
      code: z.custom<Warning['code']>(code => typeof code === 'string'),
      about: z.string(),
      money: z.boolean(),
    }),
  ),
  memo: z.record(z.string(), z.unknown()),
});

const place = (id: string, column: string) => ({ table: 'orders', row: id, column });

/** The columns that an order is born with. */
export const birthColumns = (keys: Keys, booked: Booked): Record<string, Value> => ({
  id: booked.id,
  number: booked.number,
  number_key: numberKey(booked.number),
  connection: booked.connection,
  created_at: booked.createdAt,
  key_id: keys.ids[0] ?? '',
  body: sealJson(keys, booked.order, place(booked.id, 'body')),
});

/** The columns that change. */
export const lifeColumns = (keys: Keys, booked: Booked): Record<string, Value> => ({
  state: booked.state,
  stage: booked.stage,
  updated_at: booked.updatedAt,
  next_at: booked.nextAt,
  attempts: booked.attempts,
  held_until: booked.heldUntil,
  submit_before: booked.submitBefore,
  submitted_at: booked.submittedAt,
  ref: booked.ref,
  crm_number: booked.crmNumber,
  crm_number_key: booked.crmNumber === null ? null : numberKey(booked.crmNumber),
  unfinished: booked.unfinished ? 1 : 0,
  detail: sealJson(keys, detailOf(booked), place(booked.id, 'detail')),
});

const detailOf = ({ status, reason, warnings, memo }: Booked) => ({ status, reason, warnings, memo });

/** Reads an order back. @throws UnreadableRow naming its number */
export function toBooked(keys: Keys, row: Row): Booked {
  try {
    return opened(keys, row);
  } catch (error) {
    throw error instanceof UnreadableRow ? new UnreadableRow(error.message, damaged(row)) : error;
  }
}

const damaged = (row: Row): Damaged => ({
  id: String(row['id']),
  number: String(row['number']),
  connection: String(row['connection']),
  state: String(row['state']) as State,
  createdAt: Number(row['created_at']),
  attempts: Number(row['attempts']),
  crmNumber: row['crm_number'] === null ? null : String(row['crm_number']),
});

function opened(keys: Keys, row: Row): Booked {
  const whose = `Order ${row['number']}`;
  const parsed = OrderRow.safeParse(row);
  if (!parsed.success) {
    const columns = parsed.error.issues.map(issue => String(issue.path[0]));
    throw new UnreadableRow(`${whose} cannot be read: ${columns.join(', ')} not as expected`);
  }
  const { body, detail, ...plain } = parsed.data;
  return {
    id: plain.id,
    number: plain.number,
    connection: plain.connection,
    state: plain.state,
    stage: plain.stage,
    createdAt: plain.created_at,
    updatedAt: plain.updated_at,
    nextAt: plain.next_at,
    attempts: plain.attempts,
    heldUntil: plain.held_until,
    submitBefore: plain.submit_before,
    submittedAt: plain.submitted_at,
    ref: plain.ref,
    crmNumber: plain.crm_number,
    unfinished: plain.unfinished === 1,
    ...openJson(keys, detail, place(plain.id, 'detail'), Detail, whose),
    order: openJson(keys, body, place(plain.id, 'body'), Order, whose),
  };
}
