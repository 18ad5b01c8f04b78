/** Leads as the back door shows and moves them. */
import { BadInput } from '../kit/input.ts';
import type { SandboxOrder } from '../kit/sandbox.ts';
import type { Account } from './account.ts';
import { CERTIFICATES_ID, PRODUCTS_ID } from './data/catalogs.ts';
import { OWNER_ID } from './data/company.ts';
import { cardFields, productFields, SITE_ORDER_CODE } from './data/fields.ts';
import { LOST, mainPipeline, pipelineOf, pipelines } from './data/pipelines.ts';
import { fieldsView, firstValue, valuesOf } from './field-values.ts';
import { isClosed, type Place } from './leads/body.ts';
import { binLead, replaceLead } from './leads/changes.ts';
import { contactsOf, linked } from './links/of.ts';
import type { Lead } from './records.ts';
import { tagViews } from './tags.ts';

/** Two stages have the same id in every pipeline: a stage is told by both. */
export const codeOf = ({ pipelineId, statusId }: Place): string => `${pipelineId}:${statusId}`;

/** The stages of the main pipeline an order goes through, the lost one last. */
export function statusesInOrder(): readonly string[] {
  const { id: pipelineId, statuses } = mainPipeline();
  return statuses.filter(({ type }) => type === 0).map(({ id: statusId }) => codeOf({ pipelineId, statusId }));
}

/** The number is the name of the lead: there is no other. */
export function showLead(account: Account, lead: Lead): SandboxOrder {
  const { id, name, statusId, pipelineId, fields, tagIds, ...rest } = lead;
  const [contact] = contactsOf(account, lead);
  const notes = [...account.notes.values()].filter(note => note.entityType === 'leads' && note.entityId === id);
  return {
    ...{ ref: String(id), number: name, externalId: firstValue(cardFields.leads, fields, SITE_ORDER_CODE) || null },
    phone: valuesOf(cardFields.contacts, contact?.fields ?? [], 'PHONE')[0] ?? '',
    status: codeOf(lead),
    lines: linesOf(account, lead),
    ...{ statusName: stagesNamed(lead, statusId)?.name ?? '', statusId, pipelineId, ...rest },
    ...{ contact, contacts: contactsOf(account, lead).length, tags: tagViews(account, tagIds) },
    ...{ fields: fieldsView(cardFields.leads, fields), comments: notes.map(({ params }) => params) },
    ...{ certificates: elementsOf(account, lead, CERTIFICATES_ID).map(({ element }) => element?.name) },
  };
}

function elementsOf(account: Account, lead: Lead, catalogId: number) {
  return linked(account, 'leads', lead.id, 'catalog_elements')
    .filter(link => link.catalogId === catalogId)
    .map(link => ({ element: account.elements.get(link.toId), quantity: link.quantity ?? 1 }));
}

function linesOf(account: Account, lead: Lead): SandboxOrder['lines'] {
  return elementsOf(account, lead, PRODUCTS_ID).map(({ element, quantity }) => ({
    ...{ sku: firstValue(productFields, element?.fields ?? [], 'SKU'), quantity },
    ...{ price: Number(firstValue(productFields, element?.fields ?? [], 'PRICE')), name: element?.name ?? '' },
  }));
}

const stagesNamed = ({ pipelineId }: Pick<Lead, 'pipelineId'>, statusId: number) =>
  pipelineOf(pipelineId)?.statuses.find(({ id }) => id === statusId);

/**
 * Moves a lead as a person would: to a stage by `pipeline:stage`, or by the stage's id or name alone; to the bin by
 * `deleted`, and by any stage out of it. `undefined`: no such lead.
 */
export function setShownStatus(account: Account, ref: string, wanted: string): SandboxOrder | undefined {
  const lead = account.leads.get(Number(ref));
  const place = wanted === 'deleted' ? undefined : namedPlace(wanted, lead);
  if (!lead) return undefined;
  if (!place) return showLead(account, binLead(account, lead, true));
  const present = lead.isDeleted ? binLead(account, lead, false) : lead;
  const closedAt = isClosed(place) ? (present.closedAt ?? account.now()) : null;
  const now = account.now();
  const moved = { ...present, ...place, closedAt, updatedBy: OWNER_ID, updatedAt: now };
  return showLead(account, replaceLead(account, present, moved));
}

/** A stage named without a pipeline is looked for in the lead's own, then in the others. */
function namedPlace(wanted: string, lead: Lead | undefined): Place {
  const all = pipelines
    .toSorted((a, b) => Number(b.id === lead?.pipelineId) - Number(a.id === lead?.pipelineId))
    .flatMap(({ id: pipelineId, statuses }) => statuses.map(({ id, name }) => ({ pipelineId, statusId: id, name })));
  const found = all.find(each => [codeOf(each), String(each.statusId), each.name].includes(wanted));
  if (found) return { pipelineId: found.pipelineId, statusId: found.statusId };
  const known = all.map(each => `${codeOf(each)} (${each.name})`).join(', ');
  throw new BadInput(`status: one of ${known}, or "deleted", was expected.`);
}

/** The stage after the one it is in; a lost one has none, and none leads there. */
export function nextStatus({ leads }: Account, ref: string): string | undefined {
  const lead = leads.get(Number(ref));
  if (!lead || lead.isDeleted) return undefined;
  const way = (pipelineOf(lead.pipelineId)?.statuses ?? []).filter(({ id }) => id !== LOST);
  const place = way.findIndex(({ id }) => id === lead.statusId);
  const next = place === -1 ? undefined : way[place + 1];
  return next && codeOf({ pipelineId: lead.pipelineId, statusId: next.id });
}
