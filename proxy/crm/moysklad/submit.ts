import { choose } from '../choice.ts';
import type { Memo, Submitted, Warning } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import type { Order } from '../order.ts';
import { ensureAgent } from './agents.ts';
import type { Context } from './api.ts';
import { type Good, type Goods, skusOf } from './goods.ts';
import { type NewOrder, newOrder, piecesOf } from './map.ts';
import { fromKopecks, toKopecks } from './money.ts';
import { syncIdOf } from './refs.ts';
import { type ReadMetadata, stateOf } from './states.ts';
import { OrderRow } from './wire.ts';

export const ORDERS = 'entity/customerorder';

/** What orders are created with. */
export interface Desk extends Context {
  goods: Goods;
  /** The id of the organization that sells. */
  organization(): Promise<string>;
  metadata: ReadMetadata;
}

const submittedOf = ({ id, name, sum }: OrderRow, currency: string, warnings: Warning[] = []): Submitted => {
  const total = fromKopecks(sum, currency);
  return { ref: id, number: name, ...(total && { total }), warnings };
};

const isOurs = (row: OrderRow, { externalId }: Order): boolean =>
  !row.deleted && (row.externalCode === externalId || row.syncId === syncIdOf(`customerorder:${externalId}`));

export const findSubmitted = async ({ api, shop }: Context, order: Order) => {
  const rows = await api.rows({ operation: ORDERS, filter: [['externalCode', '=', order.externalId]] }, OrderRow);
  const found = rows.find(row => isOurs(row, order)) ?? null;
  // Strangers' orders mean that the filter was not heeded: then absence proves nothing.
  return { found: found && submittedOf(found, shop.currency), complete: found !== null || rows.length === 0 };
};

/** The articles of an order; what MoySklad does not know is created where that is allowed. */
const goodsOf = async ({ goods, settings }: Desk, order: Order): Promise<Map<string, Good>> => {
  const found = new Map(await goods.find(skusOf(order)));
  if (!settings.createGoods) return found;
  for (const { sku, name, price, weight } of piecesOf(order)) {
    // What a visitor may type and nobody priced must never become a product.
    if (found.has(sku) || (order.source !== 'site' && price === null)) continue;
    const made = await goods.create({
      ...{ sku, name: name ?? sku, type: 'product', weight },
      price: price ? toKopecks(price) : undefined,
    });
    if (made) found.set(sku, made);
  }
  return found;
};

/** The service that carries the cost of delivery, looked for among services alone: goods may have the same code. */
const deliveryOf = async ({ goods, settings }: Desk, { delivery }: Order): Promise<Good | null> => {
  const { cost, articleSku, methodName } = delivery;
  if (!cost || cost.amount <= 0) return null;
  const code = articleSku ?? settings.deliveryService;
  const found = await goods.find([code], ['service']);
  return found.get(code) ?? goods.create({ sku: code, name: methodName ?? 'Доставка', type: 'service' });
};

const isAbout = (error: unknown, code: RegExp): boolean => error instanceof CrmFailure && code.test(error.code ?? '');

/** What can be left out of a refused order so that it still can be taken; null: nothing of it. */
const mended = ({ body, warnings }: NewOrder, error: unknown): NewOrder | null => {
  // The account wants numbers to be unique and has this one: MoySklad numbers the order itself (wooms issue 159).
  if (body.name !== undefined && isAbout(error, /^3006\b/)) {
    const { name: _, ...rest } = body;
    return { body: rest, warnings: [...warnings, { code: 'field-dropped', about: 'name', money: false }] };
  }
  if (body.attributes && isAbout(error, /attribute/i)) {
    const { attributes: _, ...rest } = body;
    return { body: rest, warnings: [...warnings, { code: 'field-dropped', about: 'attributes', money: false }] };
  }
  return null;
};

const create = async (desk: Desk, draft: NewOrder): Promise<[OrderRow, NewOrder]> => {
  try {
    return [await desk.api.call({ operation: ORDERS, method: 'POST', body: draft.body }, OrderRow), draft];
  } catch (error) {
    const lighter = mended(draft, error);
    if (!lighter) throw error;
    return create(desk, lighter);
  }
};

/** Positions that the CRM took without a word, or did not. */
const lostLines = ({ body: { positions } }: NewOrder, { positions: told }: OrderRow): Warning[] =>
  told && told.meta.size < positions.length ? [{ code: 'line-dropped', about: 'positions', money: true }] : [];

/** Submits an order. The memo keeps its counterparty and its ref; the syncId lets the same order again be harmless. */
export const submitOrder = async (desk: Desk, order: Order, memo: Memo): Promise<Submitted> => {
  const { settings, shop } = desk;
  const organization = await desk.organization();
  const agent = await ensureAgent(desk, order, memo);
  const goods = await goodsOf(desk, order);
  const delivery = await deliveryOf(desk, order);
  const wanted = order.status ?? choose(settings.state, order);
  const state = wanted && (await stateOf(desk.metadata, wanted));
  const draft = newOrder(order, { organization, agent, goods, delivery, state, settings, language: shop.language });
  const [row, sent] = await create(desk, draft);
  await memo.save({ ref: row.id });
  return submittedOf(row, order.currency, [...sent.warnings, ...lostLines(sent, row)]);
};
