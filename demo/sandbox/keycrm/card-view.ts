/** Leads as the API shows them. */
import type { Account } from './account.ts';
import { pipelineStatuses, stamped, users } from './directories.ts';
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
  const parts: Record<string, () => unknown> = {
    contact: () => contactView(account, card, asked.has('contact.client')),
    products: () => card.lines.map(line => lineView(account, line)),
    manager: () => users.find(user => user.id === card.managerId) ?? null,
    status: () => pipelineStatusView(card.statusId),
    payments: () => card.payments.map(payment => paymentView(account, payment)),
    custom_fields: () => fieldsView(card.customFields),
  };
  const wanted = new Set([...asked].map(name => name.split('.', 1)[0] ?? ''));
  return {
    ...cardView(card),
    ...{ target_id: null, target_type: null },
    ...card.utm,
    ...Object.fromEntries([...wanted].map(name => [name, parts[name]?.()])),
  };
}

function contactView(
  { buyers, settings }: Account,
  { buyerId, contact, createdAt }: Card,
  withClient: boolean,
): object {
  const client = buyers.get(buyerId);
  const time = utcTime(createdAt);
  return {
    id: buyerId,
    ...contact,
    client_id: buyerId,
    ...{ social_name: null, social_id: null, created_at: time, updated_at: time },
    ...(withClient && client
      ? {
          client: {
            ...{ id: client.id, full_name: client.full_name, note: client.note, company_id: null },
            ...{ email: client.email[0] ?? null, phone: client.phone[0] ?? null, currency: settings.currency },
            ...{ manager_id: client.managerId, created_at: client.createdAt, updated_at: client.updatedAt },
          },
        }
      : {}),
  };
}

/** A card's status is named by `name`, in the list of a pipeline's by `title` (KeyCRM OpenAPI 1.2.0). */
function pipelineStatusView(statusId: number): object | null {
  const status = pipelineStatuses.find(({ id }) => id === statusId);
  return status ? stamped({ id: status.id, name: status.title, alias: status.alias, is_active: true }) : null;
}
