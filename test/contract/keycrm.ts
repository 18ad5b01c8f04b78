import { sandboxHooks } from '../../demo/hooks.ts';
import type { HookRequest } from '../../proxy/crm/crm.ts';
import { keycrm } from '../../proxy/crm/keycrm/index.ts';
import type { Subject } from './subject.ts';
import type { Asked, Said } from './transport.ts';

const json = (body: unknown, status = 200): Said => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const page = (...data: object[]): Said =>
  json({ total: data.length, current_page: 1, per_page: 50, last_page: 1, data, next_page_url: null });

const order = {
  id: 201,
  parent_id: null,
  source_id: 1,
  source_uuid: 'shop-K7-4821',
  status_id: 4,
  status_group_id: 2,
  grand_total: 300,
  created_at: '2026-11-21 09:00:00',
  ordered_at: '2026-11-21 09:00:00',
  updated_at: '2026-11-21 09:10:00',
  buyer: { full_name: 'Ольга', phone: '79000000011' },
  status: { id: 4, name: 'Підтверджено', alias: 'pidtverdzeno', group_id: 2 },
  shipping: { tracking_code: '20450644192161' },
  payments: [{ id: 7, payment_method_id: 1, amount: 300, status: 'not_paid', payment_date: null }],
};
const stock = {
  ...{ id: 22, sku: '001', price: 520, purchased_price: 99.77, quantity: 9, reserve: 4 },
  warehouse: [
    { id: 1, name: 'Подол', quantity: 7, reserve: 4 },
    { id: 2, name: 'Склад', quantity: 2, reserve: 0 },
  ],
};
const offer = {
  ...{ id: 22, sku: '001', price: 520, purchased_price: 99.77, properties: [{ name: 'Розмір', value: 'L' }] },
  product: { name: 'Рол', currency_code: 'UAH', unit_type: 'шт', is_archived: false },
};

/** The answer to each call, by its method and its path with the ids taken out. */
const good: Record<string, Said> = {
  'POST /order': json(order, 201),
  'GET /order': page(order),
  'GET /order/{id}': json(order),
  'PUT /order/{id}': json(order, 202),
  'POST /order/{id}/payment': json({ id: 8, amount: 100 }, 201),
  'POST /order/{id}/tag/{id}': json({ status: true }, 202),
  'GET /order/source': page({ id: 1, name: 'Сайт', currency_code: 'RUB' }),
  'GET /order/status': page({ id: 4, name: 'Підтверджено', alias: 'pidtverdzeno', group_id: 2 }),
  'GET /order/payment-method': page({ id: 1, name: 'Готівка', alias: 'gotivka', is_active: true }),
  'GET /order/delivery-service': page({ id: 1, name: 'Нова Пошта', source_name: 'novaposhta' }),
  'GET /order/tag': page({ id: 1, name: 'Сайт', alias: 'sait' }),
  'GET /custom-fields': json([{ id: 1, name: 'Час', uuid: 'OR_1001', model: 'order', type: 'datetime' }]),
  'GET /users': page({ id: 1, full_name: 'Марина', username: 'maryna', email: 'maryna@example.com' }),
  'GET /offers/stocks': page(stock),
  'GET /offers': page(offer),
  'GET /buyer': page({ id: 5, full_name: 'Ольга', phone: ['+79000000011'], email: [] }),
  'PUT /buyer/{id}': json({ id: 5 }, 202),
};
const methodOf = ({ method, url }: Asked): string =>
  `${method} ${new URL(url).pathname.replace('/v1', '').replace(/\/\d+(?=\/|$)/g, '/{id}')}`;

const hook = (body: unknown): HookRequest => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  query: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const context = {
  id: 201,
  source_id: 1,
  source_uuid: 'K7-4821',
  status_id: 11,
  status_group_id: 4,
  status_changed_at: '2026-11-21T15:30:00.000000Z',
  manager_comment: 'Ольга, +380500000011',
};
const event = 'order.change_order_status';
const changed = {
  ref: '201',
  number: '201',
  externalId: 'K7-4821',
  status: { code: '11', stage: 'shipping' as const },
  at: '2026-11-21T15:30:00.000Z',
};

const refusal = (errors: object): Said => json({ message: 'The given data was invalid.', errors }, 422);
const tracked = { ref: '201', status: { code: '4', name: 'Підтверджено', stage: 'confirmed' } };

/** What the contract must be told of KeyCRM. */
export const subject: Subject = {
  name: 'keycrm',
  crm: keycrm,
  settings: url => ({
    least: { url, source: { default: '1' } },
    all: {
      url,
      source: { default: '1' },
      manager: { default: '1' },
      deliveryService: { default: '2' },
      paymentMethods: { cash: '1', card: '2' },
      customFields: [{ uuid: 'OR_1002', from: 'persons' }],
      customerIdField: 'CT_1006',
      onCreated: { status: { default: '4' }, tags: ['1'] },
      availabilityMinutes: 1,
    },
  }),
  without: { lead: {} },
  secrets: { key: 'sandbox-secret' },
  sandbox: {
    settings: ({ key }) => ({ apiKey: key, currency: 'RUB' }),
    hookSettings: url => sandboxHooks('keycrm', url),
    submit: 'POST /order',
    out: ['005', '012'],
    unknownCertificate: '',
  },
  good: asked => good[methodOf(asked)] ?? json({ message: 'Not found' }, 404),
  reads: { findOrders: [404] },

  payloads: [
    {
      title: 'with its own sum',
      capability: 'submitOrder',
      answer: asked => (asked.method === 'POST' ? json({ ...order, grand_total: '285.50' }, 201) : page({ id: 1 })),
      expected: { ref: '201', number: '201', total: { amount: 28_550, currency: 'RUB' }, warnings: [] },
    },
    {
      title: 'a refused field',
      capability: 'submitOrder',
      answer: refusal({ 'buyer.email': ['maria@example.com is no address.'] }),
      expected: { kind: 'invalid', taken: 'no', code: 'buyer.email' },
    },
    {
      title: 'that it is there already',
      capability: 'submitOrder',
      answer: asked => (asked.method === 'POST' ? refusal({ source_uuid: ['Taken.'] }) : page(order)),
      expected: { ref: '201', number: '201' },
    },
    {
      title: 'orders of others only, and more of them',
      capability: 'findSubmitted',
      answer: json({
        data: [{ ...order, source_uuid: 'other' }],
        next_page_url: 'https://crm.example/v1/order?page=2',
      }),
      expected: { found: null, complete: false },
    },
    {
      title: 'with a copy beside the order',
      capability: 'findSubmitted',
      answer: page({ ...order, id: 202, parent_id: 201 }, order),
      expected: { found: { ref: '201' }, complete: true },
    },
    {
      title: 'in another spelling of the phone',
      capability: 'findOrders',
      answer: asked => (methodOf(asked) === 'GET /order/{id}' ? json(order) : page(order)),
      expected: [{ ...tracked, number: '201', tracking: { number: '20450644192161' } }],
    },
    {
      title: 'strangers',
      capability: 'findOrders',
      answer: asked => {
        const stranger = { ...order, buyer: { phone: '+79000000099' } };
        return methodOf(asked) === 'GET /order/{id}' ? json(stranger) : page(stranger);
      },
      expected: [],
    },
    {
      title: 'by warehouse',
      capability: 'availability',
      answer: page(stock, { ...stock, sku: 'stranger' }),
      expected: {
        rest: 'unknown',
        rows: [
          {
            ...{ sku: '001', state: 'in-stock', quantity: 5 },
            stores: [
              { name: 'Подол', state: 'in-stock', quantity: 3 },
              { name: 'Склад', state: 'in-stock', quantity: 2 },
            ],
          },
        ],
      },
    },
    {
      title: 'variants, one of them archived',
      capability: 'catalogue',
      answer: page(offer, { ...offer, sku: '002', product: { ...offer.product, is_archived: true } }),
      expected: [{ sku: '001', name: 'Рол (L)', price: { amount: 52_000, currency: 'UAH' }, unit: 'шт' }],
    },
  ],

  hooks: {
    good: [
      { title: 'a change of status', request: hook({ event, context }), changes: [changed] },
      {
        title: 'an event nobody has listed, of an order',
        request: hook({ event: 'order.reserve', context }),
        changes: [changed],
      },
      {
        title: 'a copy made in KeyCRM',
        request: hook({ event, context: { ...context, parent_id: 200 } }),
        changes: [{ ...changed, externalId: undefined }].map(({ externalId: _, ...copy }) => copy),
      },
      {
        title: 'an order of another source',
        request: hook({ event, context: { ...context, source_id: 3 } }),
        changes: [],
      },
      { title: 'a card', request: hook({ event: 'lead.change_lead_status', context }), changes: [] },
    ],
    bad: [
      { title: 'HTML', request: hook('<html>') },
      { title: 'no order', request: hook({ event, context: { status_id: 3 } }) },
      { title: 'no status', request: hook({ event, context: { id: 201 } }) },
      { title: 'no context', request: hook({ event }) },
      { title: 'a list', request: hook([{ event, context }]) },
    ],
    at: time => hook({ event, context: { ...context, status_changed_at: time } }),
  },
};
