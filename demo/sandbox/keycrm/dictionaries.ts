/** The lists of what the account has set up. */
import { currencyOf } from './account.ts';
import { json } from './answers.ts';
import { type CustomField, customFields } from './custom-field-directory.ts';
import {
  deliveryServices,
  expenseTypes,
  productStatuses,
  retiredStatus,
  sources,
  stamped,
  statuses,
  tags,
  users,
} from './directories.ts';
import { includesOf, type Listing, oneOf, page, select } from './lists.ts';
import { statusView } from './order-view.ts';
import type { Handler } from './requests.ts';

const byId: Listing<{ readonly id: number }> = { sorts: { id: ({ id }) => id } };

/** Active ones only (KeyCRM OpenAPI 1.2.0), by id: in which order they are gone through is not told. */
export const listStatuses: Handler = (account, request) => {
  const active = [...statuses, retiredStatus].filter(({ is_active }) => is_active).sort((a, b) => a.id - b.id);
  return page(request, select(account, request, active, byId), ({ id }) => statusView(id) ?? {});
};

export const listSources: Handler = (account, request) => {
  const shown = sources.map(source => stamped({ ...source, currency_code: currencyOf(account, source) }));
  return page(request, select(account, request, shown, byId), source => source);
};

export const listPaymentMethods: Handler = (account, request) =>
  page(request, select(account, request, account.paymentMethods, byId), method => method);

/** A list that is what it is. */
function fixed(rows: readonly { readonly id: number }[]): Handler {
  return (account, request) => page(request, select(account, request, rows, byId), row => row);
}

export const listDeliveryServices = fixed(deliveryServices);
export const listTags = fixed(tags);
export const listExpenseTypes = fixed(expenseTypes);
export const listProductStatuses = fixed(productStatuses);

const userListing: Listing<(typeof users)[number]> = {
  filters: {
    id: oneOf(user => [user.id]),
    full_name: oneOf(user => [user.full_name]),
    status: oneOf(user => [user.status]),
    email: oneOf(user => [user.email]),
    phone: oneOf(user => [user.phone]),
  },
  // Seen on a live account, of includes at least.
  lenient: true,
};

export const listUsers: Handler = (account, request) =>
  page(request, select(account, request, users, userListing), user => user);

const fieldListing: Listing<CustomField> = {
  filters: { model: oneOf(field => [field.model]) },
  sorts: { id: field => field.id, position: field => field.position },
};

/** All at once, without pages (KeyCRM OpenAPI 1.2.0). */
export const listCustomFields: Handler = (account, request) => {
  const withOptions = includesOf(request, ['options']).has('options');
  const found = select(account, request, customFields, fieldListing);
  return json(
    200,
    found.map(({ options, ...field }) => (withOptions ? { ...field, options } : field)),
  );
};
