/** Orders as the back door shows and moves them. */
import type { SandboxOrder } from '../kit/sandbox.ts';
import type { Account } from './account.ts';
import { changeOrder, entering } from './changes.ts';
import type { Order } from './records.ts';
import { namedStatus } from './status-change.ts';
import { defaultStatusOf, statusesInOrder, statusOf } from './status-list.ts';
import { totalsOf } from './totals.ts';

/** An order's ref is its id; buyers are told its number. */
export function showOrder(account: Account, order: Order): SandboxOrder {
  const { id, number, clientId, status, lines, texts, fields, address, ...rest } = order;
  const { items, discount, delivery, total } = totalsOf(order);
  return {
    ref: String(id),
    number: String(number),
    externalId: externalIdOf(account, order),
    phone: account.clients.get(clientId)?.phone ?? '',
    status,
    lines: lines.map(({ id, sku, title, quantity, salePrice }) => ({
      ...{ sku, quantity, price: salePrice, name: title, lineId: id },
    })),
    ...{ ...rest, ...texts, statusName: statusOf(account, status)?.title ?? status, clientId, address },
    ...{ fields: shownFields(account, fields), totals: { items, discount, delivery, total } },
  };
}

/** InSales keeps no number of another system: it is in a field of the shop's, or else in one the application made. */
function externalIdOf({ fields: all, settings }: Account, { fields }: Order): string | null {
  const filled = [...fields].flatMap(([id, value]) => {
    const field = all.get(id);
    return field && value !== '' ? [{ field, value }] : [];
  });
  const its =
    filled.find(({ field }) => field.handle === settings.externalIdField) ?? filled.find(({ field }) => field.own);
  return its?.value ?? null;
}

function shownFields({ fields: all }: Account, fields: Order['fields']): Readonly<Record<string, string>> {
  return Object.fromEntries([...fields].map(([id, value]) => [all.get(id)?.handle ?? String(id), value]));
}

/** Changes a status, and tells of it as InSales would. `undefined`: no such order. */
export function setShownStatus(account: Account, ref: string, wanted: string): SandboxOrder | undefined {
  const status = namedStatus(account, wanted);
  const order = account.orders.get(Number(ref));
  if (!order || order.deleted) return undefined;
  return showOrder(account, changeOrder(account, order, entering(account, order, status)));
}

/** The status after the one it is in; none after the last good one, or off the way. */
export function nextStatus(account: Account, ref: string): string | undefined {
  const order = account.orders.get(Number(ref));
  if (!order || order.deleted) return undefined;
  // The owner may have switched off, or deleted, the status it is in.
  const listed = statusOf(account, order.status) ?? defaultStatusOf(account, order.system);
  const way = statusesInOrder(account).filter(({ system_status }) => !/^(declined|returned)$/.test(system_status));
  const place = way.findIndex(({ permalink }) => permalink === listed.permalink);
  return place === -1 ? undefined : way[place + 1]?.permalink;
}
