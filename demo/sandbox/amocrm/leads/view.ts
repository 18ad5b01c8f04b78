/** A lead as it is answered (amoCRM documentation, leads-api). */
import type { Account } from '../account.ts';
import { ACCOUNT_ID } from '../data/company.ts';
import { cardFields } from '../data/fields.ts';
import { lossReasons } from '../data/pipelines.ts';
import { fieldsView } from '../field-values.ts';
import { type ApiRequest, self } from '../http/request.ts';
import { elementLinkViews, linked } from '../links/of.ts';
import type { Lead, Link } from '../records.ts';
import { tagViews } from '../tags.ts';

export function leadView(account: Account, { base, extras }: ApiRequest, lead: Lead): object {
  const { id, updatedBy, updatedAt } = lead;
  const own = self(`${base}/leads/${id}`);
  if (lead.isDeleted) return { id, updated_by: updatedBy, updated_at: updatedAt, is_deleted: true, ...own };
  return {
    ...{ id, name: lead.name, ...priceView(account, lead), responsible_user_id: lead.responsibleUserId, group_id: 0 },
    ...{ status_id: lead.statusId, pipeline_id: lead.pipelineId, loss_reason_id: lead.lossReasonId },
    ...(extras.has('source_id') ? { source_id: null } : {}),
    ...{ created_by: lead.createdBy, updated_by: updatedBy, created_at: lead.createdAt, updated_at: updatedAt },
    ...{ closed_at: lead.closedAt, closest_task_at: null, is_deleted: false },
    custom_fields_values: fieldsView(cardFields.leads, lead.fields, { is_computed: false }),
    ...{ score: null, account_id: ACCOUNT_ID, labor_cost: null, is_price_computed: false },
    ...(extras.has('is_price_modified_by_robot') ? { is_price_modified_by_robot: false } : {}),
    ...own,
    _embedded: embedded(account, base, extras, lead),
  };
}

/** The price of old has no fraction: it is cut off (the vendor's PHP client, 1.16.0). */
function priceView({ settings }: Account, { price }: Lead): object {
  const cut = { price: Math.trunc(price) };
  return settings.minorUnits ? { ...cut, price_with_minor_units: price } : cut;
}

function embedded(
  account: Account,
  base: string,
  extras: ReadonlySet<string>,
  { id, tagIds, lossReasonId }: Lead,
): object {
  const to = (type: 'contacts' | 'companies', of: (link: Link) => object): object[] =>
    linked(account, 'leads', id, type).map(link => ({ ...of(link), ...self(`${base}/${type}/${link.toId}`) }));
  return {
    tags: tagViews(account, tagIds),
    ...(extras.has('loss_reason') ? { loss_reason: lossReasons.filter(reason => reason.id === lossReasonId) } : {}),
    companies: to('companies', ({ toId }) => ({ id: toId })),
    ...(extras.has('contacts')
      ? { contacts: to('contacts', ({ toId, isMain }) => ({ id: toId, is_main: isMain === true })) }
      : {}),
    ...(extras.has('catalog_elements') ? { catalog_elements: elementLinkViews(account, base, 'leads', id) } : {}),
  };
}
