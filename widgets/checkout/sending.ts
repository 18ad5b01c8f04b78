import type { OrderAnswer, OrderRequest } from '../../proxy/contract/index.ts';
import { type Api, ApiProblem } from '../core/api.ts';
import type { Failure } from '../core/failure.ts';
import { orderPath } from '../core/order.ts';
import { type Bought, type State, stateAfter } from './state.ts';

/** A shop that asks its CRM for a number may take a while, and a phone's network longer. */
const timeoutMs = 30_000;

/** Sends an order and tells what came of it. No signal ends it: an order that has left is not called back by leaving the page. */
export async function sendOrder(
  api: Api,
  request: OrderRequest,
  key: string,
  sold: Bought,
  fail: (error: unknown) => Failure,
): Promise<State> {
  try {
    const headers = { 'Idempotency-Key': key };
    return {
      kind: 'accepted',
      order: await api.post<OrderAnswer>('v1/orders', request, { headers, timeoutMs }),
      sold,
    };
  } catch (error) {
    const ordered = error instanceof ApiProblem && error.type === 'already-ordered' && error.orderId;
    if (!ordered) return stateAfter(error, request.expectedTotal ?? null, fail);
    // The order that our key was used for. When even that cannot be shown, trying again asks for it once more.
    try {
      return { kind: 'already', order: await api.get<OrderAnswer>(orderPath(ordered)) };
    } catch (error) {
      return stateAfter(error, null, fail);
    }
  }
}
