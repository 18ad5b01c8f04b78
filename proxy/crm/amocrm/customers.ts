import type { CustomerFact } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import type { Context } from './api.ts';
import { basketText } from './describe.ts';
import { fieldOf, isField, textIn, type Written } from './fields.ts';
import { contactFieldsOf, emailOf } from './map.ts';
import { addNote } from './notes.ts';
import { findContact, hasEmail, hasPhone } from './people.ts';
import type { Settings } from './settings.ts';
import { type Contact, writtenIn } from './wire.ts';
import { type Words, wordsIn } from './words.ts';

/** A list of phones or addresses with one more; what is there goes along, as it is replaced as a whole (inferred). */
const withOne = ({ custom_fields_values: fields }: Contact, code: string, value: string): Written => {
  const there = fields
    .filter(field => isField(field, code))
    .flatMap(({ values }) => values)
    .flatMap(({ value: each, enum_code, enum: older }) =>
      typeof each === 'string' ? [{ value: each, enum_code: enum_code ?? older ?? 'WORK' }] : [],
    );
  return fieldOf(code, ...there, { value, enum_code: 'WORK' });
};

/** What only the site knows of a customer: it is told anew each time. */
const ownFieldsOf = (
  { registeredAt, disabled, basket }: CustomerFact,
  { customerFields = {} }: Settings,
  words: Words,
): Written[] => {
  const registered = Date.parse(registeredAt ?? '');
  return [
    ...(customerFields.registeredAt && !Number.isNaN(registered)
      ? [fieldOf(customerFields.registeredAt, { value: Math.floor(registered / 1000) })]
      : []),
    ...(customerFields.disabled && disabled !== undefined
      ? [fieldOf(customerFields.disabled, { value: disabled })]
      : []),
    ...(customerFields.basket && basket ? [fieldOf(customerFields.basket, { value: basketText(basket, words) })] : []),
  ];
};

/** What a contact lacks of what is told. Nothing that somebody wrote there is ever changed. */
const lacking = (contact: Contact, fact: CustomerFact, { settings, shop }: Context): Written[] => {
  const { phone, id } = fact;
  const email = emailOf(fact);
  const idField = settings.customerFields?.id;
  const isUnknown = idField !== undefined && !textIn(contact.custom_fields_values, idField);
  return [
    ...(phone && !hasPhone(contact, phone, shop.phoneCountry) ? [withOne(contact, 'PHONE', phone)] : []),
    ...(email && !hasEmail(contact, email) ? [withOne(contact, 'EMAIL', email)] : []),
    ...(isUnknown ? [fieldOf(idField, { value: id })] : []),
  ];
};

const nameOf = ({ name, firstName, lastName, phone, email }: CustomerFact): string =>
  name || [firstName, lastName].filter(Boolean).join(' ') || phone || email || '';

const create = async ({ api, settings }: Context, fact: CustomerFact, own: Written[]): Promise<string> => {
  const { firstName, lastName } = fact;
  const body = [
    {
      ...(firstName || lastName
        ? { ...(firstName && { first_name: firstName }), ...(lastName && { last_name: lastName }) }
        : { name: nameOf(fact) }),
      custom_fields_values: [...contactFieldsOf(fact, settings), ...own],
    },
  ];
  return api.call({ method: 'POST', operation: 'contacts', body }, writtenIn('contacts'));
};

const update = async ({ api }: Context, { id }: Contact, fields: Written[]): Promise<string> => {
  if (fields.length === 0) return id;
  const body = { custom_fields_values: fields };
  await api.call({ method: 'PATCH', operation: 'contacts/{id}', path: `contacts/${id}`, body }, writtenIn('contacts'));
  return id;
};

/** Creates a contact, or adds to one what it lacks. An abandoned basket that has no field is a note. */
export const saveCustomer = async (context: Context, fact: CustomerFact): Promise<void> => {
  const { api, settings, shop } = context;
  const email = emailOf(fact);
  if (!fact.phone && !email) {
    throw new CrmFailure('contacts', { kind: 'invalid', taken: 'no', code: 'phone-or-email' });
  }
  const words = wordsIn(shop.language);
  const own = ownFieldsOf(fact, settings, words);
  const found = await findContact(context, { phone: fact.phone, email });
  const ref = found
    ? await update(context, found, [...lacking(found, fact, context), ...own])
    : await create(context, fact, own);
  if (fact.basket && !settings.customerFields?.basket) {
    await addNote(api, 'contacts', ref, basketText(fact.basket, words));
  }
};
