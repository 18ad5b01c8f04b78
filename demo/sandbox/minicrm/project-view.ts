/** Cards as the API shows them (manual, card chapter). */
import type { Account } from './account.ts';
import type { Row } from './answers.ts';
import { fieldsOfModule, shownValues } from './fields.ts';
import { statusById, userName } from './labels.ts';
import type { Card, StatusChange } from './records.ts';
import { budapest } from './times.ts';

/** A row of a search: ids throughout. */
export function projectRow(base: string, card: Card): Row {
  const { id, name, contactId, businessId, statusId, userId, deleted } = card;
  const view = {
    ...{ Id: id, Name: name, Url: `${base}/Api/R3/Project/${id}`, ContactId: contactId },
    ...{ StatusId: statusId, UserId: userId, Deleted: Number(deleted) },
    ...(businessId === null ? {} : { BusinessId: businessId }),
  };
  return { key: id, view };
}

/** The status and the people under their names, unlike in a search. */
export function projectDetail({ settings }: Account, card: Card): object {
  const { id, categoryId, contactId, businessId, statusId, userId, name, values } = card;
  return {
    ...{ Id: id, CategoryId: categoryId, ContactId: contactId },
    ...{ StatusId: statusById(statusId)?.labels[settings.language] ?? '', UserId: userName(userId), Name: name },
    ...{ StatusUpdatedAt: budapest(card.statusUpdatedAt), IsPrivate: 0, Invited: '', Deleted: Number(card.deleted) },
    ...{ CreatedBy: userName(card.createdBy), CreatedAt: budapest(card.createdAt) },
    ...{ UpdatedBy: userName(card.updatedBy), UpdatedAt: budapest(card.updatedAt) },
    ...shownValues(fieldsOfModule(categoryId, settings), values),
    ...(businessId === null ? {} : { BusinessId: businessId }),
    ...{ ProjectHash: card.hash, ProjectEmail: `${card.hash}@minicrm.example` },
  };
}

/** A row of the status history; texts throughout. */
export function historyRow({ settings }: Account, { id, cardId, userId, at, oldId, newId }: StatusChange): Row {
  const labelOf = (statusId: number | null): string =>
    (statusId === null ? undefined : statusById(statusId)?.labels[settings.language]) ?? '';
  const view = {
    ...{ Id: String(id), ProjectId: String(cardId), Type: 'StatusHistory', UserId: String(userId) },
    ...{ ClosedAt: budapest(at), Status_Old_Id: String(oldId ?? ''), Status_New_Id: String(newId) },
    ...{ Status_Old_Name: labelOf(oldId), Status_New_Name: labelOf(newId) },
  };
  return { key: id, view };
}
