/** What a caller can learn of the account: what its key may do, reference books, fields, settings. */
import { z } from 'zod';
import type { Answer } from '../kit/sandbox.ts';
import { type Account, localNow } from './account.ts';
import { customFields, dictionaries } from './data/custom-fields.ts';
import { deliveryTypes } from './data/payments.ts';
import { type Book, books } from './data/references.ts';
import { CURRENCY, siteCodes } from './data/shops.ts';
import { ok, refusals } from './http/answers.ts';
import { readEntity } from './http/fields.ts';
import { applyFilters, type Filters, holds, oneOf } from './http/filters.ts';
import { paginate } from './http/paging.ts';
import type { Request } from './http/request.ts';

export function showCredentials({ settings: { scopes, sites } }: Account): Answer {
  const siteAccess = sites.length === siteCodes.length ? 'access_full' : 'access_selective';
  return ok({ scopes, credentials: [], siteAccess, sitesAvailable: sites });
}

export function showVersions(): Answer {
  return ok({ versions: ['3.0', '4.0', '5.0'] });
}

export function showSettings(account: Account): Answer {
  const { timeZone } = account.settings;
  const updated_at = localNow(account);
  const settings = {
    default_currency: { value: CURRENCY, updated_at },
    system_language: { value: 'RU', updated_at },
    timezone: { value: timeZone, updated_at },
    work_times: [],
  };
  return ok({ settings });
}

/** The book that the path names. */
export function showBook({ settings }: Account, { segments: [name = ''] }: Request): Answer {
  const book: Book | undefined = Object.hasOwn(books, name) ? books[name] : undefined;
  if (!book) throw refusals.notFound();
  return ok({ [book.container]: book.entries(settings.sites) });
}

type Field = (typeof customFields)[number];

const fieldFilters: Filters<Field> = {
  entity: oneOf(({ entity }) => entity),
  code: oneOf(({ code }) => code),
  name: holds(({ name }) => [name]),
  type: oneOf(({ type }) => type),
};

export function listCustomFields(account: Account, request: Request): Answer {
  const { pagination, page } = paginate(request, applyFilters(account, request, fieldFilters, customFields));
  return ok({ pagination, customFields: page.map(fieldView) });
}

export function getCustomField(_: Account, { segments: [entity, code] }: Request): Answer {
  const field = customFields.find(each => each.entity === entity && each.code === code);
  if (!field) throw refusals.notFound();
  return ok({ customField: fieldView(field) });
}

function fieldView(field: Field): object {
  return { required: false, inFilter: true, inList: true, ordering: 50, viewMode: 'editable', ...field };
}

export function listDictionaries(_: Account, request: Request): Answer {
  const { pagination, page } = paginate(request, dictionaries);
  return ok({ pagination, customDictionaries: page });
}

export function getDictionary(_: Account, { segments: [code] }: Request): Answer {
  const customDictionary = dictionaries.find(each => each.code === code);
  if (!customDictionary) throw refusals.notFound();
  return ok({ customDictionary });
}

/** The default cost of each active type, whatever the order: the sandbox has no tariffs. */
export function calculateDelivery(_: Account, request: Request): Answer {
  readEntity(request, 'order', z.looseObject({}));
  const wanted = request.text('deliveryTypeCodes')
    ? readEntity(request, 'deliveryTypeCodes', z.array(z.string()))
    : null;
  const types = deliveryTypes.filter(({ code, active }) => active && (wanted === null || wanted.includes(code)));
  return ok({ calculations: types.map(({ code, defaultCost }) => ({ code, available: true, cost: defaultCost })) });
}
