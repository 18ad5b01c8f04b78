import type { IncomingHttpHeaders } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Client, type Dispatcher, Pool } from 'undici';
import type { Clock } from '../clock.ts';
import type { CrmAnswer, CrmRequest } from './crm.ts';
import { BrokenExchange } from './verdict.ts';

const CONNECT_MS = 5_000;
const TIMEOUT_MS = { read: 10_000, sweep: 10_000, submit: 30_000 };
/** The longest answer that is read, packed or unpacked. */
export const MAX_BYTES = 5 * 1024 * 1024;

/** HTTP/1.1, as it alone tells for certain whether a request has begun; our own timer bounds the whole exchange. */
const connecting = { connect: { timeout: CONNECT_MS }, allowH2: false, headersTimeout: 0, bodyTimeout: 0 };

const inflate = promisify(gunzip);

/** Sends one request, once, and brings back whatever was answered. */
export interface Exchange {
  /** @throws BrokenExchange */
  send(request: CrmRequest): Promise<CrmAnswer>;
  /** Breaks off what is under way, and lets nothing out any more that may still wait for its turn. */
  close(): Promise<void>;
}

/**
 * Reads share a pool for each origin. A submit gets a connection of its own: one that idled may be closed by the CRM
 * just as we write to it, and then nobody knows whether the order was taken.
 */
export const createExchange = (clock: Clock, dispatcher?: Dispatcher): Exchange => {
  const pools = new Map<string, Pool>();
  const clients = new Set<Client>();
  let closed = false;
  const poolOf = (origin: string): Pool => {
    const pool = pools.get(origin) ?? new Pool(origin, connecting);
    pools.set(origin, pool);
    return pool;
  };

  return {
    async send(request) {
      if (closed) throw new BrokenExchange('closed', false);
      const { origin } = new URL(request.url);
      if (dispatcher) return exchange(dispatcher, request, clock);
      if (request.kind !== 'submit') return exchange(poolOf(origin), request, clock);
      const client = new Client(origin, connecting);
      clients.add(client);
      try {
        return await exchange(client, request, clock);
      } finally {
        clients.delete(client);
        void client.destroy();
      }
    },
    async close() {
      closed = true;
      await Promise.all([...pools.values(), ...clients].map(open => open.destroy()));
    },
  };
};

const exchange = (dispatcher: Dispatcher, request: CrmRequest, clock: Clock): Promise<CrmAnswer> => {
  const { origin, pathname, search } = new URL(request.url);
  const options: Dispatcher.DispatchOptions = {
    origin,
    path: pathname + search,
    method: request.method,
    headers: { 'user-agent': 'crm-widgets', 'accept-encoding': 'gzip', ...lowerCased(request.headers ?? {}) },
    body: request.body ?? null,
    reset: request.kind === 'submit',
  };
  return new Promise((resolve, reject) => {
    const timeoutMs = request.timeoutMs ?? TIMEOUT_MS[request.kind];
    dispatcher.dispatch(options, collect(timeoutMs, clock, resolve, reject));
  });
};

/** Gathers an answer, and knows at every moment whether the request has begun to leave. */
const collect = (
  timeoutMs: number,
  clock: Clock,
  resolve: (answer: CrmAnswer) => void,
  reject: (broken: BrokenExchange) => void,
): Dispatcher.DispatchHandler => {
  let begun = false;
  let cancel = (): void => {};
  let status = 0;
  let headers: Record<string, string> = {};
  let size = 0;
  const chunks: Buffer[] = [];

  return {
    onRequestStart(controller) {
      begun = true;
      cancel();
      cancel = clock.after(timeoutMs, () => controller.abort(new BrokenExchange('timeout', true)));
    },
    onResponseStart(_controller, statusCode, raw) {
      status = statusCode;
      headers = flatten(raw);
    },
    onResponseData(controller, chunk) {
      size += chunk.length;
      if (size > MAX_BYTES) return controller.abort(new BrokenExchange('too-large', true, 'protocol'));
      chunks.push(chunk);
    },
    onResponseEnd() {
      cancel();
      textOf(headers, Buffer.concat(chunks)).then(text => resolve({ status, headers, text }), reject);
    },
    onResponseError(_controller, error) {
      cancel();
      reject(error instanceof BrokenExchange ? error : brokenBy(error, begun));
    },
  };
};

/** @throws BrokenExchange where it cannot be unpacked whole */
export const textOf = async (headers: Record<string, string>, body: Buffer): Promise<string> => {
  const encoding = headers['content-encoding']?.trim().toLowerCase() || 'identity';
  const decoder = new TextDecoder();
  if (encoding === 'identity' || body.length === 0) return decoder.decode(body);
  if (encoding !== 'gzip' && encoding !== 'x-gzip') throw new BrokenExchange('encoding', true, 'protocol');
  try {
    return decoder.decode(await inflate(body, { maxOutputLength: MAX_BYTES }));
  } catch {
    throw new BrokenExchange('not-gzip', true, 'protocol');
  }
};

/** Only the error's code is kept: messages of the network may hold addresses, those of a parser what it read. */
export const brokenBy = (error: Error, begun: boolean): BrokenExchange => {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'broken';
  return new BrokenExchange(code, begun, code.startsWith('HPE_') ? 'protocol' : 'unavailable');
};

export const flatten = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  );

const lowerCased = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
