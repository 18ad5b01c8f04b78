/** People and companies: `/Api/R3/Contact`. */
import type { Account } from './account.ts';
import { BadRequest, invalidValue, json, notFound, written } from './answers.ts';
import { contactDetail, contactRow, nameOf } from './contact-view.ts';
import { fieldsOfContact, keptValue } from './fields.ts';
import { contactTypes } from './labels.ts';
import { type Filter, hasPart, hasWords, isSame, paged, search, updatedSince } from './lists.ts';
import type { Contact, Value } from './records.ts';
import { type ApiRequest, fieldsOf, type Handler, textOf } from './requests.ts';
import type { Settings } from './settings.ts';

type ContactFacts = Pick<Contact, 'type' | 'emails' | 'phones' | 'values'> &
  Partial<Pick<Contact, 'referenceId' | 'businessId'>>;

/** The API does not look for one that is there already (manual, updating contacts): neither does the sync. */
export function addContact(account: Account, facts: ContactFacts): Contact {
  const id = account.nextId('contact');
  const now = account.now();
  const contact = { referenceId: null, businessId: null, deleted: false, ...facts, id, createdAt: now, updatedAt: now };
  account.contacts.set(id, contact);
  return contact;
}

/** Changes a contact; values are merged into those it has. */
export function changeContact(account: Account, contact: Contact, change: Partial<ContactFacts>): Contact {
  const values = { ...contact.values, ...change.values };
  const changed = { ...contact, ...change, values, updatedAt: account.now() };
  account.contacts.set(contact.id, changed);
  return changed;
}

export const searchContacts: Handler = (account, request) => {
  const rows = [...account.contacts.values()].filter(({ deleted }) => !deleted);
  const found = search(account, request, rows, name => filterOf(account, request, name));
  return paged(account, request, found, contact => contactRow(account, request.base, contact));
};

function filterOf(account: Account, { what }: ApiRequest, name: string): Filter<Contact> | undefined {
  switch (name) {
    case 'Name':
      return (contact, wanted) => hasPart(nameOf(account, contact), wanted);
    case 'Email':
      return ({ emails }, wanted) => emails.some(email => isSame(email, wanted));
    case 'Phone':
      return ({ phones }, wanted) => phones.some(phone => isSamePhone(phone, wanted, account.settings));
    case 'Query':
      return (contact, wanted) => hasWords([...textsOf(contact), nameOf(account, contact)], wanted);
    case 'UpdatedSince':
      return updatedSince(what);
    case 'MainContactId':
      return ({ id, businessId }, wanted) => [String(id), String(businessId)].includes(wanted);
    case 'Type':
      return ({ type }, wanted) => contactTypes[type].includes(wanted);
    default:
      return [...fieldsOfContact('Person'), ...fieldsOfContact('Business')].some(field => field.name === name)
        ? ({ values }, wanted) => isSame(values[name] ?? '', wanted)
        : undefined;
  }
}

function textsOf({ values, emails, phones }: Contact): readonly string[] {
  return [...Object.values(values).map(String), ...emails, ...phones];
}

/** No document tells how phones are compared. */
function isSamePhone(phone: string, wanted: string, { phoneMatch }: Settings): boolean {
  if (phoneMatch === 'exact') return phone === wanted;
  const [there, asked] = [phone, wanted].map(text => text.replace(/\D/g, ''));
  if (!there || !asked) return false;
  return phoneMatch === 'digits' ? there === asked : there.slice(-9) === asked.slice(-9);
}

export const getContact: Handler = ({ contacts }, request) => {
  const contact = contacts.get(request.id());
  return contact ? json(contactDetail(contact)) : notFound;
};

export const createContact: Handler = (account, request) => {
  const fields = fieldsOf(request);
  const type = typeOf(request, fields['Type']);
  if (!type) throw new BadRequest(request.what, 'The Type parameter is missing.');
  const contact = { type, emails: [], phones: [], values: {}, ...factsOf(account, request, type) };
  if (!hasName(contact.values)) throw new BadRequest(request.what, 'A name is missing.');
  return written(addContact(account, contact).id);
};

export const updateContact: Handler = (account, request) => {
  const contact = account.contacts.get(request.id());
  if (!contact) return notFound;
  const type = typeOf(request, fieldsOf(request)['Type']) ?? contact.type;
  if (type !== contact.type) throw new BadRequest(request.what, invalidValue(type, 'Type'));
  return written(changeContact(account, contact, factsOf(account, request, type)).id);
};

function hasName(values: Contact['values']): boolean {
  return ['Name', 'FirstName', 'LastName'].some(name => (values[name] ?? '') !== '');
}

function typeOf({ what }: ApiRequest, value: unknown): Contact['type'] | undefined {
  const text = textOf(value);
  if (text === '') return undefined;
  const types = ['Person', 'Business'] as const;
  const found = types.find(type => text !== undefined && contactTypes[type].includes(text));
  if (!found) throw new BadRequest(what, invalidValue(value, 'Type'));
  return found;
}

/** Clients send whole objects back, ids and kinds of phone included. */
const unread = ['Id', 'Type', 'EmailType', 'PhoneType'];

function factsOf(account: Account, request: ApiRequest, type: Contact['type']): Partial<ContactFacts> {
  const { what } = request;
  const values: Record<string, Value> = {};
  let facts: Partial<ContactFacts> = {};
  for (const [name, value] of Object.entries(fieldsOf(request))) {
    const text = textOf(value) ?? '';
    if (unread.includes(name)) continue;
    if (name === 'Email') facts = { ...facts, emails: text ? [text] : [] };
    else if (name === 'Phone') facts = { ...facts, phones: text ? [text] : [] };
    else if (name === 'BusinessId' && type === 'Person') facts = { ...facts, ...companyOf(account, what, text) };
    else values[name] = kept(what, type, name, value);
  }
  return { ...facts, values };
}

function companyOf({ contacts }: Account, what: string, text: string): Pick<Contact, 'businessId'> {
  if (text === '') return { businessId: null };
  const company = contacts.get(Number(text));
  if (company?.type !== 'Business') throw new BadRequest(what, invalidValue(text, 'BusinessId'));
  return { businessId: company.id };
}

function kept(what: string, type: Contact['type'], name: string, value: unknown): Value {
  const field = fieldsOfContact(type).find(each => each.name === name);
  if (!field) throw new BadRequest(what, `Unknown parameter '${name}'.`);
  const found = keptValue(field, value);
  if (found === undefined) throw new BadRequest(what, invalidValue(value, field.label));
  return found;
}
