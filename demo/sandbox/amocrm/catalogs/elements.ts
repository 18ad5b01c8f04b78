/** The elements of lists (amoCRM documentation, catalogs-api). */
import { z } from 'zod';
import type { Answer } from '../../kit/sandbox.ts';
import type { Account } from '../account.ts';
import { type Catalog, catalogs } from '../data/catalogs.ts';
import { ACCOUNT_ID, OWNER_ID } from '../data/company.ts';
import { checkFields, fieldsBody, fieldsView, mergeFields } from '../field-values.ts';
import { hal, noContent, problem, Refusal } from '../http/answers.ts';
import { valuesOf } from '../http/filters.ts';
import { list } from '../http/lists.ts';
import { type ApiRequest, type Handler, self } from '../http/request.ts';
import { checkEach, id, readChanges, readItems, requestId, text } from '../http/validation.ts';
import type { Element } from '../records.ts';
import { fieldTexts, holds } from '../search.ts';

const common = { id, custom_fields_values: fieldsBody, request_id: requestId };
const newElement = z.object({ ...common, name: z.string().min(1) });
const elementChange = z.object({ ...common, name: text });

type Body = z.infer<typeof elementChange>;

/** The list the path names. */
function catalogOf(request: ApiRequest): Catalog {
  const catalog = catalogs.find(each => each.id === request.id());
  if (!catalog) throw new Refusal(problem(404, `Списка ${request.segment()} нет`));
  return catalog;
}

export const listElements: Handler = (account, request) => {
  const catalog = catalogOf(request);
  const [ids, query] = [valuesOf(request, 'id').concat(request.query.getAll('id')), request.query.get('query') ?? ''];
  const rows = [...account.elements.values()].filter(
    ({ id, catalogId, isDeleted, name, fields }) =>
      catalogId === catalog.id &&
      (!isDeleted || account.settings.listDeleted) &&
      (ids.length === 0 || ids.includes(String(id))) &&
      (query === '' || [name, ...fieldTexts(fields)].some(each => holds(account, each, query))),
  );
  return list(request, { name: 'elements', rows, view: element => elementView(request, catalog, element) });
};

export const getElement: Handler = (account, request) => {
  const catalog = catalogOf(request);
  const element = account.elements.get(request.id(1));
  return element?.catalogId === catalog.id ? hal(elementView(request, catalog, element)) : noContent();
};

export const postElements: Handler = (account, request) => {
  const catalog = catalogOf(request);
  const items = readItems(newElement, request.body());
  checkEach(items, (item, report) => checkFields(catalog.fields, item.custom_fields_values, report));
  const made = items.map(item => addElement(account, catalog, item));
  return answer(request, catalog, made, items);
};

function addElement(account: Account, { id: catalogId, fields }: Catalog, body: z.infer<typeof newElement>): Element {
  const now = account.now();
  const element: Element = {
    ...{ id: account.nextId('element'), catalogId, name: body.name, isDeleted: false },
    ...{ createdBy: OWNER_ID, updatedBy: OWNER_ID, createdAt: now, updatedAt: now },
    fields: mergeFields(fields, [], body.custom_fields_values),
  };
  account.elements.set(element.id, element);
  return element;
}

export const patchElements: Handler = (account, request) => {
  const catalog = catalogOf(request);
  const items = readChanges(elementChange, request, 1);
  checkEach(items, (item, report) => {
    if (account.elements.get(item.id ?? 0)?.catalogId !== catalog.id) report('NotSupportedChoice', 'id');
    checkFields(catalog.fields, item.custom_fields_values, report);
  });
  const changed = items.flatMap(item => {
    const element = account.elements.get(item.id ?? 0);
    return element ? [changeElement(account, catalog, element, item)] : [];
  });
  return answer(request, catalog, changed, items);
};

function changeElement(account: Account, { fields }: Catalog, element: Element, body: Body): Element {
  const changed: Element = {
    ...element,
    ...{ name: body.name || element.name, updatedBy: OWNER_ID, updatedAt: account.now() },
    fields: mergeFields(fields, element.fields, body.custom_fields_values),
  };
  account.elements.set(element.id, changed);
  return changed;
}

/** Whole elements, not their ids alone; the one the path names comes by itself. */
function answer(request: ApiRequest, catalog: Catalog, elements: readonly Element[], asked: readonly Body[]): Answer {
  const rows = elements.map((element, place) => ({
    ...elementView(request, catalog, element),
    request_id: asked[place]?.request_id ?? String(place),
  }));
  const [first] = rows;
  if (request.id(1) > 0 && first) return hal(first);
  return hal({ ...self(`${request.base}${request.path}`), _embedded: { elements: rows } });
}

function elementView({ base, extras }: ApiRequest, { id: catalogId, fields }: Catalog, element: Element): object {
  const { id, name, createdBy, updatedBy, createdAt, updatedAt, isDeleted } = element;
  return {
    ...{ id, name, created_by: createdBy, updated_by: updatedBy, created_at: createdAt, updated_at: updatedAt },
    ...{ is_deleted: isDeleted, custom_fields_values: fieldsView(fields, element.fields), catalog_id: catalogId },
    ...{ account_id: ACCOUNT_ID, ...(extras.has('invoice_link') ? { invoice_link: null } : {}) },
    ...self(`${base}/catalogs/${catalogId}/elements/${id}`),
  };
}
