import { z } from 'zod';
import type { CertificateFacts, Memo, Warning } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import { toMajorNumber, toMoney } from '../money.ts';
import { certificateDue, type Order } from '../order.ts';
import type { Context } from './api.ts';
import { type Account, Accounts, Done } from './wire.ts';

const bare = (code: string): string => code.replace(/[\s-]/g, '');

/** The vendor's fixtures keep card numbers in groups of four; whether the filter minds the blanks is documented nowhere. */
const spellings = (code: string): string[] => {
  const plain = bare(code);
  const grouped = /^\d+$/.test(plain) && plain.length > 4 ? plain.replace(/(\d{4})(?=\d)/g, '$1 ') : plain;
  return [...new Set([plain, grouped, code.trim()])];
};

/** The account whose card bears this number, and no other that the CRM may answer with it. */
const accountOf = async ({ api }: Context, code: string): Promise<Account | null> => {
  for (const spelling of spellings(code)) {
    const query = [['filter[cardNumber]', spelling] as const, ['limit', '20'] as const];
    const { loyaltyAccounts } = await api({ operation: 'loyalty/accounts', query }, Accounts);
    const found = loyaltyAccounts.find(({ cardNumber }) => cardNumber && bare(cardNumber) === bare(code));
    if (found) return found;
  }
  return null;
};

const isGood = ({ active, status }: Account): boolean => active !== false && (status ?? 'activated') === 'activated';

/** One bonus is one unit of the loyalty programme's currency (inferred from the programme having one). */
const balanceOf = ({ amount, loyalty }: Account, currency: string) =>
  toMoney(amount, loyalty?.currency ?? currency) ?? { amount: 0, currency };

/** A certificate that is a loyalty account's card. */
export const certificate = async (context: Context, code: string): Promise<CertificateFacts | null> => {
  if (bare(code) === '') return null;
  const account = await accountOf(context, code);
  if (!account) return null;
  const amount = balanceOf(account, context.shop.currency);
  if (!isGood(account)) return { kind: 'money', amount, state: 'expired' };
  return { kind: 'money', amount, state: amount.amount > 0 ? 'valid' : 'used' };
};

/** What the memo keeps of a charge before it goes out: `before` tells afterwards whether it was taken. */
const Plan = z.object({ account: z.string(), amount: z.number(), before: z.number() });
type Plan = z.infer<typeof Plan>;

const refused: Warning[] = [{ code: 'certificate-refused', about: 'certificate', money: true }];

/** What became of a charge whose answer was lost. Another use of the card in between leaves it open: a person looks. */
const wasTaken = (plan: Plan, balance: number): boolean => {
  if (balance === plan.before - plan.amount) return true;
  if (balance === plan.before) return false;
  throw unclear('loyalty/charge');
};

/**
 * Takes an order's discount off its certificate. The CRM knows no id of a charge, so each step is remembered first and
 * compared with the balance afterwards: nothing is charged twice.
 */
export const chargeCertificate = async (context: Context, order: Order, memo: Memo): Promise<Warning[]> => {
  const due = certificateDue(order);
  if (!order.certificate || memo.value['charged'] === true) return [];
  const account = due > 0 ? await accountOf(context, order.certificate) : null;
  if (!account || !isGood(account)) return refused;
  const { amount: balance, currency } = balanceOf(account, context.shop.currency);
  const earlier = Plan.safeParse(memo.value['charge']);
  const plan = earlier.success
    ? earlier.data
    : { account: account.id, amount: Math.min(due, balance), before: balance };
  if (!earlier.success || !wasTaken(plan, balance)) {
    if (plan.amount <= 0) return refused;
    await memo.save({ charge: plan });
    await move(context, 'charge', plan, currency, order.externalId);
  }
  await memo.save({ charged: true });
  return plan.amount < due ? refused : [];
};

const GIVEN = z.object({ before: z.number() });

/**
 * Gives back by a credit what was charged (vendor's PHP client, loyalty/account/{id}/bonus/credit): RetailCRM does not
 * know which order a charge was for. A credit has no id either, and may become active later: one whose answer was lost
 * and that the balance does not show is left to a person, never made twice.
 */
export const releaseCertificate = async (context: Context, order: Order, memo: Memo): Promise<void> => {
  const charged = Plan.safeParse(memo.value['charge']).data;
  if (!order.certificate || !charged || memo.value['released'] === true) return;
  // Nobody knows whether it was taken.
  if (memo.value['charged'] !== true) throw unclear('loyalty/credit');
  const account = await accountOf(context, order.certificate);
  if (!account) throw new CrmFailure('loyalty/credit', { kind: 'protocol', taken: 'no', code: 'no-such-card' });
  const { amount: balance, currency } = balanceOf(account, context.shop.currency);
  const earlier = GIVEN.safeParse(memo.value['release']).data;
  if (earlier && balance !== earlier.before + charged.amount) throw unclear('loyalty/credit');
  if (!earlier) {
    await memo.save({ release: { before: balance } });
    await move(context, 'credit', { ...charged, account: account.id }, currency, order.externalId).catch(
      async (error: unknown) => {
        if (error instanceof CrmFailure && error.taken === 'no') await memo.save({ release: null });
        throw error;
      },
    );
  }
  await memo.save({ released: true });
};

const unclear = (operation: string): CrmFailure =>
  new CrmFailure(operation, { kind: 'invalid', taken: 'unknown', code: 'charge-unclear' });

const move = async (
  { api }: Context,
  way: 'charge' | 'credit',
  { account, amount }: Plan,
  currency: string,
  comment: string,
): Promise<void> => {
  const form = { amount: String(toMajorNumber({ amount, currency })), comment };
  await api({ operation: `loyalty/${way}`, path: `loyalty/account/${account}/bonus/${way}`, form, once: true }, Done);
};
