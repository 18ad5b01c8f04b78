import type { Book, Draft, Identity } from '../../../proxy/orders/book.ts';
import type { Booked, StatusEvent } from '../../../proxy/orders/booked.ts';
import { numberKey } from '../../../proxy/orders/store/numbers.ts';
import type { Acceptance } from '../../../proxy/orders/store/store.ts';
import type { FakeClock } from '../../kit/clock.ts';
import { PHONE, rub } from './fake-crm.ts';
import { never } from './fake-store.ts';

export interface FakeBook extends Book {
  drafts: Draft[];
  orders: Map<string, Booked>;
  events: Map<string, StatusEvent[]>;
  changes: unknown[];
  /** Puts an order into the book past acceptance. */
  put(booked: Partial<Booked> & { number: string }, phone?: string | null): Booked;
}

export const createFakeBook = (clock: FakeClock): FakeBook => {
  const drafts: Draft[] = [];
  const orders = new Map<string, Booked>();
  const events = new Map<string, StatusEvent[]>();
  const changes: unknown[] = [];
  const phones = new Map<string, string | null>();
  const keys = new Map<string, { id: string; fingerprint: string }>();
  const certificates = new Set<string>();
  let count = 4820;

  const add = (booked: Booked, phone: string | null): Booked => {
    orders.set(booked.id, booked);
    phones.set(booked.id, phone);
    return booked;
  };

  const acceptedBefore = async ({ idempotencyKey, fingerprint }: Identity): Promise<Acceptance | null> => {
    const before = idempotencyKey === null ? undefined : keys.get(idempotencyKey);
    const known = before && orders.get(before.id);
    if (!before || !known) return null;
    return before.fingerprint === fingerprint
      ? { kind: 'repeated', booked: known }
      : { kind: 'already-ordered', id: known.id };
  };

  const accept = async (draft: Draft): Promise<Acceptance> => {
    const before = await acceptedBefore(draft);
    if (before) return before;
    const { certificate } = draft.order;
    if (certificate && certificates.has(certificate)) return { kind: 'certificate-taken' };
    if (certificate) certificates.add(certificate);
    drafts.push(draft);
    count += 1;
    const id = `order-${count}`;
    const number = draft.order.number ?? `K7-${count}`;
    const state = draft.hold ? 'held' : 'waiting';
    const order = { ...draft.order, id, number, externalId: id };
    const booked = add(
      bookedOf(clock, { id, number, state, order, connection: draft.connection }),
      draft.order.customer.phone ?? null,
    );
    if (draft.idempotencyKey !== null) keys.set(draft.idempotencyKey, { id, fingerprint: draft.fingerprint });
    return { kind: 'accepted', booked };
  };

  return {
    drafts,
    orders,
    events,
    changes,
    put(booked, phone = PHONE) {
      const order = {
        ...orderOf(booked.number),
        ...booked.order,
        customer: { phone: phone ?? undefined, name: 'Анна', email: 'anna@mail.example' },
      };
      return add(bookedOf(clock, { id: `order-${booked.number}`, ...booked, order }), phone);
    },
    accept,
    acceptedBefore,
    order: async id => orders.get(id) ?? null,
    history: async id => events.get(id) ?? [],
    search: async ({ number, phone }) =>
      [...orders.values()].filter(
        booked =>
          (number === undefined ||
            [booked.number, booked.crmNumber ?? ''].some(own => numberKey(own) === numberKey(number))) &&
          (phone === undefined || phones.get(booked.id) === phone),
      ),
    release: never,
    drop: never,
    retry: never,
    markSubmitted: never,
    takeErrand: never,
    applyChanges: async (connection, list, orderId) => void changes.push({ connection, list, orderId }),
    askChanges: never,
    settled: async id => orders.get(id) ?? null,
    onChange: () => () => {},
    certificateReserved: async (_connection, code) => certificates.has(code),
    start: never,
    close: never,
    state: never,
  };
};

const orderOf = (number: string): Booked['order'] => ({
  id: number,
  number,
  externalId: number,
  source: 'page',
  pageOrigin: null,
  language: 'ru',
  placedAt: '2026-11-21T09:00:00.000Z',
  currency: 'RUB',
  customer: { phone: PHONE },
  lines: [],
  delivery: { cost: null, address: { street: 'Арбат', house: '10' } },
  payment: {},
  payments: [],
  comment: 'код домофона 17',
  marketing: {},
  fields: {},
  discount: null,
  total: rub(129000),
});

const bookedOf = (clock: FakeClock, more: Partial<Booked> & { number: string }): Booked => ({
  id: more.number,
  connection: 'main',
  state: 'submitted',
  stage: null,
  status: null,
  createdAt: clock.now(),
  updatedAt: clock.now(),
  nextAt: null,
  attempts: 0,
  heldUntil: null,
  submitBefore: null,
  submittedAt: null,
  ref: null,
  crmNumber: null,
  unfinished: false,
  reason: null,
  warnings: [],
  memo: {},
  order: orderOf(more.number),
  ...more,
});
