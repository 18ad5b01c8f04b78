/** Who and what the account starts with: customers, their cards, orders. Every person in it is made up. */
import type { SiteCode } from './shops.ts';

export interface StartingCustomer {
  readonly site: SiteCode;
  readonly externalId: string | null;
  readonly firstName: string;
  readonly lastName?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly addressText?: string;
  readonly discountCardNumber?: string;
}

const people: readonly StartingCustomer[] = [
  {
    site: 'volna',
    externalId: 'site-11',
    firstName: 'Ольга',
    lastName: 'Садовникова',
    phone: '+79000000011',
    email: 'olga@example.com',
    addressText: 'Садовая, 5к2, кв. 81',
    discountCardNumber: '5001',
  },
  { site: 'volna', externalId: null, firstName: 'Тимур', phone: '+79000000012', addressText: 'Речная, 12' },
  { site: 'volna', externalId: 'site-13', firstName: 'Анна', phone: '+79000000013', email: 'anna@example.com' },
  { site: 'volna-banket', externalId: 'site-11', firstName: 'Банкет', phone: '+79000000021' },
];

export interface Programme {
  readonly id: number;
  readonly name: string;
}

/** The second one is how a shop keeps gift certificates in a CRM that knows none: a card with a balance each. */
export const programmes: readonly Programme[] = [
  { id: 1, name: 'Волна бонусов' },
  { id: 2, name: 'Подарочные карты' },
];

export type AccountStatus = 'activated' | 'deactivated' | 'not_confirmed';

export interface StartingCard {
  readonly programme: number;
  readonly customer: string;
  readonly cardNumber: string;
  readonly phone: string;
  readonly amount: number;
  readonly status: AccountStatus;
}

/** A customer can have one account in a programme, so that each gift card has a holder of its own. */
const gift = (
  cardNumber: string,
  phone: string,
  amount: number,
  status: AccountStatus = 'activated',
): StartingCard => ({
  programme: 2,
  customer: `gift-${cardNumber}`,
  cardNumber,
  phone,
  amount,
  status,
});

export const startingCards: readonly StartingCard[] = [
  { programme: 1, customer: 'site-11', cardNumber: '5001', phone: '+79000000011', amount: 350, status: 'activated' },
  { programme: 1, customer: 'site-13', cardNumber: '5003', phone: '+79000000013', amount: 0, status: 'not_confirmed' },
  gift('700100', '+79000000101', 1000),
  gift('700101', '+79000000102', 3000),
  // As people type them in: vendor's fixtures have cards with blanks.
  gift('2200 7001 0200', '+79000000103', 700),
  // Found by whoever looks for 700100 and takes the first that holds it.
  gift('7001001', '+79000000104', 50),
  gift('700998', '+79000000105', 0),
  gift('700999', '+79000000106', 500, 'deactivated'),
];

const giftHolders = startingCards
  .filter(({ programme }) => programme === 2)
  .map(({ customer }): StartingCustomer => ({ site: 'volna', externalId: customer, firstName: 'Подарочная карта' }));

export const startingCustomers: readonly StartingCustomer[] = [...people, ...giftHolders];

/** The phones of those the first shop's key can see. */
export const phones: readonly string[] = people.flatMap(({ site, phone }) => (site === 'volna' && phone) || []);

/** The cards a shopper could pay with as they are. */
export const giftCards: readonly string[] = ['700100', '700101'];

/** Orders taken by phone before the sandbox started: the CRM has numbered them, and no shop has. */
export const takenByPhone = [
  { phone: '+79000000011', status: 'assembling', lines: [{ article: '002', quantity: 2 }] },
  {
    phone: '+79000000012',
    status: 'new',
    lines: [
      { article: '011', quantity: 1 },
      { article: '020', quantity: 2 },
    ],
  },
] as const;
