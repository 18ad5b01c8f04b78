import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSandbox } from '../../demo/sandbox/index.ts';
import type { SandboxOrder } from '../../demo/sandbox/kit/sandbox.ts';
import type { Clock } from '../../proxy/clock.ts';
import { closeAll } from '../../proxy/crm/connect.ts';
import type { Connection } from '../../proxy/crm/connection.ts';
import type { CrmMethods, HookRequest, Memo } from '../../proxy/crm/crm.ts';
import { CrmFailure } from '../../proxy/crm/failure.ts';
import type { Order } from '../../proxy/crm/order.ts';
import { createMemoryKeep } from '../kit/keep.ts';
import { keepLog } from './record.ts';
import { connectSubject, type Subject } from './subject.ts';

/** Fast enough for half a minute's time-out to be little more than a second, slow enough for a busy machine to answer within it. */
const SPEED = 20;

/** For tests on a stage: a machine that has much else to do is no reason to fail. */
export const patient = { timeout: 30_000 };

/** What every sandbox starts with. */
export interface Data {
  skus: string[];
  certificates: string[];
  phones: string[];
  orders: { number: string; phone: string }[];
  statuses: string[];
}

/** An adapter at work on a sandbox of its own, and the sandbox's back door. */
export interface Stage extends AsyncDisposable {
  connection: Connection;
  clock: Clock;
  data: Data;
  /** Where the CRM may send its notifications, and those it has sent. */
  hookUrl: string;
  hooks: HookRequest[];
  /** Each notification the CRM has meant to send, whether it has arrived yet or not. */
  notified(): Promise<{ url: string }[]>;
  orders(): Promise<SandboxOrder[]>;
  setStatus(ref: string, status: string): Promise<void>;
  fault(fault: { fault: string; times?: number; method?: string }): Promise<void>;
  mend(): Promise<void>;
  /** Changes the sandbox's own settings. */
  change(settings: object): Promise<void>;
}

/** Opens a stage; everything on it is new. */
export const openStage = async (subject: Subject): Promise<Stage> => {
  const sandbox = await startSandbox({
    ...{ crm: subject.name, port: 0, backDoorPort: 0, speed: SPEED },
    settings: subject.sandbox.settings(subject.secrets),
  });
  const ear = await listen();
  const clock = hurried(SPEED);
  const connection = connectSubject(subject, { clock, log: keepLog(), url: sandbox.url, keep: ear.keep });
  const knock = async (method: string, path: string, body?: object): Promise<unknown> => {
    const sent = body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const answer = await fetch(`${sandbox.backDoorUrl}/__sandbox/${path}`, { method, ...sent });
    if (!answer.ok) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return answer.json();
  };

  // Who can register an address itself is to be seen doing it.
  if (subject.sandbox.hookSettings && !subject.crm.manifest.capabilities.addHook)
    await knock('POST', 'settings', subject.sandbox.hookSettings(ear.url));

  return {
    connection: { ...connection, methods: { ...connection.methods, ...waiting(connection.methods) } },
    clock,
    data: (await knock('GET', 'data')) as Data,
    hookUrl: ear.url,
    hooks: ear.heard,
    notified: async () => (await knock('GET', 'hooks')) as { url: string }[],
    orders: async () => (await knock('GET', 'orders')) as SandboxOrder[],
    setStatus: async (ref, status) =>
      void (await knock('POST', `orders/${encodeURIComponent(ref)}/status`, { status })),
    fault: async fault => void (await knock('POST', 'faults', fault)),
    mend: async () => void (await knock('DELETE', 'faults')),
    change: async settings => void (await knock('POST', 'settings', settings)),
    async [Symbol.asyncDispose]() {
      await closeAll(new Map([['main', connection]]));
      await Promise.all([sandbox.close(), ear.close()]);
    },
  };
};

/** Polls until something is there. */
export const until = <T>(look: () => T | undefined): Promise<T> => untilSoon(async () => look(), 5);

/** The same where a look takes a call. */
export const untilSoon = async <T>(look: () => Promise<T | undefined>, everyMs = 100): Promise<T> => {
  for (const end = Date.now() + 3_000; Date.now() < end; ) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise(done => setTimeout(done, everyMs));
  }
  throw new Error('It never came.');
};

/** An order that the CRM has taken and not shown yet is looked for, as the order book does it, until it is there. */
const waiting = ({ submitOrder, findSubmitted }: CrmMethods): Pick<CrmMethods, 'submitOrder'> => ({
  ...(submitOrder && {
    async submitOrder(order: Order, memo: Memo, hookUrl: string) {
      try {
        return await submitOrder(order, memo, hookUrl);
      } catch (error) {
        if (!(error instanceof CrmFailure && error.code === 'not-seen-yet')) throw error;
      }
      return untilSoon(async () => (await findSubmitted?.(order))?.found ?? undefined);
    },
  }),
});

/** A clock on which everything, time-outs included, goes faster. */
export const hurried = (speed: number): Clock => {
  const start = Date.now();
  return {
    now: () => start + (Date.now() - start) * speed,
    after(ms, run) {
      const timer = setTimeout(run, ms / speed);
      return () => clearTimeout(timer);
    },
  };
};

/** Stands in for the proxy: hears notifications, and hands out what was offered. */
const listen = async () => {
  const heard: HookRequest[] = [];
  const offered = (path: string): string | undefined =>
    keep.offers[Number(/^\/offers\/main\/(\d+)$/.exec(path)?.[1]) - 1]?.text;
  const server = createServer(async (request, response) => {
    const body = (await request.toArray()).join('');
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://ear');
    const offer = offered(pathname);
    if (offer !== undefined) return void response.end(offer);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    heard.push({ method: request.method ?? '', headers, query: Object.fromEntries(searchParams), body });
    response.end();
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const keep = createMemoryKeep(`http://127.0.0.1:${port}`);
  return {
    keep,
    url: `http://127.0.0.1:${port}/hooks/main/token?order=1`,
    heard,
    close: () => new Promise<void>(done => server.close(() => done())),
  };
};
