/** Accounts of loyalty programmes, and what happens to the bonuses on them. */
import { type Account, isVisible, localNow } from '../account.ts';
import type { AccountStatus } from '../data/people.ts';
import { programmes } from '../data/people.ts';
import { CURRENCY } from '../data/shops.ts';
import { Refusal, refusals } from '../http/answers.ts';
import { withoutEmpty } from '../http/fields.ts';
import type { Request } from '../http/request.ts';

export interface LoyaltyAccount {
  readonly id: number;
  readonly programme: number;
  readonly customerId: number;
  readonly phoneNumber: string;
  readonly cardNumber: string | null;
  readonly amount: number;
  readonly status: AccountStatus;
  readonly createdAt: string;
}

export interface BonusOperation {
  readonly id: number;
  readonly loyaltyAccountId: number;
  readonly type: 'credit_manual' | 'charge_manual' | 'charge_for_order' | 'cancel_of_charge';
  readonly createdAt: string;
  readonly amount: number;
  readonly comment: string;
  readonly orderId: number | null;
}

/** The account that the call's path names. */
export function namedAccount(account: Account, request: Request): LoyaltyAccount {
  const found = account.loyaltyAccounts.get(Number(request.segments[0]));
  const customer = found && account.customers.get(found.customerId);
  if (!found || !customer || !isVisible(account, customer)) throw refusals.notFound();
  return found;
}

type Operation = Omit<BonusOperation, 'id' | 'loyaltyAccountId' | 'createdAt'>;

/** Changes a balance, which never goes below nothing; the sentences of the refusals are made up. */
export function operate(account: Account, loyaltyAccount: LoyaltyAccount, operation: Operation): BonusOperation {
  if (loyaltyAccount.status !== 'activated') {
    throw new Refusal(400, 'Validation error', { loyaltyAccount: 'The loyalty account is not active' });
  }
  const amount = Math.round((loyaltyAccount.amount + operation.amount) * 100) / 100;
  if (amount < 0) throw new Refusal(400, 'Validation error', { amount: 'Not enough bonuses on the account' });
  account.loyaltyAccounts.set(loyaltyAccount.id, { ...loyaltyAccount, amount });
  const { id: loyaltyAccountId } = loyaltyAccount;
  const done = { ...operation, id: account.nextId('bonus'), loyaltyAccountId, createdAt: localNow(account) };
  account.bonusOperations.push(done);
  return done;
}

export function accountView(account: Account, loyaltyAccount: LoyaltyAccount): object {
  const { id, programme, customerId, phoneNumber, cardNumber, amount, status, createdAt } = loyaltyAccount;
  const customer = account.customers.get(customerId);
  return withoutEmpty({
    active: status === 'activated',
    id,
    loyalty: { id: programme, currency: CURRENCY },
    customer:
      customer &&
      withoutEmpty({
        id: customerId,
        externalId: customer.externalId,
        site: customer.site,
        customFields: [],
        firstName: customer.fields.firstName,
        lastName: customer.fields.lastName,
      }),
    phoneNumber,
    cardNumber,
    amount,
    ordersSum: 0,
    nextLevelSum: 10_000,
    level: { type: 'bonus_percent', id: programme * 10, name: 'Первый', privilegeSize: 5, privilegeSizePromo: 2 },
    createdAt,
    activatedAt: status === 'activated' ? createdAt : null,
    status,
    customFields: [],
  });
}

export function programmeViews(createdAt: string): readonly (object & { readonly id: number })[] {
  return programmes.map(({ id, name }) => ({
    active: true,
    blocked: false,
    currency: CURRENCY,
    id,
    name,
    confirmSmsCharge: false,
    confirmSmsRegistration: false,
    createdAt,
    activatedAt: createdAt,
  }));
}
