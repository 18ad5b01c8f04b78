import type { z } from 'zod';
import type { Directory, DirectoryEntry } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import type { Api } from './api.ts';
import type { Settings } from './settings.ts';
import { CustomFields, Named } from './wire.ts';

const LISTS = {
  sources: 'order/source',
  paymentMethods: 'order/payment-method',
  deliveryServices: 'order/delivery-service',
  tags: 'order/tag',
} as const;

const entryOf = ({ id, name, title, alias, full_name }: z.output<typeof Named>): DirectoryEntry => ({
  code: id,
  name: name ?? title ?? alias ?? full_name ?? id,
});

const readList = async (api: Api, path: string): Promise<DirectoryEntry[]> => {
  const entries: DirectoryEntry[] = [];
  for await (const row of api.list(path, {}, Named)) entries.push(entryOf(row));
  return entries;
};

const readFields = async (api: Api): Promise<DirectoryEntry[]> => {
  // A plain list, not one in pages (KeyCRM OpenAPI).
  const fields = await api.get('custom-fields', {}, CustomFields);
  return fields.map(({ uuid, name, type }) => ({
    code: uuid,
    name: [name ?? uuid, type && `(${type})`].join(' ').trim(),
  }));
};

/** Pipelines, and as statuses those of their cards, as "pipeline: status". */
const readPipelines = async (api: Api): Promise<Directory> => {
  const pipelines = await readList(api, 'pipelines');
  const statuses: DirectoryEntry[] = [];
  for (const { code, name } of pipelines) {
    const told = await readList(api, `pipelines/${code}/statuses`);
    statuses.push(...told.map(status => ({ code: status.code, name: `${name}: ${status.name}` })));
  }
  return { pipelines, statuses };
};

/** Nothing where the account keeps them from this key. */
const readManagers = async (api: Api): Promise<Directory> => {
  try {
    return { managers: await readList(api, 'users') };
  } catch (error) {
    if (error instanceof CrmFailure && (error.kind === 'auth' || error.kind === 'not-found')) return {};
    throw error;
  }
};

/** All codes the config may name. KeyCRM lists no warehouses: their ids are told with the stock only. */
export const readDirectory = async (api: Api, settings: Settings): Promise<Directory> => {
  const directory: Directory = {};
  // One after the other: somebody may be ordering meanwhile.
  for (const [name, path] of Object.entries(LISTS)) directory[name] = await readList(api, path);
  const orders = settings.lead ? await readPipelines(api) : { statuses: await readList(api, 'order/status') };
  return { ...directory, ...orders, customFields: await readFields(api), ...(await readManagers(api)) };
};

/** What the account's sources say of this connection, in a line. */
export const probe = async (api: Api, { source }: Settings): Promise<string> => {
  const sources = await readList(api, LISTS.sources);
  const known = sources.find(({ code }) => code === source.default);
  if (known) return `orders go to source ${known.code}, ${known.name.replace(/\s+/g, ' ')}`;
  return `source ${source.default} is not among the account's ${sources.length}`;
};
