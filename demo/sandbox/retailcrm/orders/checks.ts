/** What the account itself refuses in an order that is well formed. */
import type { Account } from '../account.ts';
import { customFieldFault } from '../data/custom-fields.ts';
import { deliveryTypes, paymentStatuses, paymentTypes } from '../data/payments.ts';
import { orderMethods, orderTypes } from '../data/references.ts';
import { stores } from '../data/shops.ts';
import { statuses } from '../data/statuses.ts';
import type { Order } from './order.ts';
import type { OrderFields, PaymentFields } from './schema.ts';

export type Faults = Readonly<Record<string, string>>;

/** The codes of reference books that an order names and the account has not, by field. */
export function referenceFaults(fields: OrderFields): Faults {
  return {
    ...unknownCode('status', 'Status', fields.status, statuses),
    ...unknownCode('orderType', 'OrderType', fields.orderType, orderTypes),
    ...unknownCode('orderMethod', 'OrderMethod', fields.orderMethod, orderMethods),
    ...unknownCode('shipmentStore', 'Store', fields.shipmentStore, stores),
    ...unknownCode('delivery.code', 'DeliveryType', fields.delivery?.code, deliveryTypes),
    ...customFieldFaults('order', fields.customFields),
  };
}

export function customFieldFaults(entity: 'order' | 'customer', values: object | null | undefined): Faults {
  const faults = Object.entries(values ?? {}).flatMap(([code, value]) => {
    const fault = customFieldFault(entity, code, value);
    return fault === undefined ? [] : [[`customFields.${code}`, fault] as const];
  });
  return Object.fromEntries(faults);
}

/** The text of an unknown code is the one a vendor's module has logged. */
function unknownCode(
  field: string,
  entity: string,
  code: string | null | undefined,
  book: readonly { readonly code: string }[],
): Faults {
  if (code === null || code === undefined || book.some(entry => entry.code === code)) return {};
  return { [field]: `"${entity}" with "code"="${code}" does not exist.` };
}

/** What is wrong with a payment; `except`: one that the same external id may already be of. */
export function paymentFaults(account: Account, payment: PaymentFields, path: string, except?: number): Faults {
  const type = paymentTypes.find(({ code }) => code === payment.type);
  const faults = {
    ...unknownCode(`${path}type`, 'PaymentType', payment.type, paymentTypes),
    ...unknownCode(`${path}status`, 'PaymentStatus', payment.status, paymentStatuses),
  };
  if (Object.keys(faults).length > 0) return faults;
  if (payment.status && !type?.paymentStatuses.includes(payment.status)) {
    return { [`${path}status`]: 'This payment status is not supported for the type of payment' };
  }
  // Unique in the whole account, not in a shop (a vendor's module had to learn it); the text is made up.
  const taken = [...account.orders.values()].some(({ payments }) =>
    payments.some(({ id, externalId }) => externalId !== null && externalId === payment.externalId && id !== except),
  );
  return taken ? { [`${path}externalId`]: `Payment with externalId=${payment.externalId} already exists.` } : {};
}

/** What is wrong with the payments of a new order, each by itself and all together. */
export function allPaymentFaults(account: Account, fields: OrderFields): Faults {
  const payments = fields.payments ?? [];
  const ofEach = payments.map((payment, index) => paymentFaults(account, payment, `payments[${index}].`));
  return { ...Object.assign({}, ...ofEach), ...repeatedPayments(payments), ...foreignPaymentFaults(account, fields) };
}

/** Payments of a type that is not meant for the type of delivery; accounts of old refuse them. */
function foreignPaymentFaults({ settings }: Account, fields: OrderFields): Faults {
  const delivery = deliveryTypes.find(({ code }) => code === fields.delivery?.code);
  if (settings.foreignPayment === 'accept' || !delivery) return {};
  const foreign = fields.payments?.some(({ type }) => !delivery.paymentTypes.includes(type));
  return foreign ? { payments: 'This payment type is not supported for the type of delivery' } : {};
}

/** Payments of one order that share an external id. */
function repeatedPayments(payments: readonly PaymentFields[]): Faults {
  const ids = payments.flatMap(({ externalId }) => externalId ?? []);
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  return repeated === undefined ? {} : { payments: `Payment with externalId=${repeated} already exists.` };
}

/** Whether an order's own external id is taken in its shop. */
export function isTaken({ orders }: Account, { site, externalId }: Pick<Order, 'site' | 'externalId'>): boolean {
  return externalId !== null && [...orders.values()].some(each => each.externalId === externalId && each.site === site);
}
