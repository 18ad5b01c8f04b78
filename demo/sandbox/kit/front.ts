/** The CRM's own port: reads a call, lets a fault have it, or the CRM answer it. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { readBody } from './body.ts';
import type { Clock } from './clock.ts';
import type { Fault, Faults } from './faults.ts';
import type { Journal, JournalEntry } from './journal.ts';
import type { Answer, Call, Sandbox } from './sandbox.ts';

const SLOW_MS = 3_000;

export interface FrontOptions {
  readonly sandbox: Sandbox;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly journal: Journal;
}

/** One call on its way. */
interface Exchange {
  readonly call: Call;
  readonly entry: JournalEntry;
  readonly response: ServerResponse;
}

/** The request listener of a sandbox's main port. */
export function createFront({ sandbox, clock, faults, journal }: FrontOptions): RequestListener {
  return (request, response) => {
    const entry = journal.open(request.method ?? '', request.url ?? '');
    serve(request, response, entry).catch(() => {
      // The client may have gone while it was sending; whoever is still there learns that the sandbox itself failed.
      if (response.destroyed || response.headersSent) response.destroy();
      else reply(response, entry, { status: 500, body: 'The sandbox failed.', note: 'sandbox-failed' });
    });
  };

  async function serve(request: IncomingMessage, response: ServerResponse, entry: JournalEntry): Promise<void> {
    const body = await readBody(request);
    if (!body) return reply(response, entry, { status: 413, body: 'The body is too large.' });
    const url = new URL(`http://sandbox${request.url?.startsWith('/') ? request.url : '/'}`);
    const call: Call = { method: request.method ?? 'GET', url, headers: request.headers, body };
    entry.crmMethod = sandbox.methodOf(call);

    const fault = faults.pick(entry.crmMethod);
    if (!fault) return reply(response, entry, await sandbox.handle(call));
    entry.fault = fault.fault;
    await suffer(fault, { call, entry, response });
  }

  async function suffer(fault: Fault, { call, entry, response }: Exchange): Promise<void> {
    switch (fault.fault) {
      case 'timeout-before':
        return;
      case 'timeout-after':
        await sandbox.handle(call);
        return;
      case 'reset-before':
        response.socket?.resetAndDestroy();
        return;
      case 'reset-after':
        await sandbox.handle(call);
        response.socket?.resetAndDestroy();
        return;
      case 'http-500':
        return reply(response, entry, htmlPage(500, 'Internal Server Error'));
      case 'limited':
        return reply(response, entry, sandbox.limited(call));
      case 'auth':
        return reply(response, entry, sandbox.unauthorized(call));
      case 'garbage':
        await sandbox.handle(call);
        return reply(response, entry, htmlPage(200, '{"result": "suc'));
      case 'slow': {
        const answer = await sandbox.handle(call);
        clock.later(fault.delayMs ?? SLOW_MS, () => reply(response, entry, answer));
        return;
      }
      case 'down':
        response.destroy();
    }
  }
}

function reply(response: ServerResponse, entry: JournalEntry, { status, headers, body, gzip, note }: Answer): void {
  if (response.destroyed) return;
  entry.status = status;
  entry.result = note ?? null;
  const encoding = gzip ? { 'content-encoding': 'gzip' } : {};
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers, ...encoding });
  response.end(gzip ? gzipSync(body) : body);
}

function htmlPage(status: number, text: string): Answer {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: `<html><body>${text}</body></html>` };
}
