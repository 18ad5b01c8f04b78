import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { CustomerFact, Memo } from '../crm.ts';
import { basketText } from '../customer-note.ts';
import { CrmFailure } from '../failure.ts';
import type { Order } from '../order.ts';
import { formatPhone, samePhone, spellingsOf } from '../phone.ts';
import { toWall } from '../time.ts';
import { type Context, ofSite } from './api.ts';
import { filled } from './filled.ts';
import { namesOf } from './person.ts';
import { CreatedId, type Customer, Customers, Done, OneCustomer } from './wire.ts';

type Person = Order['customer'] & { address?: string | undefined };

/** How a phone may be written in this account. */
export const spellings = (phone: string, { settings, shop }: Pick<Context, 'settings' | 'shop'>): string[] => {
  const { phoneSpellings } = settings;
  if (!phoneSpellings) return spellingsOf(phone, shop.phoneCountry);
  return [...new Set(phoneSpellings.map(mask => formatPhone(phone, mask, shop.phoneCountry)))];
};

/** Null where the CRM has none; any other trouble is thrown. */
const orNull = async <Answer>(call: Promise<Answer>): Promise<Answer | null> => {
  try {
    return await call;
  } catch (error) {
    if (error instanceof CrmFailure && error.kind === 'not-found' && error.code === 'not-found') return null;
    throw error;
  }
};

const byExternalId = async ({ api, settings }: Context, externalId: string): Promise<Customer | null> => {
  const answer = await orNull(
    api(
      {
        operation: 'customers/get',
        path: `customers/${encodeURIComponent(externalId)}`,
        query: [
          ['by', 'externalId'],
          ['site', settings.site],
        ],
      },
      OneCustomer,
    ),
  );
  return answer?.customer.externalId === externalId ? answer.customer : null;
};

/** The eldest of those that really match: a server may ignore a filter, or match a part of it. */
const search = async (
  { api, settings }: Context,
  filter: readonly [string, string],
  matches: (row: Customer) => boolean,
): Promise<Customer | null> => {
  const query = [filter, ...ofSite(settings), ['limit', '100'] as const];
  const { customers }: z.output<typeof Customers> = await api({ operation: 'customers', query }, Customers);
  const found = customers.filter(matches).sort((a, b) => Number(a.id) - Number(b.id));
  return found[0] ?? null;
};

const byEmail = (context: Context, email: string): Promise<Customer | null> => {
  const wanted = email.trim().toLowerCase();
  return search(context, ['filter[email]', wanted], row => row.email?.toLowerCase() === wanted);
};

/** The vendor's OpenCart module looks phones up as names: there is no filter by phone. */
const byPhone = async (context: Context, phone: string): Promise<Customer | null> => {
  const { phoneCountry } = context.shop;
  for (const spelling of spellings(phone, context)) {
    const found = await search(context, ['filter[name]', spelling], row =>
      row.phones.some(known => samePhone(known, phone, phoneCountry)),
    );
    if (found) return found;
  }
  return null;
};

const find = async (context: Context, { id, email, phone }: Person): Promise<Customer | null> =>
  (id ? await byExternalId(context, id) : null) ??
  (email ? await byEmail(context, email) : null) ??
  (phone ? await byPhone(context, phone) : null);

/**
 * A guest's id: the same for the same guest, so that creating twice is harmless. The CRM may demand an id or not (the
 * sources disagree); with one it is content either way.
 */
const externalIdOf = ({ id, phone, email }: Person): string =>
  id ??
  `guest-${createHash('sha256')
    .update(`${phone ?? ''}|${email?.toLowerCase() ?? ''}`)
    .digest('hex')
    .slice(0, 20)}`;

const fieldsOf = (person: Person) => {
  const { phone, email, company } = person;
  return {
    ...namesOf(person),
    ...(email && { email: email.toLowerCase() }),
    ...(phone && { phones: [{ number: phone }] }),
    ...(person.address && { address: { text: person.address } }),
    ...(company && { contragent: { contragentType: 'legal-entity', legalName: company } }),
  };
};

/** What the site's back end tells of a customer beside who it is, in the fields the config names. */
const factsOf = ({ disabled, basket }: CustomerFact, { settings: { customerFields }, shop }: Context) => {
  const customFields = filled({
    ...(customerFields.disabled && { [customerFields.disabled]: disabled }),
    ...(customerFields.basket && { [customerFields.basket]: basket && basketText(basket, shop.timeZone) }),
  });
  return customFields ? { customFields } : {};
};

/** A customer who is not there yet. */
export const newCustomer = (fact: CustomerFact, context: Context) => {
  const instant = Date.parse(fact.registeredAt ?? '');
  return {
    externalId: externalIdOf(fact),
    ...fieldsOf(fact),
    ...(!Number.isNaN(instant) && { createdAt: toWall(instant, context.zone) }),
    ...factsOf(fact, context),
  };
};

const create = async (context: Context, person: Person, more: object = {}): Promise<string> => {
  const { api, settings } = context;
  const externalId = externalIdOf(person);
  const customer = { externalId, ...fieldsOf(person), ...more };
  try {
    return (await api({ operation: 'customers/create', form: { site: settings.site, customer } }, CreatedId)).id;
  } catch (error) {
    if (!(error instanceof CrmFailure) || error.kind !== 'conflict') throw error;
    const standing = await byExternalId(context, externalId);
    if (!standing) throw error;
    return standing.id;
  }
};

/** The CRM's id of an order's customer, found or created; null for one who left nothing to be known by. */
export const ensureCustomer = async (context: Context, order: Order, memo: Memo): Promise<string | null> => {
  const known = memo.value['customer'];
  if (typeof known === 'string') return known;
  const { id, phone, email } = order.customer;
  if (!id && !phone && !email) return null;
  const found = await find(context, order.customer);
  const customer = found?.id ?? (await create(context, order.customer));
  await memo.save({ customer });
  return customer;
};

/** Creates or updates a customer by the site's own id, which one who was a guest before is given. */
export const saveCustomer = async (context: Context, fact: CustomerFact): Promise<void> => {
  const { api, settings } = context;
  const found = await find(context, fact);
  if (!found) {
    await create(context, fact, newCustomer(fact, context));
    return;
  }
  if (found.externalId !== fact.id) {
    const customers = [{ id: Number(found.id), externalId: fact.id }];
    await api({ operation: 'customers/fix-external-ids', form: { customers } }, Done);
  }
  const { phones, ...rest } = fieldsOf(fact);
  // The list replaces the one there is (inferred), so a known phone is no reason to send it.
  const isNew = fact.phone && !found.phones.some(known => samePhone(known, fact.phone, context.shop.phoneCountry));
  const all = [...found.phones.map(number => ({ number })), ...(phones ?? [])];
  const customer = { ...rest, ...(isNew && { phones: all }), ...factsOf(fact, context) };
  const path = `customers/${found.id}/edit`;
  await api({ operation: 'customers/edit', path, form: { by: 'id', site: settings.site, customer } }, Done);
};
