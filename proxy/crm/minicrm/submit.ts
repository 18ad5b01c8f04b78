import type { Submitted } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import type { Order } from '../order.ts';
import { type Context, SYNC } from './api.ts';
import { findSubmitted } from './cards.ts';
import { orderFile } from './map.ts';

/** The file has been read: whatever goes wrong from here on, the order may be in it. */
const look = async (context: Context, order: Order): Promise<Submitted | null> => {
  try {
    return (await findSubmitted(context, order)).found;
  } catch (error) {
    if (!(error instanceof CrmFailure)) throw error;
    const { kind, code, retryAfterMs } = error;
    throw new CrmFailure('R3/Project', {
      ...{ kind, taken: 'unknown' },
      ...(code !== undefined && { code }),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    });
  }
};

/**
 * Submits an order as a file. MiniCRM works files off in its own time and tells nobody how it went: an order is in it
 * once its card is there to be seen.
 * @throws CrmFailure `not-seen-yet` for one that is not
 */
export const submitOrder = async (context: Context, order: Order): Promise<Submitted> => {
  const { xml } = await orderFile(order, context.settings, context.ids, context.shop);
  await context.api.sync(xml);
  const seen = await look(context, order);
  if (seen) return seen;
  throw new CrmFailure(SYNC, { kind: 'unavailable', taken: 'unknown', code: 'not-seen-yet' });
};
