/** The back door: how people and tests see into a sandbox and trouble it. Never part of the CRM's API. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { z } from 'zod';
import { readBody } from './body.ts';
import { type Faults, faultSchema } from './faults.ts';
import type { Hooks } from './hooks.ts';
import { BadInput, parse } from './input.ts';
import type { Journal } from './journal.ts';
import { allowLoopback } from './loopback-cors.ts';
import type { Sandbox } from './sandbox.ts';

const statusSchema = z.strictObject({ status: z.union([z.string().min(1), z.int()]) });

export interface BackDoorOptions {
  readonly sandbox: Sandbox;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly hooks: Hooks;
  /** Closes or opens the CRM's port, as the faults now in force have it. */
  settlePort(): Promise<void>;
}

/** What a route gives back; `undefined`: no such thing. */
type Route = (input: unknown, ref: string) => unknown;

/** The request listener of a sandbox's back door. */
export function createBackDoor(options: BackDoorOptions): RequestListener {
  const routes = createRoutes(options);
  return (request, response) => {
    serve(routes, request, response).catch((error: unknown) => {
      if (response.destroyed || response.headersSent) return response.destroy();
      if (error instanceof BadInput) return send(response, 400, { error: error.message });
      return send(response, 500, { error: 'The back door failed.' });
    });
  };
}

function createRoutes({ sandbox, faults, journal, hooks, settlePort }: BackDoorOptions): ReadonlyMap<string, Route> {
  const faultsInForce = async (): Promise<object> => {
    await settlePort();
    return { faults: faults.list() };
  };
  return new Map<string, Route>([
    ['GET data', () => sandbox.data()],
    ['GET orders', () => sandbox.orders()],
    ['POST orders/:ref/status', (input, ref) => sandbox.setStatus(ref, String(parse(statusSchema, input).status))],
    ['GET requests', () => journal.entries()],
    ['GET hooks', () => hooks.deliveries()],
    ['GET faults', () => ({ faults: faults.list() })],
    [
      'POST faults',
      input => {
        faults.add(parse(faultSchema, input));
        return faultsInForce();
      },
    ],
    [
      'DELETE faults',
      () => {
        faults.clear();
        return faultsInForce();
      },
    ],
    ['GET settings', () => sandbox.settings()],
    [
      'POST settings',
      input => {
        sandbox.changeSettings(input);
        return sandbox.settings();
      },
    ],
  ]);
}

async function serve(routes: ReadonlyMap<string, Route>, request: IncomingMessage, response: ServerResponse) {
  if (!allowLoopback(request, response)) return send(response, 403, { error: 'Only pages of this machine may call.' });
  if (request.method === 'OPTIONS') return response.writeHead(204).end();

  const path = (request.url ?? '').split('?', 1)[0] ?? '';
  const [, ref = ''] = /^\/__sandbox\/orders\/([^/]+)\/status$/.exec(path) ?? [];
  const name = ref ? 'orders/:ref/status' : path.replace(/^\/__sandbox\//, '');
  const route = path.startsWith('/__sandbox/') && routes.get(`${request.method} ${name}`);
  if (!route) return send(response, 404, { error: `No such door. There are: ${[...routes.keys()].join(', ')}.` });

  const input = request.method === 'POST' ? await readJson(request) : undefined;
  const found = await route(input, decode(ref));
  if (found === undefined) return send(response, 404, { error: `There is no order with the ref "${ref}".` });
  return send(response, 200, found);
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new BadInput('A percent-encoded ref was expected.');
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const body = await readBody(request);
  try {
    return JSON.parse(body?.toString('utf8') ?? '');
  } catch {
    throw new BadInput('A JSON body was expected.');
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}
