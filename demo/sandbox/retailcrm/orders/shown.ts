/** Orders as the back door shows them, and the way they go. */
import { BadInput } from '../../kit/input.ts';
import type { SandboxLine, SandboxOrder } from '../../kit/sandbox.ts';
import type { Account } from '../account.ts';
import { findStatus, statuses, way } from '../data/statuses.ts';
import type { Item, Order, Payment } from './order.ts';
import { changeOrder } from './save.ts';
import { type Totals, totalsOf } from './totals.ts';

interface ShownOrder extends SandboxOrder {
  readonly lines: readonly ShownLine[];
  readonly statusName: string;
  readonly totals: Omit<Totals, 'lines'>;
  readonly site: string;
  readonly delivery: object;
  readonly payments: readonly Payment[];
  readonly customFields: object;
  readonly fields: object;
  /** What was done to the order without telling the caller. */
  readonly notes: readonly string[];
}

interface ShownLine extends SandboxLine {
  readonly name: string;
  readonly properties: readonly object[];
  readonly comment: string | null;
}

export function shownOrder(order: Order): ShownOrder {
  const { id, number, externalId, status, fields, site, delivery, payments, customFields, notes } = order;
  const { lines: _, ...totals } = totalsOf(order);
  const statusName = findStatus(status)?.name ?? '';
  const lines = order.items.map(shownLine);
  const common = { ref: String(id), number, externalId, phone: fields.phone ?? '', status, lines };
  return { ...common, statusName, totals, site, delivery, payments, customFields, fields, notes };
}

/** A line that is no article of the catalogue goes by its name. */
function shownLine({ article, name, quantity, initialPrice, properties, comment }: Item): ShownLine {
  return { sku: article ?? name, quantity, price: initialPrice, name, properties, comment };
}

/** A status set by a person in the program. */
export function setStatus(account: Account, ref: string, wanted: string): SandboxOrder | undefined {
  const status = findStatus(wanted);
  if (!status) {
    throw new BadInput(
      `status: one of ${statuses.map(({ code, name }) => `${code} (${name})`).join(', ')} was expected.`,
    );
  }
  const order = account.orders.get(Number(ref));
  return order && shownOrder(changeOrder(account, { ...order, status: status.code }, 'user'));
}

/** The status after the one an order is in; off the kitchen's way there is none. */
export function nextStatus({ orders }: Account, ref: string): string | undefined {
  const place = way.indexOf(orders.get(Number(ref))?.status ?? '');
  return place < 0 ? undefined : way[place + 1];
}
