/** Leads as they come, change and go, and who hears of it. */
import type { Account } from '../account.ts';
import { changedCard, newCard } from '../cards.ts';
import { note } from '../events.ts';
import { tellOfLead } from '../hooks/tell.ts';
import type { Lead } from '../records.ts';
import { type ComplexBody, isClosed, type LeadBody, type Place, placeOf } from './body.ts';

const stageOf = ({ pipelineId, statusId }: Place): object => ({
  lead_status: { id: statusId, pipeline_id: pipelineId },
});

/** Puts a new lead into the account. */
export function addLead(account: Account, body: LeadBody | ComplexBody, place = placeOf(body)): Lead {
  if (!place) throw new Error('A lead was let through without a stage.');
  const id = account.nextId('lead');
  const lead: Lead = {
    id,
    name: body.name || `Сделка #${id}`,
    price: body.price ?? 0,
    ...place,
    lossReasonId: body.loss_reason_id ?? null,
    ...newCard(account, 'leads', body),
    closedAt: isClosed(place) ? (body.closed_at ?? account.now()) : null,
    isDeleted: false,
    notes: [],
  };
  account.leads.set(id, lead);
  note(account, { type: 'lead_added', entityType: 'leads', entityId: id });
  tellOfLead(account, 'add', lead);
  account.kit.orderChanged(String(id));
  return lead;
}

/** A change through the API. */
export function changeLead(account: Account, lead: Lead, body: LeadBody): Lead {
  const place = placeOf(body, lead) ?? lead;
  const closedAt = isClosed(place) ? (body.closed_at ?? lead.closedAt ?? account.now()) : null;
  return replaceLead(account, lead, {
    ...lead,
    ...changedCard(account, 'leads', lead, body),
    name: body.name ?? lead.name,
    price: body.price ?? lead.price,
    ...{ pipelineId: place.pipelineId, statusId: place.statusId, closedAt },
    lossReasonId: body.loss_reason_id === undefined ? lead.lossReasonId : body.loss_reason_id,
  });
}

/** Puts a changed lead in the place of the old one, and tells of the difference. */
export function replaceLead(account: Account, before: Lead, lead: Lead): Lead {
  account.leads.set(lead.id, lead);
  const isMoved = before.statusId !== lead.statusId || before.pipelineId !== lead.pipelineId;
  if (isMoved) {
    note(account, {
      ...{ type: 'lead_status_changed', entityType: 'leads', entityId: lead.id },
      ...{ valueAfter: [stageOf(lead)], valueBefore: [stageOf(before)] },
    });
    tellOfLead(account, 'status', lead, before);
  }
  if (before.responsibleUserId !== lead.responsibleUserId) tellOfLead(account, 'responsible', lead);
  tellOfLead(account, 'update', lead);
  if (isMoved) account.kit.orderChanged(String(lead.id));
  return lead;
}

/** Into the bin, or out of it. */
export function binLead(account: Account, lead: Lead, isDeleted: boolean): Lead {
  const moved: Lead = { ...lead, isDeleted, updatedAt: account.now() };
  account.leads.set(lead.id, moved);
  const type = isDeleted ? 'lead_deleted' : 'lead_restored';
  note(account, { type, entityType: 'leads', entityId: lead.id });
  tellOfLead(account, isDeleted ? 'delete' : 'restore', moved);
  return moved;
}
