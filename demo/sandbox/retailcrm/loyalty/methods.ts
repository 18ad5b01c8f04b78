/** `loyalty/…`: accounts by card, and their balance (vendor's PHP client). */
import { z } from 'zod';
import type { Answer } from '../../kit/sandbox.ts';
import { type Account, isVisible, localNow } from '../account.ts';
import { programmes } from '../data/people.ts';
import { created, ok, Refusal, refusals } from '../http/answers.ts';
import { readEntity, text, whole } from '../http/fields.ts';
import { applyFilters, atLeast, atMost, type Filters, holds, notServed, oneOf } from '../http/filters.ts';
import { paginate } from '../http/paging.ts';
import type { Request } from '../http/request.ts';
import { findByExternalId, siteOf } from '../site.ts';
import { accountView, type LoyaltyAccount, namedAccount, operate, programmeViews } from './loyalty-account.ts';

export function listAccounts(account: Account, request: Request): Answer {
  const visible = [...account.loyaltyAccounts.values()].filter(({ customerId }) => {
    const customer = account.customers.get(customerId);
    return customer !== undefined && isVisible(account, customer);
  });
  const { pagination, page } = paginate(request, applyFilters(account, request, accountFilters(account), visible));
  return ok({ pagination, loyaltyAccounts: page.map(each => accountView(account, each)) });
}

function accountFilters({ customers, settings }: Account): Filters<LoyaltyAccount> {
  const unserved = ['createdAtFrom', 'createdAtTo', 'burnDateFrom', 'burnDateTo', 'level', 'customer'];
  const card = ({ cardNumber }: LoyaltyAccount): string | null => cardNumber;
  return {
    ...Object.fromEntries(unserved.map(name => [name, notServed])),
    id: oneOf(({ id }) => id),
    ids: oneOf(({ id }) => id),
    cardNumber: settings.cardMatch === 'whole' ? oneOf(card) : holds(each => [card(each)]),
    phoneNumber: holds(({ phoneNumber }) => [phoneNumber]),
    customerId: oneOf(({ customerId }) => customerId),
    customerExternalId: oneOf(({ customerId }) => customers.get(customerId)?.externalId),
    status: oneOf(({ status }) => status),
    loyalties: oneOf(({ programme }) => programme),
    sites: oneOf(({ customerId }) => customers.get(customerId)?.site),
    minAmount: atLeast(({ amount }) => amount),
    maxAmount: atMost(({ amount }) => amount),
  };
}

export function getAccount(account: Account, request: Request): Answer {
  return ok({ loyaltyAccount: accountView(account, namedAccount(account, request)) });
}

const accountSchema = z.object({
  phoneNumber: text.pipe(z.string().min(1)),
  cardNumber: text.nullish(),
  customer: z.object({ id: whole.nullish(), externalId: text.nullish() }),
});

/** The sentences of the refusals are the server's (quoted in an issue). */
export function createAccount(account: Account, request: Request): Answer {
  const site = siteOf(account, request);
  const { phoneNumber, cardNumber, customer: key } = readEntity(request, 'loyaltyAccount', accountSchema);
  const customer = key.id
    ? account.customers.get(key.id)
    : findByExternalId(account.customers, site, key.externalId ?? '');
  if (!customer) throw new Refusal(400, "Can't create a loyalty account", { customer: 'Customer not found.' });

  const programme = programmes[0]?.id ?? 1;
  const others = [...account.loyaltyAccounts.values()].filter(each => each.programme === programme);
  const errors = {
    ...(others.some(({ customerId }) => customerId === customer.id)
      ? { loyalty: 'The customer is in this loyalty program already' }
      : {}),
    ...(others.some(each => each.phoneNumber === phoneNumber)
      ? { phoneNumber: 'The phone number is already used in this loyalty program' }
      : {}),
  };
  if (Object.keys(errors).length > 0) throw new Refusal(400, "Can't create a loyalty account", errors);

  const made: LoyaltyAccount = {
    id: account.nextId('loyaltyAccount'),
    programme,
    customerId: customer.id,
    phoneNumber,
    amount: 0,
    cardNumber: cardNumber ?? null,
    status: 'not_confirmed',
    createdAt: localNow(account),
  };
  account.loyaltyAccounts.set(made.id, made);
  return created({ site, loyaltyAccount: accountView(account, made), warnings: [] });
}

export function activateAccount(account: Account, request: Request): Answer {
  const activated: LoyaltyAccount = { ...namedAccount(account, request), status: 'activated' };
  account.loyaltyAccounts.set(activated.id, activated);
  return ok({ loyaltyAccount: accountView(account, activated) });
}

export function creditBonus(account: Account, request: Request): Answer {
  const amount = readAmount(request);
  const operation = { type: 'credit_manual', amount, comment: request.text('comment'), orderId: null } as const;
  const { id } = operate(account, namedAccount(account, request), operation);
  const [activationDate, expireDate] = [request.text('activationDate'), request.text('expireDate')];
  return created({
    loyaltyBonus: { id, amount, ...(activationDate ? { activationDate } : {}), ...(expireDate ? { expireDate } : {}) },
  });
}

export function chargeBonus(account: Account, request: Request): Answer {
  const amount = readAmount(request);
  const operation = {
    type: 'charge_manual',
    amount: -amount,
    comment: request.text('comment'),
    orderId: null,
  } as const;
  operate(account, namedAccount(account, request), operation);
  return ok({});
}

function readAmount(request: Request): number {
  const sent = request.text('amount');
  if (sent === '') throw refusals.missing('amount');
  const amount = Number(sent);
  if (!(Number.isFinite(amount) && amount > 0))
    throw refusals.badParameters({ amount: 'This value should be greater than 0.' });
  return amount;
}

export function listOperations(account: Account, request: Request): Answer {
  const { id } = namedAccount(account, request);
  const own = account.bonusOperations.filter(({ loyaltyAccountId }) => loyaltyAccountId === id).reverse();
  const { pagination, page } = paginate(request, own);
  const bonusOperations = page.map(({ type, createdAt, amount, comment, orderId }) => ({
    type,
    createdAt,
    amount,
    ...(orderId === null ? {} : { order: { id: orderId } }),
    ...(comment ? { comment } : {}),
  }));
  return ok({ pagination, bonusOperations });
}

export function getProgramme(account: Account, { segments: [id] }: Request): Answer {
  const loyalty = programmeViews(localNow(account)).find(programme => String(programme.id) === id);
  if (!loyalty) throw refusals.notFound();
  return ok({ loyalty, requiredFields: [] });
}

export function listProgrammes(account: Account, request: Request): Answer {
  const { pagination, page } = paginate(request, programmeViews(localNow(account)));
  return ok({ pagination, loyalties: page });
}
