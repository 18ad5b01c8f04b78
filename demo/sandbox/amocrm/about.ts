/** What an integration asks before it starts: the account, its pipelines, its fields, its people. */
import { catalogs } from './data/catalogs.ts';
import { ACCOUNT_ID, company, TIME_ZONE, users } from './data/company.ts';
import { cardFields, type Field } from './data/fields.ts';
import { type Pipeline, pipelineOf, pipelines, type Status } from './data/pipelines.ts';
import { hal, noContent } from './http/answers.ts';
import { valuesOf } from './http/filters.ts';
import { list, whole } from './http/lists.ts';
import { type ApiRequest, type Handler, self } from './http/request.ts';

const extraParts = {
  users_groups: [{ id: 0, name: 'Отдел продаж', uuid: null }],
  task_types: [{ id: 1, name: 'Связаться', color: null, icon_id: null, code: 'FOLLOW_UP' }],
  datetime_settings: {
    ...{ date_pattern: 'd.m.Y H:i', short_date_pattern: 'd.m.Y', short_time_pattern: 'H:i', time_format: 'H:i:s' },
    // The key is spelt so in the vendor's own example.
    ...{ date_formant: 'd.m.Y', timezone: TIME_ZONE, timezone_offset: '+03:00' },
  },
} as const;

/** `GET /account` (amoCRM documentation, account-info). */
export const getAccount: Handler = ({ settings }, { base, extras }) => {
  const parts = Object.entries(extraParts).filter(([name]) => extras.has(name));
  return hal({
    ...company,
    ...(extras.has('version') ? { version: 16 } : {}),
    ...(extras.has('uuid') ? { uuid: '0b6f3a4e-5f0b-4c0e-8a5e-314027180001' } : {}),
    ...(extras.has('is_api_filter_enabled') ? { is_api_filter_enabled: settings.filters } : {}),
    ...self(`${base}/account`),
    ...(parts.length > 0 ? { _embedded: Object.fromEntries(parts) } : {}),
  });
};

export const listUsers: Handler = (_account, request) =>
  list(request, { name: 'users', rows: users, view: user => userView(request, user), counted: true });

export const getUser: Handler = (_account, request) => {
  const user = users.find(({ id }) => id === request.id());
  return user ? hal(userView(request, user)) : noContent();
};

function userView({ base }: ApiRequest, { id, name, email, isAdmin }: (typeof users)[number]): object {
  const rights = { is_admin: isAdmin, is_free: false, is_active: true, group_id: null, role_id: null };
  return { id, name, email, lang: 'ru', rights, ...self(`${base}/users/${id}`) };
}

/** `GET /leads/pipelines` (amoCRM documentation, leads_pipelines): all at once. */
export const listPipelines: Handler = (_account, request) =>
  whole(
    request,
    'pipelines',
    pipelines.map(pipeline => pipelineView(request, pipeline)),
  );

export const getPipeline: Handler = (_account, request) => {
  const pipeline = pipelineOf(request.id());
  return pipeline ? hal(pipelineView(request, pipeline)) : noContent();
};

export const listStatuses: Handler = (_account, request) => {
  const pipeline = pipelineOf(request.id());
  const rows = pipeline?.statuses.map(status => statusView(request, pipeline.id, status)) ?? [];
  return whole(request, 'statuses', rows);
};

export const getStatus: Handler = (_account, request) => {
  const pipeline = pipelineOf(request.id());
  const status = pipeline?.statuses.find(({ id }) => id === request.id(1));
  return pipeline && status ? hal(statusView(request, pipeline.id, status)) : noContent();
};

function pipelineView(request: ApiRequest, { id, name, sort, isMain, statuses }: Pipeline): object {
  return {
    ...{ id, name, sort, is_main: isMain, is_unsorted_on: true, is_archive: false, account_id: ACCOUNT_ID },
    ...self(`${request.base}/leads/pipelines/${id}`),
    _embedded: { statuses: statuses.map(status => statusView(request, id, status)) },
  };
}

function statusView(
  { base }: ApiRequest,
  pipelineId: number,
  { id, name, sort, color, type, isEditable }: Status,
): object {
  return {
    ...{ id, name, sort, is_editable: isEditable, pipeline_id: pipelineId, color, type, account_id: ACCOUNT_ID },
    ...self(`${base}/leads/pipelines/${pipelineId}/statuses/${id}`),
  };
}

/** `…/custom_fields` of a kind of card, or of a list (amoCRM documentation, custom-fields). */
export const listFields =
  (of: keyof typeof cardFields | 'catalogs'): Handler =>
  (_account, request) => {
    const types = valuesOf(request, 'type');
    const rows = fieldsOf(of, request).filter(({ type }) => types.length === 0 || types.includes(type));
    return list(request, { name: 'custom_fields', rows, view: field => fieldView(request, of, field), counted: true });
  };

export const getField =
  (of: keyof typeof cardFields | 'catalogs'): Handler =>
  (_account, request) => {
    const field = fieldsOf(of, request).find(({ id }) => id === request.id(of === 'catalogs' ? 1 : 0));
    return field ? hal(fieldView(request, of, field)) : noContent();
  };

function fieldsOf(of: keyof typeof cardFields | 'catalogs', request: ApiRequest): readonly Field[] {
  return of === 'catalogs' ? (catalogs.find(({ id }) => id === request.id())?.fields ?? []) : cardFields[of];
}

function fieldView(
  { base, path, id: idOf }: ApiRequest,
  entityType: string,
  { id, name, type, code, enums }: Field,
): object {
  const choices = enums?.map((each, place) => ({ ...each, code: each.code ?? null, sort: place + 1 })) ?? null;
  const isList = entityType === 'catalogs';
  return {
    ...{ id, name, type, account_id: ACCOUNT_ID, code: code ?? null, sort: id % 1_000, entity_type: entityType },
    ...{ is_deletable: code === undefined, is_predefined: code !== undefined, enums: choices, settings: null },
    ...(isList ? { is_visible: true, is_required: false, catalog_id: idOf() } : {}),
    ...(isList ? {} : { is_api_only: false, group_id: null, required_statuses: null, remind: null }),
    ...self(`${base}${path.replace(/\/custom_fields.*$/, '')}/custom_fields/${id}`),
  };
}
