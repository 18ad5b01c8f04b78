import type { Memo, Submitted, Warning } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import { toMoney } from '../money.ts';
import type { Order } from '../order.ts';
import { toIso } from '../time.ts';
import { Refusal } from './answer.ts';
import { findClient } from './clients.ts';
import type { Context } from './context.ts';
import { shownDiscount } from './discounts.ts';
import { readChanged } from './feed.ts';
import { piecesOf } from './lines.ts';
import { fieldIn, mended, type NewOrder, newOrder } from './map.ts';
import { createProduct } from './new-product.ts';
import { OrderRow } from './wire.ts';

const CREATE = 'POST orders';
const MINUTE = 60_000;
/** How far the two clocks may differ when an order is looked for. */
const BEFORE_MS = 30 * MINUTE;
const ROUNDS = 20;

/** "RUR" is the vendor's word for roubles. */
export const currencyOf = (row: OrderRow, shop: string): string => {
  const code = row.currency_code === 'RUR' ? 'RUB' : row.currency_code;
  return /^[A-Z]{3}$/.exec(code ?? '')?.[0] ?? shop;
};

const submittedOf = (row: OrderRow, { shop }: Context, warnings: readonly Warning[] = []): Submitted => {
  const total = toMoney(row.total_price, currencyOf(row, shop.currency));
  return { ref: row.id, number: row.number ?? null, ...(total && { total }), warnings: [...warnings] };
};

/** Our order among all that changed since it was placed; the search is complete where every row showed its fields. */
export const findSubmitted = async (context: Context, order: Order) => {
  const { api, settings, shop } = context;
  const placed = Math.min(Date.parse(order.placedAt) || shop.now(), shop.now());
  const since = { at: toIso(placed - BEFORE_MS, 'UTC') };
  const { rows, complete } = await readChanged(api, { path: 'orders', since, rounds: ROUNDS }, OrderRow);
  const field = settings.externalIdField ?? '';
  const row = rows.find(({ fields_values }) => fieldIn(fields_values, field) === order.externalId);
  const seen = rows.every(({ fields_values }) => fields_values !== undefined);
  return { found: row ? submittedOf(row, context) : null, complete: row !== undefined || (complete && seen) };
};

const textsIn = (value: unknown): [string, string][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    : [];

/** The variants of an order's articles; by setting, unknown ones are made products first, each once. */
const variantsOf = async (context: Context, order: Order, memo: Memo): Promise<Map<string, string>> => {
  const { articles, settings } = context;
  const pieces = piecesOf(order);
  const places = await articles.find(pieces.map(({ sku }) => sku));
  const variants = new Map([
    ...textsIn(memo.value['variants']),
    ...[...places].map(([sku, { variant }]) => [sku, variant] as const),
  ]);
  const unknown = pieces.filter(({ sku }) => !variants.has(sku));
  if (unknown.length > 0 && settings.unknownSku === 'refuse') throw unknownSku();
  // What a visitor may send must never become a product.
  if (settings.unknownSku === 'product' && order.source === 'site') {
    for (const { sku } of unknown) {
      if (variants.has(sku)) continue;
      variants.set(sku, await createProduct(context, order, sku));
      await memo.save({ variants: Object.fromEntries(variants) });
    }
  }
  if (pieces.every(({ sku }) => !variants.has(sku))) throw unknownSku();
  return variants;
};

const unknownSku = (): CrmFailure => new CrmFailure(CREATE, { kind: 'invalid', taken: 'no', code: 'unknown-sku' });

/** Trouble with finding the client never holds up an order: InSales makes one of what is told. */
const clientOf = async (context: Context, order: Order, memo: Memo): Promise<string | null> => {
  if (typeof memo.value['client'] === 'string') return memo.value['client'];
  let found: { id: string } | null;
  try {
    found = await findClient(context, order.customer);
  } catch (error) {
    if (error instanceof CrmFailure) return null;
    throw error;
  }
  if (found) await memo.save({ client: found.id });
  return found?.id ?? null;
};

const create = async ({ api, settings }: Context, draft: NewOrder): Promise<[OrderRow, NewOrder]> => {
  const send = ({ order }: NewOrder) => api({ method: 'POST', path: 'orders', body: { order }, once: true }, OrderRow);
  for (let next = draft; ; ) {
    try {
      return [await send(next), next];
    } catch (error) {
      const lighter = error instanceof Refusal ? mended(next, error.fields, settings) : null;
      if (!lighter) throw error;
      next = lighter;
    }
  }
};

/** What the answer shows InSales not to have taken, though it said nothing of it. */
const unheeded = (row: OrderRow, order: Order, { externalIdField }: Context['settings']): Warning[] => {
  const isKept = !externalIdField || fieldIn(row.fields_values, externalIdField) === order.externalId;
  const code = order.certificate ?? order.promoCode;
  // What a coupon comes to in an order made by the API is not documented: seen is what shows.
  const isDiscounted = code === undefined || (row.discounts?.length ?? 0) > 0;
  return [
    ...(isKept ? [] : [{ code: 'field-dropped', about: 'externalIdField', money: false } as const]),
    ...(isDiscounted ? [] : [{ code: 'certificate-refused', about: 'coupon', money: true } as const]),
  ];
};

/** Submits an order. The memo keeps the client, products made for it, and the order's ref. */
export const submitOrder = async (context: Context, order: Order, memo: Memo): Promise<Submitted> => {
  const { settings, shop } = context;
  const variants = await variantsOf(context, order, memo);
  const client = await clientOf(context, order, memo);
  const [row, sent] = await create(context, newOrder(order, { settings, shop, variants, client }));
  await memo.save({ ref: row.id });
  const { total, ...submitted } = submittedOf(row, context, [...sent.warnings, ...unheeded(row, order, settings)]);
  // A discount is granted when the order is finished, and compared then.
  return { ...submitted, ...(total && shownDiscount(order) === 0 && { total }) };
};
