import { XMLParser } from 'fast-xml-parser';
import type { CrmAnswer, CrmHttp, CrmMethods, CrmRequest, Memo, ShopFacts } from '../../../../proxy/crm/crm.ts';
import { CrmFailure } from '../../../../proxy/crm/failure.ts';
import { createIds } from '../../../../proxy/crm/minicrm/ids.ts';
import { minicrm } from '../../../../proxy/crm/minicrm/index.ts';
import { orderFile } from '../../../../proxy/crm/minicrm/map.ts';
import { Settings } from '../../../../proxy/crm/minicrm/settings.ts';
import { Order } from '../../../../proxy/crm/order.ts';
import { createMemoryKeep } from '../../../kit/keep.ts';

export const NOW = Date.parse('2026-11-21T12:00:00Z');

export const shop: ShopFacts = {
  ...{ timeZone: 'Europe/Bucharest', currency: 'RON', language: 'en', phoneCountry: 'RO' },
  now: () => NOW,
};

export const ron = (major: number) => ({ amount: Math.round(major * 100), currency: 'RON' });

export const settings = (over: object = {}): Settings =>
  Settings.parse({ systemId: '40321', webshop: '21', orders: '22', language: 'ro', vat: 21, ...over });

/** A line, with whatever a test is about on top. */
export const line = (sku: string, quantity: number, price: number, over: object = {}) => ({
  ...{ sku, name: `Marfa ${sku}`, quantity, price: ron(price) },
  ...over,
});

/** An order from a page. */
export const order = (over: Record<string, unknown> = {}): Order =>
  Order.parse({
    ...{ id: 'o-1', number: 'K7-4821', externalId: 'K7-4821', source: 'page', pageOrigin: null },
    ...{ language: 'ro', placedAt: '2026-11-21T13:00:00+02:00', currency: 'RON' },
    customer: { name: 'Ion Popescu', phone: '+40721234567', email: 'Ion@Example.com' },
    lines: [line('bag', 2, 121)],
    delivery: { cost: null, address: { city: 'Brașov', postcode: '500001', street: 'Str. Lungă', house: '5' } },
    payment: {},
    discount: null,
    total: ron(242),
    ...over,
  });

const LISTS = new Set(['Product', 'Order', 'Contact']);
const parser = new XMLParser({
  ...{ ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false, parseAttributeValue: false },
  isArray: name => LISTS.has(name),
});

export interface Row extends Record<string, string> {}
/** A file as MiniCRM would read it. */
export interface Card extends Record<string, unknown> {
  Contacts: { Contact: Record<string, unknown>[] };
  Orders: { Order: (Record<string, unknown> & { Products: { Product: Row[] } })[] };
}
export const cardIn = (xml: string): Card => parser.parse(xml).Projects.Project;

/** The card, order and rows that these orders become, one keep for all of them. */
export const files = async (orders: readonly Order[], over: object = {}) => {
  const own = settings(over);
  const ids = createIds(own, createMemoryKeep());
  const told = [];
  for (const each of orders) {
    const { xml, warnings } = await orderFile(each, own, ids, shop);
    const card = cardIn(xml);
    const made = card.Orders.Order[0];
    told.push({ xml, warnings, card, made, rows: made?.Products.Product ?? [] });
  }
  return told;
};
export const file = async (each: Order, over: object = {}) => {
  const [told] = await files([each], over);
  if (!told) throw new Error('No file came of it.');
  return told;
};

export const createMemo = (): Memo => ({ value: {}, save: async () => {} });

type Answer = object | CrmAnswer | CrmFailure | ((request: CrmRequest) => object);

export const text = (status: number, body = ''): CrmAnswer => ({ status, headers: {}, text: body });
export const list = (...rows: { Id: string | number; [field: string]: unknown }[]) => ({
  Count: rows.length,
  Results: Object.fromEntries(rows.map(row => [row.Id, row])),
});

/** A connection whose MiniCRM answers by operation (`R3/Project`), and by `…/#` where an id is asked for. */
export const connection = (answers: Record<string, Answer>, over: object = {}) => {
  const calls: (CrmRequest & { name: string; sent: unknown; query: Record<string, string> })[] = [];
  const http: CrmHttp = {
    async call(request) {
      const { pathname, searchParams } = new URL(request.url);
      const name = `${request.method} ${pathname.replace('/Api/', '').replace(/\/\d+(?=\/|$)/, '/#')}`;
      const isJson = request.headers?.['content-type'] === 'application/json';
      const sent = isJson ? JSON.parse(request.body ?? '') : request.body;
      calls.push({ ...request, name, sent, query: Object.fromEntries(searchParams) });
      const found = answers[name] ?? { Count: 0, Results: [] };
      const answer = typeof found === 'function' ? found(request) : found;
      if (answer instanceof CrmFailure) throw answer;
      return 'text' in answer && 'status' in answer
        ? (answer as CrmAnswer)
        : { status: 200, headers: {}, text: JSON.stringify(answer) };
    },
  };
  const keep = createMemoryKeep();
  const crm = minicrm.connect(settings(over), http, shop, keep) as Required<CrmMethods>;
  return { crm, calls, keep, done: () => calls.map(({ name }) => name) };
};
