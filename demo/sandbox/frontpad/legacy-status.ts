/** The `get_status` of old, which live accounts answer with `invalid_method` today; a setting brings it back. */
import type { Answer } from '../kit/sandbox.ts';
import { localTime } from '../kit/zoned-time.ts';
import type { Account } from './account.ts';
import { statusFailure, success } from './answers.ts';
import type { Fields } from './fields.ts';

/** A status by name, found by order id or, among the orders of the day, by phone (FrontPad API, document A). */
export function getStatus(account: Account, fields: Fields): Answer {
  const [ref, phone] = [fields.text('order_id'), fields.text('client_phone')];
  if (ref !== '') {
    const order = account.orders.get(ref);
    return order ? success({ status: order.statusName }) : statusFailure('invalid_order_id');
  }
  const today = localTime(account.kit.clock.now(), account.settings.timeZone).slice(0, 10);
  const latest = [...account.orders.values()]
    .filter(order => order.phone === phone && order.createdAt.startsWith(today))
    .at(-1);
  return phone !== '' && latest ? success({ status: latest.statusName }) : statusFailure('invalid_client_phone');
}
