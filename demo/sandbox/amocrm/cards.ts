/** What leads, contacts and companies have in common: who answers for them, their fields, their tags. */
import { z } from 'zod';
import type { Account } from './account.ts';
import { isUser, OWNER_ID } from './data/company.ts';
import { cardFields } from './data/fields.ts';
import { checkFields, fieldsBody, mergeFields } from './field-values.ts';
import { id, type Report, requestId, seconds, text } from './http/validation.ts';
import type { EntityType, FieldValue, Lead, Person } from './records.ts';
import { checkTags, tagsAfter, tagsBody } from './tags.ts';

/** The keys every card may be sent with. */
export const cardKeys = {
  id,
  name: text,
  responsible_user_id: id,
  created_by: id,
  updated_by: id,
  created_at: seconds,
  updated_at: seconds,
  custom_fields_values: fieldsBody,
  tags_to_add: tagsBody,
  tags_to_delete: tagsBody,
  request_id: requestId,
};

export const embeddedTags = { tags: tagsBody };

const cardBody = z.object({ ...cardKeys, _embedded: z.object(embeddedTags).nullish() });

export type CardBody = z.infer<typeof cardBody>;

/** Finds fault with what is the same for all. */
export function checkCard(account: Account, type: EntityType, body: CardBody, report: Report, path = ''): void {
  const { responsible_user_id, created_by, updated_by } = body;
  if (responsible_user_id && !isUser(responsible_user_id)) report('NotSupportedChoice', `${path}responsible_user_id`);
  for (const [name, user] of Object.entries({ created_by, updated_by })) {
    if (user && !isUser(user)) report('NotSupportedChoice', `${path}${name}`);
  }
  checkFields(cardFields[type], body.custom_fields_values, report, path);
  checkTags(account, type, body.tags_to_add, report, `${path}tags_to_add`);
  checkTags(account, type, body._embedded?.tags, report, `${path}_embedded.tags`);
}

interface CardPart {
  readonly responsibleUserId: number;
  readonly createdBy: number;
  readonly updatedBy: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly fields: readonly FieldValue[];
  readonly tagIds: readonly number[];
  readonly received: unknown;
}

/** The common part of a new card. */
export function newCard(account: Account, type: EntityType, body: CardBody): CardPart {
  const now = account.now();
  return {
    responsibleUserId: body.responsible_user_id ?? OWNER_ID,
    createdBy: body.created_by ?? OWNER_ID,
    updatedBy: body.updated_by ?? OWNER_ID,
    createdAt: body.created_at ?? now,
    updatedAt: body.updated_at ?? now,
    fields: mergeFields(cardFields[type], [], body.custom_fields_values),
    tagIds: tagsAfter(account, type, [], body),
    received: body,
  };
}

/** The common part of a card after a change; who is not named is the owner of the token. */
export function changedCard(account: Account, type: EntityType, card: Lead | Person, body: CardBody): CardPart {
  return {
    responsibleUserId: body.responsible_user_id ?? card.responsibleUserId,
    createdBy: card.createdBy,
    updatedBy: body.updated_by ?? OWNER_ID,
    createdAt: card.createdAt,
    updatedAt: body.updated_at ?? account.now(),
    fields: mergeFields(cardFields[type], card.fields, body.custom_fields_values),
    tagIds: tagsAfter(account, type, card.tagIds, body),
    received: card.received,
  };
}
