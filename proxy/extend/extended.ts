import type { CrmMethods, Memo } from '../crm/crm.ts';
import { Order } from '../crm/order.ts';
import type { RunningExtension } from './run.ts';

const KEY = '$extended';

/** The order as the extension made it the first time: a repeat must be of the same order. */
const extendedOf = async (order: Order, memo: Memo, extension: RunningExtension): Promise<Order> => {
  const known = Order.safeParse(memo.value[KEY]);
  if (known.success) return known.data;
  const extended = await extension.order(order);
  await memo.save({ [KEY]: extended });
  return extended;
};

/** The same methods, whose orders have been through the shop's extension. */
export const extended = (methods: CrmMethods, extension: RunningExtension): CrmMethods => {
  const { submitOrder, finish } = methods;
  return {
    ...methods,
    ...(submitOrder && {
      submitOrder: async (order, memo, hookUrl) => submitOrder(await extendedOf(order, memo, extension), memo, hookUrl),
    }),
    ...(finish && { finish: async (order, memo) => finish(await extendedOf(order, memo, extension), memo) }),
  };
};
