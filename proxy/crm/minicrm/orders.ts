import type { Money } from '../../contract/index.ts';
import { toMoney } from '../money.ts';
import type { Context } from './api.ts';
import { OrderRow } from './wire.ts';

const LIST = 'Order/List';
/** The list begins with what changed last; whoever asks means an order that just did. */
const PAGES = 5;

/** An order and its card are two things with two ids, and only this list has both. Orders in draft are not on it. */
export const orderRowOf = async (
  { api }: Pick<Context, 'api'>,
  card: string,
  pages = PAGES,
): Promise<OrderRow | null> => {
  const { rows } = await api.list({ operation: LIST }, OrderRow, pages);
  return rows.find(({ ProjectId }) => ProjectId === card) ?? null;
};

export const orderIdOf = async (context: Pick<Context, 'api'>, card: string): Promise<string | null> =>
  (await orderRowOf(context, card))?.Id ?? null;

export const totalOf = ({ Amount, CurrencyCode }: OrderRow, currency: string): Money | null =>
  CurrencyCode === undefined || CurrencyCode === currency ? toMoney(Amount, currency) : null;
