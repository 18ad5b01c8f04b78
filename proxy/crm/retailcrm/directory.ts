import type { Directory } from '../crm.ts';
import type { Context } from './api.ts';
import { Credentials, type Entry, entriesOf } from './wire.ts';

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

/** One book after the other: together they would push visitors' calls out of the quota. */
export const directory = async ({ api, settings }: Context): Promise<Directory> => {
  const books: Directory = {};
  for (const [name, path, container] of BOOKS) {
    const entries = await api({ operation: `reference/${path}` }, entriesOf(container));
    books[name] = entries
      .filter(entry => isOpen(entry, settings.site))
      .map(({ code, name: title }) => ({ code, name: title ?? code }));
  }
  return books;
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
