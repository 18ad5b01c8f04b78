import type { OrderAnswer } from '../../proxy/contract/index.ts';
import type { Api } from '../core/api.ts';
import { watch } from '../core/watch.ts';
import type { State } from './state.ts';

export const orderPath = (id: string): string => `v1/orders/${encodeURIComponent(id)}`;

/** Nothing more is to be expected of it. */
export const isOver = ({ stage }: OrderAnswer): boolean =>
  stage === 'delivered' || stage === 'cancelled' || stage === 'returned';

/** Tells what becomes of the order on show: by its stream, or by asking now and then where the stream does not open. */
export class Following {
  readonly #api: () => Api;
  readonly #tell: (order: OrderAnswer) => void;
  #work = new AbortController();

  constructor(api: () => Api, tell: (order: OrderAnswer) => void) {
    this.#api = api;
    this.#tell = tell;
  }

  stop(): void {
    this.#work.abort();
  }

  /** One order at a time, the one that a state shows. */
  of(state: State): void {
    this.stop();
    if ((state.kind !== 'accepted' && state.kind !== 'already') || isOver(state.order)) return;
    this.#work = new AbortController();
    this.#follow(state.order, this.#work.signal);
  }

  #follow(order: OrderAnswer, signal: AbortSignal): void {
    const api = this.#api();
    let known = order;
    const take = (next: OrderAnswer) => {
      known = next;
      this.#tell(next);
      if (isOver(next)) this.stop();
    };
    watch({
      endpoint: api.endpoint,
      ticket: order.ticket || null,
      signal,
      refresh: async () => {
        const next = await api.get<OrderAnswer>(orderPath(order.id), { signal });
        if (!signal.aborted) take(next);
        return { orders: [], ticket: next.ticket };
      },
      // A ticket of one order brings one row, and where the order is now is all it adds to what we know.
      onOrders: ([row]) => {
        if (row) take({ ...known, stage: row.stage, status: row.status, history: row.history });
      },
    });
  }
}
