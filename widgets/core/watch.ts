import type { FoundOrder, OrderStatusAnswer, WatchEvent } from '../../proxy/contract/index.ts';
import { ApiProblem } from './api.ts';
import { openStream, type Stream } from './stream.ts';

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
const waits = [5_000, 30_000, 60_000, 120_000, 300_000] as const;

/**
 * Tells what becomes of some orders. The browser reconnects a broken stream by itself and names the last event it saw; when the
 * stream stays away (a proxy that buffers, a ticket that ran out) the orders are asked for now and then, and each answer brings a
 * ticket to try the stream with again. A hidden page does neither.
 */
export function watch(options: WatchOptions): void {
  new Watch(options);
}

class Watch {
  readonly #options: WatchOptions;
  #ticket: string | null;
  #stream: Stream | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#ticket = options.ticket;
    const { signal } = options;
    if (signal.aborted) return;
    signal.addEventListener('abort', () => this.#close(), { once: true });
    document.addEventListener('visibilitychange', () => this.#onVisibility(), { signal });
    // Coming back from the back-forward cache, and from a tunnel.
    window.addEventListener('pageshow', event => event.persisted && this.#refresh(), { signal });
    window.addEventListener('online', () => this.#refresh(), { signal });
    this.#open();
  }

  #open(): void {
    if (this.#stream || this.#options.signal.aborted || document.hidden) return;
    if (!this.#ticket) {
      this.#later();
      return;
    }
    const url = `${this.#options.endpoint}v1/watch?ticket=${encodeURIComponent(this.#ticket)}`;
    this.#stream = openStream(url, {
      onOpen: () => {
        this.#failures = 0;
        clearTimeout(this.#timer);
      },
      onData: data => this.#take(data),
      onTrouble: final => {
        if (final) this.#close();
        this.#later(final ? undefined : patience);
      },
    });
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#stream?.close();
    this.#stream = null;
  }

  #later(wait: number = waits[Math.min(this.#failures, waits.length - 1)] ?? patience): void {
    clearTimeout(this.#timer);
    // Spread out, so that all visitors of a shop do not come back in the same second.
    this.#timer = setTimeout(() => void this.#refresh(), wait * (0.8 + Math.random() * 0.4));
  }

  async #refresh(): Promise<void> {
    clearTimeout(this.#timer);
    if (document.hidden || this.#options.signal.aborted) return;
    try {
      const answer = await this.#options.refresh();
      if (this.#options.signal.aborted) return;
      this.#options.onOrders(answer.orders);
      if (answer.ticket !== this.#ticket) this.#close();
      this.#ticket = answer.ticket;
      this.#open();
      // Failures are forgotten only by an open stream, so a stream that never opens is tried ever more rarely.
      this.#failures++;
      if (!this.#stream?.isOpen) this.#later();
    } catch (error) {
      if (this.#options.signal.aborted) return;
      this.#failures++;
      this.#later(
        error instanceof ApiProblem && error.retryAfterMs ? Math.max(error.retryAfterMs, patience) : undefined,
      );
    }
  }

  #take(data: string): void {
    try {
      const event: WatchEvent = JSON.parse(data);
      this.#options.onOrders(event.orders);
    } catch {
      // A torn event is as good as none: the next one carries whole rows again.
    }
  }

  #onVisibility(): void {
    // A stream begins with the orders as they stand, so nothing that happened meanwhile is missed.
    if (document.hidden) this.#close();
    else this.#open();
  }
}
