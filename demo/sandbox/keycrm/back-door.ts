/** Orders and leads as the back door shows and moves them. */
import type { SandboxOrder } from '../kit/sandbox.ts';
import type { Account } from './account.ts';
import { pipelineStatuses, statuses } from './directories.ts';
import type { Card, Line, Order } from './records.ts';
import { cardStatusOf, changeCard, changeOrder, statusOf } from './statuses.ts';
import { totalsOf } from './totals.ts';

/** An order's ref and number are its id. */
export function showOrder(order: Order): SandboxOrder {
  const { id, sourceUuid, contact, statusId, lines, ...rest } = order;
  return {
    ref: String(id),
    number: String(id),
    externalId: sourceUuid,
    phone: contact.phone ?? '',
    status: String(statusId),
    lines: lines.map(showLine),
    ...{ kind: 'order', statusName: statuses.find(status => status.id === statusId)?.name, contact },
    ...{ ...rest, totals: totalsOf(order) },
  };
}

/** Leads have ids of their own: their refs begin with `card-`. */
export function showCard(card: Card): SandboxOrder {
  const { id, contact, statusId, lines, ...rest } = card;
  return {
    ref: `card-${id}`,
    number: String(id),
    // There is no field for one.
    externalId: null,
    phone: contact.phone ?? '',
    status: String(statusId),
    lines: lines.map(showLine),
    ...{ kind: 'lead', statusName: pipelineStatuses.find(status => status.id === statusId)?.title, contact },
    ...rest,
  };
}

function showLine(line: Line): SandboxOrder['lines'][number] {
  return { ...line, sku: line.sku ?? '' };
}

/** Changes the status of either, and tells of it as KeyCRM would. `undefined`: no such order. */
export function setShownStatus(account: Account, ref: string, wanted: string): SandboxOrder | undefined {
  const [, cardId] = /^card-(\d+)$/.exec(ref) ?? [];
  if (cardId !== undefined) {
    const statusId = cardStatusOf(wanted);
    const card = account.cards.get(Number(cardId));
    return card && showCard(changeCard(account, card, { statusId }));
  }
  const { id: statusId } = statusOf(wanted);
  const order = account.orders.get(Number(ref));
  return order && showOrder(changeOrder(account, order, { statusId }));
}
