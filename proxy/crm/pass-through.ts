import { Agent, IncomingMessage, ServerResponse } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import { Socket } from 'node:net';
import { createProxyMiddleware } from 'http-proxy-middleware';
import type { Clock } from '../clock.ts';
import type { CrmAnswer } from './crm.ts';
import { brokenBy, flatten, MAX_BYTES, textOf } from './exchange.ts';
import { BrokenExchange } from './verdict.ts';

/** Bounds the whole exchange, from the connection to the last byte. */
const TIMEOUT_MS = 10_000;

interface Raw {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** A request under way. Only the first end that is told counts. */
interface Flight {
  done(raw: Raw): void;
  broke(why: unknown): void;
}

/** Hands GETs to one origin through http-proxy-middleware. */
export interface PassThrough {
  /** @throws BrokenExchange where no whole answer came */
  get(path: string, headers: Record<string, string>): Promise<CrmAnswer>;
  /** Breaks off what is under way. */
  close(): void;
}

/**
 * The library never sees the caller's request or answer. It is handed one made here of a path and headers, and an
 * answer that nobody reads: so no header, body or upgrade of the caller's can leave, nothing of the CRM's can come back
 * that was not carried over by hand, and what the library writes or breaks off by itself reaches nobody.
 */
export const createPassThrough = (origin: string, clock: Clock): PassThrough => {
  const agent = new (origin.startsWith('https:') ? TlsAgent : Agent)({ keepAlive: true });
  const flights = new WeakMap<IncomingMessage, Flight>();
  const forward = createProxyMiddleware({
    target: origin,
    agent,
    changeOrigin: true,
    followRedirects: false,
    selfHandleResponse: true,
    // The library's own would write errors into the answer.
    ejectPlugins: true,
    plugins: [
      proxy => {
        proxy.on('proxyRes', (answer, request) => collect(answer, flights.get(request)));
        proxy.on('error', (error, request) => void (request && flights.get(request)?.broke(error)));
        proxy.on('econnreset', (error, request) => flights.get(request)?.broke(error));
      },
    ],
  });

  const exchange = (path: string, headers: Record<string, string>): Promise<Raw> =>
    new Promise((resolve, reject) => {
      const request = requestOf(path, headers);
      const response = new ServerResponse(request);
      const broke = (why: unknown): void => end(() => reject(asBroken(why)));
      const cancel = clock.after(TIMEOUT_MS, () => broke(new BrokenExchange('timeout', true)));
      let over = false;
      const end = (settle: () => void): void => {
        if (over) return;
        over = true;
        cancel();
        settle();
        // Tells the library that this is over: it lets go of whatever is still open.
        response.emit('close');
      };
      flights.set(request, { done: raw => end(() => resolve(raw)), broke });
      forward(request, response, broke).catch(broke);
    });

  return {
    async get(path, headers) {
      const { status, headers: told, body } = await exchange(path, headers);
      return { status, headers: told, text: await textOf(told, body) };
    },
    close: () => agent.destroy(),
  };
};

const requestOf = (path: string, headers: Record<string, string>): IncomingMessage => {
  const request = new IncomingMessage(new Socket());
  request.method = 'GET';
  request.url = path;
  request.headers = headers;
  request.push(null);
  return request;
};

/** Gathers an answer. Nothing in here may throw: it would be thrown at the process. */
const collect = (answer: IncomingMessage, flight: Flight | undefined): void => {
  const chunks: Buffer[] = [];
  let size = 0;
  const cut = (): void => flight?.broke(new BrokenExchange('cut', true));
  answer.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_BYTES) flight?.broke(new BrokenExchange('too-large', true, 'protocol'));
    else chunks.push(chunk);
  });
  answer.once('end', () => {
    flight?.done({ status: answer.statusCode ?? 0, headers: flatten(answer.headers), body: Buffer.concat(chunks) });
  });
  answer.on('error', cut);
  answer.once('close', cut);
};

const asBroken = (why: unknown): BrokenExchange => {
  if (why instanceof BrokenExchange) return why;
  return why instanceof Error ? brokenBy(why, true) : new BrokenExchange('not-passed', true);
};
