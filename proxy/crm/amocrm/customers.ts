import type { CustomerFact } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import type { Context } from './api.ts';
import { basketText } from './describe.ts';
import { fieldOf, isField, textIn, type Written } from './fields.ts';
import { contactFieldsOf, emailOf } from './map.ts';
import { addNote } from './notes.ts';
import { findContact, hasEmail, hasPhone } from './people.ts';
import { type Contact, writtenIn } from './wire.ts';
import { wordsIn } from './words.ts';

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

/** What a contact lacks of what is told. Nothing that somebody wrote there is ever changed. */
const lacking = (contact: Contact, fact: CustomerFact, { settings, shop }: Context): Written[] => {
  const { phone, id } = fact;
  const email = emailOf(fact);
  const { customerIdField } = settings;
  const isUnknown = customerIdField !== undefined && !textIn(contact.custom_fields_values, customerIdField);
  return [
    ...(phone && !hasPhone(contact, phone, shop.phoneCountry) ? [withOne(contact, 'PHONE', phone)] : []),
    ...(email && !hasEmail(contact, email) ? [withOne(contact, 'EMAIL', email)] : []),
    ...(isUnknown ? [fieldOf(customerIdField, { value: id })] : []),
  ];
};

const nameOf = ({ name, firstName, lastName, phone, email }: CustomerFact): string =>
  name || [firstName, lastName].filter(Boolean).join(' ') || phone || email || '';

const create = async ({ api, settings }: Context, fact: CustomerFact): Promise<string> => {
  const { firstName, lastName } = fact;
  const body = [
    {
      ...(firstName || lastName
        ? { ...(firstName && { first_name: firstName }), ...(lastName && { last_name: lastName }) }
        : { name: nameOf(fact) }),
      custom_fields_values: contactFieldsOf(fact, settings),
    },
  ];
  return api.call({ method: 'POST', operation: 'contacts', body }, writtenIn('contacts'));
};

/** Creates a contact, or adds to one what it lacks; an abandoned basket is a note. */
export const saveCustomer = async (context: Context, fact: CustomerFact): Promise<void> => {
  const { api, shop } = context;
  const email = emailOf(fact);
  if (!fact.phone && !email) {
    throw new CrmFailure('contacts', { kind: 'invalid', taken: 'no', code: 'phone-or-email' });
  }
  const found = await findContact(context, { phone: fact.phone, email });
  const fields = found ? lacking(found, fact, context) : [];
  if (found && fields.length > 0) {
    const body = { custom_fields_values: fields };
    const path = `contacts/${found.id}`;
    await api.call({ method: 'PATCH', operation: 'contacts/{id}', path, body }, writtenIn('contacts'));
  }
  const ref = found?.id ?? (await create(context, fact));
  if (fact.basket) await addNote(api, 'contacts', ref, basketText(fact.basket, wordsIn(shop.language)));
};
