/** `orders/loyalty/apply` and `…/cancel-bonus-operations`: an order paid for with bonuses (vendor's PHP client). */
import { z } from 'zod';
import type { Answer } from '../../kit/sandbox.ts';
import { type Account, isVisible } from '../account.ts';
import { ok, Refusal, refusals } from '../http/answers.ts';
import { readEntity, text, whole } from '../http/fields.ts';
import type { Request } from '../http/request.ts';
import type { Order } from '../orders/order.ts';
import { changeOrder } from '../orders/save.ts';
import { totalsOf } from '../orders/totals.ts';
import { orderView } from '../orders/view.ts';
import { findByExternalId, siteOf } from '../site.ts';
import { type LoyaltyAccount, operate } from './loyalty-account.ts';

const keySchema = z.object({ id: whole.nullish(), externalId: text.nullish() });

export function applyBonuses(account: Account, request: Request): Answer {
  const order = findOrder(account, request);
  const bonuses = Number(request.text('bonuses') || Number.NaN);
  if (!(bonuses > 0)) throw refusals.missing('bonuses');
  const payer = payerOf(account, order);
  // Bonuses pay for goods only; that more than these cost is refused is a choice.
  const goods = totalsOf({ ...order, delivery: {} }).totalSumm;
  if (!payer || bonuses > goods) throw new Refusal(400, 'Validation error', { bonuses: 'Bonuses can not be charged' });
  operate(account, payer, { type: 'charge_for_order', amount: -bonuses, comment: '', orderId: order.id });
  const changed = { ...order, bonuses: order.bonuses + bonuses, loyaltyAccountId: payer.id };
  return ok({ order: orderView(account, changeOrder(account, changed, 'api')) });
}

export function cancelBonuses(account: Account, request: Request): Answer {
  const order = findOrder(account, request);
  const payer = account.loyaltyAccounts.get(order.loyaltyAccountId ?? 0);
  if (payer && order.bonuses > 0) {
    operate(account, payer, { type: 'cancel_of_charge', amount: order.bonuses, comment: '', orderId: order.id });
  }
  return ok({ order: orderView(account, changeOrder(account, { ...order, bonuses: 0 }, 'api')) });
}

function findOrder(account: Account, request: Request): Order {
  const { id, externalId } = readEntity(request, 'order', keySchema);
  const order = id
    ? account.orders.get(id)
    : findByExternalId(account.orders, siteOf(account, request), externalId ?? '');
  if (!order || !isVisible(account, order)) throw refusals.notFound();
  return order;
}

function payerOf({ loyaltyAccounts }: Account, { customerId }: Order): LoyaltyAccount | undefined {
  return [...loyaltyAccounts.values()].find(each => each.customerId === customerId && each.status === 'activated');
}
