/** Reports on stock, and the assortment, whose older version has stock in it. */
import type { Answer } from '../../kit/sandbox.ts';
import { isLocalTime } from '../../kit/zoned-time.ts';
import { moscowTime, ofType } from '../account.ts';
import { ok, refusals } from '../http/answers.ts';
import { readConditions } from '../http/filters.ts';
import { employeeMeta, page } from '../http/lists.ts';
import { listMeta, metaOf, pathOfHref } from '../http/meta.ts';
import { shown } from '../http/render.ts';
import type { Request } from '../http/request.ts';
import { goodsTypes } from '../kinds/goods.ts';
import { commonFilters } from '../kinds/kind.ts';
import { stockLines, stockTotals, type Total } from '../stock.ts';
import { changedSince } from '../stock-changes.ts';
import { type Entity, isFields, listOf, numberOf, type Value } from '../values.ts';
import { modeOf } from './stock-modes.ts';

/** The types of a short report, each a sum of its own; the sandbox expects no deliveries. */
const stockTypes: Readonly<Record<string, (line: { readonly stock: number; readonly reserve: number }) => number>> = {
  stock: ({ stock }) => stock,
  freeStock: ({ stock, reserve }) => stock - reserve,
  quantity: ({ stock, reserve }) => stock - reserve,
  reserve: ({ reserve }) => reserve,
  inTransit: () => 0,
};

const assortmentFilters = { ...commonFilters, article: 'text', barcode: 'text', type: 'text', search: 'text' } as const;

/** What the older assortment is filtered by besides the fields of its rows. */
const stockFilters = ['stockMode', 'quantityMode', 'stockStore', 'stockMoment'];

export function listAssortment(request: Request): Answer {
  const { account, query } = request;
  const asked = readConditions(query.get('filter') ?? '');
  // The newer one has nothing that it could filter by stock (MoySklad API 1.2, assortment).
  const conditions = request.withoutStock ? [] : asked.filter(({ field }) => stockFilters.includes(field));
  const stores = conditions
    .filter(({ field }) => field === 'stockStore')
    .map(({ value }) => pathOfHref(request, value, 'stockStore'));
  const totals = new Map(stockTotals(account, stores).map(total => [total.goods.path, total]));
  const more = ({ path }: Entity) => (request.withoutStock ? {} : numbersOf(totals.get(path)));
  const goods = goodsTypes.flatMap(type => ofType(account, type));
  // A row does not say what it is but in its `meta`; the filter `type` goes by that.
  const typed = goods
    .filter(({ path }) => isWanted(totals.get(path), { conditions, query }))
    .map(entity => ({ ...entity, fields: { ...entity.fields, type: entity.type } }));
  const search = ['name', 'code', 'article', 'description'];
  return ok(
    page(request, typed, {
      type: 'assortment',
      filters: assortmentFilters,
      conditions: asked.filter(each => !conditions.includes(each)),
      search,
      more: row => ({ ...more(row), type: undefined }),
    }),
  );
}

/** What is not counted has no stock that a mode could ask for. */
function isWanted(total: Total | undefined, asked: Parameters<typeof modeOf>[0]): boolean {
  const [stockMode, quantityMode] = [modeOf(asked, 'stockMode', 'all'), modeOf(asked, 'quantityMode', 'all')];
  if (!total) return asked.conditions.every(({ field, value }) => !field.endsWith('Mode') || value === 'all');
  return stockMode(total.stock) && quantityMode(total.stock - total.reserve);
}

function numbersOf(total: Total | undefined) {
  if (!total) return {};
  const { stock, reserve } = total;
  return { stock, reserve, inTransit: 0, quantity: stock - reserve };
}

/** `…/all/current`: a plain list of ids and numbers. */
export function currentAll(request: Request): Answer {
  const { wanted, name, numberOf: count, withZeros } = readCurrent(request);
  const rows = stockTotals(request.account)
    .filter(({ goods }) => wanted(goods))
    .map(total => ({ assortmentId: total.goods.id, [name]: count(total) }));
  return ok(withZeros ? rows : rows.filter(row => row[name] !== 0));
}

/** `…/bystore/current`: the same, by store. */
export function currentByStore(request: Request): Answer {
  const { wanted, inStore, name, numberOf: count, withZeros } = readCurrent(request);
  const rows = stockLines(request.account)
    .filter(({ goods, store }) => wanted(goods) && inStore(store))
    .map(line => ({ assortmentId: line.goods.id, storeId: line.store?.id ?? null, [name]: count(line) }));
  return ok(withZeros ? rows : rows.filter(row => row[name] !== 0));
}

const DAY_MS = 24 * 3_600_000;

/** The goods whose stock changed since then; a day back at most, and not ahead (MoySklad API 1.2, stock reports). */
function readChanged({ account, query }: Request): ReadonlySet<string> | undefined {
  const since = query.get('changedSince');
  if (since === null) return undefined;
  const now = account.kit.clock.now();
  const isNear = isLocalTime(since) && since >= moscowTime(now - DAY_MS).slice(0, 19) && since <= moscowTime(now);
  if (!isNear) throw refusals.badParameter(`Недопустимое значение параметра changedSince: ${since}`);
  return changedSince(account, since);
}

function readCurrent(request: Request) {
  const { query } = request;
  const changed = readChanged(request);
  const name = query.get('stockType') ?? 'stock';
  const numberOf = Object.hasOwn(stockTypes, name) ? stockTypes[name] : undefined;
  if (!numberOf) throw refusals.badParameter(`Недопустимое значение параметра stockType: ${name}`);
  // Ids, and several of them after a comma: unlike in any other filter (MoySklad API 1.2, stock reports).
  const lists = new Map(readConditions(query.get('filter') ?? '').map(({ field, value }) => [field, value.split(',')]));
  const unknown = [...lists.keys()].find(field => field !== 'assortmentId' && field !== 'storeId');
  if (unknown !== undefined) throw refusals.badFilter(`По полю '${unknown}' фильтровать нельзя`);
  const isListed = (field: string, id: string): boolean => lists.get(field)?.includes(id) ?? true;
  const wanted = ({ id, path }: Entity): boolean => isListed('assortmentId', id) && (changed?.has(path) ?? true);
  const inStore = (store: Entity | null): boolean => isListed('storeId', store?.id ?? '');
  // What has come to nothing has changed, too.
  const withZeros = query.get('include') === 'zeroLines' || changed !== undefined;
  return { name, numberOf, wanted, inStore, withZeros };
}

/** The full report, with prices: what the shop pays is `price` (MoySklad API 1.2, stock reports). */
export function reportAll(request: Request): Answer {
  const { goods: wanted, stores, conditions } = readHrefs(request);
  const stockMode = modeOf({ conditions, query: request.query }, 'stockMode', 'all');
  const quantityMode = modeOf({ conditions, query: request.query }, 'quantityMode', 'nonEmpty');
  const rows = stockTotals(request.account, stores)
    .filter(({ goods }) => wanted.length === 0 || wanted.includes(goods.path))
    .filter(({ stock, reserve }) => stockMode(stock) && quantityMode(stock - reserve));
  return ok(
    report(
      request,
      'stock',
      rows.map(row => allRow(request, row)),
    ),
  );
}

function allRow(request: Request, total: Total): object {
  const { goods } = total;
  const fields = shown(request, goods);
  const { name, code, article, externalCode } = fields;
  const price = kopecks(fields['buyPrice']);
  const salePrice = kopecks(listOf(fields, 'salePrices')[0]);
  return {
    meta: reportMeta(request, goods),
    ...numbersOf(total),
    ...{ name, code, article, price, salePrice, externalCode, stockDays: 1 },
  };
}

export function reportByStore(request: Request): Answer {
  const { goods: wanted, stores, conditions } = readHrefs(request);
  const stockMode = modeOf({ conditions, query: request.query }, 'stockMode', 'nonEmpty');
  const lines = stockLines(request.account).filter(
    ({ goods, store }) =>
      store !== null &&
      (wanted.length === 0 || wanted.includes(goods.path)) &&
      (stores.length === 0 || stores.includes(store.path)),
  );
  const counted = [...Map.groupBy(lines, ({ goods }) => goods)].filter(([, each]) =>
    stockMode(each.reduce((sum, { stock }) => sum + stock, 0)),
  );
  const rows = counted.map(([goods, each]) => ({
    meta: reportMeta(request, goods),
    stockByStore: each.flatMap(({ store, stock, reserve }) =>
      store ? [{ meta: metaOf(request, store), name: store.fields['name'], stock, reserve, inTransit: 0 }] : [],
    ),
  }));
  return ok(report(request, 'stockbystore', rows));
}

const reportFilters = ['product', 'variant', 'store', 'stockMode', 'quantityMode'];

function readHrefs(request: Request) {
  const conditions = readConditions(request.query.get('filter') ?? '');
  const paths = (...fields: readonly string[]) =>
    conditions.filter(({ field }) => fields.includes(field)).map(({ value }) => pathOfHref(request, value, 'filter'));
  const unknown = conditions.find(({ field }) => !reportFilters.includes(field));
  if (unknown) throw refusals.badFilter(`По полю '${unknown.field}' фильтровать нельзя`);
  return { goods: paths('product', 'variant'), stores: paths('store'), conditions };
}

function report(request: Request, type: string, rows: readonly object[]): object {
  const { query, path } = request;
  const limit = Math.min(Number(query.get('limit') ?? 1000) || 1000, 1000);
  const offset = Number(query.get('offset') ?? 0) || 0;
  return {
    context: { employee: employeeMeta(request) },
    meta: listMeta(request, { path, type, size: rows.length, limit, offset }),
    rows: rows.slice(offset, offset + limit),
  };
}

/** Addresses in reports end in a query, which is no part of the id (MoySklad API 1.2, stock reports). */
function reportMeta(request: Request, { type, path }: Entity): object {
  return metaOf(request, { type, path: `${path}?expand=supplier` });
}

function kopecks(price: Value | undefined): number {
  return isFields(price) ? numberOf(price, 'value') : 0;
}
