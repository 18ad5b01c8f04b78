import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { visitOf } from '../guard/visit.ts';
import { HttpProblem } from '../problem.ts';
import type { Shop } from '../shop/shop.ts';
import type { Desk } from './desk.ts';

const COMMENT_MS = 15_000;
const RECONNECT_MS = 5_000;
/** A page holds one stream; a household or an office has a few pages open. */
const STREAMS_AN_ADDRESS = 12;
/** A reader so slow that this much waits for it is let go: it will reconnect or ask. */
const MAX_WAITING_BYTES = 64 * 1024;

type Watched = NonNullable<ReturnType<Shop['watch']>>;

/** GET /v1/watch?ticket=…: the orders of a ticket, pushed each time one of them changes. */
export const watch =
  (desk: Desk): RequestHandler =>
  (req, res) => {
    const ticket = new URLSearchParams(req.url.split('?')[1] ?? '').get('ticket') ?? '';
    const watched = desk.shop.watch(ticket);
    if (!watched) return refuse(req, res);
    const { address } = visitOf(res);
    if (desk.watchers.openFrom(address) >= STREAMS_AN_ADDRESS) {
      throw new HttpProblem('too-many-requests', { retryAfter: 60 });
    }
    if (req.method === 'HEAD') return void res.end();
    stream(desk, req, res, { ticket, watched, address });
  };

/** 204 tells a browser that comes back by itself to stop; anybody else is told why. */
const refuse = (req: Request, res: Response): void => {
  if (req.headers['last-event-id'] === undefined) throw new HttpProblem('ticket-expired');
  res.status(204).end();
};

interface Open {
  ticket: string;
  watched: Watched;
  address: string;
}

const stream = (
  { shop, watchers, clock, log }: Desk,
  req: Request,
  res: Response,
  { ticket, watched, address }: Open,
): void => {
  let last = req.get('Last-Event-ID') ?? null;
  let stopTimer = () => {};

  const push = async (): Promise<void> => {
    const data = JSON.stringify({ orders: await watched.rows() });
    const id = createHash('sha256').update(data).digest('base64url').slice(0, 12);
    // The id names the content: a reconnecting page, or a change that nothing shown depends on, gets nothing twice.
    if (id === last || res.writableEnded) return;
    last = id;
    res.write(`id: ${id}\nevent: orders\ndata: ${data}\n\n`);
  };
  // One after another, so that an older reading never overtakes a newer one.
  let turn = Promise.resolve();
  const onChange = () => {
    turn = turn.then(push).catch(error => {
      log.warn('watch-failed', { error: error instanceof Error ? error.constructor.name : typeof error });
      res.end();
    });
  };
  const onTick = () => {
    if (!shop.watch(ticket) || res.writableLength > MAX_WAITING_BYTES) return void res.end();
    res.write(':\n\n');
    stopTimer = clock.after(COMMENT_MS, onTick);
  };

  res.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  });
  res.write(`retry: ${RECONNECT_MS}\n\n`);
  const leave = watchers.join({ address, orderIds: watched.orderIds, onChange, onEnd: () => res.end() });
  res.once('close', () => {
    leave();
    stopTimer();
  });
  stopTimer = clock.after(COMMENT_MS, onTick);
  onChange();
};
