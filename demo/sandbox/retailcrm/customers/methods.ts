/** `customers`, `customers/{id}`, and what makes and changes them. */
import { z } from 'zod';
import type { Answer } from '../../kit/sandbox.ts';
import { type Account, isVisible, localNow } from '../account.ts';
import type { SiteCode } from '../data/shops.ts';
import { created, ok, Refusal, refusals } from '../http/answers.ts';
import { readEntity, text, whole, withoutEmpty } from '../http/fields.ts';
import { applyFilters } from '../http/filters.ts';
import { paginate } from '../http/paging.ts';
import type { Request } from '../http/request.ts';
import { loadPack } from '../http/upload.ts';
import { customFieldFaults } from '../orders/checks.ts';
import { findByExternalId, namedEntity, siteOf } from '../site.ts';
import { type Customer, type CustomerFields, customerSchema } from './customer.ts';
import { customerFilters } from './filters.ts';
import { customerView } from './view.ts';

export function listCustomers(account: Account, request: Request): Answer {
  const visible = [...account.customers.values()].filter(customer => isVisible(account, customer));
  const found = applyFilters(account, request, customerFilters(account), visible);
  const { pagination, page } = paginate(request, [...found].reverse());
  return ok({ pagination, customers: page.map(customer => customerView(account, customer)) });
}

export function getCustomer(account: Account, request: Request): Answer {
  return ok({ customer: customerView(account, namedEntity(account, request, account.customers)) });
}

export function createCustomer(account: Account, request: Request): Answer {
  const site = siteOf(account, request);
  return created({ id: addCustomer(account, site, readEntity(request, 'customer', customerSchema)).id });
}

/** Puts a new customer into the account. */
export function addCustomer(account: Account, site: SiteCode, fields: CustomerFields): Customer {
  const externalId = fields.externalId || null;
  if (externalId === null && account.settings.customerExternalId === 'required') {
    throw new Refusal(400, "Parameter 'externalId' in 'customer' is missing");
  }
  // Worded after the one for orders.
  if (externalId !== null && findByExternalId(account.customers, site, externalId)) {
    throw new Refusal(400, 'Customer already exists.');
  }
  const empty = { id: account.nextId('customer'), site, externalId, createdAt: fields.createdAt ?? localNow(account) };
  return keep(account, { ...empty, tags: [], customFields: {}, fields: {} }, fields);
}

export function editCustomer(account: Account, request: Request): Answer {
  const fields = readEntity(request, 'customer', customerSchema);
  const customer = namedEntity(account, request, account.customers);
  return ok({ id: keep(account, { ...customer, externalId: fields.externalId ?? customer.externalId }, fields).id });
}

/** Keeps a customer with what was sent merged in. */
function keep(account: Account, customer: Customer, sent: CustomerFields): Customer {
  const { externalId: _, createdAt: __, tags, addTags, removeTags, customFields, ...fields } = sent;
  const faults = customFieldFaults('customer', customFields);
  if (Object.keys(faults).length > 0) throw new Refusal(400, 'Customer is not loaded', faults);
  const kept = {
    ...customer,
    tags: [...new Set([...(tags ?? customer.tags), ...(addTags ?? [])])].filter(tag => !removeTags?.includes(tag)),
    customFields: { ...customer.customFields, ...customFields },
    fields: { ...customer.fields, ...fields },
  };
  account.customers.set(kept.id, kept);
  return kept;
}

/** 460 when any of them failed (vendor's Go client). */
export function uploadCustomers(account: Account, request: Request): Answer {
  const site = siteOf(account, request);
  const pack = readEntity(request, 'customers', z.array(customerSchema));
  const { loaded, failed, errors } = loadPack(pack, fields => addCustomer(account, site, fields));
  const uploadedCustomers = loaded.map(({ id, externalId }) => withoutEmpty({ id, externalId }));
  const lists = { uploadedCustomers, failedCustomers: failed };
  if (failed.length > 0) throw new Refusal(460, 'Customers are loaded with errors', errors, lists);
  return created(lists);
}

export function fixCustomerIds(account: Account, request: Request): Answer {
  const pairs = readEntity(request, 'customers', z.array(z.object({ id: whole, externalId: text })));
  for (const { id, externalId } of pairs) {
    const customer = account.customers.get(id);
    if (!customer) throw refusals.notFound();
    if (findByExternalId(account.customers, customer.site, externalId))
      throw new Refusal(400, 'Customer already exists.');
    account.customers.set(id, { ...customer, externalId });
  }
  return ok({});
}
