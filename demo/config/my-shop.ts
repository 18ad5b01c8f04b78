import type { Extension } from '../../proxy/index.ts';

/** In roubles. */
const GIFT_FROM = 3_000;

/** What this shop adds to every order on its way to the CRM: see `extend` in the config beside. */
export default {
  order(order) {
    // A fault of an extension parks its order with the reason: try it with this comment.
    if (order.comment === 'break the extension') throw new Error('as asked');
    if ((order.total?.amount ?? 0) < GIFT_FROM * 100) return order;
    return { ...order, comment: [order.comment, 'Подарок: морс'].filter(Boolean).join('\n') };
  },
} satisfies Extension;
