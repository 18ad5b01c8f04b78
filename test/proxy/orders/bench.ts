import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Config, ConnectionConfig } from '../../../proxy/config/config.ts';
import { type ConfigInput, ConfigSchema } from '../../../proxy/config/schema.ts';
import type { Connection } from '../../../proxy/crm/connection.ts';
import type { Crm, CrmMethods, Manifest, Submitted } from '../../../proxy/crm/crm.ts';
import { CrmFailure, type FailureFacts } from '../../../proxy/crm/failure.ts';
import type { Order } from '../../../proxy/crm/order.ts';
import type { Log, LogFacts } from '../../../proxy/log.ts';
import type { Book, Draft } from '../../../proxy/orders/book.ts';
import type { Booked } from '../../../proxy/orders/booked.ts';
import { createBook } from '../../../proxy/orders/create-book.ts';
import type { Mail } from '../../../proxy/orders/mail.ts';
import type { BookOptions } from '../../../proxy/orders/parts.ts';
import { createKeys, freshKey } from '../../../proxy/orders/seal.ts';
import { openSqlite } from '../../../proxy/orders/store/sqlite.ts';
import type { Store } from '../../../proxy/orders/store/store.ts';
import { createFakeClock, type FakeClock, settled } from '../../kit/clock.ts';

/** A CRM that does as the test says, and remembers what it was asked. */
export interface FakeCrm {
  submitted: { number: string; memo: Record<string, unknown>; hookUrl: string }[];
  /** What the next submits do; by default each is taken. */
  onSubmit(order: Order): Promise<Submitted>;
  methods: CrmMethods;
  manifest: Manifest;
}

export interface Post {
  url: string;
  headers: Record<string, string>;
  body: string;
}

export interface Bench {
  book: Book;
  store: Store;
  clock: FakeClock;
  crm: FakeCrm;
  config: Config;
  options: BookOptions;
  mails: Mail[];
  posts: Post[];
  logs: { event: string; facts: LogFacts | undefined }[];
  /** Accepts an order and gives it back as it was accepted. */
  order(draft?: Partial<Omit<Draft, 'order'>>, order?: Partial<Draft['order']>): Promise<Booked>;
  /** The order as it stands. */
  now(order: Booked): Promise<Booked>;
  /** Lets what is under way go on until this holds. */
  until(holds: () => boolean | Promise<boolean>): Promise<void>;
  /** Lets time pass in steps small enough for work to keep up. */
  pass(ms: number): Promise<void>;
  /** Past the order book's back, as a failing disk could. */
  tamper(sql: string): void;
  /** Another process on the same file. */
  another(): Promise<{ book: Book; store: Store; close(): Promise<void> }>;
  close(): Promise<void>;
}

interface Answered {
  status: number;
  headers?: Record<string, string>;
}

export interface BenchOptions {
  repeat?: 'safe' | 'ask' | 'never';
  config?: Partial<ConfigInput>;
  connection?: Partial<ConnectionConfig>;
  methods?: Partial<CrmMethods>;
  answerWebhook?: (post: Post) => Answered | Promise<Answered>;
  sendMail?: (mail: Mail) => Promise<void>;
  start?: boolean;
  random?: () => number;
}

export const failure = (facts: FailureFacts): CrmFailure => new CrmFailure('new_order', facts);

export async function openBench(wishes: BenchOptions = {}): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), 'order-book-'));
  const clock = createFakeClock();
  const keys = createKeys([freshKey()]);
  const open = () => openSqlite({ file: join(folder, 'orders.sqlite'), keys, clock });
  const store = await open();
  const crm = createFakeCrm(wishes);
  const { config, connections } = configure(crm, wishes);
  const mails: Mail[] = [];
  const posts: Post[] = [];
  const logs: Bench['logs'] = [];
  const options: BookOptions = {
    ...{ store, keys, config, connections, clock, log: logInto(logs), random: wishes.random ?? (() => 0.5) },
    openMail: async () => ({
      async sendMail(mail) {
        await wishes.sendMail?.(mail);
        mails.push(mail);
      },
    }),
    async fetch(url, { headers, body }) {
      const post = { url, headers, body };
      posts.push(post);
      const { status, headers: answered = {} } = (await wishes.answerWebhook?.(post)) ?? { status: 204 };
      return { status, headers: new Headers(answered), body: null };
    },
  };
  const book = createBook(options);
  if (wishes.start !== false) await book.start();

  const until: Bench['until'] = async holds => {
    for (let turns = 0; turns < 5000; turns += 1) {
      if (await holds()) return;
      await settled();
    }
    throw new Error('It never came to that.');
  };

  return {
    ...{ book, store, clock, crm, config, options, mails, posts, logs, until },
    async order(draft = {}, order = {}) {
      const acceptance = await book.accept(draftOf(draft, order));
      if (acceptance.kind !== 'accepted') throw new Error(`Not accepted: ${acceptance.kind}`);
      return acceptance.booked;
    },
    async now(order) {
      const booked = await store.order({ id: order.id });
      if (!booked) throw new Error('The order is gone.');
      return booked;
    },
    async pass(ms) {
      const step = Math.max(500, ms / 200);
      for (let left = ms; left > 0; left -= step) {
        await clock.advance(Math.min(step, left));
        for (let turns = 0; turns < 40; turns += 1) await settled();
      }
    },
    tamper(sql) {
      const db = new DatabaseSync(join(folder, 'orders.sqlite'));
      db.exec(sql);
      db.close();
    },
    async another() {
      const other = await open();
      const otherBook = createBook({ ...options, store: other });
      return { book: otherBook, store: other, close: () => other.close() };
    },
    async close() {
      const closing = book.close(0);
      await clock.advance(0);
      await closing;
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function createFakeCrm({ repeat = 'never', methods }: BenchOptions): FakeCrm {
  const crm: FakeCrm = {
    submitted: [],
    onSubmit: async order => ({ ref: `ref-${order.number}`, number: '1042', warnings: [] }),
    methods: {
      async submitOrder(order, memo, hookUrl) {
        crm.submitted.push({ number: order.number, memo: { ...memo.value }, hookUrl });
        return await crm.onSubmit(order);
      },
      probe: async () => 'fine',
      ...methods,
    },
    manifest: {
      repeat: () => repeat,
      background: true,
      stageOf: ({ name }) => (name === 'Cooking' ? 'preparing' : name === 'Cancelled' ? 'cancelled' : null),
      // Only what the book looks at: the rest is other parts' business.
    } as Partial<Manifest> as Manifest,
  };
  return crm;
}

function configure(crm: FakeCrm, { config: wishes, connection: asked }: BenchOptions) {
  const parsed = ConfigSchema.parse({
    publicUrl: 'https://crm.shop.example/api',
    origins: ['https://shop.example'],
    trustProxy: 0,
    connections: {},
    ...wishes,
    shop: { name: 'Pizza', currency: 'RUB', timezone: 'Europe/Moscow', phoneCountry: 'RU', ...wishes?.shop },
  });
  const connection: ConnectionConfig = {
    ...{ name: 'kitchen', type: 'fake', crm: { manifest: crm.manifest } as Crm, settings: {}, secrets: {} },
    ...{
      hookToken: null,
      statuses: [],
      extend: null,
      followDays: 7,
      forward: [],
      logRequests: false,
      speed: 1,
      ...asked,
    },
  };
  const config: Config = {
    ...parsed,
    connections: new Map([['kitchen', connection]]),
    use: { orders: 'kitchen', orderStatus: [], certificate: null, availability: null, customers: 'kitchen' },
  };
  const { manifest, methods } = crm;
  const connections = new Map<string, Connection>([
    ['kitchen', { name: 'kitchen', config: connection, manifest, methods, access: null, offered: async () => null }],
  ]);
  return { config, connections };
}

const logInto = (logs: Bench['logs']): Log => {
  const say = (event: string, facts?: LogFacts) => void logs.push({ event, facts });
  return { debug: say, info: say, warn: say, error: say };
};

let drafts = 0;

/** An order of one pizza. */
export function draftOf(draft: Partial<Omit<Draft, 'order'>> = {}, order: Partial<Draft['order']> = {}): Draft {
  drafts += 1;
  const price = { amount: 129_000, currency: 'RUB' };
  return {
    connection: 'kitchen',
    idempotencyKey: `key-${drafts}`,
    fingerprint: `order ${drafts}`,
    form: false,
    hold: false,
    ...draft,
    order: {
      ...{ source: 'site', pageOrigin: null, language: 'en', placedAt: '2026-11-21T12:00:00+03:00', currency: 'RUB' },
      customer: { name: 'Anna Petrova', phone: '+79161234567' },
      lines: [{ sku: 'P1', name: 'Pizza', quantity: 1, price, options: [], properties: [] }],
      delivery: { cost: null },
      payment: {},
      ...{ payments: [], marketing: {}, fields: {}, discount: null, total: price },
      ...order,
    },
  };
}
