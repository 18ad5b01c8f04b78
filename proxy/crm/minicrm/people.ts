import type { CustomerFact } from '../crm.ts';
import type { Order } from '../order.ts';
import type { Settings } from './settings.ts';
import { countryIn, type Language } from './words.ts';
import type { Element } from './xml.ts';

type Person = Pick<Order['customer'], 'name' | 'firstName' | 'lastName' | 'phone' | 'email'>;
type Address = Order['delivery']['address'];

const one = (text: string | undefined): string => text?.replace(/\s+/g, ' ').trim() ?? '';

/** A name in two fields: Hungarians put the family first. */
export const namesOf = ({ name, firstName, lastName }: Person, language: Language) => {
  if (one(firstName) || one(lastName)) return { first: one(firstName), last: one(lastName) };
  const words = one(name).split(' ').filter(Boolean);
  if (words.length < 2) return { first: words.join(' '), last: '' };
  if (language === 'hu') return { first: words.slice(1).join(' '), last: words[0] ?? '' };
  return { first: words.slice(0, -1).join(' '), last: words.at(-1) ?? '' };
};

/** How a person is called: by name, else by whatever is known of him. */
export const callOf = (person: Person, language: Language): string => {
  const { first, last } = namesOf(person, language);
  const whole = one(person.name) || (language === 'hu' ? [last, first] : [first, last]).filter(Boolean).join(' ');
  return whole || one(person.email) || one(person.phone);
};

const values = (list: string, item: string, value: string | undefined): Element =>
  one(value) ? { [list]: { [item]: { Value: one(value) } } } : {};

/** The contact of a card. MiniCRM wants at least a first or a last name. */
export const contactOf = (id: number, person: Person, language: Language): Element => {
  const { first, last } = namesOf(person, language);
  return {
    '@Id': id,
    // An empty one would take away what stands there.
    FirstName: first || (last ? undefined : callOf(person, language)),
    LastName: last || undefined,
    ...values('Emails', 'Email', person.email),
    ...values('Phones', 'Phone', person.phone),
  };
};

/** Street and house in one line, as MiniCRM keeps them. */
export const streetOf = (address: Address): string => {
  const { street, house, building, entrance, floor, apartment, line2 } = address ?? {};
  const inside = [building, entrance, floor, apartment].map(one).filter(Boolean).join('/');
  return [[one(street), one(house)].filter(Boolean).join(' '), inside, one(line2)].filter(Boolean).join(', ');
};

/** Nothing may be missing of an order's address; where there is none, a dash says so. */
const NONE = '-';

export const placeOf = (address: Address, fallback: string, country: string, language: Language): Element => ({
  CountryId: countryIn(language, one(address?.country) || country),
  PostalCode: one(address?.postcode) || NONE,
  City: [one(address?.city), one(address?.region)].filter(Boolean).join(', ') || NONE,
  Address: streetOf(address) || one(fallback) || NONE,
});

/** The company that buys. */
export const businessOf = (
  { customer, delivery }: Order,
  vatNumber: string | undefined,
  country: string,
  language: Language,
): Element => ({
  Name: one(customer.company),
  ...(one(vatNumber) && { VatNumber: one(vatNumber) }),
  ...values('Emails', 'Email', customer.email),
  ...values('Phones', 'Phone', customer.phone),
  ...(delivery.address && { Addresses: { Address: placeOf(delivery.address, '', country, language) } }),
});

/** The card of a customer in the Webshop module, without what goes into it. */
export const cardOf = (
  id: number,
  name: string,
  settings: Settings,
  status: string,
  user: string | undefined,
): Element => ({
  '@Id': id,
  Name: name,
  CategoryId: settings.webshop,
  StatusId: status,
  UserId: user,
});

/** What an abandoned basket held, a line each, and where it still stands. */
export const basketText = ({ lines, url }: NonNullable<CustomerFact['basket']>): string =>
  [...lines.map(({ sku, name, quantity }) => `${quantity} × ${one(name) || sku} (${sku})`), url]
    .filter(Boolean)
    .join('\n');
