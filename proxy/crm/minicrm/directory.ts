import type { Directory } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import type { Context } from './api.ts';
import { choicesOf } from './statuses.ts';
import { Categories, type Schema } from './wire.ts';

const CATEGORIES = 'R3/Category';

const entriesOf = (labels: Iterable<readonly [string, string]>) =>
  [...labels].map(([code, name]) => ({ code, name: name || code }));

/** What every card has: nothing of it is for a config to fill. */
const OWN =
  /^(Id|CategoryId|ContactId|BusinessId|StatusId|UserId|IsPrivate|Invited|Deleted|(Created|Updated|StatusUpdated)(At|By))$/;

/** Fields by the names the config wants; a drop-down says what it takes. */
const fieldsOf = (schema: Schema) =>
  Object.entries(schema)
    .filter(([code]) => !OWN.test(code))
    .map(([code, type]) => {
      const labels = [...choicesOf(schema, code).values()].join(' | ');
      return { code, name: labels || (typeof type === 'string' && type) || code };
    });

/** One list after the other: together they would push visitors' calls out of the quota. */
export const directory = async ({ api, settings }: Context): Promise<Directory> => {
  const categories = await api.call({ operation: CATEGORIES }, Categories);
  /** A module that is not there has no lists; that it is not there, the list of modules tells. */
  const schemaOf = async (id: string | undefined): Promise<Schema | null> =>
    id !== undefined && Object.hasOwn(categories, id) ? api.schema(id) : null;
  const orders = await schemaOf(settings.orders);
  const webshop = await schemaOf(settings.webshop);
  const certificates = await schemaOf(settings.certificates?.category);
  return {
    categories: entriesOf(Object.entries(categories)),
    ...(orders && { statuses: entriesOf(choicesOf(orders, 'StatusId')), orderFields: fieldsOf(orders) }),
    ...(webshop && {
      customerStatuses: entriesOf(choicesOf(webshop, 'StatusId')),
      users: entriesOf(choicesOf(webshop, 'UserId')),
      webshopFields: fieldsOf(webshop),
    }),
    ...(certificates && {
      certificateFields: fieldsOf(certificates),
      certificateStatuses: entriesOf(choicesOf(certificates, 'StatusId')),
    }),
  };
};

/** Whether the key is good and both modules are there, in one line. */
export const probe = async ({ api, settings }: Context): Promise<string> => {
  const categories = await api.call({ operation: CATEGORIES }, Categories);
  const nameOf = (id: string): string => {
    const name = Object.hasOwn(categories, id) ? categories[id] : undefined;
    if (name !== undefined) return name.replace(/\s+/g, ' ');
    const kind = Object.keys(categories).length > 0 ? 'invalid' : 'protocol';
    throw new CrmFailure(CATEGORIES, { kind, taken: 'no', code: `no-such-module:${id}` });
  };
  return `customers go to ${nameOf(settings.webshop)}, orders to ${nameOf(settings.orders)}`;
};
