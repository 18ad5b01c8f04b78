/** Cards coming and going: what is kept of each change, and who is told. */
import { createHash } from 'node:crypto';
import type { Account } from './account.ts';
import { tellOfCard } from './hooks.ts';
import { SYSTEM_USER } from './labels.ts';
import type { Card } from './records.ts';

type NewCard = Pick<Card, 'categoryId' | 'contactId' | 'businessId' | 'name' | 'statusId' | 'userId'> &
  Partial<Pick<Card, 'referenceId' | 'values' | 'createdBy'>>;

/** Puts a new card into the account. */
export function addCard(account: Account, facts: NewCard): Card {
  const id = account.nextId('card');
  const now = account.now();
  const createdBy = facts.createdBy ?? SYSTEM_USER.id;
  const card: Card = {
    ...{ id, referenceId: null, values: {}, deleted: false, ...facts, createdBy, updatedBy: createdBy },
    hash: createHash('sha256').update(`card ${id}`).digest('hex').slice(0, 30),
    ...{ createdAt: now, updatedAt: now, statusUpdatedAt: now },
  };
  account.cards.set(id, card);
  noteStatus(account, card, null);
  tellOfCard(account, undefined, card);
  return card;
}

type CardChange = Partial<Pick<Card, 'name' | 'statusId' | 'userId' | 'contactId' | 'businessId' | 'deleted'>> &
  Partial<Pick<Card, 'values' | 'referenceId'>>;

/** Changes a card; values are merged into those it has. */
export function changeCard(account: Account, card: Card, change: CardChange, by = SYSTEM_USER.id): Card {
  const now = account.now();
  const changed: Card = {
    ...{ ...card, ...change, values: { ...card.values, ...change.values }, updatedAt: now, updatedBy: by },
  };
  const entered = changed.statusId !== card.statusId;
  const kept = entered ? { ...changed, statusUpdatedAt: now } : changed;
  account.cards.set(card.id, kept);
  if (entered) noteStatus(account, kept, card.statusId);
  tellOfCard(account, card, kept);
  return kept;
}

function noteStatus(account: Account, card: Card, oldId: number | null): void {
  const { id: cardId, updatedBy: userId, updatedAt: at, statusId: newId } = card;
  account.history.push({ id: account.nextId('history'), cardId, userId, at, oldId, newId });
}
