import type { CrmAnswer, CrmHttp, CrmMethods, CrmRequest, Memo, ShopFacts } from '../../../../proxy/crm/crm.ts';
import { CrmFailure } from '../../../../proxy/crm/failure.ts';
import { Order } from '../../../../proxy/crm/order.ts';
import { retailcrm } from '../../../../proxy/crm/retailcrm/index.ts';
import { Settings } from '../../../../proxy/crm/retailcrm/settings.ts';
import { createMemoryKeep } from '../../../kit/keep.ts';

export const NOW = Date.parse('2026-11-21T12:00:00Z');

export const shop: ShopFacts = {
  timeZone: 'Europe/Moscow',
  currency: 'RUB',
  language: 'ru',
  phoneCountry: 'RU',
  now: () => NOW,
};

export const rub = (major: number) => ({ amount: Math.round(major * 100), currency: 'RUB' });

export const settingsOf = (over: object = {}): Settings =>
  Settings.parse({ url: 'https://shop.retailcrm.ru', site: 'main', ...over });

/** An order of one pizza from a page, with whatever a test is about on top. */
export const order = (over: Record<string, unknown> = {}): Order =>
  Order.parse({
    id: 'o-1',
    number: 'K7-4821',
    externalId: 'K7-4821',
    source: 'page',
    pageOrigin: 'https://shop.example',
    language: 'ru',
    placedAt: '2026-11-21T12:00:00Z',
    currency: 'RUB',
    customer: { name: 'Анна', phone: '+79161234567' },
    lines: [{ sku: '010', name: 'Маргарита', quantity: 1, price: rub(640) }],
    delivery: { cost: null },
    payment: {},
    discount: null,
    total: rub(640),
    ...over,
  });

export const memoOf = (value: Record<string, unknown> = {}): Memo & { value: Record<string, unknown> } => ({
  value,
  async save(patch) {
    Object.assign(value, patch);
  },
});

type Body = object | CrmFailure;
/** What each operation answers: a body, a status and a body, or a function of the call. The last of a list stays. */
export type Answers = Record<string, Body | readonly Body[] | ((request: CrmRequest) => Body)>;

export const refused = (errorMsg: string, errors?: object, status = 400) => ({
  status,
  body: { success: false, errorMsg, ...(errors && { errors }) },
});

const answerOf = (body: object): CrmAnswer => {
  const { status, body: inner } =
    'status' in body && 'body' in body ? (body as { status: number; body: object }) : { status: 200, body };
  return { status, headers: {}, text: JSON.stringify({ success: true, ...inner }) };
};

/** Everything a bare account answers that was not told otherwise. */
const EMPTY: Answers = {
  customers: { customers: [] },
  'customers/create': { id: 900 },
  'orders/create': { id: 105, order: { id: 105, number: '105A' } },
  'orders/edit': { id: 105 },
  orders: { orders: [] },
  'reference/statuses': { statuses: {} },
  'reference/status-groups': { statusGroups: {} },
  'reference/stores': { stores: [] },
};

export interface Sent {
  operation: string;
  request: CrmRequest;
  query: URLSearchParams;
  form: URLSearchParams;
  /** A field of the form that holds JSON. */
  json(field: string): Record<string, unknown>;
}

/** A connection to an account that answers by operation, and what it was sent. */
export const account = (answers: Answers = {}, settings: object = {}) => {
  const sent: Sent[] = [];
  const all: Answers = { ...EMPTY, ...answers };
  const http: CrmHttp = {
    async call(request) {
      const { operation } = request;
      const before = sent.filter(each => each.operation === operation).length;
      const form = new URLSearchParams(request.body ?? '');
      const query = new URL(request.url).searchParams;
      sent.push({ operation, request, query, form, json: field => JSON.parse(form.get(field) ?? 'null') });
      const told = all[operation];
      if (told === undefined) throw new Error(`nobody expected ${operation}`);
      const list: readonly Body[] = Array.isArray(told) ? told : [typeof told === 'function' ? told(request) : told];
      const body = list[Math.min(before, list.length - 1)] ?? {};
      if (body instanceof CrmFailure) throw body;
      return answerOf(body);
    },
  };
  const crm = retailcrm.connect(settingsOf(settings), http, shop, createMemoryKeep()) as Required<CrmMethods>;
  const of = (operation: string): Sent[] => sent.filter(each => each.operation === operation);
  return { crm, sent, of, operations: () => sent.map(({ operation }) => operation) };
};

/** The failure a call ends in. */
export const failure = async (call: Promise<unknown>): Promise<CrmFailure> => {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CrmFailure)) throw new Error(`expected a CrmFailure, got ${String(error)}`);
  return error;
};

export const down = new CrmFailure('any', { kind: 'unavailable', taken: 'unknown', code: 'timeout' });
