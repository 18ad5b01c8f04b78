import type { CrmAnswer, CrmHttp, CrmMethods, CrmRequest, Memo, ShopFacts } from '../../../../proxy/crm/crm.ts';
import { keycrm } from '../../../../proxy/crm/keycrm/index.ts';
import { Settings } from '../../../../proxy/crm/keycrm/settings.ts';
import { Order } from '../../../../proxy/crm/order.ts';
import { createMemoryKeep } from '../../../kit/keep.ts';

export const NOW = Date.parse('2026-11-21T12:00:00Z');

export const shop: ShopFacts = {
  timeZone: 'Europe/Kyiv',
  currency: 'UAH',
  language: 'uk',
  phoneCountry: 'UA',
  now: () => NOW,
};

export const uah = (major: number) => ({ amount: Math.round(major * 100), currency: 'UAH' });

export const settings = (over: object = {}): Settings => Settings.parse({ source: { default: '1' }, ...over });

/** An order of one bag from a page, with whatever a test is about on top. */
export const order = (over: Record<string, unknown> = {}): Order =>
  Order.parse({
    ...{ id: 'o-1', number: 'K7-4821', externalId: 'K7-4821', source: 'page', pageOrigin: 'https://shop.example' },
    ...{ language: 'uk', placedAt: '2026-11-21T14:00:00+02:00', currency: 'UAH' },
    customer: { name: 'Ганна', phone: '+380671234567' },
    lines: [{ sku: 'bag', name: 'Торба', quantity: 1, price: uah(640) }],
    delivery: { cost: null },
    payment: {},
    discount: null,
    total: uah(640),
    ...over,
  });

export const createMemo = (value: Record<string, unknown> = {}): Memo => ({
  get value() {
    return value;
  },
  async save(patch) {
    value = { ...value, ...patch };
  },
});

type Answer = Partial<CrmAnswer> | object | Error;

const isWhole = (answer: object): answer is Partial<CrmAnswer> => 'text' in answer;

/** A connection whose KeyCRM answers by method and path (`GET /order`), ids taken out; what is not listed is empty. */
export const connection = (answers: Record<string, Answer>, over: object = {}) => {
  const calls: (CrmRequest & { sent: unknown; query: Record<string, string> })[] = [];
  const http: CrmHttp = {
    async call(request) {
      calls.push({
        ...request,
        sent: request.body && JSON.parse(request.body),
        query: Object.fromEntries(new URL(request.url).searchParams),
      });
      const answer = answers[request.operation] ?? { data: [] };
      if (answer instanceof Error) throw answer;
      return { status: 200, headers: {}, text: '', ...(isWhole(answer) ? answer : { text: JSON.stringify(answer) }) };
    },
  };
  const crm = keycrm.connect(settings(over), http, shop, createMemoryKeep()) as Required<CrmMethods>;
  return { crm, calls, done: () => calls.map(({ operation }) => operation) };
};
