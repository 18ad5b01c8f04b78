/** What two states of an order differ in, under the history's names of fields (as in vendor's clients' tests). */
import type { Change } from '../history.ts';
import type { Order, Payment } from './order.ts';

type Probe = readonly [field: string, of: (order: Order) => unknown];

const probes: readonly Probe[] = [
  ['status', ({ status }) => ({ code: status })],
  ['number', ({ number }) => number],
  ['external_id', ({ externalId }) => externalId],
  ['first_name', ({ fields }) => fields.firstName],
  ['last_name', ({ fields }) => fields.lastName],
  ['phone', ({ fields }) => fields.phone],
  ['email', ({ fields }) => fields.email],
  ['customer_comment', ({ fields }) => fields.customerComment],
  ['manager_comment', ({ fields }) => fields.managerComment],
  ['shipped', ({ fields }) => fields.shipped],
  ['delivery_type', ({ delivery }) => (delivery.code ? { code: delivery.code } : null)],
  ['delivery_cost', ({ delivery }) => delivery.cost],
  ['delivery_date', ({ delivery }) => delivery.date],
  ['integration_delivery_data.track_number', ({ delivery }) => delivery.data?.trackNumber],
];

/** Every change between the two, a record each. */
export function changesBetween(before: Order, after: Order): readonly Change[] {
  const codes = new Set([...Object.keys(before.customFields), ...Object.keys(after.customFields)]);
  const custom = [...codes].map((code): Probe => [`custom_${code}`, order => order.customFields[code]]);
  return [
    ...[...probes, ...custom].flatMap(([field, of]) => change(field, of(before), of(after))),
    ...itemChanges(before, after),
    ...after.payments.flatMap(payment =>
      paymentChanges(
        before.payments.find(({ id }) => id === payment.id),
        payment,
      ),
    ),
    ...before.payments
      .filter(({ id }) => !after.payments.some(payment => payment.id === id))
      .flatMap(payment => change('payments', paymentKey(payment), null)),
  ];
}

function itemChanges(before: Order, after: Order): readonly Change[] {
  const added = after.items.filter(({ id }) => !before.items.some(item => item.id === id));
  const removed = before.items.filter(({ id }) => !after.items.some(item => item.id === id));
  return [
    ...added.flatMap(({ id }) => change('order_product', null, { id })),
    ...removed.flatMap(({ id }) => change('order_product', { id }, null)),
    ...after.items.flatMap(item => {
      const known = before.items.find(({ id }) => id === item.id);
      return known ? change('order_product.quantity', known.quantity, item.quantity) : [];
    }),
  ];
}

function paymentChanges(before: Payment | undefined, after: Payment): readonly Change[] {
  if (!before) return change('payments', null, paymentKey(after));
  return [
    ...change('payments.status', { code: before.status }, { code: after.status }),
    ...change('payments.amount', before.amount, after.amount),
    ...change('payments.paid_at', before.paidAt, after.paidAt),
    ...change('payments.external_id', before.externalId, after.externalId),
  ];
}

function paymentKey({ id, type }: Payment): object {
  return { id, code: type };
}

function change(field: string, before: unknown = null, after: unknown = null): readonly Change[] {
  const same = JSON.stringify(before) === JSON.stringify(after);
  return same ? [] : [{ field, oldValue: before, newValue: after }];
}
