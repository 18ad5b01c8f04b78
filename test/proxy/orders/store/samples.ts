import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '../../../../proxy/clock.ts';
import type { Booked, CrmJob, Job, StatusEvent } from '../../../../proxy/orders/booked.ts';
import { createKeys } from '../../../../proxy/orders/seal.ts';
import type { Intake } from '../../../../proxy/orders/store/store.ts';

export const key = (): string => randomBytes(32).toString('base64');
export const keys = createKeys([key()]);

/** Noon of a day, for all tests. */
export const noon = Date.UTC(2026, 10, 21, 12);

export interface PlayedClock extends Clock {
  time: number;
}
export const playedClock = (): PlayedClock => ({
  time: noon,
  now() {
    return this.time;
  },
  after: () => () => {},
});

let drawn = 0;

/** A waiting order as the shop hands it over; what a test cares about is given. */
export function booked(over: Partial<Booked> = {}): Booked {
  const id = over.id ?? randomUUID();
  const number = over.number ?? `K7-${++drawn}`;
  return {
    id,
    number,
    connection: 'crm',
    state: 'waiting',
    stage: 'new',
    status: null,
    createdAt: noon,
    updatedAt: noon,
    nextAt: null,
    attempts: 0,
    heldUntil: null,
    submitBefore: noon + 7_200_000,
    submittedAt: null,
    ref: null,
    crmNumber: null,
    unfinished: false,
    reason: null,
    warnings: [],
    memo: {},
    order: orderOf(id, number),
    ...over,
  };
}

const orderOf = (id: string, number: string): Booked['order'] => ({
  id,
  number,
  externalId: id,
  source: 'page',
  pageOrigin: 'https://shop.example',
  language: 'ru',
  placedAt: '2026-11-21T15:00:00+03:00',
  currency: 'RUB',
  customer: { name: 'Марья Петровна', phone: '+79161234567' },
  lines: [
    { sku: 'A-1', name: 'Пирог', quantity: 2, price: { amount: 45_000, currency: 'RUB' }, options: [], properties: [] },
  ],
  delivery: { method: 'courier', cost: { amount: 30_000, currency: 'RUB' } },
  payment: { method: 'card' },
  payments: [],
  comment: 'Домофон не работает',
  marketing: { utm_source: 'mail' },
  fields: {},
  discount: null,
  total: { amount: 120_000, currency: 'RUB' },
});

/** An acceptance of its own: no other has its key, number or fingerprint. */
export function intake(over: Partial<Omit<Intake, 'booked'>> = {}, order: Partial<Booked> = {}): Intake {
  const body = booked(order);
  return {
    booked: body,
    keyHash: `key of ${body.id}`,
    fingerprint: `body of ${body.id}`,
    sameFormSince: null,
    siteNumber: null,
    certificateHash: null,
    phoneHash: 'phone',
    jobs: [],
    ...over,
  };
}

export const job = (name: string, over: Partial<Job> = {}): Job => ({
  kind: 'notice',
  key: name,
  orderId: null,
  dueAt: noon,
  payload: { text: name },
  ...over,
});

/** What a CRM named `crm` is to be told. */
export const crmJob = (name: string, over: Partial<CrmJob> = {}): CrmJob => ({
  ...job(name),
  ...{ kind: 'crm', connection: 'crm', subject: name },
  ...over,
});

export const event = (code: string, at: number | null = noon, over: Partial<StatusEvent> = {}): StatusEvent => ({
  code,
  name: `Статус ${code}`,
  stage: 'preparing',
  at,
  seenAt: noon + 500,
  ...over,
});
