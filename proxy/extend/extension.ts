import { z } from 'zod';
import { Order } from '../crm/order.ts';

/**
 * What a shop may put into the path of its orders, as the default export of the file that `extend` names:
 * `export default { order: order => ({ ...order, status: 'vip' }) } satisfies Extension`.
 */
export interface Extension {
  /**
   * Changes an order before it is sent: its lines, fields (`fields.x`, which the config maps to the CRM's own), comment,
   * and `status`, the CRM's own code to begin with. Asked once for each order, whatever number of attempts it takes.
   * When it throws, or takes longer than five seconds, the order goes to a manager. Its id, number, external id, source
   * and time stay as they are.
   */
  order?(order: Order): Order | Promise<Order>;
}

/** Between us and the thread it runs in. */
export const Asked = z.object({ id: z.int(), order: Order });
export const Answered = z.union([
  z.object({ id: z.int(), order: z.unknown() }),
  z.object({ id: z.int(), failed: z.object({ name: z.string(), at: z.string().nullable() }) }),
]);
