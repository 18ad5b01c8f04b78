/** `orders`, `orders/{id}`, `orders/statuses` and `orders/history`. */
import type { Answer } from '../../kit/sandbox.ts';
import { type Account, isVisible, localNow } from '../account.ts';
import type { HistoryRecord } from '../history.ts';
import { ok, refusals } from '../http/answers.ts';
import { withoutEmpty } from '../http/fields.ts';
import { above, applyFilters, type Filters, oneOf, since, until } from '../http/filters.ts';
import { paginate } from '../http/paging.ts';
import type { Request } from '../http/request.ts';
import { branchAt, textsAt } from '../http/tree.ts';
import { namedEntity } from '../site.ts';
import { orderFilters, statusOf } from './filters.ts';
import type { Order } from './order.ts';
import { orderView } from './view.ts';

const MAX_STATUSES = 500;

/** Newest first, as those who fetch recent orders count on. */
export function listOrders(account: Account, request: Request): Answer {
  const found = applyFilters(account, request, orderFilters(account), visibleOrders(account));
  const { pagination, page } = paginate(request, [...found].reverse());
  return ok({ pagination, orders: page.map(order => orderView(account, order)) });
}

export function getOrder(account: Account, request: Request): Answer {
  return ok({ order: orderView(account, namedEntity(account, request, account.orders)) });
}

/** By ids or external ids, of which there has to be one; without a shop, so that those of all shops are found. */
export function listStatuses(account: Account, { parameters }: Request): Answer {
  const ids = textsAt(parameters, 'ids');
  const externalIds = textsAt(parameters, 'externalIds');
  if (ids.length + externalIds.length === 0) throw refusals.missing('ids');
  if (ids.length + externalIds.length > MAX_STATUSES) {
    throw refusals.badParameters({ ids: `At most ${MAX_STATUSES} orders were expected.` });
  }
  const wanted = ({ id, externalId }: Order): boolean =>
    ids.includes(String(id)) || (externalId !== null && externalIds.includes(externalId));
  return ok({ orders: visibleOrders(account).filter(wanted).map(statusOf) });
}

/** Oldest first. `sinceId` with `page` is refused since May 2023 (RetailCRM API, working with history). */
export function listHistory(account: Account, request: Request): Answer {
  const bySinceId = branchAt(request.parameters, 'filter').has('sinceId');
  if (bySinceId && request.text('page') !== '') {
    throw refusals.badParameters({ 'children[page]': 'sinceId and page can not be used together.' });
  }
  const visible = account.history.filter(record => isVisible(account, record));
  const { pagination, page } = paginate(request, applyFilters(account, request, historyFilters(account), visible));
  const history = page.map(record => recordView(account, record));
  return ok({ generatedAt: localNow(account), history, pagination });
}

function historyFilters(account: Account): Filters<HistoryRecord> {
  return {
    sinceId: above(({ id }) => id),
    orderId: oneOf(({ orderId }) => orderId),
    orderExternalId: oneOf(({ orderId }) => account.orders.get(orderId)?.externalId),
    startDate: since(({ createdAt }) => createdAt),
    endDate: until(({ createdAt }) => createdAt),
  };
}

function recordView(account: Account, { orderId, site: _, ...record }: HistoryRecord): object {
  const order = account.orders.get(orderId);
  const by =
    record.source === 'api' ? { apiKey: { current: true } } : record.source === 'user' ? { user: { id: 1 } } : {};
  return { ...record, ...by, order: order && (record.created ? orderView(account, order) : shortView(order)) };
}

function shortView({ id, externalId, number, site, status }: Order): object {
  return withoutEmpty({ id, externalId, number, site, status });
}

function visibleOrders(account: Account): readonly Order[] {
  return [...account.orders.values()].filter(order => isVisible(account, order));
}
