/** Orders as the back door shows and moves them. */
import { BadInput } from '../kit/input.ts';
import type { SandboxOrder } from '../kit/sandbox.ts';
import { type Account, orderOnCard } from './account.ts';
import { type Language, orderModule, orderStatus, orderStatusKeys, users } from './labels.ts';
import { enterStatus } from './order-changes.ts';
import type { Order } from './records.ts';
import { grossPrice, totalsOf } from './totals.ts';

/** An order's ref is its card's id: the status and its history are the card's. */
export function showOrder(account: Account, order: Order): SandboxOrder {
  const { id, cardId, externalId, number, status, items, ...rest } = order;
  const card = account.cards.get(cardId);
  const contact = account.contacts.get(card?.contactId ?? 0);
  return {
    ref: String(cardId),
    number,
    externalId,
    phone: contact?.phones[0] ?? '',
    status: String(orderStatus(status).id),
    lines: items.map(item => ({ ...item, price: grossPrice(item) })),
    ...{ orderId: id, statusName: orderStatus(status).labels[account.settings.language], key: status },
    ...{ name: card?.name ?? '', contactId: card?.contactId, businessId: card?.businessId, email: contact?.emails[0] },
    ...{ fields: card?.values ?? {}, totals: totalsOf(items), ...rest },
  };
}

/** Changes a status as staff would, and tells of it. `undefined`: no such order. Ids, labels and our keys will do. */
export function setShownStatus(account: Account, ref: string, wanted: string): SandboxOrder | undefined {
  const { language } = account.settings;
  const key = orderStatusKeys.find(each => {
    const { id, labels } = orderStatus(each);
    return [String(id), labels[language], each].includes(wanted);
  });
  if (!key) throw new BadInput(`status: one of ${knownStatuses(language)} was expected.`);
  const order = orderOnCard(account, Number(ref));
  return order && showOrder(account, enterStatus(account, order, key, users[1].id));
}

function knownStatuses(language: Language): string {
  return orderModule.statuses.map(({ id, labels }) => `${id} (${labels[language]})`).join(', ');
}

/** The status after the one it is in; none after the good end, or off the way. */
export function nextStatus(account: Account, ref: string): string | undefined {
  const order = orderOnCard(account, Number(ref));
  const way = orderModule.statuses.filter(({ group }) => group !== 'Failed');
  const place = way.findIndex(({ key }) => key === order?.status);
  return place === -1 ? undefined : way[place + 1]?.key;
}
