import type { FoundOrder, Money, Stage } from '../contract/index.ts';
import type { Connection } from '../crm/connection.ts';
import type { TrackedOrder } from '../crm/crm.ts';
import type { Booked, State, StatusEvent } from '../orders/booked.ts';
import { readStatus } from '../orders/statuses.ts';
import { numberKey } from '../orders/store/numbers.ts';
import { stageOf, timeOf } from './answer.ts';
import { maskNumber } from './mask.ts';
import { DAY, dayOf, iso } from './time.ts';

/** What was asked, understood: a number as it was written, a phone in E.164. */
export interface Asked {
  number?: string;
  phone?: string;
}

/** What someone has proven of an order: that he knows its number, its phone, or both. */
export interface Proof {
  number: string | null;
  phone: boolean;
}

/** An order as far as any lookup may ever show it. Nothing of the person but the phone that is compared. */
export interface Traced {
  /** Every number it is known by, ours first. */
  numbers: string[];
  phone: string | null;
  placedAt: number;
  /** Someone still waits for it. */
  isOpen: boolean;
  stage: Stage | null;
  status: string | null;
  colour?: string | undefined;
  history: { stage: Stage | null; status: string | null; at: number }[];
  total: Money | null;
  tracking: { number: string; url?: string } | null;
}

export interface Terms {
  now: number;
  timeZone: string;
  /** Whether a phone alone shows anything in this shop. */
  phoneLookup: boolean;
}

/** A phone alone finds what is open, and what was ordered this lately. */
const RECENT = 7 * DAY;

/** Whether everything that was asked is true of this order. */
export const isTrueOf = (order: Traced, { number, phone }: Asked): boolean => {
  if (number === undefined && phone === undefined) return false;
  if (number !== undefined && !isNumberOf(order, number)) return false;
  return phone === undefined || phone === order.phone;
};

/** What is proven where everything that was asked is true. */
export const proofBy = ({ number, phone }: Asked): Proof => ({ number: number ?? null, phone: phone !== undefined });

const isNumberOf = ({ numbers }: Traced, number: string): boolean => {
  const key = numberKey(number);
  return key !== '' && numbers.some(own => numberKey(own) === key);
};

/** The one place that decides what of an order may be seen by someone who has proven this much. */
export const show = (order: Traced, proof: Proof, terms: Terms): FoundOrder | null => {
  const isBoth = proof.number !== null && proof.phone;
  if (proof.number === null && !mayShowByPhone(order, proof, terms)) return null;
  const at = (time: number) => (isBoth ? iso(time) : dayOf(time, terms.timeZone));
  return {
    number: proof.number === null ? maskNumber(order.numbers[0] ?? '') : writtenAs(order, proof.number),
    placedOn: dayOf(order.placedAt, terms.timeZone),
    stage: order.stage,
    status: order.status,
    ...(order.colour && { colour: order.colour }),
    history: order.history.map(entry => ({ stage: entry.stage, status: entry.status, at: at(entry.at) })),
    ...(isBoth && { total: order.total }),
    ...(isBoth && order.tracking && { tracking: order.tracking }),
  };
};

const mayShowByPhone = (order: Traced, { phone }: Proof, { now, phoneLookup }: Terms): boolean =>
  phone && phoneLookup && (order.isOpen || now - order.placedAt < RECENT);

/** The order's own spelling of the number that was asked, and no other number of it. */
const writtenAs = ({ numbers }: Traced, number: string): string =>
  numbers.find(own => numberKey(own) === numberKey(number)) ?? number;

const PENDING: readonly State[] = ['held', 'waiting', 'sending', 'refused', 'uncertain'];
const ENDED: readonly Stage[] = ['delivered', 'cancelled', 'returned'];

const goesOn = (stage: Stage | null): boolean => stage !== null && !ENDED.includes(stage);

/** An order of ours. `phone` is its phone in E.164. */
export const traceBooked = (booked: Booked, history: StatusEvent[], phone: string | null): Traced => ({
  numbers: [booked.number, ...(booked.crmNumber === null ? [] : [booked.crmNumber])],
  phone,
  placedAt: booked.createdAt,
  isOpen: PENDING.includes(booked.state) || (booked.state === 'submitted' && goesOn(booked.stage)),
  stage: stageOf(booked),
  status: booked.status?.name ?? null,
  colour: booked.status?.colour,
  history: history.map(event => ({ stage: event.stage, status: event.name, at: timeOf(event) })),
  total: booked.order.total,
  tracking: null,
});

/** An order that a CRM has. `phone` is the row's in E.164. */
export const traceTracked = (row: TrackedOrder, { config, manifest }: Connection, phone: string | null): Traced => {
  const { name, stage, colour } = readStatus(row.status, { statuses: config.statuses, stageOf: manifest.stageOf });
  return {
    numbers: [row.number],
    phone,
    placedAt: Date.parse(row.placedAt),
    isOpen: goesOn(stage),
    stage,
    status: name,
    colour,
    history: [],
    total: row.total,
    tracking: row.tracking ?? null,
  };
};
