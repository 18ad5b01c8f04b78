/** The fields of a new order that hold text, brought to the lengths FrontPad keeps. */
import type { Contact } from './clients.ts';
import { directories } from './data.ts';
import type { Fields } from './fields.ts';

/** The longest each field may be (FrontPad API, documents A and B). */
const lengths = {
  phone: 50,
  name: 50,
  street: 50,
  home: 50,
  pod: 2,
  et: 2,
  apart: 50,
  mail: 50,
  descr: 100,
  card: 16,
} as const satisfies Record<keyof Contact, number>;

/**
 * The contact, each field cut to its length. No document tells what becomes of a longer value: here it is cut, and
 * noted, so that a test can tell who did the cutting.
 */
export function readContact(fields: Fields, notes: string[]): Contact {
  const cut = (name: keyof Contact): string => {
    // By characters, as a database column counts them; not by UTF-16 units.
    const sent = [...fields.text(name)];
    if (sent.length <= lengths[name]) return sent.join('');
    notes.push(`${name} was cut from ${sent.length} to ${lengths[name]} characters`);
    return sent.slice(0, lengths[name]).join('');
  };
  const card = cut('card');
  const cardIsGood = card === '' || /^[1-9]\d*$/.test(card);
  if (!cardIsGood) notes.push('card was not used: a positive whole number was expected');
  return {
    phone: cut('phone'),
    name: cut('name'),
    street: cut('street'),
    home: cut('home'),
    pod: cut('pod'),
    et: cut('et'),
    apart: cut('apart'),
    mail: cut('mail'),
    descr: cut('descr'),
    card: cardIsGood ? card : '',
  };
}

/** Codes and counts FrontPad takes or leaves without a word: what was left is noted. */
export function checkCodes(fields: Fields, notes: string[]): void {
  for (const name of ['pay', 'channel', 'affiliate', 'point'] as const) {
    const code = fields.text(name);
    const known = directories[name].some(entry => entry.code === code);
    if (code !== '' && !known) notes.push(`${name} "${code}" is not in the directory`);
  }
  const person = fields.text('person');
  if (person !== '' && !/^\d{1,2}$/.test(person)) notes.push('person was not used: one or two digits were expected');
}
