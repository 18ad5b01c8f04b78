import type { Memo, Warning } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import type { Order } from '../order.ts';
import type { Context } from './context.ts';
import { missingDiscounts, shownDiscount, takenOff } from './discounts.ts';
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

/** Grants what is left of the discounts. Their descriptions tell which were granted before. */
const grant = async ({ api }: Context, order: Order, ref: string): Promise<Warning[]> => {
  const path = `orders/${ref}`;
  const row = await api({ path }, OrderRow);
  const { discounts, lost } = missingDiscounts(order, row);
  const warnings = lost.map(about => ({ code: 'discount-changed', about, money: true }) as const);
  if (discounts.length === 0) return warnings;
  const body = { order: { discounts_attributes: discounts } };
  const changed = await api({ method: 'PUT', path, body }, OrderRow);
  const isRight = warnings.length > 0 || takenOff(changed) === shownDiscount(order);
  return isRight ? warnings : [{ code: 'discount-changed', about: 'discounts', money: true }];
};

/** Completes an order: the discounts that could not be created with it. */
export const finish = async (context: Context, order: Order, memo: Memo): Promise<Warning[]> => {
  const ref = await refOf(context, order, memo);
  if (memo.value['finished'] === true || shownDiscount(order) === 0) return [];
  const warnings = await grant(context, order, ref);
  await memo.save({ finished: true });
  return warnings;
};
