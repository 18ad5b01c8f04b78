/** A contact or a company as it is answered. */
import type { Account } from './account.ts';
import { ACCOUNT_ID } from './data/company.ts';
import { cardFields } from './data/fields.ts';
import { fieldsView } from './field-values.ts';
import { type ApiRequest, self } from './http/request.ts';
import { elementLinkViews, leadsOf, linked } from './links/of.ts';
import type { Person } from './records.ts';
import { tagViews } from './tags.ts';

export function personView(account: Account, { base, extras }: ApiRequest, person: Person): object {
  const { id, type, name, firstName, lastName, responsibleUserId, createdBy, updatedBy, createdAt, updatedAt } = person;
  const of = (kind: string, ids: readonly number[]): object[] =>
    ids.map(each => ({ id: each, ...self(`${base}/${kind}/${each}`) }));
  const companies = linked(account, 'contacts', id, 'companies').map(({ toId }) => toId);
  return {
    ...{ id, name, ...(type === 'contacts' ? { first_name: firstName, last_name: lastName } : {}) },
    ...{ responsible_user_id: responsibleUserId, group_id: 0, created_by: createdBy, updated_by: updatedBy },
    ...{ created_at: createdAt, updated_at: updatedAt, closest_task_at: null, is_deleted: false },
    custom_fields_values: fieldsView(cardFields[type], person.fields),
    account_id: ACCOUNT_ID,
    ...self(`${base}/${type}/${id}`),
    _embedded: {
      tags: tagViews(account, person.tagIds),
      ...(type === 'contacts' ? { companies: of('companies', companies) } : {}),
      ...(extras.has('leads') ? { leads: of('leads', leadsOf(account, person)) } : {}),
      ...(extras.has('customers') ? { customers: [] } : {}),
      ...(extras.has('catalog_elements') ? { catalog_elements: elementLinkViews(account, base, 'contacts', id) } : {}),
    },
  };
}
