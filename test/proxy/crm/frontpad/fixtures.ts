import type { CrmHttp, CrmMethods, CrmRequest, Memo, ShopFacts } from '../../../../proxy/crm/crm.ts';
import { CrmFailure } from '../../../../proxy/crm/failure.ts';
import { frontpad } from '../../../../proxy/crm/frontpad/index.ts';
import { Settings } from '../../../../proxy/crm/frontpad/settings.ts';
import { Order } from '../../../../proxy/crm/order.ts';
import { createMemoryKeep } from '../../../kit/keep.ts';

export const NOW = Date.parse('2026-11-21T12:00:00Z');
export const HOOK = 'https://crm.shop.example/hooks/kitchen/tok?n=1&m=2';

export const shop: ShopFacts = {
  timeZone: 'Europe/Moscow',
  currency: 'RUB',
  language: 'ru',
  phoneCountry: 'RU',
  now: () => NOW,
};

export const rub = (major: number) => ({ amount: Math.round(major * 100), currency: 'RUB' });

const SIMPLE = {
  id: 'o-1',
  number: 'K7-4821',
  externalId: 'o-1',
  source: 'page',
  pageOrigin: 'https://shop.example',
  language: 'ru',
  placedAt: '2026-11-21T12:00:00Z',
  currency: 'RUB',
  customer: { name: 'Анна', phone: '+79161234567' },
  lines: [{ sku: '7001', name: 'Маргарита', quantity: 1, price: rub(640) }],
  delivery: { cost: null },
  payment: {},
  discount: null,
  total: rub(640),
};

/** An order of one pizza from a page, with whatever a test is about on top. */
export const order = (over: Record<string, unknown> = {}): Order => Order.parse({ ...SIMPLE, ...over });

export const memo: Memo = { value: {}, save: async () => {} };

export interface Kitchen {
  crm: Required<Pick<CrmMethods, 'submitOrder' | 'certificate' | 'availability' | 'catalogue' | 'parseHook' | 'probe'>>;
  calls: CrmRequest[];
  /** The form of the n-th call, decoded as FrontPad's PHP would. */
  form(n?: number): Record<string, string>;
}

/** A connection whose FrontPad answers these texts, in turn (or by operation); the last one again and again. */
export const kitchen = (
  answers: (string | object | Error)[],
  settings: object = {},
  over: Partial<ShopFacts> = {},
): Kitchen => {
  const calls: CrmRequest[] = [];
  const http: CrmHttp = {
    async call(request) {
      calls.push(request);
      const answer = answers[Math.min(calls.length, answers.length) - 1] ?? '';
      if (answer instanceof Error) throw answer;
      return { status: 200, headers: {}, text: typeof answer === 'string' ? answer : JSON.stringify(answer) };
    },
  };
  return {
    crm: frontpad.connect(Settings.parse(settings), http, { ...shop, ...over }, createMemoryKeep()) as Kitchen['crm'],
    calls,
    form: (n = 0) => Object.fromEntries(new URLSearchParams(calls[n]?.body ?? '')),
  };
};

export const TAKEN = { result: 'success', order_id: '5500417', order_number: '88' };

/** Submits one order to a FrontPad that takes it: what was sent, and what came back. */
export const submitted = async (over: Record<string, unknown>, settings: object = {}, answer: object = TAKEN) => {
  const { crm, form } = kitchen([answer], settings);
  const result = await crm.submitOrder(order(over), memo, HOOK);
  return { form: form(), result, warnings: result.warnings };
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

/** Everything an async iterable gives. */
export const collect = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
};
