/** Leads as the API shows them. */
import type { Account } from './account.ts';
import { pipelineStatuses, users } from './directories.ts';
import { fieldsView, lineView, paymentView } from './order-view.ts';
import type { Card } from './records.ts';
import { utcTime } from './times.ts';

/** The associations of a lead (KeyCRM OpenAPI 1.2.0; `contact` alone as part of the first). */
export const cardIncludes: readonly string[] = [
  'contact',
  'contact.client',
  'products',
  'manager',
  'status',
  'payments',
  'custom_fields',
];

/** A card without associations (KeyCRM OpenAPI 1.2.0, `PipelineCard`). */
export function cardView(card: Card): object {
  return {
    id: card.id,
    contact_id: card.buyerId,
    source_id: card.sourceId,
    manager_id: card.managerId,
    status_id: card.statusId,
    title: card.title,
    manager_comment: card.managerComment,
    is_finished: pipelineStatuses.some(status => status.id === card.statusId && status.is_final),
    status_changed_at: utcTime(card.statusChangedAt),
    communicate_at: card.communicateAt,
    created_at: utcTime(card.createdAt),
    updated_at: utcTime(card.updatedAt),
  };
}

/** The card with what was asked for. */
export function cardWith(account: Account, card: Card, asked: ReadonlySet<string>): object {
  const client = account.buyers.get(card.buyerId);
  const withClient = asked.has('contact.client')
    ? { client: client && { id: client.id, full_name: client.full_name } }
    : {};
  const parts: Record<string, () => unknown> = {
    contact: () => ({ id: card.buyerId, ...card.contact, client_id: card.buyerId, ...withClient }),
    products: () => card.lines.map(line => lineView(account, line)),
    manager: () => users.find(user => user.id === card.managerId) ?? null,
    status: () => pipelineStatuses.find(status => status.id === card.statusId) ?? null,
    payments: () => card.payments.map(payment => paymentView(account, payment)),
    custom_fields: () => fieldsView(card.customFields),
  };
  const wanted = new Set([...asked].map(name => name.split('.', 1)[0] ?? ''));
  return {
    ...cardView(card),
    ...card.utm,
    ...Object.fromEntries([...wanted].map(name => [name, parts[name]?.()])),
  };
}
