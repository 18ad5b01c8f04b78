import type { Directory, DirectoryEntry } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import type { Context } from './api.ts';
import { readOrganization } from './organization.ts';
import { idOf } from './refs.ts';
import { colourOf, readMetadata } from './states.ts';
import { Company, Named, PriceTypes } from './wire.ts';

/** The lists an engineer maps from, and whether a config names their entries by code or by id. */
const BOOKS: readonly (readonly [name: string, entity: string, by: 'id' | 'code'])[] = [
  ['organizations', 'organization', 'code'],
  ['stores', 'store', 'id'],
  ['salesChannels', 'saleschannel', 'id'],
  ['projects', 'project', 'id'],
  ['expenseItems', 'expenseitem', 'id'],
];

const entryOf = ({ id, name }: { id: string; name: string }) => ({ code: id, name: name || id });

/** A list that this account has not (error 1002), or that this user may not see, is left out. */
const ifTold = async (book: () => Promise<DirectoryEntry[]>): Promise<DirectoryEntry[] | null> => {
  try {
    return await book();
  } catch (error) {
    if (error instanceof CrmFailure && (error.code === '1002' || error.kind === 'auth')) return null;
    throw error;
  }
};

const readBook = async ({ api }: Context, entity: string, by: 'id' | 'code'): Promise<DirectoryEntry[]> => {
  const rows = await api.rows({ operation: `entity/${entity}`, query: { limit: '1000' } }, Named);
  return rows.flatMap(row => {
    const code = row[by];
    return code ? [{ code, name: row.name || code }] : [];
  });
};

const readPriceTypes = async ({ api }: Context): Promise<DirectoryEntry[]> =>
  (await api.call({ operation: 'context/companysettings/pricetype' }, PriceTypes)).map(entryOf);

/** The custom dictionaries; their ids stand in the addresses of their elements. */
const readDictionaries = async ({ api }: Context): Promise<DirectoryEntry[]> => {
  const { customEntities } = await api.call({ operation: 'context/companysettings/metadata' }, Company);
  return customEntities.map(({ name = '', entityMeta }) => entryOf({ id: idOf(entityMeta.href), name }));
};

/** One list after the other: together they would push visitors' calls out of the quota. */
export const directory = async (context: Context): Promise<Directory> => {
  const { states, attributes } = await readMetadata(context);
  const books: Directory = {
    statuses: states.map(({ name, color }) => ({
      code: name,
      name: [name, colourOf(color)].filter(Boolean).join(' '),
    })),
    stateIds: states.map(entryOf),
    attributes: attributes.map(entryOf),
  };
  const lists = [
    ...BOOKS.map(([name, entity, by]) => [name, () => readBook(context, entity, by)] as const),
    ['priceTypes', () => readPriceTypes(context)] as const,
    ['dictionaries', () => readDictionaries(context)] as const,
  ];
  for (const [name, read] of lists) {
    const entries = await ifTold(read);
    if (entries) books[name] = entries;
  }
  return books;
};

/** Whether the token is good and the organization there, in one line. */
export const probe = async (context: Context): Promise<string> => {
  const { name } = await readOrganization(context);
  return `the organization ${context.settings.organization} is ${name.replace(/\s+/g, ' ')}`;
};
