import type { CrmHttp, CrmMethods, CrmRequest, Memo, ShopFacts } from '../../../../proxy/crm/crm.ts';
import { CrmFailure } from '../../../../proxy/crm/failure.ts';
import { insales } from '../../../../proxy/crm/insales/index.ts';
import { Settings } from '../../../../proxy/crm/insales/settings.ts';
import { Order } from '../../../../proxy/crm/order.ts';
import { createMemoryKeep } from '../../../kit/keep.ts';

export const NOW = Date.parse('2026-11-21T12:00:00Z');

export const shop: ShopFacts = {
  ...{ timeZone: 'Europe/Moscow', currency: 'RUB', language: 'ru', phoneCountry: 'RU' },
  now: () => NOW,
};

export const rub = (major: number) => ({ amount: Math.round(major * 100), currency: 'RUB' });

export const settingsOf = (over: object = {}): Settings =>
  Settings.parse({ url: 'https://shop.myinsales.ru', externalIdField: 'site_id', ...over });

/** An order of one pizza from a page, with whatever a test is about on top. */
export const order = (over: Record<string, unknown> = {}): Order =>
  Order.parse({
    ...{ id: 'o-1', number: 'K7-4821', externalId: 'o_ext', source: 'page', pageOrigin: 'https://shop.example' },
    ...{ language: 'ru', placedAt: '2026-11-21T12:00:00Z', currency: 'RUB' },
    customer: { name: 'Анна', phone: '+79161234567' },
    lines: [{ sku: '010', name: 'Маргарита', quantity: 1, price: rub(640) }],
    ...{ delivery: { cost: null }, payment: {}, discount: null, total: rub(640) },
    ...over,
  });

export const memoOf = (value: Record<string, unknown> = {}): Memo & { value: Record<string, unknown> } => ({
  value,
  async save(patch) {
    Object.assign(value, patch);
  },
});

export const row = {
  ...{ id: 105, number: 1049, total_price: 640.0, currency_code: 'RUR', financial_status: 'pending' },
  ...{ created_at: '2026-11-21T15:00:00.000+03:00', updated_at: '2026-11-21T15:00:00.000+03:00' },
  fulfillment_status: 'new',
  client: { id: 7, phone: '+79161234567' },
  fields_values: [{ id: 1, field_id: 44, handle: 'site_id', value: 'o_ext' }],
  discounts: [] as object[],
};

export const product = {
  ...{ id: 1, title: 'Маргарита', updated_at: '2026-11-20T10:00:00.000+03:00' },
  variants: [
    { id: 11, sku: '010', price: '640.0', quantity: 5 },
    { id: 12, sku: '011', price: '90.0', quantity: null, available: true },
  ],
};

export interface Sent {
  operation: string;
  request: CrmRequest;
  query: URLSearchParams;
  body: Record<string, Record<string, unknown>>;
}

type Said = object | CrmFailure;
/** What each operation answers; a function sees the call. `{ status, body }` is another status than 200. */
export type Answers = Record<string, Said | ((sent: Sent) => Said)>;

/** Rows on the first page of a list, and nothing behind them. */
export const pages =
  (...rows: object[]) =>
  ({ query }: Sent): object =>
    query.has('from_id') || Number(query.get('page') ?? 1) > 1 ? [] : rows;

const EMPTY: Answers = {
  'GET products': pages(product),
  'GET clients': [],
  'POST orders': row,
  'GET orders': [],
  'GET custom_statuses': [],
  'GET orders/{id}': row,
  'PUT orders/{id}': row,
};

/** A connection to a shop that answers by operation, and what it was sent. */
export const account = (answers: Answers = {}, settings: object = {}) => {
  const sent: Sent[] = [];
  const all: Answers = { ...EMPTY, ...answers };
  const http: CrmHttp = {
    async call(request) {
      const { operation } = request;
      const one: Sent = {
        ...{ operation, request, query: new URL(request.url).searchParams },
        body: JSON.parse(request.body ?? '{}'),
      };
      sent.push(one);
      const answer = all[operation];
      if (answer === undefined) throw new Error(`nobody expected ${operation}`);
      const said = typeof answer === 'function' ? answer(one) : answer;
      if (said instanceof CrmFailure) throw said;
      const { status, body } = 'status' in said && 'body' in said ? said : { status: 200, body: said };
      return { status: Number(status), headers: {}, text: JSON.stringify(body) };
    },
  };
  const crm = insales.connect(settingsOf(settings), http, shop, createMemoryKeep()) as Required<CrmMethods>;
  const of = (operation: string): Sent[] => sent.filter(each => each.operation === operation);
  return { crm, sent, of, operations: () => sent.map(({ operation }) => operation) };
};
