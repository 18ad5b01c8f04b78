import type { z } from 'zod';
import type { Directory } from '../crm.ts';
import type { Api } from './api.ts';
import type { Settings } from './settings.ts';
import { CustomFields, Named } from './wire.ts';

type Entry = Directory[string][number];

const LISTS = {
  sources: 'order/source',
  statuses: 'order/status',
  paymentMethods: 'order/payment-method',
  deliveryServices: 'order/delivery-service',
  tags: 'order/tag',
} as const;

const entryOf = ({ id, name, title, alias }: z.output<typeof Named>): Entry => ({
  code: id,
  name: name ?? title ?? alias ?? id,
});

const readList = async (api: Api, path: string): Promise<Entry[]> => {
  const entries: Entry[] = [];
  for await (const row of api.list(path, {}, Named)) entries.push(entryOf(row));
  return entries;
};

const readFields = async (api: Api): Promise<Entry[]> => {
  // A plain list, not one in pages (KeyCRM OpenAPI).
  const fields = await api.get('custom-fields', {}, CustomFields);
  return fields.map(({ uuid, name, type }) => ({
    code: uuid,
    name: [name ?? uuid, type && `(${type})`].join(' ').trim(),
  }));
};

/** Pipelines, and their statuses as "pipeline: status". */
const readPipelines = async (api: Api): Promise<Directory> => {
  const pipelines = await readList(api, 'pipelines');
  const statuses: Entry[] = [];
  for (const { code, name } of pipelines) {
    const told = await readList(api, `pipelines/${code}/statuses`);
    statuses.push(...told.map(status => ({ code: status.code, name: `${name}: ${status.name}` })));
  }
  return { pipelines, pipelineStatuses: statuses };
};

/** All codes the config may name. KeyCRM lists no warehouses: their ids are told with the stock only. */
export const readDirectory = async (api: Api, settings: Settings): Promise<Directory> => {
  const directory: Directory = {};
  // One after the other: somebody may be ordering meanwhile.
  for (const [name, path] of Object.entries(LISTS)) directory[name] = await readList(api, path);
  directory['customFields'] = await readFields(api);
  return settings.lead ? { ...directory, ...(await readPipelines(api)) } : directory;
};

/** What the account's sources say of this connection, in a line. */
export const probe = async (api: Api, { source }: Settings): Promise<string> => {
  const sources = await readList(api, LISTS.sources);
  const known = sources.find(({ code }) => code === source.default);
  if (known) return `orders go to source ${known.code}, ${known.name.replace(/\s+/g, ' ')}`;
  return `source ${source.default} is not among the account's ${sources.length}`;
};
