/** The way of an order through the account's statuses, and the hooks that tell of it. */

import type { Hook } from '../kit/hooks.ts';
import { BadInput } from '../kit/input.ts';
import { localTime } from '../kit/zoned-time.ts';
import type { Account, Order } from './account.ts';
import { type Status, statuses } from './data.ts';

/** Puts a new order into the account. */
export function addOrder(account: Account, order: Order): void {
  account.orders.set(order.ref, order);
  if (account.settings.hookAtCreation) tell(account, order);
  account.kit.orderChanged(order.ref);
}

/** Changes an order's status, given by code or name; tells by hook when the order has not been in it before. */
export function setStatus(account: Account, ref: string, wanted: string): Order | undefined {
  const status = statuses.find(({ code, name }) => code === wanted || name === wanted);
  if (!status) {
    throw new BadInput(
      `status: one of ${statuses.map(({ code, name }) => `${code} (${name})`).join(', ')} was expected.`,
    );
  }
  const order = account.orders.get(ref);
  if (!order || order.status === status.code) return order;

  const isFirst = !order.entered.includes(status.code);
  const entered = isFirst ? [...order.entered, status.code] : order.entered;
  const changed = { ...order, status: status.code, statusName: status.name, entered };
  account.orders.set(ref, changed);
  if (isFirst) tell(account, changed);
  account.kit.orderChanged(ref);
  return changed;
}

/** The status after the one an order is in; a cancelled order has none, and none leads to cancelling. */
export function nextStatus(account: Account, ref: string): string | undefined {
  const way = statuses.filter(({ cancelled }) => !cancelled);
  const place = way.findIndex(({ code }) => code === account.orders.get(ref)?.status);
  const next: Status | undefined = place < 0 ? undefined : way[place + 1];
  return next?.code;
}

/**
 * Sends the status hook (FrontPad API, document B): only for statuses the order asked for, to the order's own URL or
 * else the account's. That a failed one is tried again is a choice: no document tells.
 */
function tell({ kit, settings }: Account, order: Order): void {
  const url = order.hookUrl || settings.hookUrl;
  if (url === '' || !order.hookStatuses.includes(order.status)) return;
  kit.sendHook({
    url,
    headers: { 'content-type': 'application/json' },
    attempts: settings.hookAttempts,
    body: JSON.stringify({
      action: 'change_status',
      order_id: Number(order.ref),
      status: Number(order.status),
      datetime: localTime(kit.clock.now(), settings.timeZone),
    }),
  });
}

/** When a URL is put into the API settings, FrontPad tries it: a GET, and a POST without a body (seen by a client). */
export function tryHookUrl({ kit, settings: { hookUrl: url } }: Account): void {
  if (url === '') return;
  const attempt: Omit<Hook, 'method'> = { url, body: '', attempts: 1 };
  kit.sendHook({ ...attempt, method: 'GET' });
  kit.sendHook({ ...attempt, method: 'POST' });
}
