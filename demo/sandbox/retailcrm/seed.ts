/** What a fresh account is filled with. */
import { type Account, localNow } from './account.ts';
import { addCustomer } from './customers/methods.ts';
import { type StartingCard, startingCards, startingCustomers, takenByPhone } from './data/people.ts';
import type { LoyaltyAccount } from './loyalty/loyalty-account.ts';
import { makeOrder } from './orders/make.ts';
import { addOrder } from './orders/save.ts';
import { findByExternalId } from './site.ts';

const SITE = 'volna';

export function seed(account: Account): void {
  for (const { site, phone, addressText, ...fields } of startingCustomers) {
    const address = addressText === undefined ? {} : { address: { text: addressText } };
    addCustomer(account, site, { ...fields, ...address, phones: phone === undefined ? [] : [{ number: phone }] });
  }
  for (const card of startingCards) addCard(account, card);
  for (const { phone, status, lines } of takenByPhone) {
    const items = lines.map(({ article, quantity }) => ({ offer: { externalId: article }, quantity }));
    const customer = startingCustomers.find(each => each.phone === phone);
    const fields = { phone, firstName: customer?.firstName, status, items, orderMethod: 'phone' };
    addOrder(account, makeOrder(account, fields, { site: SITE, fromApi: false }), 'user');
  }
}

function addCard(account: Account, { programme, customer, cardNumber, phone, amount, status }: StartingCard): void {
  const made: LoyaltyAccount = {
    id: account.nextId('loyaltyAccount'),
    programme,
    cardNumber,
    phoneNumber: phone,
    amount,
    status,
    customerId: findByExternalId(account.customers, SITE, customer)?.id ?? 0,
    createdAt: localNow(account),
  };
  account.loyaltyAccounts.set(made.id, made);
}
