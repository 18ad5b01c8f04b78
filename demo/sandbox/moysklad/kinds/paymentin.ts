/** Payments and cash receipts, in and out; what comes in for an order shows in its `payedSum`. */

import { moscowNow } from '../account.ts';
import { asObject } from '../http/request.ts';
import { Ref } from '../values.ts';
import { attributesOf } from './attributes.ts';
import { commonFilters, type Kind } from './kind.ts';
import { anything, flag, list, minute, number, type Reader, ref, text, uuid } from './readers.ts';

/** What a payment is for: a reference, and how much of the payment goes there; all of it unless it says otherwise. */
const operation: Reader = (value, name, request) => {
  const paid = ref('customerorder')(value, name, request);
  const { linkedSum } = asObject(value);
  if (!(paid instanceof Ref) || linkedSum === undefined) return paid;
  return new Ref(paid.type, paid.path, { linkedSum: number(linkedSum, 'linkedSum', request) });
};

const payment = (type: string, more: Kind['fields']): Kind => ({
  type,
  isDocument: true,
  hasSyncId: true,
  fields: {
    name: text(255),
    code: text(255),
    externalCode: text(255),
    syncId: uuid,
    description: text(4096),
    moment: minute,
    applicable: flag,
    organization: ref('organization'),
    agent: ref('counterparty', 'organization'),
    sum: number,
    paymentPurpose: text(255),
    attributes: anything,
    ...more,
  },
  required: ['organization', 'agent'],
  filters: {
    ...commonFilters,
    moment: 'time',
    created: 'time',
    sum: 'number',
    agent: 'ref',
    organization: 'ref',
    isDeleted: 'flag',
  },
  search: ['name', 'description', 'incomingNumber'],
  start: account => ({ moment: moscowNow(account), applicable: true, sum: 0 }),
  settle: (given, request, old) => {
    const sum = given['sum'] ?? old['sum'] ?? 0;
    const operations = given['operations'];
    const linked = Array.isArray(operations)
      ? operations.map((each: Ref) => new Ref(each.type, each.path, { linkedSum: sum, ...each.extra }))
      : undefined;
    return { ...attributesOf(given, request, old), ...(linked && { operations: linked }) };
  },
  unique: ({ settings }) => (settings.uniqueNames ? 'name' : undefined),
});

/** Of the documents that a payment may be for, the sandbox keeps orders, and none that money goes out for. */
export const paymentin = payment('paymentin', { incomingNumber: text(255), operations: list(operation) });
export const cashin = payment('cashin', { operations: list(operation) });
const spent = { expenseItem: ref('expenseitem'), operations: list(ref()) };
export const paymentout = payment('paymentout', spent);
export const cashout = payment('cashout', spent);

/** How much of the payments has gone to an order, in kopecks. */
export function paidFor(
  payments: Iterable<{ readonly fields: Readonly<Record<string, unknown>> }>,
  path: string,
): number {
  let sum = 0;
  for (const { fields } of payments) {
    if (fields['applicable'] !== true || fields['deleted'] !== undefined) continue;
    for (const each of [fields['operations'] ?? []].flat()) {
      if (each instanceof Ref && each.path === path) sum += Number(each.extra['linkedSum'] ?? 0);
    }
  }
  return sum;
}
