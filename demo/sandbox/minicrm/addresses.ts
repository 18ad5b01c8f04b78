/** Postal addresses of people and companies (manual, address chapter). */
import type { Account } from './account.ts';
import { BadRequest, invalidValue, json, list, notFound, written } from './answers.ts';
import { countryBy, countryName } from './countries.ts';
import { userName, users } from './labels.ts';
import type { Address } from './records.ts';
import { type ApiRequest, fieldsOf, type Handler, textOf } from './requests.ts';
import { budapest } from './times.ts';

type AddressFacts = Omit<Address, 'id' | 'createdAt' | 'updatedAt'>;

const noAddress = {
  ...{ type: '', name: '', countryId: null, county: '', city: '', postalCode: '', address: '', isDefault: false },
};

/** Adds an address, unless the contact has the very same. */
export function addAddress(account: Account, facts: Partial<AddressFacts> & Pick<AddressFacts, 'contactId'>): Address {
  const all = { ...noAddress, ...facts };
  const same = addressesOf(account, facts.contactId).find(each => lineOf(each) === lineOf(all));
  if (same) return same;
  const now = account.now();
  const address = { ...all, id: account.nextId('address'), createdAt: now, updatedAt: now };
  account.addresses.set(address.id, address);
  return address;
}

export function addressesOf({ addresses }: Account, contactId: number): readonly Address[] {
  return [...addresses.values()].filter(address => address.contactId === contactId);
}

function lineOf({ postalCode, city, address }: Pick<Address, 'postalCode' | 'city' | 'address'>): string {
  return [`${postalCode} ${city}`.trim(), address].filter(Boolean).join(', ');
}

export const listAddresses: Handler = (account, request) => {
  if (!account.contacts.has(request.id())) return notFound;
  const found = addressesOf(account, request.id());
  const titled = found.map(each => ({ id: each.id, title: `${each.name || 'NoName'} (${lineOf(each)})` }));
  if (request.query.get('Structured') !== '1') {
    // Here the rows are plain texts.
    return json({ Results: Object.fromEntries(titled.map(({ id, title }) => [id, title])), Count: found.length });
  }
  const rows = titled.map(({ id, title }) => ({
    key: id,
    view: { Id: id, Address: title, Url: `${request.base}/Api/R3/Address/${id}` },
  }));
  return list(account.settings, rows.length, rows);
};

export const getAddress: Handler = (account, request) => {
  const address = account.addresses.get(request.id());
  if (!address) return notFound;
  const by = userName(users[0].id);
  return json({
    ...{ Id: address.id, ContactId: address.contactId, Type: address.type, Name: address.name },
    CountryId: countryName(address.countryId, account.settings.language),
    ...{ PostalCode: address.postalCode, City: address.city, County: address.county, Address: address.address },
    ...{ Default: Number(address.isDefault), CreatedBy: by, CreatedAt: budapest(address.createdAt) },
    ...{ UpdatedBy: by, UpdatedAt: budapest(address.updatedAt) },
  });
};

export const createAddress: Handler = (account, request) => {
  const contactId = Number(textOf(fieldsOf(request)['ContactId']));
  if (!account.contacts.has(contactId)) throw new BadRequest(request.what, invalidValue(contactId, 'ContactId'));
  return written(addAddress(account, { ...factsOf(account, request), contactId }).id);
};

export const updateAddress: Handler = (account, request) => {
  const address = account.addresses.get(request.id());
  if (!address) return notFound;
  account.addresses.set(address.id, { ...address, ...factsOf(account, request), updatedAt: account.now() });
  return written(address.id);
};

const texts: Readonly<Record<string, keyof AddressFacts>> = {
  ...{ Type: 'type', Name: 'name', County: 'county', City: 'city', PostalCode: 'postalCode', Address: 'address' },
};

function factsOf({ settings }: Account, request: ApiRequest): Partial<AddressFacts> {
  let facts: Partial<AddressFacts> = {};
  for (const [name, value] of Object.entries(fieldsOf(request))) {
    const text = textOf(value) ?? '';
    const key = texts[name];
    if (key) facts = { ...facts, [key]: text };
    else if (name === 'Default') facts = { ...facts, isDefault: text === '1' };
    else if (name === 'CountryId') {
      const countryId = countryBy(text, settings.language);
      if (text !== '' && countryId === undefined) throw new BadRequest(request.what, invalidValue(text, 'Country'));
      facts = { ...facts, countryId: countryId ?? null };
    } else if (name !== 'Id' && name !== 'ContactId')
      throw new BadRequest(request.what, `Unknown parameter '${name}'.`);
  }
  return facts;
}
