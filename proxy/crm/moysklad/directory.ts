import type { Directory } from '../crm.ts';
import { type Context, noneIfAbsent } from './api.ts';
import { readOrganization } from './organization.ts';
import { readMetadata } from './states.ts';
import { Named, PriceTypes } from './wire.ts';

/** The lists an engineer maps from, and whether a config names their entries by code or by id. */
const BOOKS: readonly (readonly [name: string, entity: string, by: 'id' | 'code'])[] = [
  ['organizations', 'organization', 'code'],
  ['stores', 'store', 'id'],
  ['salesChannels', 'saleschannel', 'id'],
  ['projects', 'project', 'id'],
];

const entryOf = ({ id, name }: { id: string; name: string }) => ({ code: id, name: name || id });

/** A state's colour is RGB in one number (documentation, States). */
const colourOf = (color: number | undefined): string =>
  color === undefined ? '' : ` #${(color & 0xff_ff_ff).toString(16).padStart(6, '0')}`;

/** One list after the other: together they would push visitors' calls out of the quota. */
export const directory = async (context: Context): Promise<Directory> => {
  const { api } = context;
  const { states, attributes } = await readMetadata(context);
  const books: Directory = {
    statuses: states.map(({ name, color }) => ({ code: name, name: `${name}${colourOf(color)}` })),
    attributes: attributes.map(entryOf),
  };
  for (const [name, entity, by] of BOOKS) {
    const rows = await api.rows({ operation: `entity/${entity}` }, Named).catch(noneIfAbsent);
    books[name] = rows.flatMap(row => {
      const code = row[by];
      return code ? [{ code, name: row.name || code }] : [];
    });
  }
  const types = await api.call({ operation: 'context/companysettings/pricetype' }, PriceTypes);
  return { ...books, priceTypes: types.map(entryOf) };
};

/** Whether the token is good and the organization there, in one line. */
export const probe = async (context: Context): Promise<string> => {
  const { name } = await readOrganization(context);
  return `the organization ${context.settings.organization} is ${name.replace(/\s+/g, ' ')}`;
};
