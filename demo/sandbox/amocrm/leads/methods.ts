/** `/leads` but for the complex call (amoCRM documentation, leads-api). */
import { hal, noContent } from '../http/answers.ts';
import { changedAnswer, createdAnswer } from '../http/batches.ts';
import { ordered } from '../http/filters.ts';
import { list } from '../http/lists.ts';
import type { Handler } from '../http/request.ts';
import { checkEach, readChanges, readItems } from '../http/validation.ts';
import { addLink } from '../links/of.ts';
import { cardFilter, matchesQuery } from '../search.ts';
import { checkLead, leadBody } from './body.ts';
import { addLead, changeLead } from './changes.ts';
import { leadView } from './view.ts';

/** Of those in the bin, only their ids and little else is told, and only when they are asked for. */
export const listLeads: Handler = (account, request) => {
  const isBin = request.extras.has('only_deleted');
  const query = request.query.get('query') ?? '';
  const passes = cardFilter(account, request, 'leads');
  const rows = [...account.leads.values()].filter(
    lead => lead.isDeleted === isBin && matchesQuery(account, lead, query) && passes(lead),
  );
  return list(request, { name: 'leads', rows: ordered(request, rows), view: row => leadView(account, request, row) });
};

export const getLead: Handler = (account, request) => {
  const lead = account.leads.get(request.id());
  return lead && lead.isDeleted === request.extras.has('only_deleted')
    ? hal(leadView(account, request, lead))
    : noContent();
};

export const postLeads: Handler = (account, request) => {
  const items = readItems(leadBody, request.body());
  checkEach(items, (item, report) => {
    checkLead(account, item, report);
    for (const type of ['contacts', 'companies'] as const) {
      for (const [place, { id }] of (item._embedded?.[type] ?? []).entries()) {
        if (account.people.get(id)?.type !== type) report('NotSupportedChoice', `_embedded.${type}.${place}.id`);
      }
    }
  });
  const made = items.map(item => {
    const lead = addLead(account, item);
    const from = { fromType: 'leads', fromId: lead.id } as const;
    for (const { id, is_main } of item._embedded?.contacts ?? []) {
      addLink(account, { ...from, toType: 'contacts', toId: id, isMain: is_main ?? false });
    }
    for (const { id } of item._embedded?.companies ?? []) addLink(account, { ...from, toType: 'companies', toId: id });
    return lead;
  });
  return createdAnswer(request, 'leads', made, items);
};

export const patchLeads: Handler = (account, request) => {
  const items = readChanges(leadBody, request);
  checkEach(items, (item, report) => {
    const lead = account.leads.get(item.id ?? 0);
    if (!lead || lead.isDeleted) report('NotSupportedChoice', 'id');
    checkLead(account, item, report, lead);
  });
  const changed = items.flatMap(item => {
    const lead = account.leads.get(item.id ?? 0);
    return lead ? [changeLead(account, lead, item)] : [];
  });
  return changedAnswer(request, 'leads', changed);
};
