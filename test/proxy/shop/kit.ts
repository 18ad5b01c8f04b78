import { z } from 'zod';
import type { Config, ConnectionConfig } from '../../../proxy/config/config.ts';
import { ConfigSchema } from '../../../proxy/config/schema.ts';
import type { Connection } from '../../../proxy/crm/connection.ts';
import { type Crm, type CrmMethods, defineCrm, type Manifest, type Product } from '../../../proxy/crm/crm.ts';
import type { Log, LogFacts } from '../../../proxy/log.ts';
import type { Book, Draft } from '../../../proxy/orders/book.ts';
import type { Booked, StatusEvent } from '../../../proxy/orders/booked.ts';
import { createKeys, freshKey } from '../../../proxy/orders/seal.ts';
import { numberKey } from '../../../proxy/orders/store/numbers.ts';
import type { Acceptance, Store } from '../../../proxy/orders/store/store.ts';
import { createShop } from '../../../proxy/shop/create-shop.ts';
import type { Asker, Shop } from '../../../proxy/shop/shop.ts';
import { createFakeClock, type FakeClock } from '../../kit/clock.ts';

export const PHONE = '+79161234567';
export const rub = (amount: number) => ({ amount, currency: 'RUB' });
export const page: Asker = { source: 'page', origin: 'https://shop.example', language: 'ru' };
export const form: Asker = { ...page, source: 'form' };
export const site: Asker = { source: 'site', origin: null, language: 'ru' };

export const product = (sku: string, amount: number | null, more: Partial<Product> = {}): Product => ({
  sku,
  name: `Article ${sku}`,
  price: amount === null ? null : rub(amount),
  ...more,
});

/** Methods of a CRM that may be changed while the test runs, and a count of what was called. */
export interface FakeCrm extends CrmMethods {
  calls: string[];
}

export const crmOf = (products: Product[], more: Partial<CrmMethods> = {}): FakeCrm => {
  const calls: string[] = [];
  return {
    calls,
    probe: async () => 'ok',
    submitOrder: async () => ({ ref: '1', number: null, warnings: [] }),
    async *catalogue() {
      calls.push('catalogue');
      yield* products;
    },
    async availability() {
      calls.push('availability');
      return { rows: [], rest: 'in-stock' };
    },
    ...more,
  };
};

const manifestOf = (more: Partial<Manifest>): Manifest => ({
  type: 'fake',
  title: 'Fake',
  settings: z.object({}),
  secretKeys: [],
  origins: () => [],
  quotas: () => [],
  quotaScope: 'key',
  repeat: () => 'never',
  background: false,
  clockZone: 'shop',
  redeems: 'crm',
  freshness: { catalogueMs: 3600_000, availabilityMs: () => 300_000 },
  capabilities: {},
  stageOf: () => null,
  docs: [],
  ...more,
});

export const connectionOf = (
  name: string,
  methods: CrmMethods,
  manifest: Partial<Manifest> = {},
  speed = 1,
): Connection => {
  const full = manifestOf(manifest);
  const crm: Crm = defineCrm({ manifest: full, authorize: request => request, connect: () => methods });
  const config: ConnectionConfig = {
    name,
    type: 'fake',
    crm,
    settings: {},
    secrets: {},
    hookToken: null,
    statuses: [{ code: '3', name: 'В пути', stage: 'shipping' }],
    followDays: 7,
    speed,
  };
  return { name, config, manifest: full, methods };
};

/** The few of the store's operations that the shop uses. */
export type FakeStore = Pick<Store, 'document' | 'putDocument' | 'gate'> & {
  documents: Map<string, { text: string; at: number }>;
};

export const createFakeStore = (): FakeStore => {
  const documents = new Map<string, { text: string; at: number }>();
  const gates = new Map<string, number>();
  return {
    documents,
    document: async name => documents.get(name) ?? null,
    putDocument: async (name, text, at) => void documents.set(name, { text, at }),
    async gate(name, everyMs, now) {
      const last = gates.get(name) ?? Number.NEGATIVE_INFINITY;
      if (now - last < everyMs) return { open: false, opensAt: last + everyMs };
      gates.set(name, now);
      return { open: true };
    },
  };
};

export interface FakeBook extends Book {
  drafts: Draft[];
  orders: Map<string, Booked>;
  events: Map<string, StatusEvent[]>;
  changes: unknown[];
  /** Puts an order into the book past acceptance. */
  put(booked: Partial<Booked> & { number: string }, phone?: string | null): Booked;
}

const never = async (): Promise<never> => {
  throw new Error('not asked by the shop');
};

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

  const accept = async (draft: Draft): Promise<Acceptance> => {
    const before = draft.idempotencyKey === null ? undefined : keys.get(draft.idempotencyKey);
    const known = before && orders.get(before.id);
    if (before && known) {
      return before.fingerprint === draft.fingerprint
        ? { kind: 'repeated', booked: known }
        : { kind: 'already-ordered', id: known.id };
    }
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
    applyChanges: async (connection, list, orderId) => void changes.push({ connection, list, orderId }),
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

export const createTestLog = (): Log & { lines: string[] } => {
  const lines: string[] = [];
  const write = (event: string, facts?: LogFacts) => void lines.push(`${event} ${JSON.stringify(facts ?? {})}`);
  return { lines, debug: write, info: write, warn: write, error: write };
};

type ShopInput = z.input<typeof ConfigSchema>['shop'];

const shopConfig: ShopInput = {
  name: 'Пример',
  language: 'ru',
  currency: 'RUB',
  timezone: 'Europe/Moscow',
  phoneCountry: 'RU',
  delivery: [
    {
      code: 'courier',
      name: 'Курьер',
      cost: 199.9,
      freeFrom: 2000,
      minimum: 500,
      articleSku: 'D1',
      fields: ['street', 'house'],
    },
    { code: 'pickup', name: 'Самовывоз', cost: 0, pickupPoints: [{ code: 'arbat', name: 'Арбат' }] },
    { code: 'post', name: 'Почта' },
  ],
  payment: [{ code: 'cash', name: 'Наличными' }],
};

export interface World {
  shop: Shop;
  crm: FakeCrm;
  book: FakeBook;
  store: FakeStore;
  clock: FakeClock;
  log: ReturnType<typeof createTestLog>;
  /** The same shop after a restart, or another process of it. */
  again(crm?: FakeCrm): Shop;
}

export interface Setting {
  crm?: FakeCrm;
  shop?: Partial<ShopInput>;
  manifest?: Partial<Manifest>;
  speed?: number;
  crmReads?: number;
}

/** A shop with one connection that does everything its methods say. */
export const openShop = (setting: Setting = {}): World => {
  const crm = setting.crm ?? crmOf([product('1', 60000), product('2', 45050), product('cheese', 5000)]);
  const clock = createFakeClock();
  const store = createFakeStore();
  const book = createFakeBook(clock);
  const log = createTestLog();
  const keys = createKeys([freshKey()]);
  const open = (methods: FakeCrm): Shop => {
    const connection = connectionOf('main', methods, setting.manifest, setting.speed);
    const config = configOf(connection, setting);
    const connections = new Map([['main', connection]]);
    return createShop({ config, connections, book, store: { ...refusing, ...store }, keys, clock, log });
  };
  return { shop: open(crm), crm, book, store, clock, log, again: (other = crm) => open(other) };
};

/** The whole config of a shop with one connection. */
export const configOf = (connection: Connection, { shop, crmReads }: Setting = {}): Config => {
  const parsed = ConfigSchema.parse({
    publicUrl: 'https://crm.shop.example',
    origins: ['https://shop.example'],
    trustProxy: 0,
    shop: { ...shopConfig, ...shop },
    connections: {},
    limits: { crmReads },
  });
  return { ...parsed, connections: new Map([['main', connection.config]]), use: useOf(connection.methods) };
};

const useOf = (methods: CrmMethods): Config['use'] => ({
  orders: methods.submitOrder ? 'main' : null,
  orderStatus: methods.findOrders ? ['main'] : [],
  certificate: methods.certificate ? 'main' : null,
  availability: methods.availability || methods.catalogue ? 'main' : null,
});

/** The store's operations that are the order book's business. */
const refusing: Store = {
  accept: never,
  order: never,
  history: never,
  search: never,
  list: never,
  count: never,
  claim: never,
  nextDue: never,
  change: never,
  keepEarly: never,
  takeEarly: never,
  certificateReserved: never,
  lane: never,
  setLane: never,
  lease: never,
  release: never,
  gate: never,
  document: never,
  putDocument: never,
  addJobs: never,
  dueJobs: never,
  settleJob: never,
  version: never,
  changedSince: never,
  sweep: never,
  close: never,
};
