import type { Directory, DirectoryEntry } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import type { Context } from './api.ts';
import { Credentials, type Entry, entriesOf, FieldPage } from './wire.ts';

/** The reference books an engineer maps from: our name of each, the CRM's path and container. */
const BOOKS: readonly (readonly [name: string, path: string, container: string])[] = [
  ['statuses', 'statuses', 'statuses'],
  ['statusGroups', 'status-groups', 'statusGroups'],
  ['paymentTypes', 'payment-types', 'paymentTypes'],
  ['paymentStatuses', 'payment-statuses', 'paymentStatuses'],
  ['deliveryTypes', 'delivery-types', 'deliveryTypes'],
  ['deliveryServices', 'delivery-services', 'deliveryServices'],
  ['orderMethods', 'order-methods', 'orderMethods'],
  ['orderTypes', 'order-types', 'orderTypes'],
  ['stores', 'stores', 'stores'],
  ['sites', 'sites', 'sites'],
  ['priceTypes', 'price-types', 'priceTypes'],
];

/** What a type is for no store in particular is for all (WooCommerce module 4.6.3). */
const isOpen = ({ active, sites = [] }: Entry, site: string | undefined): boolean =>
  active !== false && (!site || sites.length === 0 || sites.includes(site));

/** Which payments a delivery type allows stands under an old name and a new one; under neither: all of them. */
const entryOf = ({ code, name, paymentTypes = [], deliveryPaymentTypes = [] }: Entry): DirectoryEntry => {
  const codes = [...new Set([...paymentTypes, ...deliveryPaymentTypes])];
  return { code, name: name ?? code, ...(codes.length > 0 && { only: { subject: 'paymentTypes', codes } }) };
};

const FIELD_PAGES = 10;

/** The fields of orders, or of customers. They need a right of their own: without it nothing is told of them. */
const readFields = async (api: Context['api'], of: 'order' | 'customer'): Promise<DirectoryEntry[] | null> => {
  const entries: DirectoryEntry[] = [];
  try {
    for (let page = 1; page <= FIELD_PAGES; page++) {
      const query = [['filter[entity]', of] as const, ['limit', '100'] as const, ['page', `${page}`] as const];
      const { customFields, pagination } = await api({ operation: 'custom-fields', query }, FieldPage);
      entries.push(...customFields.filter(({ entity = of }) => entity === of).map(entryOf));
      if (!pagination.more) break;
    }
    return entries;
  } catch (error) {
    if (error instanceof CrmFailure && error.kind === 'auth') return null;
    throw error;
  }
};

/** One book after the other: together they would push visitors' calls out of the quota. */
export const directory = async ({ api, settings }: Context): Promise<Directory> => {
  const books: Directory = {};
  for (const [name, path, container] of BOOKS) {
    const entries = await api({ operation: `reference/${path}` }, entriesOf(container));
    books[name] = entries.filter(entry => isOpen(entry, settings.site)).map(entryOf);
  }
  const customFields = await readFields(api, 'order');
  const customerFields = customFields && (await readFields(api, 'customer'));
  return { ...books, ...(customFields && { customFields }), ...(customerFields && { customerFields }) };
};

/** What our calls need (Bitrix module's list of scopes; those of loyalty are documented nowhere). */
const SCOPES = ['order_read', 'order_write', 'customer_read', 'customer_write', 'reference_read', 'store_read'];

/** What the key may do, in one line. */
export const probe = async ({ api, settings: { site } }: Context): Promise<string> => {
  const told = await api({ operation: 'credentials', path: '/api/credentials' }, Credentials);
  const missing = SCOPES.filter(scope => !told.scopes.includes(scope));
  const sites = told.sitesAvailable ?? [];
  const blind = site !== undefined && told.siteAccess === 'access_selective' && !sites.includes(site);
  return [
    missing.length > 0 ? `the key lacks ${missing.join(', ')}` : 'the key has every right it needs',
    ...(blind ? [`it does not see the store ${site}`] : []),
    ...(site === undefined && sites.length > 1 ? ['it sees several stores: name one in "site"'] : []),
  ].join('; ');
};
