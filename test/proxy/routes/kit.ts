import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createShell } from '../../../proxy/app.ts';
import type { Clock } from '../../../proxy/clock.ts';
import type { Config } from '../../../proxy/config/config.ts';
import { type ConfigInput, ConfigSchema } from '../../../proxy/config/schema.ts';
import type { Money, OrderAnswer, Quote } from '../../../proxy/contract/index.ts';
import type { Connection } from '../../../proxy/crm/connection.ts';
import type { Log } from '../../../proxy/log.ts';
import type { Book } from '../../../proxy/orders/book.ts';
import type { Booked } from '../../../proxy/orders/booked.ts';
import { createKeys, freshKey, type Keys } from '../../../proxy/orders/seal.ts';
import type { Bundle } from '../../../proxy/routes/bundle.ts';
import type { Shop } from '../../../proxy/shop/shop.ts';

export const PAGE = 'https://shop.example';
export const KEY = 'server-key-1234567890';

export const rub = (amount: number): Money => ({ amount, currency: 'RUB' });

export interface LogLine {
  level: keyof Log;
  event: string;
  facts: Record<string, unknown>;
}

/** A clock that stands still until it is moved. */
export interface PlayedClock extends Clock {
  advance(ms: number): void;
}

export const playedClock = (start = Date.parse('2026-11-21T12:00:00Z')): PlayedClock => {
  let now = start;
  const timers = new Map<object, { at: number; run: () => void }>();
  return {
    now: () => now,
    after(ms, run) {
      const timer = {};
      timers.set(timer, { at: now + ms, run });
      return () => void timers.delete(timer);
    },
    advance(ms) {
      now += ms;
      for (const [timer, { at, run }] of [...timers]) {
        if (at <= now && timers.delete(timer)) run();
      }
    },
  };
};

export const anAnswer = (id = 'order-1'): OrderAnswer => ({
  id,
  number: 'K7-4821',
  crmNumber: null,
  state: 'accepted',
  total: rub(129000),
  stage: null,
  status: null,
  history: [],
  notice: null,
  ticket: 'ticket-1',
});

export const aQuote = (total = 129000): Quote => ({
  lines: [{ sku: '7', name: 'Margherita <b>big</b>', quantity: 2, price: rub(60000), total: rub(120000) }],
  delivery: rub(9000),
  discount: rub(0),
  total: rub(total),
  problems: [],
});

export const aBooked = (id = 'order-1'): Booked => ({
  id,
  number: 'K7-4821',
  connection: 'kitchen',
  state: 'waiting',
  stage: null,
  status: null,
  createdAt: Date.parse('2026-11-21T12:00:00Z'),
  updatedAt: 0,
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
  order: {
    id,
    number: 'K7-4821',
    externalId: 'x',
    source: 'form',
    pageOrigin: PAGE,
    language: 'en',
    placedAt: '2026-11-21T12:00:00Z',
    currency: 'RUB',
    customer: { name: 'Anna <script>alert(1)</script>', phone: '+79161234567' },
    lines: [{ sku: '7', name: 'Margherita', quantity: 2, price: rub(60000), options: [], properties: [] }],
    delivery: { method: 'courier', methodName: 'Courier', cost: rub(9000) },
    payment: {},
    payments: [],
    marketing: {},
    fields: {},
    discount: null,
    total: rub(129000),
  },
});

const fakeShop = (calls: unknown[][], own: Partial<Shop>): Shop => {
  const shop: Shop = {
    describe: language => ({
      name: 'Pizza',
      language,
      currency: 'RUB',
      timezone: 'Europe/Moscow',
      phoneCountry: 'RU',
      capabilities: {
        orders: true,
        orderStatus: 'number-or-phone',
        certificate: true,
        availability: true,
        watch: true,
      },
      delivery: [],
      payment: [],
      fields: [],
      consent: null,
    }),
    quote: async () => aQuote(),
    order: async () => ({ kind: 'accepted', answer: anAnswer(), repeated: false }),
    tell: async () => ({ kind: 'taken' }),
    orderById: async id => (id === 'order-1' ? anAnswer() : null),
    receipt: async id => (id === 'order-1' ? aBooked() : null),
    lookup: async () => ({ orders: [], ticket: null }),
    subjects: ({ number, phone }) => [number, phone].filter(subject => subject !== undefined),
    certificate: async () => null,
    availability: async () => ({ items: [], next: null, asOf: '2026-11-21T12:00:00Z' }),
    catalogueAge: async () => null,
    watch: () => null,
    ...own,
  };
  return Object.fromEntries(
    Object.entries(shop).map(([name, method]) => [
      name,
      (...args: unknown[]) => {
        calls.push([name, ...args]);
        return (method as (...args: unknown[]) => unknown)(...args);
      },
    ]),
  ) as unknown as Shop;
};

const fakeBook = (listeners: Set<(id: string) => void>, own: Partial<Book>): Book => {
  const step = async (id: string) => ({ ok: true as const, booked: { ...aBooked(id), state: 'waiting' as const } });
  return {
    accept: async () => ({ kind: 'accepted', booked: aBooked() }),
    order: async id => aBooked(id),
    history: async () => [],
    search: async () => [],
    release: step,
    drop: step,
    retry: step,
    markSubmitted: step,
    applyChanges: async () => {},
    settled: async () => null,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    certificateReserved: async () => false,
    start: async () => {},
    close: async () => {},
    state: async () => [],
    ...own,
  } as Book;
};

export interface ShellOptions {
  config?: Partial<ConfigInput>;
  shop?: Partial<Shop>;
  book?: Partial<Book>;
  connections?: Map<string, Connection>;
  files?: Bundle;
  /** Puts the handler into an application of the test's. */
  host?: (handler: ReturnType<typeof createShell>['handler']) => RequestListener;
}

export interface Shell extends AsyncDisposable {
  url: string;
  adminUrl: string;
  keys: Keys;
  clock: PlayedClock;
  /** Each call of the shop: its name, then its arguments. */
  calls: unknown[][];
  lines: LogLine[];
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** POSTs JSON as a page of the shop would. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Tells everyone who watches that an order changed. */
  change(id: string): void;
  close(): void;
  /** The arguments of the only call of this name. */
  only(name: string): unknown[];
}

export const aConfig = (own: Partial<ConfigInput> = {}): Config => ({
  ...ConfigSchema.parse({
    publicUrl: 'http://127.0.0.1:8788',
    origins: [PAGE],
    trustProxy: 0,
    serverKeys: [KEY, 'another-server-key-123'],
    shop: { name: 'Pizza', currency: 'RUB', timezone: 'Europe/Moscow', phoneCountry: 'RU' },
    connections: {},
    forms: { returnUrls: [`${PAGE}/thanks`] },
    ...own,
  }),
  connections: new Map(),
  use: { orders: null, orderStatus: [], certificate: null, availability: null, customers: null },
});

const listen = async (listener: RequestListener) => {
  const server = createServer(listener);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};

/** The HTTP shell on a socket of its own, over a shop and a book that answer what the test says. */
export const startShell = async (options: ShellOptions = {}): Promise<Shell> => {
  const calls: unknown[][] = [];
  const lines: LogLine[] = [];
  const listeners = new Set<(id: string) => void>();
  const note = (level: keyof Log) => (event: string, facts?: object) =>
    void lines.push({ level, event, facts: { ...facts } });
  const keys = createKeys([freshKey()]);
  const clock = playedClock();
  const shell = createShell(
    {
      config: aConfig(options.config),
      clock,
      keys,
      log: { debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') },
      connections: options.connections ?? new Map(),
      book: fakeBook(listeners, options.book ?? {}),
      shop: fakeShop(calls, options.shop ?? {}),
    },
    options.files ?? new Map(),
  );
  const main = await listen(options.host ? options.host(shell.handler) : shell.handler);
  const admin = await listen(shell.admin);
  const request = (path: string, init: RequestInit = {}) => fetch(main.url + path, { redirect: 'manual', ...init });
  return {
    url: main.url,
    adminUrl: admin.url,
    keys,
    clock,
    calls,
    lines,
    fetch: request,
    post: (path, body, headers = {}) =>
      request(path, {
        method: 'POST',
        headers: { Origin: PAGE, 'Content-Type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    change: id => {
      for (const listener of listeners) listener(id);
    },
    close: () => shell.close(),
    only(name) {
      const found = calls.filter(([called]) => called === name);
      if (found.length !== 1) throw new Error(`${name} was called ${found.length} times`);
      return found[0]?.slice(1) ?? [];
    },
    async [Symbol.asyncDispose]() {
      shell.close();
      for (const { server } of [main, admin]) {
        server.closeAllConnections();
        await new Promise(resolve => server.close(resolve));
      }
    },
  };
};
