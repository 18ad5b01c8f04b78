import type { OrderAnswer, OrderStatusAnswer } from '../../proxy/contract/index.ts';
import type { Api } from '../core/api.ts';
import { watch } from '../core/watch.ts';
import { type Found, isOver, type Row, rowOf, type Source } from './state.ts';

/** Tells what becomes of the orders found, until the signal is aborted. Where all are over there is nothing to wait for. */
export function follow(api: Api, found: Found, signal: AbortSignal, onOrders: (fresh: readonly Row[]) => void): void {
  if (found.rows.every(isOver)) return;
  watch({
    endpoint: api.endpoint,
    ticket: found.ticket,
    signal,
    refresh: () => askAgain(api, found.source, signal),
    onOrders,
  });
}

/** Where the stream cannot be had, the same question once more. */
async function askAgain(api: Api, source: Source, signal: AbortSignal): Promise<OrderStatusAnswer> {
  if (source.kind === 'asked') return api.post('v1/order-status', source.asked, { signal });
  const order = await api.get<OrderAnswer>(`v1/orders/${encodeURIComponent(source.id)}`, { signal });
  return { orders: [rowOf(order)], ticket: order.ticket };
}
