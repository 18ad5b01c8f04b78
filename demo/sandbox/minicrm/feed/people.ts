/** Whose card a record is: the company and the people of the XML, made or changed. */
import type { Account } from '../account.ts';
import { addAddress } from '../addresses.ts';
import { addContact, changeContact } from '../contacts.ts';
import { countryNamed } from '../countries.ts';
import type { Card, Contact, Value } from '../records.ts';
import type { FeedBusiness, FeedContact, FeedProject } from './schema.ts';

type Owner = Pick<Card, 'contactId' | 'businessId'>;

/** Makes or changes them; the first person is the card's. */
export function applyPeople(account: Account, project: FeedProject, card: Card | undefined): Owner {
  const { Business, Contacts, ContactId } = project;
  const given = account.contacts.get(Number(ContactId ?? card?.contactId));
  const had = given?.type === 'Business' ? undefined : given;
  const company = Business
    ? applyBusiness(account, Business, companyOf(account, card, given))
    : companyOf(account, card, given);
  const people = (Contacts?.Contact ?? []).map((contact, index) =>
    applyContact(account, contact, index === 0 ? had : undefined, company?.id ?? null),
  );
  const person = people[0] ?? had;
  return { contactId: person?.id ?? company?.id ?? 0, businessId: company?.id ?? null };
}

function companyOf({ contacts }: Account, card: Card | undefined, given: Contact | undefined): Contact | undefined {
  if (given?.type === 'Business') return given;
  const id = card?.businessId ?? given?.businessId ?? null;
  return id === null ? undefined : contacts.get(id);
}

function byReference({ contacts }: Account, type: Contact['type'], id: string | undefined): Contact | undefined {
  return [...contacts.values()].find(each => id !== undefined && each.type === type && each.referenceId === id);
}

function applyBusiness(account: Account, business: FeedBusiness, had: Contact | undefined): Contact {
  const { '@Id': id, Name, VatNumber, EUVatNumber, RegistrationNumber } = business;
  const facts = { ...reachedBy(business), values: given({ Name, VatNumber, EUVatNumber, RegistrationNumber }) };
  return save(account, 'Business', id, byReference(account, 'Business', id) ?? had, facts, business.Addresses);
}

/** One without an id is the card's own person, or one of the company's whose e-mail or name it is. */
function applyContact(
  account: Account,
  contact: FeedContact,
  had: Contact | undefined,
  businessId: number | null,
): Contact {
  const { '@Id': id, FirstName, LastName, Name } = contact;
  const names = FirstName === undefined && LastName === undefined && Name !== undefined ? { FirstName: Name } : {};
  const facts = { ...reachedBy(contact), businessId, values: given({ FirstName, LastName, ...names }) };
  const there = byReference(account, 'Person', id) ?? had ?? colleague(account, businessId, facts);
  return save(account, 'Person', id, there, facts, contact.Addresses);
}

function colleague(account: Account, businessId: number | null, facts: Partial<Contact>): Contact | undefined {
  const isSame = ({ emails, values }: Contact): boolean =>
    (emails[0] !== undefined && emails[0] === facts.emails?.[0]) ||
    (['FirstName', 'LastName'].every(name => (values[name] ?? '') === (facts.values?.[name] ?? '')) &&
      !facts.emails?.[0]);
  return [...account.contacts.values()].find(
    each => businessId !== null && each.businessId === businessId && isSame(each),
  );
}

type Facts = Partial<Pick<Contact, 'emails' | 'phones' | 'businessId'>> & Pick<Contact, 'values'>;

function save(
  account: Account,
  type: Contact['type'],
  id: string | undefined,
  there: Contact | undefined,
  facts: Facts,
  addresses: FeedContact['Addresses'],
): Contact {
  const all = { ...facts, ...(id === undefined ? {} : { referenceId: id }) };
  const contact = there
    ? changeContact(account, there, all)
    : addContact(account, { type, emails: [], phones: [], ...all });
  for (const { CountryId = '', County, PostalCode, City, Address, Type, Name } of addresses?.Address ?? []) {
    const countryId = countryNamed(CountryId, account.settings.language) ?? null;
    const texts = { county: County, postalCode: PostalCode, city: City, address: Address, type: Type, name: Name };
    addAddress(account, { contactId: contact.id, countryId, ...given(texts) });
  }
  return contact;
}

/** What is absent stays as it is; what is there and empty is emptied. */
function reachedBy({ Email, Emails, Phone, Phones }: FeedContact | FeedBusiness): Pick<Facts, 'emails' | 'phones'> {
  const listOf = (one: string | undefined, more: readonly { Value: string }[] | undefined): string[] =>
    [one ?? '', ...(more ?? []).map(({ Value }) => Value)].filter(value => value !== '');
  return {
    ...(Email === undefined && Emails === undefined ? {} : { emails: listOf(Email, Emails?.Email) }),
    ...(Phone === undefined && Phones === undefined ? {} : { phones: listOf(Phone, Phones?.Phone) }),
  };
}

function given(values: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
