import type { Choice } from '../choice.ts';
import type { Directory, DirectoryEntry, MappedCode } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import type { Api, Context } from './api.ts';
import type { Settings } from './settings.ts';
import { codeOf, readPipelines } from './statuses.ts';
import { Account, FieldKind, List, Named } from './wire.ts';

const PAGES = 8;

const listSubject = (list: string): string => `fields of list ${list}`;

/** Where a key may not see something, or an account has it not, nothing is said of it; all other trouble is told. */
const unlessHidden = async <Value>(reading: Promise<Value>): Promise<Value | null> => {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof CrmFailure && (error.code === 'http-403' || error.kind === 'not-found')) return null;
    throw error;
  }
};

/** By id, and by code where a field has one: the config may name it either way. */
const entriesOf = ({ id, name, code, type }: FieldKind): DirectoryEntry[] => {
  const shown = type ? `${name} (${type})` : name;
  return [{ code: id, name: shown }, ...(code ? [{ code, name: shown }] : [])];
};

const fieldsAt = async (api: Api, path: string): Promise<DirectoryEntry[]> => {
  const ask = { operation: 'custom_fields', path: `${path}/custom_fields` };
  return (await api.rows(ask, 'custom_fields', FieldKind, PAGES)).rows.flatMap(entriesOf);
};

const named = async (api: Api, path: string, name: string): Promise<DirectoryEntry[]> =>
  (await api.rows({ operation: path }, name, Named, PAGES)).rows.map(row => ({ code: row.id, name: row.name }));

/** One after the other: together they would push visitors' calls out of the quota. */
export const directory = async ({ api }: Context): Promise<Directory> => {
  const pipelines = await readPipelines(api);
  const found: Directory = {
    pipelines: pipelines.map(({ id, name, is_archive }) => ({
      code: id,
      name: is_archive ? `${name} (archive)` : name,
    })),
    statuses: pipelines.flatMap(({ id, name, _embedded }) =>
      _embedded.statuses.map(status => ({
        code: codeOf(id, status.id),
        name: [`${name}: ${status.name}`, status.color].filter(Boolean).join(' '),
      })),
    ),
  };
  const lists = (await unlessHidden(api.rows({ operation: 'catalogs' }, 'catalogs', List, PAGES)))?.rows ?? [];
  const books: [subject: string, read: () => Promise<DirectoryEntry[]>][] = [
    ...lists.map(({ id }): [string, () => Promise<DirectoryEntry[]>] => [
      listSubject(id),
      () => fieldsAt(api, `catalogs/${id}`),
    ]),
    ['fields of leads', () => fieldsAt(api, 'leads')],
    ['fields of contacts', () => fieldsAt(api, 'contacts')],
    ['users', () => named(api, 'users', 'users')],
    ['tags', () => named(api, 'leads/tags', 'tags')],
  ];
  found['lists'] = lists.map(({ id, name, type }) => ({ code: id, name: type ? `${name} (${type})` : name }));
  for (const [subject, read] of books) {
    const entries = await unlessHidden(read());
    if (entries) found[subject] = entries;
  }
  return found;
};

const codesOf = (path: string, choice: Choice | undefined): { path: string; code: string }[] => [
  ...(choice?.default === undefined ? [] : [{ path: `${path}.default`, code: choice.default }]),
  ...(choice?.rules ?? []).flatMap(({ codes }, index) =>
    Object.entries(codes).map(([value, code]) => ({ path: `${path}.rules.${index}.codes.${value}`, code })),
  ),
];

/** Every code of amoCRM that the settings name. */
export const mapped = (settings: Settings): MappedCode[] => {
  const { products, certificates, paymentFields = {}, customerFields = {}, externalIdField } = settings;
  const one = (path: string, subject: string, code: string | undefined): MappedCode[] =>
    code === undefined ? [] : [{ path, subject, code }];
  const goods = listSubject(products?.list ?? '');
  const codes = listSubject(certificates?.list ?? '');
  return [
    ...codesOf('status', settings.status).map(each => ({
      ...each,
      subject: each.code.includes(':') ? 'statuses' : 'pipelines',
    })),
    ...codesOf('responsible', settings.responsible).map(each => ({ ...each, subject: 'users' })),
    ...(settings.pipelines ?? []).flatMap((id, index) => one(`pipelines.${index}`, 'pipelines', id)),
    ...one('products.list', 'lists', products?.list),
    ...one('products.article', goods, products?.article),
    ...one('priceField', goods, settings.priceField),
    ...one('stockField', goods, settings.stockField),
    ...settings.customFields.flatMap(({ field }, index) =>
      one(`customFields.${index}.field`, 'fields of leads', field),
    ),
    ...one('externalIdField', 'fields of leads', externalIdField),
    ...Object.entries(customerFields).flatMap(([name, field]) =>
      one(`customerFields.${name}`, 'fields of contacts', field),
    ),
    ...Object.entries(paymentFields).flatMap(([name, field]) => one(`paymentFields.${name}`, 'fields of leads', field)),
    ...one('certificates.list', 'lists', certificates?.list),
    ...one('certificates.balance', codes, certificates?.balance),
    ...one('certificates.validUntil', codes, certificates?.validUntil),
    ...one('certificates.status', codes, certificates?.status),
  ];
};

/** Whether the token is good, whose it is, and whether the account filters what it is asked for, in one line. */
export const probe = async ({ api, shop }: Context): Promise<string> => {
  const query = [['with', 'is_api_filter_enabled'] as const];
  const account = await api.call({ operation: 'account', query }, Account);
  const { name, subdomain, currency, is_api_filter_enabled: filters } = account;
  return [
    `the account is ${[name, subdomain && `(${subdomain})`].filter(Boolean).join(' ')}`.replace(/\s+/g, ' '),
    ...(currency && currency !== shop.currency ? [`its currency is ${currency}, not ${shop.currency}`] : []),
    ...(filters === false ? ['its API filters are off, so that looking something up takes longer'] : []),
  ].join('; ');
};
