/** Incoming payments; what they pay for shows in an order's `payedSum`. */

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

export const paymentin: Kind = {
  type: 'paymentin',
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
    incomingNumber: text(255),
    paymentPurpose: text(255),
    operations: list(operation),
    attributes: anything,
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
};

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
