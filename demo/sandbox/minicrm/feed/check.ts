/** Whether a record of the sync can be taken: what it must have, and what must be known to the account. */
import type { Account } from '../account.ts';
import { countryNamed } from '../countries.ts';
import { fieldsOfModule, keptValue } from '../fields.ts';
import { orderModule, statusBy, units, webshop } from '../labels.ts';
import type { Card, Order } from '../records.ts';
import type { FeedContact, FeedOrder, FeedProduct, FeedProject } from './schema.ts';
import { ownElements } from './schema.ts';

export interface Findings {
  readonly reasons: readonly string[];
  /** Elements there is no field for. */
  readonly unknown: readonly string[];
}

/** What speaks against a record. A known one needs no more than its id: what is absent stays. */
export function checkProject(account: Account, project: FeedProject, card: Card | undefined): Findings {
  const fields = Object.entries(project).filter(([name]) => !ownElements.includes(name));
  const findings = [
    ...[webshopCard(account, project), ...(card ? [] : newCard(account, project))].flat().map(reason),
    ...fieldsOf(account, 'Project', webshop.id, fields),
    ...peopleOf(account, project).map(reason),
    ...(project.Orders?.Order ?? []).flatMap(order => checkOrder(account, order)),
  ];
  return {
    reasons: findings.flatMap(found => found.reason ?? []),
    unknown: findings.flatMap(found => found.unknown ?? []),
  };
}

interface Finding {
  readonly reason?: string;
  readonly unknown?: string;
}

const reason = (text: string): Finding => ({ reason: text });

function webshopCard({ settings }: Account, { CategoryId, StatusId }: FeedProject): string[] {
  const isWebshop = CategoryId === undefined || CategoryId === String(webshop.id);
  const isStatus = StatusId === undefined || statusBy(webshop, StatusId, settings.language) !== undefined;
  return [
    ...(isWebshop ? [] : [`CategoryId: ${CategoryId} is not the id of the Webshop module`]),
    ...(isStatus ? [] : [`StatusId: there is no status "${StatusId}"`]),
  ];
}

function newCard({ contacts }: Account, project: FeedProject): string[] {
  const { ContactId, Business, Contacts } = project;
  const isOwned = Business !== undefined || (Contacts?.Contact ?? []).length > 0 || ContactId !== undefined;
  const isThere = ContactId === undefined || contacts.has(Number(ContactId));
  return [
    ...missing('', project, ['Name', 'CategoryId', 'StatusId']),
    ...(isOwned ? [] : ['Business or Contacts: one is required']),
    ...(isThere ? [] : [`ContactId: there is no contact ${ContactId}`]),
    ...(Business && !Business['@Id'] ? missing('Business.', Business, ['Name']) : []),
    ...(Contacts?.Contact ?? []).flatMap(contact => (isNamed(contact) ? [] : ['Contact: a name is required'])),
  ];
}

function isNamed({ '@Id': id, FirstName, LastName, Name }: FeedContact): boolean {
  return Boolean(id || FirstName || LastName || Name);
}

function missing(path: string, record: Readonly<Record<string, unknown>>, names: readonly string[]): string[] {
  return names.filter(name => (record[name] ?? '') === '').map(name => `${path}${name}: required`);
}

/** Addresses: the vendor's plugin sends a country only when it knows its name. */
function peopleOf({ settings }: Account, { Business, Contacts }: FeedProject): string[] {
  const addresses = [Business, ...(Contacts?.Contact ?? [])].flatMap(person => person?.Addresses?.Address ?? []);
  return addresses.flatMap(({ CountryId = '' }) => countryFaults(CountryId, settings.language));
}

function countryFaults(name: string, language: Account['settings']['language']): string[] {
  if (name === '' || countryNamed(name, language) !== undefined) return [];
  return [`CountryId: there is no country "${name}"`];
}

function checkOrder(account: Account, order: FeedOrder): Finding[] {
  const path = `Order ${order['@Id']}: `;
  const known = [...account.orders.values()].find(({ externalId }) => externalId === order['@Id']);
  const products = order.Products?.Product ?? [];
  const twins = products.filter(({ '@Id': id }, index) => products.findIndex(each => each['@Id'] === id) < index);
  return [
    ...(known ? [] : newOrder(path, order)).map(reason),
    ...countryFaults(order.Customer?.CountryId ?? '', account.settings.language).map(text => reason(`${path}${text}`)),
    ...fieldsOf(account, `${path}Project`, orderModule.id, Object.entries(order.Project ?? {})),
    ...twins.map(({ '@Id': id }) => reason(`${path}Product ${id} is there twice`)),
    ...products.flatMap(product => checkProduct(account, path, known, product)).map(reason),
  ];
}

function newOrder(path: string, order: FeedOrder): string[] {
  const { Customer, Products } = order;
  // The plugin leaves these empty where an order has no address.
  const address = ['CountryId', 'PostalCode', 'City', 'Address'] as const;
  return [
    ...missing(path, order, ['Number', 'CurrencyCode', 'Performance', 'Status', 'Customer']),
    ...(Customer ? missing(`${path}Customer.`, Customer, ['Name']) : []),
    ...address
      .filter(name => Customer && Customer[name] === undefined)
      .map(name => `${path}Customer.${name}: required`),
    ...((Products?.Product ?? []).length > 0 ? [] : [`${path}Products: required`]),
  ];
}

function checkProduct({ settings }: Account, path: string, order: Order | undefined, product: FeedProduct): string[] {
  const { '@Id': id, Unit } = product;
  const own = `${path}Product ${id}: `;
  const isKnown = order?.items.some(({ externalId }) => externalId === id);
  const isUnit = !Unit || units[settings.language].includes(Unit);
  return [
    ...(isKnown ? [] : missing(own, product, ['Name', 'PriceNet', 'Quantity', 'Unit', 'VAT', 'FolderName'])),
    ...(isUnit ? [] : [`${own}there is no unit "${Unit}"`]),
  ];
}

function fieldsOf(
  { settings }: Account,
  path: string,
  categoryId: number,
  values: readonly (readonly [string, unknown])[],
): Finding[] {
  const fields = fieldsOfModule(categoryId, settings);
  return values.flatMap(([name, value]): Finding[] => {
    const field = fields.find(each => each.name === name);
    if (!field) return [{ unknown: `${path}.${name}` }];
    return keptValue(field, value) === undefined ? [reason(`${path}.${name}: the field cannot take the value`)] : [];
  });
}
