import type { FoundOrder, OrderStatusAnswer, WatchEvent } from '../../proxy/contract/index.ts';
import { ApiProblem } from './api.ts';

export interface WatchOptions {
  readonly endpoint: string;
  /** Opens the stream; null: there is none to open yet, so ask. */
  readonly ticket: string | null;
  /** Ends it all, when the element leaves the page or shows another order. */
  readonly signal: AbortSignal;
  /** Asks for the same orders without the stream; its answer brings a fresh ticket too. */
  readonly refresh: () => Promise<OrderStatusAnswer>;
  readonly onOrders: (orders: readonly FoundOrder[]) => void;
}

/** How long a stream may be silent about itself before we ask instead, and how often we ask then. */
const patience = 30_000;
const waits = [5_000, 30_000, 60_000, 120_000, 300_000];

/** One connection for everyone on the page who watches the same orders: browsers allow six to a host. */
const streams = new Map<string, { readonly source: EventSource; users: number; last: string }>();

/**
 * Tells what becomes of some orders. The browser reconnects a broken stream by itself and names the last event it saw; when the
 * stream stays away (a proxy that buffers, a ticket that ran out) the orders are asked for now and then, and each answer brings a
 * ticket to try the stream with again. A hidden page does neither.
 */
export function watch({ endpoint, ticket, signal, refresh, onOrders }: WatchOptions): void {
  if (signal.aborted) return;
  let source: EventSource | null = null;
  let leave: (() => void) | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  const take = (data: string): void => {
    try {
      onOrders((JSON.parse(data) as WatchEvent).orders);
    } catch {
      // A torn event is as good as none: the next one carries whole rows again.
    }
  };

  const close = (): void => {
    clearTimeout(timer);
    leave?.();
    source = leave = null;
  };

  const later = (wait = waits[Math.min(failures, waits.length - 1)] ?? patience): void => {
    clearTimeout(timer);
    // Spread out, so that all visitors of a shop do not come back in the same second.
    timer = setTimeout(ask, wait * (0.8 + Math.random() * 0.4));
  };

  const open = (): void => {
    if (leave || document.hidden) return;
    if (ticket) join(`${endpoint}v1/watch?ticket=${encodeURIComponent(ticket)}`);
    else later();
  };

  const join = (url: string): void => {
    const shared = streams.get(url) ?? { source: new EventSource(url), users: 0, last: '' };
    const stream = shared.source;
    const listening = new AbortController();
    const until = { signal: listening.signal };
    streams.set(url, shared);
    shared.users++;
    source = stream;
    leave = () => {
      listening.abort();
      if (--shared.users > 0) return;
      stream.close();
      if (streams.get(url) === shared) streams.delete(url);
    };
    const onOpen = () => {
      failures = 0;
      clearTimeout(timer);
    };
    const onData = ({ data }: MessageEvent<string>) => {
      shared.last = data;
      take(data);
    };
    const onTrouble = () => {
      const final = stream.readyState === EventSource.CLOSED;
      if (final) {
        streams.delete(url);
        close();
      }
      later(final ? undefined : patience);
    };
    stream.addEventListener('open', onOpen, until);
    stream.addEventListener('orders', onData, until);
    stream.addEventListener('error', onTrouble, until);
    if (shared.last) take(shared.last);
  };

  const ask = async (): Promise<void> => {
    clearTimeout(timer);
    if (document.hidden) return;
    try {
      const answer = await refresh();
      if (signal.aborted) return;
      onOrders(answer.orders);
      if (answer.ticket !== ticket) close();
      ticket = answer.ticket;
      // Failures are forgotten only by an open stream, so a stream that never opens is tried ever more rarely.
      open();
      failures++;
      if (source?.readyState !== EventSource.OPEN && !signal.aborted) later();
    } catch (error) {
      failures++;
      const wait = error instanceof ApiProblem && error.retryAfterMs;
      if (!signal.aborted) later(wait ? Math.max(wait, patience) : undefined);
    }
  };

  signal.addEventListener('abort', close);
  // A stream begins with the orders as they stand, so nothing that happened while the page was hidden is missed.
  document.addEventListener('visibilitychange', () => (document.hidden ? close() : open()), { signal });
  // Coming back from the back-forward cache, and from a tunnel.
  window.addEventListener('pageshow', event => event.persisted && ask(), { signal });
  window.addEventListener('online', ask, { signal });
  open();
}
