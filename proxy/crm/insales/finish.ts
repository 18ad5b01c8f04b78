import type { Memo, Warning } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import { toMajorNumber, toMoney } from '../money.ts';
import { type Order, orderDiscount } from '../order.ts';
import type { Context } from './context.ts';
import { findSubmitted } from './submit.ts';
import { OrderRow } from './wire.ts';

const refOf = async (context: Context, order: Order, memo: Memo): Promise<string> => {
  const { ref } = memo.value;
  if (typeof ref === 'string') return ref;
  const { found } = context.settings.externalIdField ? await findSubmitted(context, order) : { found: null };
  // It was created, so that not to be shown it is a matter of time, or of InSales.
  if (!found) throw new CrmFailure('GET orders', { kind: 'protocol', taken: 'no', code: 'order-not-found' });
  await memo.save({ ref: found.ref });
  return found.ref;
};

const descriptionOf = ({ number }: Order): string => `Скидка по заказу ${number}`;

const discountOf = ({ discounts = [] }: OrderRow): number =>
  discounts.reduce((sum, { full_amount, amount }) => sum + (full_amount ?? amount ?? 0), 0);

/** What the visitor was shown, whether the site gave it or a code: what a coupon gave already is taken off below. */
const shownDiscount = (order: Order): number => Math.max(0, toMajorNumber(orderDiscount(order)));

/**
 * Grants what is left of the discount: none can be given with a new order (vendor's docs, 04). The description tells
 * whether it was granted before.
 */
const grant = async ({ api, shop }: Context, order: Order, ref: string): Promise<Warning[]> => {
  const path = `orders/${ref}`;
  const row = await api({ path }, OrderRow);
  const description = descriptionOf(order);
  const missing = Number((shownDiscount(order) - discountOf(row)).toFixed(2));
  if (missing <= 0 || row.discounts?.some(each => each.description === description)) return [];
  const discounts_attributes = [{ type_id: 2, discount: missing, description }];
  const changed = await api({ method: 'PUT', path, body: { order: { discounts_attributes } } }, OrderRow);
  const granted = toMoney(discountOf(changed).toFixed(2), shop.currency);
  const isRight = granted?.amount === orderDiscount(order).amount;
  return isRight ? [] : [{ code: 'discount-changed', about: 'discounts', money: true }];
};

/** Completes an order: the discount that could not be created with it. */
export const finish = async (context: Context, order: Order, memo: Memo): Promise<Warning[]> => {
  const ref = await refOf(context, order, memo);
  if (memo.value['finished'] === true || shownDiscount(order) === 0) return [];
  const warnings = await grant(context, order, ref);
  await memo.save({ finished: true });
  return warnings;
};
