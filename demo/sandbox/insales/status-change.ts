/** Which status a body, or the back door, asks for. */
import { BadInput } from '../kit/input.ts';
import type { Account } from './account.ts';
import { Invalid } from './answers.ts';
import type { OrderBody } from './order-body.ts';
import { defaultStatusOf, isSystemStatus, type ListedStatus, listedStatuses, statusOf } from './status-list.ts';

/** A permalink outweighs a system status; the two may not contradict each other. */
export function wantedStatus(account: Account, body: OrderBody): ListedStatus | undefined {
  const { custom_status_permalink: permalink, fulfillment_status: system } = body;
  if (permalink === undefined) return system && defaultStatusOf(account, system);
  const found = statusOf(account, permalink);
  if (!found) throw new Invalid({ custom_status: ['не найден'] });
  if (system && found.system_status !== system) throw new Invalid({ fulfillment_status: ['имеет неверное значение'] });
  return found;
}

/** By permalink, by name, or by the name of a system status. */
export function namedStatus(account: Account, name: string): ListedStatus {
  const byName = listedStatuses(account).find(({ permalink, title }) => permalink === name || title === name);
  if (byName) return byName;
  if (isSystemStatus(name)) return defaultStatusOf(account, name);
  const known = listedStatuses(account).map(({ permalink }) => permalink);
  throw new BadInput(`There is no status "${name}". There are: ${known.join(', ')}.`);
}
