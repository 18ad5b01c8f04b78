/** Contacts and companies (amoCRM documentation, contacts-api and companies-api). */
import { z } from 'zod';
import type { Account } from './account.ts';
import { cardKeys, changedCard, checkCard, embeddedTags, newCard } from './cards.ts';
import { note } from './events.ts';
import { tellOfPerson } from './hooks/tell.ts';
import { hal, noContent } from './http/answers.ts';
import { changedAnswer, createdAnswer } from './http/batches.ts';
import { ordered } from './http/filters.ts';
import { list } from './http/lists.ts';
import type { Handler } from './http/request.ts';
import { checkEach, id, readChanges, readItems, text } from './http/validation.ts';
import { personView } from './people-view.ts';
import type { Person } from './records.ts';
import { cardFilter, matchesQuery } from './search.ts';

export const personBody = z.object({
  ...cardKeys,
  first_name: text,
  last_name: text,
  _embedded: z.object({ ...embeddedTags, companies: z.array(z.object({ id })).nullish() }).nullish(),
});

export type PersonBody = z.infer<typeof personBody>;

type PersonType = Person['type'];

const peopleOf = ({ people }: Account, type: PersonType): readonly Person[] =>
  [...people.values()].filter(person => person.type === type);

/** Puts a new one into the account, and tells of it. */
export function addPerson(account: Account, type: PersonType, body: PersonBody): Person {
  const person: Person = { id: account.nextId('person'), type, ...namesOf(body), ...newCard(account, type, body) };
  account.people.set(person.id, person);
  note(account, {
    type: type === 'contacts' ? 'contact_added' : 'company_added',
    entityType: type,
    entityId: person.id,
  });
  tellOfPerson(account, 'add', person);
  return person;
}

/** A name that is given whole is not taken apart. */
function namesOf(
  { name, first_name, last_name }: PersonBody,
  before?: Person,
): Pick<Person, 'name' | 'firstName' | 'lastName'> {
  const firstName = first_name ?? before?.firstName ?? '';
  const lastName = last_name ?? before?.lastName ?? '';
  const isNamed = first_name !== undefined || last_name !== undefined;
  const joined = [firstName, lastName].filter(Boolean).join(' ');
  return { name: name ?? (isNamed ? joined : (before?.name ?? '')), firstName, lastName };
}

export function changePerson(account: Account, person: Person, body: PersonBody): Person {
  const changed: Person = { ...person, ...namesOf(body, person), ...changedCard(account, person.type, person, body) };
  account.people.set(person.id, changed);
  tellOfPerson(account, 'update', changed);
  return changed;
}

export const listPeople =
  (type: PersonType): Handler =>
  (account, request) => {
    const query = request.query.get('query') ?? '';
    const passes = cardFilter(account, request, type);
    const rows = peopleOf(account, type).filter(person => matchesQuery(account, person, query) && passes(person));
    return list(request, { name: type, rows: ordered(request, rows), view: row => personView(account, request, row) });
  };

export const getPerson =
  (type: PersonType): Handler =>
  (account, request) => {
    const person = account.people.get(request.id());
    return person?.type === type ? hal(personView(account, request, person)) : noContent();
  };

export const postPeople =
  (type: PersonType): Handler =>
  (account, request) => {
    const items = readItems(personBody, request.body());
    checkEach(items, (item, report) => checkCard(account, type, item, report));
    const made = items.map(item => addPerson(account, type, item));
    return createdAnswer(request, type, made, items);
  };

export const patchPeople =
  (type: PersonType): Handler =>
  (account, request) => {
    const items = readChanges(personBody, request);
    checkEach(items, (item, report) => {
      if (account.people.get(item.id ?? 0)?.type !== type) report('NotSupportedChoice', 'id');
      checkCard(account, type, item, report);
    });
    const changed = items.flatMap(item => {
      const person = account.people.get(item.id ?? 0);
      return person ? [changePerson(account, person, item)] : [];
    });
    return changedAnswer(request, type, changed);
  };
