/** The account's log of what happened (amoCRM documentation, events-and-notes). */
import type { Account } from './account.ts';
import { ACCOUNT_ID, OWNER_ID } from './data/company.ts';
import { hal, noContent } from './http/answers.ts';
import { inRange, namesOf, rangeOf, statusesOf, valuesOf } from './http/filters.ts';
import { list } from './http/lists.ts';
import { type ApiRequest, type Handler, self } from './http/request.ts';
import type { Event } from './records.ts';

const MAX_LIMIT = 100;

type Happening = Pick<Event, 'type' | 'entityType' | 'entityId'> & Partial<Pick<Event, 'valueAfter' | 'valueBefore'>>;

/** Writes down that something happened. */
export function note(account: Account, happening: Happening): void {
  account.events.push({
    ...{ valueAfter: [], valueBefore: [], ...happening },
    id: `01k${String(account.nextId('event')).padStart(23, '0')}`,
    ...{ createdBy: OWNER_ID, createdAt: account.now() },
  });
}

/** Here they are called in the singular. */
const singular = { leads: 'lead', contacts: 'contact', companies: 'company' } as const;

/** The newest first. */
export const listEvents: Handler = (account, request) => {
  const rows = account.events.filter(matching(request)).toReversed();
  return list(request, { name: 'events', rows, maxLimit: MAX_LIMIT, view: event => eventView(request, event) });
};

export const getEvent: Handler = ({ events }, request) => {
  const event = events.find(({ id }) => id === request.segment());
  return event ? hal(eventView(request, event)) : noContent();
};

function matching(request: ApiRequest): (event: Event) => boolean {
  const [ids, types, entities] = [namesOf(request, 'id'), namesOf(request, 'type'), namesOf(request, 'entity')];
  const [entityIds, after] = [namesOf(request, 'entity_id'), statusesOf(request, 'value_after', 'leads_statuses')];
  const created = createdRange(request);
  return event =>
    (ids.length === 0 || ids.includes(event.id)) &&
    (types.length === 0 || types.includes(event.type)) &&
    (entities.length === 0 || entities.includes(singular[event.entityType])) &&
    (entityIds.length === 0 || entityIds.includes(String(event.entityId))) &&
    (after.length === 0 || after.some(stage => JSON.stringify(event.valueAfter) === stageText(stage))) &&
    (!created || inRange(created, event.createdAt));
}

function stageText(stage: string): string {
  const [pipelineId, statusId] = stage.split(':').map(Number);
  return JSON.stringify([{ lead_status: { id: statusId, pipeline_id: pipelineId } }]);
}

/** A time alone is the start; the vendor's PHP client sends both with a comma. */
function createdRange(request: ApiRequest) {
  const [first] = valuesOf(request, 'created_at');
  if (first === undefined) return rangeOf(request, 'created_at');
  const [from, to] = first.split(',').map(Number);
  return { from: from ?? 0, to: to ?? Number.POSITIVE_INFINITY };
}

function eventView({ base }: ApiRequest, event: Event): object {
  const { id, type, entityType, entityId, createdBy, createdAt, valueAfter, valueBefore } = event;
  return {
    ...{ id, type, entity_id: entityId, entity_type: singular[entityType], created_by: createdBy },
    ...{ created_at: createdAt, value_after: valueAfter, value_before: valueBefore, account_id: ACCOUNT_ID },
    ...self(`${base}/events/${id}`),
    _embedded: { entity: { id: entityId, ...self(`${base}/${entityType}/${entityId}`) } },
  };
}
