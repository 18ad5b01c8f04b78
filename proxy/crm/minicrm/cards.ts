import type { Submitted } from '../crm.ts';
import type { Order } from '../order.ts';
import { toWall } from '../time.ts';
import type { Context } from './api.ts';
import { BUDAPEST, orderFile } from './map.ts';
import { orderRowOf, totalOf } from './orders.ts';
import { CardRow } from './wire.ts';

export const CARDS = 'R3/Project';

const DAY = 86_400_000;
/** A server that heeds none of the filters shows all cards there are: so many of them are looked through. */
const PAGES = 10;

/** Cards of orders with this name, each checked: a filter may find what only begins with it, or be ignored. */
export const cardsNamed = async (
  { api, settings }: Pick<Context, 'api' | 'settings'>,
  name: string,
  query: Record<string, string> = {},
) => {
  const asked = { CategoryId: settings.orders, Name: name, ...query };
  const { rows, whole } = await api.list({ operation: CARDS, query: asked }, CardRow, PAGES);
  const found = rows.filter(row => row.Name?.trim() === name.trim() && !row.Deleted);
  return { found: found.sort((a, b) => Number(b.Id) - Number(a.Id)), whole };
};

/** Since when an order's card can have been there. */
const sinceOf = ({ placedAt }: Order, now: number): string => {
  const placed = Date.parse(placedAt);
  return toWall(Math.min(Number.isNaN(placed) ? now : placed, now) - DAY, BUDAPEST);
};

/** What MiniCRM made of the prices; that it cannot be asked is no reason to doubt the order. */
const toldTotal = async (context: Pick<Context, 'api'>, card: string, currency: string) => {
  try {
    const row = await orderRowOf(context, card, 1);
    return row && totalOf(row, currency);
  } catch {
    return null;
  }
};

/** The card of an order whose number is its name. Its warnings are made again: it may not have been seen when it was sent. */
export const findSubmitted = async (
  context: Context,
  order: Order,
): Promise<{ found: Submitted | null; complete: boolean }> => {
  const { settings, ids, shop } = context;
  const UpdatedSince = sinceOf(order, shop.now());
  const { found, whole } = await cardsNamed(context, order.number, { UpdatedSince });
  const [card] = found;
  if (!card) return { found: null, complete: whole };
  const total = await toldTotal(context, card.Id, order.currency);
  const { warnings } = await orderFile(order, settings, ids, shop);
  return {
    found: { ref: card.Id, number: order.number, ...(total && { total }), warnings: [...warnings] },
    complete: true,
  };
};
