/** What the account starts with: customers whose phones are spelled as people spell them, and an order of each. */
import type { Account } from './account.ts';
import { addAddress } from './addresses.ts';
import { addCard } from './cards.ts';
import { addContact } from './contacts.ts';
import { countryBy } from './countries.ts';
import { seedCoupons } from './coupons.ts';
import { units, users, webshop } from './labels.ts';
import { dishes, dishOf, netOf } from './menu.ts';
import { noCustomer } from './order-body.ts';
import { addOrder } from './order-changes.ts';
import type { Card, Item, Order } from './records.ts';
import { budapest } from './times.ts';

export const seedPhones = ['+40720000011', '0720000012', '0040 720 000 013'] as const;

interface Taken {
  readonly number: string;
  readonly externalId: string | null;
  readonly status: Order['status'];
  readonly lines: readonly (readonly [article: string, quantity: number])[];
}

/** Puts it all into a fresh account. */
export function seedAccount(account: Account): void {
  const createdBy = users[1].id;
  for (const { article, name } of dishes) account.products.set(article, { id: account.nextId('product'), name });

  const ioana = person(account, ['Ioana', 'Pop'], seedPhones[0], 'ioana.pop@example.com', null);
  take(account, ioana, createdBy, { number: 'CMD-00001', externalId: null, status: 'InProgress', lines: [['002', 2]] });

  const mihai = person(account, ['Mihai', 'Stan'], seedPhones[1], 'mihai.stan@example.com', null);
  addCard(account, {
    ...{ ...mihai, categoryId: webshop.id, name: 'Mihai Stan', userId: users[0].id, referenceId: '5001' },
    statusId: webshop.statuses.find(({ key }) => key === 'new')?.id ?? 0,
  });
  const fromSite = { number: '2001', externalId: '5001001', status: 'InProgress' } as const;
  take(account, mihai, users[0].id, {
    ...fromSite,
    lines: [
      ['011', 1],
      ['020', 2],
    ],
  });

  const company = addContact(account, {
    ...{ type: 'Business', emails: ['office@valmar.example'], phones: [], values: { Name: 'SC Valmar SRL' } },
  });
  const ana = person(account, ['Ana', 'Dobre'], seedPhones[2], 'ana@valmar.example', company.id);
  take(account, ana, createdBy, { number: 'CMD-00002', externalId: null, status: 'Completed', lines: [['009', 1]] });

  const shop = addContact(account, { type: 'Business', emails: [], phones: [], values: { Name: 'Valul' } });
  seedCoupons(account, shop.id);
}

type Owner = Pick<Card, 'contactId' | 'businessId'>;

function person(
  account: Account,
  [FirstName, LastName]: readonly [string, string],
  phone: string,
  email: string,
  businessId: number | null,
): Owner {
  const values = { FirstName, LastName };
  const { id } = addContact(account, { type: 'Person', emails: [email], phones: [phone], businessId, values });
  const where = { city: 'Cluj-Napoca', postalCode: '400001', address: 'Str. Portului 5' };
  addAddress(account, { contactId: id, countryId: countryBy('40', 'ro') ?? null, ...where, isDefault: true });
  return { contactId: id, businessId };
}

function take(account: Account, of: Owner, createdBy: number, { lines, ...facts }: Taken): void {
  const contact = account.contacts.get(of.contactId);
  const name = [contact?.values['FirstName'], contact?.values['LastName']].join(' ');
  addOrder(
    account,
    { of, values: {}, createdBy },
    {
      ...facts,
      ...{ currency: account.settings.currency, language: '', performance: budapest(account.now()), subject: '' },
      ...{ paymentMethod: 'CashOnDelivery', customer: { ...noCustomer, name, city: 'Cluj-Napoca' } },
      items: lines.map(([article, quantity]) => itemOf(account, article, quantity)),
    },
  );
}

function itemOf(account: Account, article: string, quantity: number): Item {
  const dish = dishOf(article);
  return {
    ...{ id: account.nextId('item'), externalId: null, sku: article, ean: '', name: dish.name, description: '' },
    ...{ priceNet: netOf(dish), quantity, unit: units[account.settings.language][0] ?? '', vat: dish.vat },
    folder: 'Meniu',
  };
}
