import { z } from 'zod';
import type { CertificateFacts, Memo, Warning } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import { toMajorNumber, toMoney } from '../money.ts';
import type { Order } from '../order.ts';
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
  throw new CrmFailure('loyalty/charge', { kind: 'invalid', taken: 'unknown', code: 'charge-unclear' });
};

/**
 * Takes an order's discount off its certificate. The CRM knows no id of a charge, so each step is remembered first and
 * compared with the balance afterwards: nothing is charged twice.
 */
export const chargeCertificate = async (context: Context, order: Order, memo: Memo): Promise<Warning[]> => {
  const due = order.discount?.amount ?? 0;
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
    await charge(context, plan, currency, order.externalId);
  }
  await memo.save({ charged: true });
  return plan.amount < due ? refused : [];
};

const charge = async ({ api }: Context, plan: Plan, currency: string, comment: string): Promise<void> => {
  const amount = toMajorNumber({ amount: plan.amount, currency });
  await api(
    {
      operation: 'loyalty/charge',
      path: `loyalty/account/${plan.account}/bonus/charge`,
      form: { amount: String(amount), comment },
      once: true,
    },
    Done,
  );
};
