/** A new order out of what was sent; throws `Refusal` when the account does not take it. */
import { type Account, localNow } from '../account.ts';
import { attachCustomer, customerFaults } from '../customers/attach.ts';
import { paymentTypes } from '../data/payments.ts';
import type { SiteCode } from '../data/shops.ts';
import { FIRST_STATUS } from '../data/statuses.ts';
import { Refusal } from '../http/answers.ts';
import { allPaymentFaults, isTaken, referenceFaults } from './checks.ts';
import { readItems } from './items.ts';
import type { Order, Payment } from './order.ts';
import type { OrderFields, PaymentFields } from './schema.ts';

const MANUAL_SUFFIX = 'C';
const API_SUFFIX = 'A';

export interface Origin {
  readonly site: SiteCode;
  readonly fromApi: boolean;
}

/** Checks everything before anything of it is kept. */
export function makeOrder(account: Account, fields: OrderFields, { site, fromApi }: Origin): Order {
  const externalId = fields.externalId || null;
  if (isTaken(account, { site, externalId })) throw new Refusal(400, 'Order already exists.');
  const { items, faults, notes } = readItems(account, fields.items ?? []);
  refuseFaults({
    ...referenceFaults(fields),
    ...customerFaults(account, site, fields.customer),
    ...faults,
    ...allPaymentFaults(account, fields),
  });

  const {
    externalId: _,
    items: __,
    number,
    createdAt,
    status,
    customer,
    payments,
    delivery,
    customFields,
    ...plain
  } = fields;
  const now = localNow(account);
  const id = account.nextId('order');
  return {
    id,
    site,
    externalId,
    number: number || `${id}${fromApi ? API_SUFFIX : MANUAL_SUFFIX}`,
    createdAt: createdAt ?? now,
    statusUpdatedAt: now,
    status: status ?? FIRST_STATUS,
    customerId: attachCustomer(account, site, customer, plain).id,
    items,
    payments: (payments ?? []).map(payment => makePayment(account, payment)),
    delivery: delivery ?? {},
    customFields: customFields ?? {},
    bonuses: 0,
    loyaltyAccountId: null,
    fromApi,
    notes,
    fields: { orderType: 'eshop-individual', orderMethod: 'shopping-cart', countryIso: 'RU', ...plain },
  };
}

export function makePayment(
  account: Account,
  { externalId, type, status, amount, paidAt, comment }: PaymentFields,
): Payment {
  return {
    id: account.nextId('payment'),
    externalId: externalId ?? null,
    type,
    status: status ?? paymentTypes.find(({ code }) => code === type)?.paymentStatuses[0] ?? 'not-paid',
    amount: amount ?? 0,
    paidAt: paidAt ?? null,
    comment: comment ?? null,
  };
}

/** Throws when there are faults, under the message a vendor's modules have logged. */
export function refuseFaults(faults: Readonly<Record<string, string>>): void {
  if (Object.keys(faults).length > 0) throw new Refusal(400, 'Order is not loaded', faults);
}
