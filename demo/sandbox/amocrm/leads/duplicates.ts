/** The control of duplicates, which an owner may switch on for an integration (amoCRM documentation, duplication-control). */
import type { Account } from '../account.ts';
import { cardFields } from '../data/fields.ts';
import { mergeFields, valuesOf } from '../field-values.ts';
import { contactsOf, linked } from '../links/of.ts';
import { changePerson, type PersonBody } from '../people.ts';
import type { Lead, Person } from '../records.ts';
import { type ComplexBody, isClosed, placeOf } from './body.ts';
import { changeLead, replaceLead } from './changes.ts';

/** More leads than these are no duplicates of anything. */
const MAX_TWINS = 3;

interface Merged {
  readonly lead: Lead;
  readonly contact: Person;
  readonly company: number | undefined;
}

/** The latest open lead, in the pipeline of the new one, whose main contact has the phone or e-mail of its contact. */
export function openLeadOf(account: Account, item: ComplexBody): Lead | undefined {
  const [contact] = item._embedded?.contacts ?? [];
  if (account.settings.duplicates === 'off' || !contact || contact.id) return undefined;
  const wanted = marksOf(mergeFields(cardFields.contacts, [], contact.custom_fields_values));
  const pipelineId = placeOf(item)?.pipelineId;
  const twins = [...account.leads.values()].filter(lead => {
    const [main] = contactsOf(account, lead);
    const isOpen = !lead.isDeleted && !isClosed(lead) && lead.pipelineId === pipelineId;
    return isOpen && main && marksOf(main.fields).some(mark => wanted.includes(mark));
  });
  return twins.length <= MAX_TWINS ? twins.at(-1) : undefined;
}

/** Phones are compared in their international form. */
function marksOf(fields: Person['fields']): readonly string[] {
  const phones = valuesOf(cardFields.contacts, fields, 'PHONE').map(phone => phone.replace(/\D/g, '').slice(-10));
  const emails = valuesOf(cardFields.contacts, fields, 'EMAIL').map(email => email.toLowerCase());
  return [...phones, ...emails].filter(Boolean);
}

/** The lead that is there takes the new data over, or leaves it; phones and e-mails are added to. */
export function mergeInto(account: Account, twin: Lead, item: ComplexBody): Merged {
  const [contact] = contactsOf(account, twin);
  const [incoming] = item._embedded?.contacts ?? [];
  if (!contact || !incoming) throw new Error('A lead without a contact was taken for a duplicate.');
  const noted: Lead = { ...twin, notes: [...twin.notes, `merged: ${item.name ?? 'without a name'}`] };
  const isUpdate = account.settings.duplicates === 'update';
  const { _embedded, id: _id, ...data } = item;
  const lead = isUpdate
    ? changeLead(account, noted, { ...data, pipeline_id: undefined, status_id: undefined })
    : replaceLead(account, twin, noted);
  return {
    lead,
    contact: isUpdate ? changePerson(account, contact, addedTo(contact, incoming)) : contact,
    company: linked(account, 'leads', twin.id, 'companies')[0]?.toId,
  };
}

function addedTo(contact: Person, incoming: PersonBody): PersonBody {
  const fields = (incoming.custom_fields_values ?? []).map(field => {
    const known = cardFields.contacts.find(({ id, code }) => id === field.field_id || code === field.field_code);
    if (known?.type !== 'multitext') return field;
    const kept = contact.fields.find(({ fieldId }) => fieldId === known.id)?.values ?? [];
    const added = (field.values ?? []).filter(({ value }) => !kept.some(each => each.value === value));
    const before = kept.map(({ value, enumId }) => ({ value, enum_id: enumId }));
    return { ...field, values: [...before, ...added] };
  });
  return { ...incoming, custom_fields_values: fields };
}
