/** Cards: `/Api/R3/Project` and its status history. */
import { type Account, mainContactId } from './account.ts';
import { BadRequest, invalidValue, json, list, notFound } from './answers.ts';
import { fieldsOfModule } from './fields.ts';
import { modules, statusById, statusGroups, userBy } from './labels.ts';
import { type Filter, hasPart, hasWords, isSame, paged, pageOf, search, updatedSince } from './lists.ts';
import { historyRow, projectDetail, projectRow } from './project-view.ts';
import type { Card } from './records.ts';
import type { ApiRequest, Handler } from './requests.ts';
import { budapest } from './times.ts';

export const searchProjects: Handler = (account, request) => {
  const { query } = request;
  const referenceId = query.get('ReferenceId');
  if (referenceId !== null) return byReference(account, referenceId);
  const rows = [...account.cards.values()].filter(({ deleted }) => query.has('Deleted') || !deleted);
  const found = search(account, request, rows, name => filterOf(account, request, name));
  return paged(account, request, found, card => projectRow(request.base, card));
};

/** The card itself instead of a list (vendor's page on project actions). */
function byReference(account: Account, referenceId: string) {
  const card = [...account.cards.values()].find(each => each.referenceId === referenceId);
  return card ? json(projectDetail(account, card)) : notFound;
}

function filterOf(account: Account, { what, query }: ApiRequest, name: string): Filter<Card> | undefined {
  const { language, nameMatch } = account.settings;
  switch (name) {
    case 'Id':
      return ({ id }, wanted) => String(id) === wanted;
    case 'CategoryId':
      return ({ categoryId }, wanted) => String(categoryId) === wanted;
    case 'StatusId':
      return ({ statusId }, wanted) => String(statusId) === wanted || statusById(statusId)?.labels[language] === wanted;
    case 'StatusGroup':
      checkGroup(what, query.get(name) ?? '');
      return ({ statusId }, wanted) => statusById(statusId)?.group === wanted;
    case 'UserId':
      return ({ userId }, wanted) => userId === userBy(wanted).id;
    case 'ContactId':
      return ({ contactId }, wanted) => String(contactId) === wanted;
    case 'BusinessId':
      return ({ businessId }, wanted) => String(businessId) === wanted;
    case 'MainContactId':
      return (card, wanted) => String(mainContactId(card)) === wanted;
    case 'Deleted':
      return ({ deleted }, wanted) => String(Number(deleted)) === wanted;
    case 'UpdatedSince':
      return updatedSince(what);
    case 'UpdatedAt':
      return ({ updatedAt }, wanted) => budapest(updatedAt).startsWith(wanted);
    case 'CreatedAt':
      return ({ createdAt }, wanted) => budapest(createdAt).startsWith(wanted);
    case 'Name':
      return (card, wanted) => (nameMatch === 'exact' ? isSame(card.name, wanted) : hasPart(card.name, wanted));
    case 'Query':
      return (card, wanted) => hasWords([card.name, ...Object.values(card.values).map(String)], wanted);
    default:
      return byField(account, name);
  }
}

/** StatusGroup has four values (manual, card search). */
export function checkGroup(what: string, wanted: string): void {
  if (!statusGroups.some(group => group === wanted)) throw new BadRequest(what, invalidValue(wanted, 'StatusGroup'));
}

/** A field of any module; a drop-down is found by id or label. */
function byField({ settings }: Account, name: string): Filter<Card> | undefined {
  const fields = modules.flatMap(({ id }) => fieldsOfModule(id, settings).filter(field => field.name === name));
  if (fields.length === 0) return undefined;
  return ({ categoryId, values }, wanted) =>
    fieldsOfModule(categoryId, settings)
      .filter(field => field.name === name)
      .some(({ options }) => [values[name] ?? '', options[values[name] ?? ''] ?? ''].some(has => isSame(has, wanted)));
}

export const getProject: Handler = (account, request) => {
  const card = account.cards.get(request.id());
  return card ? json(projectDetail(account, card)) : notFound;
};

/** The newest first (manual, status history). */
export const getHistory: Handler = (account, request) => {
  if (!account.cards.has(request.id())) return notFound;
  const type = request.query.get('Type');
  if (type !== 'StatusHistory') throw new BadRequest(request.what, invalidValue(type ?? '', 'Type'));
  const rows = account.history.filter(({ cardId }) => cardId === request.id()).toReversed();
  const shown = pageOf(request, rows).map(row => historyRow(account, row));
  return list(account.settings, String(rows.length), shown);
};
