import type { Capability, CrmMethods, Memo } from '../../proxy/crm/crm.ts';
import { Order } from '../../proxy/crm/order.ts';

type OrderPatch = Partial<Omit<Order, 'delivery'>> & { delivery?: Partial<Order['delivery']> };

const money = (amount: number) => ({ amount, currency: 'RUB' });

/** An order of two lines by a customer no sandbox knows yet. */
export const sampleOrder = (skus: readonly string[], { delivery, ...patch }: OrderPatch = {}): Order =>
  Order.parse({
    id: 'o_7ZQ0x1sample',
    number: 'K7-4821',
    externalId: 'shop-K7-4821',
    source: 'page',
    pageOrigin: 'https://shop.example',
    language: 'ru',
    placedAt: '2026-11-21T12:00:00+03:00',
    currency: 'RUB',
    customer: { name: 'Мария', phone: '+79161234567', email: 'maria@example.com' },
    lines: skus
      .slice(0, 2)
      .map((sku, index) => ({ sku, name: `Товар ${index + 1}`, quantity: index + 1, price: money(10_000) })),
    delivery: { cost: null, address: { street: 'Садовая', house: '5' }, ...delivery },
    payment: {},
    discount: null,
    total: money(30_000),
    ...patch,
  });

/** An adapter's memory of one order, for as long as a test lasts. */
export const createMemo = (value: Record<string, unknown> = {}): Memo => ({
  value,
  async save(patch) {
    Object.assign(value, patch);
  },
});

/** An order with something in every field that most CRMs have. */
export const fullOrder = (skus: readonly string[], at: string): Order =>
  sampleOrder(skus, {
    lines: [
      {
        ...{ sku: skus[0] ?? '', name: 'Пицца', quantity: 2, price: money(49_000) },
        options: [{ sku: skus[1] ?? '', name: 'Бортик', quantity: 1, price: money(12_000) }],
        properties: [{ name: 'Нарезать', value: 'да' }],
      },
      {
        sku: skus[2] ?? '',
        name: 'Морс & «лёд» + 50%',
        quantity: 1,
        price: money(15_000),
        options: [],
        properties: [],
      },
    ],
    persons: 3,
    comment: 'Код 12+34 & «звонить»; 100% 🙂',
    delivery: {
      at,
      address: { street: 'Садовая = Речная', house: '5', building: '2', entrance: '3', floor: '7', apartment: '81' },
    },
  });

/** One whose texts are longer than a CRM may have them. */
export const longOrder = (skus: readonly string[]): Order =>
  sampleOrder(skus, {
    customer: { name: 'Очень длинное имя '.repeat(20), phone: '+79161234567' },
    comment: 'Слово 🙂 '.repeat(500),
    delivery: {
      address: {
        street: 'Проспект '.repeat(20),
        house: '12 Ж '.repeat(9),
        building: 'строение '.repeat(4),
        entrance: 'второй',
        floor: 'цоколь',
      },
    },
  });

export interface Given {
  skus: readonly string[];
  certificate: string;
  /** An order there is in the CRM. */
  number: string;
  phone: string;
  hookUrl: string;
}

export const given: Given = {
  skus: ['001', '002'],
  certificate: '700100',
  number: '201',
  phone: '+79000000011',
  hookUrl: 'https://proxy.example/hooks/main/token',
};

/** All there is in it. */
export const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};

const inCrm = (number: string) => ({ ref: number, number, externalId: number });

type Call = (methods: CrmMethods, what: Given) => Promise<unknown> | undefined;

/** How each method that calls the CRM is asked something sensible. `parseHook` calls nobody. */
export const asks: Record<Exclude<Capability, 'parseHook'> | 'probe', Call> = {
  submitOrder: (methods, what) => methods.submitOrder?.(sampleOrder(what.skus), createMemo(), what.hookUrl),
  finish: (methods, what) => methods.finish?.(sampleOrder(what.skus), createMemo()),
  findSubmitted: (methods, what) => methods.findSubmitted?.(sampleOrder(what.skus)),
  findOrders: (methods, { number, phone }) => methods.findOrders?.({ number, phone }),
  certificate: (methods, { certificate }) => methods.certificate?.(certificate),
  releaseCertificate: (methods, { skus, certificate }) =>
    methods.releaseCertificate?.(
      sampleOrder(skus, { certificate }),
      createMemo({ charge: { account: '1', element: '1', amount: 100, before: 200 }, charged: true }),
    ),
  availability: (methods, { skus }) => methods.availability?.([...skus]),
  catalogue: methods => (methods.catalogue ? collect(methods.catalogue()) : undefined),
  changesSince: methods => methods.changesSince?.(null),
  setStatus: (methods, { number }) => methods.setStatus?.(inCrm(number), 'complete'),
  recordPayment: (methods, { number }) =>
    methods.recordPayment?.(inCrm(number), {
      method: 'card',
      amount: { amount: 10_000, currency: 'RUB' },
      status: 'paid',
    }),
  saveCustomer: (methods, { phone }) => methods.saveCustomer?.({ id: 'u-1', name: 'Anna', phone }),
  uploadCustomers: (methods, { phone }) => methods.uploadCustomers?.([{ id: 'u-2', name: 'Anna', phone }]),
  uploadOrders: (methods, { skus }) => methods.uploadOrders?.([sampleOrder(skus)]),
  directory: methods => methods.directory?.(),
  addHook: (methods, { hookUrl }) => methods.addHook?.(hookUrl),
  removeHook: (methods, { hookUrl }) => methods.removeHook?.(hookUrl),
  probe: methods => methods.probe(),
};

export type Askable = keyof typeof asks;

/** The methods a connection has that call its CRM. */
export const askable = (methods: CrmMethods): Askable[] =>
  (Object.keys(asks) as Askable[]).filter(name => methods[name] !== undefined);

/** Asks, in the knowledge that the method is there. */
export const ask = async (methods: CrmMethods, name: Askable, what: Given = given): Promise<unknown> =>
  asks[name](methods, what);
