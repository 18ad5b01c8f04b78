/** `/buyer`, and the buyers that orders leave behind. */
import { z } from 'zod';
import type { Account } from './account.ts';
import { json, notFound } from './answers.ts';
import { fieldsSchema } from './bodies.ts';
import { checkFields, checkManager, makeFields } from './checks.ts';
import { users } from './directories.ts';
import { between, includesOf, type Listing, oneOf, page, select } from './lists.ts';
import { fieldsView } from './order-view.ts';
import { type Buyer, buyer, loyaltyOf } from './people.ts';
import type { Contact } from './records.ts';
import type { Handler } from './requests.ts';
import { utcTime } from './times.ts';
import { createFaultList, email, id, list, percent, text, time, validate } from './validation.ts';

const includes = ['manager', 'shipping', 'company', 'loyalty', 'custom_fields'];

const listing: Listing<Buyer> = {
  filters: {
    buyer_id: oneOf(each => [each.id]),
    // To the letter: `380…` does not find `+380…` (measured by two clients on a live account).
    buyer_phone: oneOf(each => each.phone),
    buyer_email: oneOf(each => each.email),
    created_between: between(each => each.createdAt),
    updated_between: between(each => each.updatedAt),
  },
  sorts: { id: each => each.id },
};

export const listBuyers: Handler = (account, request) => {
  const asked = includesOf(request, includes);
  return page(request, select(account, request, [...account.buyers.values()], listing), each => viewOf(each, asked));
};

export const getBuyer: Handler = (account, request) => {
  const asked = includesOf(request, includes);
  const found = account.buyers.get(request.id());
  return found ? json(200, viewOf(found, asked)) : notFound;
};

/** A text where a list belongs is turned down. */
const buyerSchema = z.object({
  full_name: text,
  birthday: time,
  email: list(email),
  phone: list(text),
  note: text,
  discount: percent,
  manager_id: id,
  shipping: list(z.looseObject({})),
  custom_fields: fieldsSchema,
});

export const postBuyer: Handler = (account, { body }) => {
  const now = utcTime(account.kit.clock.now());
  const facts = readBuyer(body, true);
  const made = buyer({ id: account.nextId('buyer'), full_name: '', ...facts, createdAt: now, updatedAt: now });
  account.buyers.set(made.id, made);
  return json(201, viewOf(made, new Set()));
};

export const putBuyer: Handler = (account, request) => {
  const known = account.buyers.get(request.id());
  if (!known) return notFound;
  const changed = { ...known, ...readBuyer(request.body, false), updatedAt: utcTime(account.kit.clock.now()) };
  account.buyers.set(known.id, changed);
  return json(202, viewOf(changed, new Set()));
};

/** The fields that were sent. */
function readBuyer(body: unknown, isNew: boolean): Partial<Buyer> {
  const { manager_id, custom_fields, ...fields } = validate(buyerSchema, body);
  const faults = createFaultList();
  if (isNew && !fields.full_name) faults.add('full_name', 'is required');
  checkManager(manager_id, faults);
  checkFields(custom_fields, faults);
  faults.throwIfAny();
  const read: Record<string, unknown> = {
    ...fields,
    ...(manager_id ? { managerId: manager_id } : {}),
    ...(custom_fields.length > 0 ? { customFields: makeFields(custom_fields, 'client', []) } : {}),
  };
  const sent = new Set(['managerId', 'customFields', ...Object.keys(body as object)]);
  return Object.fromEntries(Object.entries(read).filter(([name, value]) => sent.has(name) && value !== null));
}

/**
 * The buyer an order is from: whoever has its phone or e-mail, to the letter, or else a new one. No document tells how
 * KeyCRM finds them.
 */
export function buyerFor(account: Account, { full_name, email: mail, phone }: Contact): Buyer {
  const found = [...account.buyers.values()].find(
    each => (phone && each.phone.includes(phone)) || (mail && each.email.includes(mail)),
  );
  const now = utcTime(account.kit.clock.now());
  const told = { email: mail ? [mail] : [], phone: phone ? [phone] : [] };
  if (!found) {
    const facts = { id: account.nextId('buyer'), full_name: full_name ?? mail ?? phone ?? '', ...told };
    return remember(account, buyer({ ...facts, createdAt: now, updatedAt: now }));
  }
  const merged = {
    email: [...new Set([...found.email, ...told.email])],
    phone: [...new Set([...found.phone, ...told.phone])],
  };
  const isNews = merged.email.length > found.email.length || merged.phone.length > found.phone.length;
  return isNews ? remember(account, { ...found, ...merged, updatedAt: now }) : found;
}

function remember({ buyers }: Account, known: Buyer): Buyer {
  buyers.set(known.id, known);
  return known;
}

/** A buyer (KeyCRM OpenAPI 1.2.0, `BuyerWithIncludes`), with what was asked for. */
function viewOf(each: Buyer, asked: ReadonlySet<string>): object {
  const { id: buyerId, full_name, birthday, email: emails, phone: phones, note, createdAt, updatedAt } = each;
  const parts: Record<string, () => unknown> = {
    manager: () => users.find(user => user.id === each.managerId) ?? null,
    shipping: () => each.shipping,
    company: () => null,
    loyalty: () => loyaltyOf(each),
    custom_fields: () => fieldsView(each.customFields),
  };
  return {
    ...{ id: buyerId, full_name, birthday, email: emails, phone: phones, note, company_id: null },
    ...{ manager_id: each.managerId, created_at: createdAt, updated_at: updatedAt },
    ...Object.fromEntries([...asked].map(name => [name, parts[name]?.()])),
  };
}
