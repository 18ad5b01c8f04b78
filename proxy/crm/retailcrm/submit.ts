import type { Memo, Submitted, Warning } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import { toMoney } from '../money.ts';
import type { Order } from '../order.ts';
import { samePhone } from '../phone.ts';
import { Refusal } from './answer.ts';
import { type Context, ofSite } from './api.ts';
import { ensureCustomer } from './customers.ts';
import { type NewOrder, newOrder } from './map.ts';
import { CreatedOrder, type OrderRow, Orders } from './wire.ts';

/** Our order in the CRM. `complete` is false where its search did not keep to what was asked. */
export const findByExternalId = async (
  { api, settings }: Context,
  externalId: string,
): Promise<{ row: OrderRow | null; complete: boolean }> => {
  const query = [['filter[externalIds][]', externalId] as const, ...ofSite(settings), ['limit', '20'] as const];
  const { orders } = await api({ operation: 'orders', query }, Orders);
  const row = orders.find(each => each.externalId === externalId) ?? null;
  return { row, complete: row !== null || orders.length === 0 };
};

const submittedOf = ({ id, number, totalSumm, currency }: OrderRow, shopCurrency: string): Submitted => {
  const total = toMoney(totalSumm, currency ?? shopCurrency);
  return { ref: id, number: number ?? null, ...(total && { total }), warnings: [] };
};

export const findSubmitted = async (context: Context, order: Order) => {
  const { row, complete } = await findByExternalId(context, order.externalId);
  return { found: row && submittedOf(row, context.shop.currency), complete };
};

/** Another shop's order under our id would make ours vanish without a word. */
const isAnothers = (row: OrderRow, { customer }: Order, country: string): boolean =>
  Boolean(row.phone && customer.phone) && !samePhone(row.phone, customer.phone, country);

/** "Already exists" is success where it is ours; "loaded with errors" where it was loaded. */
const standing = async (context: Context, order: Order, refusal: Refusal): Promise<OrderRow> => {
  const { row } = await findByExternalId(context, order.externalId);
  if (!row && refusal.kind !== 'conflict') throw refusal;
  // It is there, but cannot be seen yet: the next attempt finds it.
  if (!row) throw new CrmFailure('orders/create', { kind: 'unavailable', taken: 'unknown', code: 'already-exists' });
  if (isAnothers(row, order, context.shop.phoneCountry)) {
    throw new CrmFailure('orders/create', { kind: 'conflict', taken: 'no', code: 'external-id-taken' });
  }
  return row;
};

/** Articles that the CRM took without a word, or did not: it is known to lose some (OpenCart module, issue 199). */
const lostLines = ({ order: { items } }: NewOrder, told: OrderRow['items']): Warning[] => {
  if (!told || told.length >= items.length) return [];
  const known = new Set(told.flatMap(({ offer }) => [offer?.externalId, offer?.xmlId]));
  const skus = items.map(({ offer }) => offer?.externalId ?? offer?.xmlId).filter(sku => sku && !known.has(sku));
  const about = skus.length > 0 ? skus : ['items'];
  return about.map(sku => ({ code: 'line-dropped', about: sku ?? 'items', money: true }));
};

const UNSUPPORTED: Warning = { code: 'field-dropped', about: 'payments', money: true };

/**
 * What can be left out of a refused order so that it still can be taken: an article or a customer the CRM does not
 * know, payments it does not allow for the delivery. Null: nothing of it.
 */
const mended = ({ order, warnings }: NewOrder, refusal: Refusal): NewOrder | null => {
  const about = (field: string): boolean => refusal.fields.some(each => each.startsWith(field));
  const unknown = new Set(refusal.fields.flatMap(field => /^items\[(\d+)\]\.offer/.exec(field)?.[1] ?? []));
  if (unknown.size === 0 && !about('customer') && !about('payments')) return null;
  const { customer, payments, ...rest } = order;
  const items = order.items.map((item, index) => {
    const { offer: _, ...bare } = item;
    return unknown.has(String(index)) ? bare : item;
  });
  const strangers = order.items.filter((_, index) => unknown.has(String(index)));
  return {
    order: {
      ...rest,
      ...(customer && !about('customer') && { customer }),
      ...(payments !== undefined && !about('payments') && { payments }),
      items,
    },
    warnings: [
      ...warnings,
      ...strangers.map(
        ({ offer }) => ({ code: 'other', about: offer?.externalId ?? offer?.xmlId ?? 'items', money: false }) as const,
      ),
      ...(about('payments') ? [UNSUPPORTED] : []),
    ],
  };
};

const create = async ({ api, settings }: Context, { order }: NewOrder): Promise<CreatedOrder> =>
  api({ operation: 'orders/create', form: { site: settings.site, order }, once: true }, CreatedOrder);

/** Creates the order; one that is refused for something it can go without goes without it. */
const createMended = async (context: Context, draft: NewOrder): Promise<[CreatedOrder, NewOrder]> => {
  try {
    return [await create(context, draft), draft];
  } catch (error) {
    const lighter = error instanceof Refusal && error.kind === 'invalid' ? mended(draft, error) : null;
    if (!lighter) throw error;
    return [await create(context, lighter), lighter];
  }
};

/** Trouble with the customer never holds up an order: the CRM attaches one by itself, and `finish` puts it right. */
const customerOf = async (context: Context, order: Order, memo: Memo): Promise<string | null> => {
  try {
    return await ensureCustomer(context, order, memo);
  } catch (error) {
    if (error instanceof CrmFailure && error.code !== 'book-write-failed') return null;
    throw error;
  }
};

const mayStand = (error: unknown): error is Refusal =>
  error instanceof Refusal && (error.kind === 'conflict' || error.taken === 'unknown');

/** Submits an order. The memo keeps the customer, the order's ref, and whether the two belong together already. */
export const submitOrder = async (context: Context, order: Order, memo: Memo): Promise<Submitted> => {
  const customer = await customerOf(context, order, memo);
  const draft = newOrder(order, context, customer);
  try {
    const [answer, sent] = await createMended(context, draft);
    const row = answer.order;
    await memo.save({ ref: answer.id, linked: sent.order.customer !== undefined });
    const told = row ? submittedOf(row, context.shop.currency) : { number: null };
    return { ...told, ref: answer.id, warnings: [...sent.warnings, ...lostLines(sent, row?.items)] };
  } catch (error) {
    if (!mayStand(error)) throw error;
    const row = await standing(context, order, error);
    await memo.save({ ref: row.id, linked: customer !== null && row.customer?.id === customer });
    return { ...submittedOf(row, context.shop.currency), warnings: [...draft.warnings] };
  }
};
