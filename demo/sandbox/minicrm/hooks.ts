/** The webhook that the helpdesk sets up: the facts of a card and which of them are new (manual, webhooks). */
import { type Account, mainContactId } from './account.ts';
import type { Card, Values } from './records.ts';
import { budapest } from './times.ts';

/** Six more tries after the first, and nothing but 200 will do (manual, webhooks). */
const PAUSES_MS = [10, 60, 300, 900, 1_800, 3_600].map(seconds => seconds * 1_000);
const PROGRAM = 'https://r3.minicrm.hu';

/** Tells of a card that is new, or of what has changed in it. */
export function tellOfCard(account: Account, before: Card | undefined, card: Card): void {
  const { hookUrl: url, hookModules, systemId } = account.settings;
  if (url === '' || !hookModules.includes(card.categoryId)) return;
  const data = factsOf(card);
  const old = before && factsOf(before);
  const changed = Object.keys(data).filter(name => data[name] !== old?.[name]);
  if (changed.every(name => /^Updated/.test(name))) return;
  const link = { InternalUrl: `${PROGRAM}/${systemId}/#Project-${card.categoryId}/${card.id}` };
  account.kit.sendHook({
    url,
    headers: { 'content-type': 'application/json' },
    attempts: PAUSES_MS.length + 1,
    pausesMs: PAUSES_MS,
    accepted: [200],
    body: JSON.stringify({ Id: String(card.id), Type: 'Project', Data: { ...data, ...link }, Changed: changed }),
  });
}

/** Every value is a text, and statuses and users are ids. */
function factsOf(card: Card): Readonly<Record<string, string>> {
  const facts: Values = {
    ...{ CategoryId: card.categoryId, ContactId: card.contactId, MainContactId: mainContactId(card) },
    ...{ StatusId: card.statusId, UserId: card.userId, Name: card.name },
    ...{ CreatedBy: card.createdBy, CreatedAt: budapest(card.createdAt) },
    ...{
      UpdatedBy: card.updatedBy,
      UpdatedAt: budapest(card.updatedAt),
      Deleted: Number(card.deleted),
      ...card.values,
    },
  };
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, String(value)]));
}
