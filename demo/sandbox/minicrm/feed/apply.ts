/** A checked record of the sync becomes a card of the webshop module, and its orders cards of the Orders module. */
import type { Account } from '../account.ts';
import { addCard, changeCard } from '../cards.ts';
import { countryNamed } from '../countries.ts';
import { fieldsOfModule, keptValue } from '../fields.ts';
import { type OrderStatus, orderModule, statusBy, units, userBy, users, webshop } from '../labels.ts';
import { noCustomer } from '../order-body.ts';
import { addOrder, changeOrder } from '../order-changes.ts';
import type { Card, Customer, Item, Order, Value } from '../records.ts';
import { rounded } from '../totals.ts';
import { applyPeople } from './people.ts';
import { type FeedOrder, type FeedProduct, type FeedProject, ownElements } from './schema.ts';

/** The status an order of the XML gets. */
const statuses: Readonly<Record<NonNullable<FeedOrder['Status']>, OrderStatus>> = {
  Draft: 'Draft',
  Issued: 'InProgress',
  Completed: 'Completed',
  Failed: 'Failed',
};

/** The card with this Reference ID. */
export function cardOf({ cards }: Account, referenceId: string): Card | undefined {
  return [...cards.values()].find(card => card.referenceId === referenceId);
}

/** Creates the card, or changes what the record names of it. */
export function applyProject(account: Account, project: FeedProject): Card {
  const { '@Id': referenceId, Name, StatusId, UserId } = project;
  const known = cardOf(account, referenceId);
  const owner = applyPeople(account, project, known);
  const status = StatusId === undefined ? undefined : statusBy(webshop, StatusId, account.settings.language);
  const named = Object.entries(project).filter(([name]) => !ownElements.includes(name));
  const facts = { ...owner, referenceId, values: valuesOf(account, webshop.id, named) };
  const userId = UserId ? userBy(UserId).id : undefined;
  const card = known
    ? changeCard(account, known, {
        ...facts,
        name: Name || known.name,
        statusId: status?.id ?? known.statusId,
        userId: userId ?? known.userId,
      })
    : addCard(account, {
        ...{ ...facts, categoryId: webshop.id, name: Name ?? '', statusId: status?.id ?? 0 },
        userId: userId ?? users[0].id,
      });
  for (const order of project.Orders?.Order ?? []) applyOrder(account, card, order);
  return status?.key === 'registered' ? promoted(account, card) : card;
}

function valuesOf(
  { settings }: Account,
  categoryId: number,
  named: readonly (readonly [string, unknown])[],
): Readonly<Record<string, Value>> {
  const fields = fieldsOfModule(categoryId, settings);
  const kept = named.map(([name, value]) => {
    const field = fields.find(each => each.name === name);
    return [name, field && keptValue(field, value)] as const;
  });
  return Object.fromEntries(kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** Sent as registered, a customer is moved on by how often he has bought (vendor's page on the webshop XML). */
function promoted(account: Account, card: Card): Card {
  const bought = [...account.orders.values()].filter(
    ({ cardId, status }) => account.cards.get(cardId)?.contactId === card.contactId && status !== 'Failed',
  ).length;
  const key = ['registered', 'new', 'promising'][Math.min(bought, 2)];
  const statusId = webshop.statuses.find(status => status.key === key)?.id ?? card.statusId;
  return statusId === card.statusId ? card : changeCard(account, card, { statusId });
}

function applyOrder(account: Account, card: Card, order: FeedOrder): Order {
  const known = [...account.orders.values()].find(({ externalId }) => externalId === order['@Id']);
  const values = valuesOf(account, orderModule.id, Object.entries(order.Project ?? {}));
  const facts = {
    number: order.Number || (known?.number ?? ''),
    status: order.Status ? statuses[order.Status] : (known?.status ?? 'Draft'),
    currency: order.CurrencyCode ?? known?.currency ?? account.settings.currency,
    language: order.Language ?? known?.language ?? '',
    performance: order.Performance ?? known?.performance ?? '',
    subject: order.Subject ?? known?.subject ?? '',
    paymentMethod: order.PaymentMethod ?? known?.paymentMethod ?? '',
    customer: customerAfter(account, known?.customer ?? noCustomer, order.Customer),
    items: itemsAfter(account, known?.items ?? [], order.Products?.Product ?? []),
  };
  return known
    ? changeOrder(account, known, { ...facts, values })
    : addOrder(account, { of: card, values }, { ...facts, externalId: order['@Id'] });
}

function customerAfter({ settings }: Account, had: Customer, customer: FeedOrder['Customer']): Customer {
  const { Name, CountryId, PostalCode, City, Address } = customer ?? {};
  return {
    ...had,
    name: Name || had.name,
    countryId: CountryId === undefined ? had.countryId : (countryNamed(CountryId, settings.language) ?? null),
    postalCode: PostalCode ?? had.postalCode,
    city: City ?? had.city,
    address: Address ?? had.address,
  };
}

/** Lines that a file does not name stay, as its fields do. */
function itemsAfter(account: Account, had: readonly Item[], products: readonly FeedProduct[]): readonly Item[] {
  let items = had;
  for (const product of products) {
    const there = items.find(({ externalId }) => externalId === product['@Id']);
    const item = itemAfter(account, there, product);
    items = there ? items.map(each => (each === there ? item : each)) : [...items, item];
  }
  return items;
}

function itemAfter(account: Account, had: Item | undefined, product: FeedProduct): Item {
  const { Name, SKU, EAN, PriceNet, Quantity, Unit, VAT, FolderName, Description } = product;
  return {
    ...{ id: had?.id ?? account.nextId('item'), externalId: product['@Id'] },
    ...{ name: Name || (had?.name ?? ''), sku: SKU ?? had?.sku ?? '', ean: EAN ?? had?.ean ?? '' },
    priceNet: rounded(PriceNet ?? had?.priceNet ?? 0, 6),
    quantity: Quantity ?? had?.quantity ?? 1,
    unit: Unit || (had?.unit ?? units[account.settings.language][0] ?? ''),
    ...{ vat: VAT ?? had?.vat ?? 0, folder: FolderName || (had?.folder ?? '') },
    description: Description ?? had?.description ?? '',
  };
}
