/** The orders the account starts with: by telephone, from another shop, and one from the site. */
import type { Account } from './account.ts';
import { utmOf } from './bodies.ts';
import { buyerFor } from './buyers.ts';
import { makeLines, makeShipping } from './checks.ts';
import { statuses } from './directories.ts';
import type { Contact, Order } from './records.ts';
import { utcTime } from './times.ts';

interface Taken {
  readonly sourceId: number;
  readonly sourceUuid: string | null;
  readonly contact: Contact;
  readonly statusId: number;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
}

const person = (full_name: string, phone: string): Contact => ({ full_name, email: null, phone });

/** Orders made by hand have no `source_uuid`, those of a marketplace have its own number (clients of the API). */
const taken: readonly Taken[] = [
  {
    sourceId: 2,
    sourceUuid: null,
    contact: person('Ольга', '+380500000011'),
    statusId: 23,
    lines: [{ sku: '002', quantity: 2 }],
  },
  {
    sourceId: 1,
    sourceUuid: '2001',
    contact: person('Тимур', '380500000012'),
    statusId: 1,
    lines: [
      { sku: '011', quantity: 1 },
      { sku: '020', quantity: 2 },
    ],
  },
  {
    sourceId: 3,
    sourceUuid: '3348812210',
    contact: person('Анна', '0500000013'),
    statusId: 12,
    lines: [{ sku: '009', quantity: 1 }],
  },
];

const noTerms: Order['terms'] = {
  promocode: null,
  discount_percent: 0,
  discount_amount: 0,
  shipping_price: 0,
  wrap_price: 0,
  taxes: 0,
  buyer_comment: null,
  manager_comment: null,
  gift_message: null,
  is_gift: false,
  gift_wrap: false,
};

/** Puts them into a fresh account. */
export function seedOrders(account: Account): void {
  const now = account.kit.clock.now();
  for (const { lines, contact, ...facts } of taken) {
    const id = account.nextId('order');
    const isClosed = statuses.some(status => status.id === facts.statusId && status.is_closing_order);
    account.orders.set(id, {
      ...facts,
      id,
      statusChangedAt: now,
      buyerId: buyerFor(account, contact).id,
      managerId: 1,
      contact,
      terms: noTerms,
      lines: makeLines(
        account,
        lines.map(line => ({ ...line, properties: [] })),
      ),
      payments: [],
      expenses: [],
      shipping: makeShipping(null),
      marketing: utmOf({}),
      customFields: [],
      tagIds: [],
      orderedAt: utcTime(now),
      createdAt: now,
      updatedAt: now,
      closedAt: isClosed ? now : null,
      notes: [],
      received: null,
    });
  }
}
