/** `POST /leads/complex`: a lead with its contact and company in one call, and the control of duplicates. */
import type { Account } from '../account.ts';
import { checkCard } from '../cards.ts';
import { mainPipeline, pipelineOf } from '../data/pipelines.ts';
import { hal } from '../http/answers.ts';
import type { Handler } from '../http/request.ts';
import { checkEach, type Report, readItems } from '../http/validation.ts';
import { addLink } from '../links/of.ts';
import { addPerson, type PersonBody } from '../people.ts';
import type { Person } from '../records.ts';
import { type ComplexBody, checkLead, complexBody, type Place } from './body.ts';
import { addLead } from './changes.ts';
import { mergeInto, openLeadOf } from './duplicates.ts';

const MAX_LEADS = 50;
const MAX_FIELDS = 40;

export const postComplex: Handler = (account, request) => {
  const items = readItems(complexBody, request.body(), MAX_LEADS);
  checkEach(items, (item, report) => checkComplex(account, item, report));
  return hal(items.map((item, place) => addComplex(account, item, item.request_id ?? String(place))));
};

function checkComplex(account: Account, item: ComplexBody, report: Report): void {
  checkLead(account, item, report);
  checkCount(item, report, '');
  for (const type of ['contacts', 'companies'] as const) {
    const given = item._embedded?.[type] ?? [];
    if (given.length > 1) report('TooMany', `_embedded.${type}`);
    for (const [place, person] of given.entries()) {
      const path = `_embedded.${type}.${place}.`;
      if (person.id && account.people.get(person.id)?.type !== type) report('NotSupportedChoice', `${path}id`);
      checkCard(account, type, person, report, path);
      checkCount(person, report, path);
    }
  }
}

function checkCount({ custom_fields_values }: PersonBody | ComplexBody, report: Report, path: string): void {
  if ((custom_fields_values?.length ?? 0) > MAX_FIELDS) report('TooMany', `${path}custom_fields_values`);
}

interface Added {
  readonly id: number;
  readonly contact_id: number | null;
  readonly company_id: number | null;
  readonly request_id: readonly string[];
  readonly merged: boolean;
}

function addComplex(account: Account, item: ComplexBody, requestId: string): Added {
  const twin = openLeadOf(account, item);
  if (twin) {
    const { lead, contact, company } = mergeInto(account, twin, item);
    return { id: lead.id, contact_id: contact.id, company_id: company ?? null, request_id: [requestId], merged: true };
  }
  const lead = addLead(account, item, ...unsortedPlace(item));
  const [contact] = (item._embedded?.contacts ?? []).map(body => personFor(account, 'contacts', body));
  const [company] = (item._embedded?.companies ?? []).map(body => personFor(account, 'companies', body));
  const from = { fromType: 'leads', fromId: lead.id } as const;
  if (contact) addLink(account, { ...from, toType: 'contacts', toId: contact.id, isMain: true });
  if (company) addLink(account, { ...from, toType: 'companies', toId: company.id });
  if (contact && company) {
    addLink(account, { fromType: 'contacts', fromId: contact.id, toType: 'companies', toId: company.id });
  }
  return {
    ...{ id: lead.id, contact_id: contact?.id ?? null, company_id: company?.id ?? null },
    ...{ request_id: [requestId], merged: false },
  };
}

function personFor(account: Account, type: Person['type'], body: PersonBody): Person {
  return account.people.get(body.id ?? 0) ?? addPerson(account, type, body);
}

/** With the data of a form, a lead comes in unsorted, whatever stage it names. */
function unsortedPlace({ pipeline_id, _embedded }: ComplexBody): [] | [Place] {
  if (!_embedded?.metadata) return [];
  const pipeline = pipelineOf(pipeline_id ?? 0) ?? mainPipeline();
  const unsorted = pipeline.statuses.find(({ type }) => type === 1);
  return unsorted ? [{ pipelineId: pipeline.id, statusId: unsorted.id }] : [];
}
