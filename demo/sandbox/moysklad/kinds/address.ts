/** Addresses, which are kept twice: as one line, and in parts (MoySklad API 1.2, `shipmentAddress`, `actualAddress`). */
import { type Account, find } from '../account.ts';
import type { Request } from '../http/request.ts';
import { type Fields, isFields, refOf, textOf } from '../values.ts';
import { object, type Reader, ref, text } from './readers.ts';

const parts = [
  'postalCode',
  'country',
  'region',
  'city',
  'street',
  'house',
  'apartment',
  'addInfo',
  'comment',
] as const;
const full: Reader = object({
  postalCode: text(6),
  country: ref('country'),
  region: ref('region'),
  city: text(255),
  street: text(255),
  house: text(30),
  apartment: text(30),
  addInfo: text(255),
  comment: text(255),
});

/** The readers of an address's two fields. */
export function addressFields(name: string): Readonly<Record<string, Reader>> {
  return { [name]: text(255), [`${name}Full`]: full };
}

/** What the two fields become when some of either is given. */
export function addressOf(name: string, given: Fields, { account }: Pick<Request, 'account'>): Fields {
  const fullName = `${name}Full`;
  const inParts = given[fullName];
  // `null` leaves the address as it was; an empty text clears it.
  if (isFields(inParts)) return { [name]: lineOf(account, inParts), [fullName]: inParts };
  const line = given[name];
  if (typeof line !== 'string') return {};
  return line === '' ? { [name]: undefined, [fullName]: undefined } : { [name]: line, [fullName]: { addInfo: line } };
}

/** In the order of MoySklad's own (counterparties, `actualAddressFull`); the comment is no part of the line. */
function lineOf(account: Account, inParts: Fields): string {
  return parts
    .filter(part => part !== 'comment')
    .map(part => {
      const place = find(account, refOf(inParts, part));
      return place ? textOf(place.fields, 'name') : textOf(inParts, part);
    })
    .filter(text => text !== '')
    .join(', ');
}
