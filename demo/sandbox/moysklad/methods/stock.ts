/** Reports on stock, and the assortment, whose older version has stock in it. */
import type { Answer } from '../../kit/sandbox.ts';
import { ofType } from '../account.ts';
import { ok, refusals } from '../http/answers.ts';
import { readConditions } from '../http/filters.ts';
import { employeeMeta, page } from '../http/lists.ts';
import { listMeta, metaOf, pathOfHref } from '../http/meta.ts';
import { shown } from '../http/render.ts';
import type { Request } from '../http/request.ts';
import { goodsTypes } from '../kinds/goods.ts';
import { commonFilters } from '../kinds/kind.ts';
import { stockLines, stockTotals, type Total } from '../stock.ts';
import { type Entity, isFields, listOf, numberOf, type Value } from '../values.ts';

/** The types of a short report, each a sum of its own; the sandbox expects no deliveries. */
const stockTypes: Readonly<Record<string, (line: { readonly stock: number; readonly reserve: number }) => number>> = {
  stock: ({ stock }) => stock,
  freeStock: ({ stock, reserve }) => stock - reserve,
  quantity: ({ stock, reserve }) => stock - reserve,
  reserve: ({ reserve }) => reserve,
  inTransit: () => 0,
};

const assortmentFilters = { ...commonFilters, article: 'text', barcode: 'text', type: 'text', search: 'text' } as const;

export function listAssortment(request: Request): Answer {
  const { account } = request;
  const totals = new Map(stockTotals(account).map(total => [total.goods.path, total]));
  const more = ({ path }: Entity) => (request.withoutStock ? {} : numbersOf(totals.get(path)));
  const goods = goodsTypes.flatMap(type => ofType(account, type));
  // A row does not say what it is but in its `meta`; the filter `type` goes by that.
  const typed = goods.map(entity => ({ ...entity, fields: { ...entity.fields, type: entity.type } }));
  const search = ['name', 'code', 'article', 'description'];
  return ok(
    page(request, typed, {
      type: 'assortment',
      filters: assortmentFilters,
      search,
      more: row => ({ ...more(row), type: undefined }),
    }),
  );
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
    .filter(({ goods }) => wanted('assortmentId', goods.id))
    .map(total => ({ assortmentId: total.goods.id, [name]: count(total) }));
  return ok(withZeros ? rows : rows.filter(row => row[name] !== 0));
}

/** `…/bystore/current`: the same, by store. */
export function currentByStore(request: Request): Answer {
  const { wanted, name, numberOf: count, withZeros } = readCurrent(request);
  const rows = stockLines(request.account)
    .filter(({ goods, store }) => wanted('assortmentId', goods.id) && wanted('storeId', store?.id ?? ''))
    .map(line => ({ assortmentId: line.goods.id, storeId: line.store?.id ?? null, [name]: count(line) }));
  return ok(withZeros ? rows : rows.filter(row => row[name] !== 0));
}

function readCurrent({ query }: Request) {
  const name = query.get('stockType') ?? 'stock';
  const numberOf = Object.hasOwn(stockTypes, name) ? stockTypes[name] : undefined;
  if (!numberOf) throw refusals.badParameter(`Недопустимое значение параметра stockType: ${name}`);
  // Ids, and several of them after a comma: unlike in any other filter (MoySklad API 1.2, stock reports).
  const lists = new Map(readConditions(query.get('filter') ?? '').map(({ field, value }) => [field, value.split(',')]));
  const unknown = [...lists.keys()].find(field => field !== 'assortmentId' && field !== 'storeId');
  if (unknown !== undefined) throw refusals.badFilter(`По полю '${unknown}' фильтровать нельзя`);
  const wanted = (field: string, id: string): boolean => lists.get(field)?.includes(id) ?? true;
  return { name, numberOf, wanted, withZeros: query.get('include') === 'zeroLines' };
}

/** The full report, with prices: what the shop pays is `price` (MoySklad API 1.2, stock reports). */
export function reportAll(request: Request): Answer {
  const { goods: wanted, stores } = readHrefs(request);
  const rows = stockTotals(request.account, stores)
    .filter(({ goods }) => wanted.length === 0 || wanted.includes(goods.path))
    .filter(({ stock, reserve }) => request.query.get('quantityMode') === 'all' || stock !== 0 || reserve !== 0);
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
  const { goods: wanted, stores } = readHrefs(request);
  const lines = stockLines(request.account).filter(
    ({ goods, store }) =>
      store !== null &&
      (wanted.length === 0 || wanted.includes(goods.path)) &&
      (stores.length === 0 || stores.includes(store.path)),
  );
  const rows = [...Map.groupBy(lines, ({ goods }) => goods)].map(([goods, each]) => ({
    meta: reportMeta(request, goods),
    stockByStore: each.flatMap(({ store, stock, reserve }) =>
      store ? [{ meta: metaOf(request, store), name: store.fields['name'], stock, reserve, inTransit: 0 }] : [],
    ),
  }));
  return ok(report(request, 'stockbystore', rows));
}

function readHrefs(request: Request) {
  const conditions = readConditions(request.query.get('filter') ?? '');
  const paths = (...fields: readonly string[]) =>
    conditions.filter(({ field }) => fields.includes(field)).map(({ value }) => pathOfHref(request, value, 'filter'));
  const unknown = conditions.find(({ field }) => !['product', 'variant', 'store'].includes(field));
  if (unknown) throw refusals.badFilter(`По полю '${unknown.field}' фильтровать нельзя`);
  return { goods: paths('product', 'variant'), stores: paths('store') };
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
