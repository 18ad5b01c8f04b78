/** Making and changing cards by the API: `PUT /Api/R3/Project`. */
import type { Account } from './account.ts';
import { BadRequest, invalidValue, notAllowed, notFound, Refusal, written } from './answers.ts';
import { addCard, changeCard } from './cards.ts';
import { nameOf } from './contact-view.ts';
import { fieldsOfModule, keptValue } from './fields.ts';
import { type Module, modules, orderModule, statusBy, userBy, users } from './labels.ts';
import type { Card, Contact, Value } from './records.ts';
import { type ApiRequest, fieldsOf, type Handler, textOf } from './requests.ts';

type CardFacts = Partial<Pick<Card, 'name' | 'statusId' | 'userId' | 'deleted' | 'referenceId' | 'values'>>;

export const createProject: Handler = (account, request) => {
  const fields = fieldsOf(request);
  const module = moduleOf(request, textOf(fields['CategoryId']));
  const contact = contactOf(account, request, textOf(fields['ContactId']));
  if (module === orderModule) throw new BadRequest(request.what, 'Cards of this module are made with their orders.');
  const { id: contactId, businessId, type } = contact;
  const facts = {
    ...{ categoryId: module.id, contactId, businessId: type === 'Business' ? contactId : businessId },
    ...{ name: nameOf(account, contact), statusId: module.statuses[0]?.id ?? 0, userId: users[0].id },
    ...factsOf(account, request, module),
  };
  return written(addCard(account, facts).id);
};

export const updateProject: Handler = (account, request) => {
  const card = account.cards.get(request.id());
  if (!card) return notFound;
  const fields = fieldsOf(request);
  // Neither can be changed, and clients send them back.
  for (const [name, has] of [
    ['CategoryId', card.categoryId],
    ['ContactId', card.contactId],
  ] as const) {
    const wanted = textOf(fields[name]);
    if (wanted && wanted !== String(has)) throw new BadRequest(request.what, invalidValue(wanted, name));
  }
  const facts = factsOf(account, request, moduleOf(request, String(card.categoryId)));
  if (card.categoryId === orderModule.id && (facts.statusId ?? card.statusId) !== card.statusId) {
    throw new Refusal(notAllowed('the status of an order is changed by /Api/Order.'));
  }
  return written(changeCard(account, card, facts).id);
};

function moduleOf({ what }: ApiRequest, text: string | undefined): Module {
  const module = modules.find(({ id }) => String(id) === text);
  if (!module) throw new BadRequest(what, invalidValue(text ?? '', 'CategoryId'));
  return module;
}

function contactOf({ contacts }: Account, { what }: ApiRequest, text: string | undefined): Contact {
  const contact = contacts.get(Number(text));
  if (!contact) throw new BadRequest(what, invalidValue(text ?? '', 'ContactId'));
  return contact;
}

const unread = ['Id', 'CategoryId', 'ContactId', 'IsPrivate', 'Invited'];

function factsOf(account: Account, request: ApiRequest, module: Module): CardFacts {
  const { what } = request;
  const values: Record<string, Value> = {};
  let facts: CardFacts = {};
  for (const [name, value] of Object.entries(fieldsOf(request))) {
    const text = textOf(value) ?? '';
    if (unread.includes(name)) continue;
    switch (name) {
      case 'Name':
        // A client that changes nothing else sends the name as null.
        if (text !== '') facts = { ...facts, name: text };
        break;
      case 'StatusId':
        facts = { ...facts, statusId: statusOf(account, what, module, text) };
        break;
      case 'UserId':
        facts = { ...facts, userId: userBy(text).id };
        break;
      case 'Deleted':
        if (!/^[01]$/.test(text)) throw new BadRequest(what, invalidValue(text, name));
        facts = { ...facts, deleted: text === '1' };
        break;
      case 'ReferenceId':
        facts = { ...facts, referenceId: text === '' ? null : text };
        break;
      default:
        values[name] = kept(account, what, module.id, name, value);
    }
  }
  return { ...facts, values };
}

function statusOf({ settings }: Account, what: string, module: Module, text: string): number {
  const status = statusBy(module, text, settings.language);
  if (!status) throw new BadRequest(what, invalidValue(text, 'Status'));
  return status.id;
}

/** A value of a field the module has, as it is kept. */
export function kept({ settings }: Account, what: string, categoryId: number, name: string, value: unknown): Value {
  const field = fieldsOfModule(categoryId, settings).find(each => each.name === name);
  if (!field) throw new BadRequest(what, `Unknown parameter '${name}'.`);
  const found = keptValue(field, value);
  if (found === undefined) throw new BadRequest(what, invalidValue(value, field.label));
  return found;
}
