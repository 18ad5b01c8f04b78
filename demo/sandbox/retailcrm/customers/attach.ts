/** The customer of an order. */
import { type Account, localNow } from '../account.ts';
import type { SiteCode } from '../data/shops.ts';
import type { Faults } from '../orders/checks.ts';
import type { PlainFields } from '../orders/order.ts';
import type { OrderFields } from '../orders/schema.ts';
import { findByExternalId } from '../site.ts';
import type { Customer } from './customer.ts';

type Key = OrderFields['customer'];

/** A customer that is named has to exist (quoted from the server in an issue). */
export function customerFaults(account: Account, site: SiteCode, key: Key): Faults {
  if (key?.id && !account.customers.has(key.id)) {
    return { 'customer.id': `Customer with id=${key.id} not found.` };
  }
  if (!key?.id && key?.externalId && !findByExternalId(account.customers, site, key.externalId)) {
    return { 'customer.externalId': `Customer with externalId=${key.externalId} not found.` };
  }
  return {};
}

/**
 * The customer an order names, or else the one with its phone or e-mail, or else a new one. That an order without a
 * customer gets one is known; by what it is found is not.
 */
export function attachCustomer(account: Account, site: SiteCode, key: Key, order: PlainFields): Customer {
  const named = key?.id
    ? account.customers.get(key.id)
    : key?.externalId && findByExternalId(account.customers, site, key.externalId);
  return named || findByContact(account, site, order) || addFromOrder(account, site, order);
}

function findByContact({ customers }: Account, site: SiteCode, { phone, email }: PlainFields): Customer | undefined {
  const ofSite = [...customers.values()].filter(customer => customer.site === site);
  const digits = (phone ?? '').replace(/\D/g, '');
  return (
    (digits
      ? ofSite.find(({ fields }) => fields.phones?.some(each => each.number.replace(/\D/g, '') === digits))
      : undefined) ??
    (email ? ofSite.find(({ fields }) => fields.email?.toLowerCase() === email.toLowerCase()) : undefined)
  );
}

function addFromOrder(account: Account, site: SiteCode, order: PlainFields): Customer {
  const { firstName, lastName, patronymic, email, phone } = order;
  const customer: Customer = {
    id: account.nextId('customer'),
    site,
    externalId: null,
    createdAt: localNow(account),
    tags: [],
    customFields: {},
    fields: { firstName, lastName, patronymic, email, phones: phone ? [{ number: phone }] : [] },
  };
  account.customers.set(customer.id, customer);
  return customer;
}
