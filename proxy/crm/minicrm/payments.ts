import { minorDigits } from '../../contract/currency.ts';
import type { InCrm, PaymentFact } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import { toWall } from '../time.ts';
import type { Context } from './api.ts';
import { BUDAPEST } from './map.ts';
import { orderRowOf, totalOf } from './orders.ts';
import { type OrderRow, Stepped, Todo, Written } from './wire.ts';
import { wordsIn } from './words.ts';

const isWhole = ({ status, amount }: PaymentFact, row: OrderRow, currency: string): boolean => {
  const total = totalOf(row, currency);
  if (status !== 'paid' || !total) return false;
  return amount === undefined || (amount.currency === total.currency && amount.amount >= total.amount);
};

/** An order that is not completed yet cannot become paid: MiniCRM answers 405 (Integrations Manual, p. 108). */
const pay = async ({ api }: Context, { Id }: OrderRow): Promise<boolean> => {
  try {
    await api.call({ operation: 'Order/Paid', path: `Order/${Id}/Paid`, method: 'POST' }, Stepped);
    return true;
  } catch (error) {
    if (error instanceof CrmFailure && error.code === 'http-405') return false;
    throw error;
  }
};

/** What a manager reads of a payment; the same payment always makes the same text. */
export const noteOf = ({ method, amount, status, at, note }: PaymentFact, label: string): string => {
  const digits = amount ? minorDigits(amount.currency) : 0;
  const sum = amount && `${(amount.amount / 10 ** digits).toFixed(digits)} ${amount.currency}`;
  return `${label}: ${[method, sum, status, at, note].filter(Boolean).join(', ')}`;
};

const remind = async ({ api, shop }: Context, card: string, text: string): Promise<void> => {
  const list = { operation: 'R3/ToDoList', path: `R3/ToDoList/${card}`, query: { Status: 'All' } };
  const { rows } = await api.list(list, Todo, 3);
  if (rows.some(({ Comment }) => Comment?.trim() === text)) return;
  const body = { ProjectId: Number(card), Comment: text, Status: 'Open', Deadline: toWall(shop.now(), BUDAPEST) };
  await api.call({ operation: 'R3/ToDo', method: 'PUT', body }, Written);
};

/** Tells of a payment: an order paid in full becomes paid where it may, all else is a task on its card. */
export const recordPayment = async (context: Context, { ref }: InCrm, fact: PaymentFact): Promise<void> => {
  if (fact.status === 'pending') return;
  const row = await orderRowOf(context, ref);
  if (row && isWhole(fact, row, context.shop.currency)) {
    const isPaid = Boolean(row.Paid) && !row.Paid?.startsWith('0000');
    if (isPaid || (await pay(context, row))) return;
  }
  await remind(context, ref, noteOf(fact, wordsIn(context.settings.language).payment));
};
