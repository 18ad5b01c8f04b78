import { expect } from 'vitest';
import { sandboxHooks } from '../../demo/hooks.ts';
import type { HookRequest } from '../../proxy/crm/crm.ts';
import { retailcrm } from '../../proxy/crm/retailcrm/index.ts';
import type { Subject } from './subject.ts';
import type { Asked, Said } from './transport.ts';

const json = (body: object, status = 200): Said => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const success = (fields: object): Said => json({ success: true, ...fields });
const failed = (status: number, errorMsg: string, errors?: object): Said =>
  json({ success: false, errorMsg, ...(errors && { errors }) }, status);
const pathOf = ({ url }: Asked): string => new URL(url).pathname.replace(/^\/api\/(v5\/)?/, '').replace(/\/\d+/, '/#');

const pagination = { limit: 100, totalCount: 1, currentPage: 1, totalPageCount: 1 };
const customer = { id: 4924, externalId: 'u-1', email: 'maria@example.com', phones: [{ number: '8 (916) 123-45-67' }] };

/** An order as a list tells it: payments by their ids, empty fields as lists, times without an offset. */
const order = {
  id: 104,
  number: '201',
  externalId: 'shop-201',
  createdAt: '2026-11-21 18:30:00',
  status: 'assembling',
  phone: '8 (900) 000-00-11',
  totalSumm: 1390.5,
  purchaseSumm: 400,
  currency: 'RUB',
  customer: { id: 4924, phones: [] },
  delivery: { cost: 200, netCost: 90, data: { trackNumber: 'RA1' } },
  items: [{ initialPrice: 1190.5, quantity: 1, purchasePrice: 400, offer: { externalId: '001' }, properties: [] }],
  payments: { 77: { id: 77, type: 'bank-card', status: 'not-paid' } },
  customFields: [],
};

const change = {
  id: 7104,
  createdAt: '2026-11-21 18:30:00',
  source: 'user',
  field: 'status',
  oldValue: { code: 'new' },
  newValue: { code: 'assembling' },
  order: { id: 104, number: '201', externalId: 'shop-201' },
};

const statuses = {
  new: { code: 'new', name: 'Новый', active: true, group: 'new' },
  assembling: { code: 'assembling', name: 'Комплектуется', active: true, group: 'assembling' },
};
const groups = {
  new: { code: 'new', name: 'Новый', active: true, statuses: ['new'] },
  assembling: { code: 'assembling', name: 'Комплектация', active: true, statuses: ['assembling'] },
};
const account = {
  id: 168,
  active: true,
  status: 'activated',
  cardNumber: '700100',
  amount: 1000,
  loyalty: { id: 1, currency: 'RUB' },
};
const inventory = {
  id: 1,
  externalId: '001',
  quantity: 3,
  purchasePrice: 12,
  stores: [{ store: 'main', quantity: 3, purchasePrice: 12 }],
};
const product = {
  name: 'Ролл',
  active: true,
  offers: [{ externalId: '001', name: 'Ролл', price: 520.5, purchasePrice: 99, quantity: 3, active: true }],
};

const book = (container: string): Said => success({ [container]: { main: { code: 'main', name: 'Main' } } });

const good: Record<string, Said> = {
  credentials: success({ scopes: ['order_read', 'order_write'], siteAccess: 'access_full' }),
  customers: success({ pagination, customers: [customer] }),
  'customers/u-1': success({ customer }),
  'customers/#/edit': success({ id: 4924 }),
  'customers/create': success({ id: 4925 }),
  'customers/fix-external-ids': success({}),
  'customers/upload': json({ success: true, uploadedCustomers: [{ id: 4926, externalId: 'u-2' }] }, 201),
  'orders/upload': json({ success: true, uploadedOrders: [{ id: 106, externalId: 'shop-K7-4821' }] }, 201),
  'orders/create': json({ success: true, id: 105, order: { ...order, id: 105, payments: [] } }, 201),
  'orders/#/edit': success({ id: 104 }),
  'orders/shop-K7-4821/edit': success({ id: 104 }),
  'orders/#': success({ order }),
  orders: success({ pagination, orders: [order] }),
  'orders/history': success({ generatedAt: '2026-11-21 18:31:00', pagination, history: [change] }),
  'orders/payments/create': json({ success: true, id: 78 }, 201),
  'orders/payments/#/edit': success({ id: 77 }),
  'store/inventories': success({ pagination, offers: [inventory] }),
  'store/offers': success({ pagination, offers: [{ externalId: '001', product: { type: 'product' } }] }),
  'store/products': success({ pagination, products: [product] }),
  'loyalty/account/#/bonus/credit': json({ success: true, loyaltyBonus: { id: 5, amount: 1 } }, 201),
  'loyalty/accounts': success({ pagination, loyaltyAccounts: [account] }),
  'reference/statuses': success({ statuses }),
  'reference/status-groups': success({ statusGroups: groups }),
  'reference/payment-types': book('paymentTypes'),
  'reference/payment-statuses': book('paymentStatuses'),
  'reference/delivery-types': book('deliveryTypes'),
  'reference/delivery-services': book('deliveryServices'),
  'reference/order-methods': book('orderMethods'),
  'reference/order-types': book('orderTypes'),
  'reference/stores': success({ stores: [{ code: 'main', name: 'Склад', active: true, inventoryType: 'integer' }] }),
  'reference/sites': book('sites'),
  'reference/price-types': book('priceTypes'),
  'custom-fields': success({ pagination, customFields: [{ entity: 'order', code: 'promocode', name: 'Промокод' }] }),
};

const form = (fields: Record<string, string>): HookRequest => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  query: {},
  body: new URLSearchParams(fields).toString(),
});
const told = { retailCRM_action: 'change_status', status: 'assembling', order_id: 'shop-201' };
const changed = { externalId: 'shop-201', status: { code: 'assembling' }, at: null };

/** What the contract must be told of RetailCRM. */
export const subject: Subject = {
  name: 'retailcrm',
  crm: retailcrm,
  settings: url => ({
    least: { url, ownHost: true },
    all: {
      url,
      ownHost: true,
      orderMethod: { default: 'shopping-cart' },
      deliveryType: { default: 'courier' },
      duplicateDelivery: true,
      paymentTypes: { cash: 'cash', card: 'bank-card', transfer: 'bank-transfer' },
      certificates: 'loyalty',
      settableStatuses: ['assembling', 'complete'],
      lowStock: 1,
    },
  }),
  secrets: { key: 'sandbox-key' },
  sandbox: {
    settings: ({ key }) => ({ apiKey: key }),
    hookSettings: url => sandboxHooks('retailcrm', url),
    submit: 'orders/create',
    out: ['005', '012'],
    unknownCertificate: '1',
  },
  good: asked => good[pathOf(asked)] ?? failed(404, 'API method not found'),

  payloads: [
    {
      title: 'a new order',
      capability: 'submitOrder',
      answer: asked => subject.good(asked),
      expected: { ref: '105', number: '201', total: { amount: 139_050, currency: 'RUB' } },
    },
    ...(
      [
        [403, 'Wrong "apiKey" value.', 'auth', 'wrong-key'],
        [403, 'Access denied.', 'auth', 'access-denied'],
        [400, '"apiKey" is missing.', 'auth', 'no-key'],
        [400, 'Account does not exist.', 'auth', 'no-account'],
        [404, 'Account does not exist.', 'auth', 'no-account'],
        [405, 'Method Not Allowed', 'protocol', 'no-method'],
        [400, "Parameter 'order' is missing", 'invalid', 'refused'],
        [400, "Parameter 'site' is missing", 'auth', 'site-missing'],
        [200, 'Order is not loaded', 'invalid', 'refused'],
        [503, 'Rate limit exceeded', 'limit', 'http-503'],
      ] as const
    ).map(([status, message, kind, code]) => ({
      title: `${status} ${message}`,
      capability: 'submitOrder' as const,
      answer: failed(status, message),
      expected: { kind, taken: 'no', code },
    })),
    {
      title: 'nginx’s own page of an account that is not there',
      capability: 'submitOrder',
      answer: { status: 405, headers: { 'content-type': 'text/html' }, body: '<html>405</html>' },
      expected: { kind: 'auth', taken: 'no', code: 'no-account' },
    },
    {
      title: 'a field that was refused',
      capability: 'submitOrder',
      answer: failed(400, 'Order is not loaded', { 'delivery.code': 'secret words of a visitor' }),
      expected: { kind: 'invalid', taken: 'no', code: 'refused:delivery.code' },
    },
    {
      title: 'what each delivery allows to pay with, by its old name and its new one',
      capability: 'directory',
      answer: asked =>
        pathOf(asked) === 'reference/delivery-types'
          ? success({
              deliveryTypes: {
                courier: { code: 'courier', name: 'Курьером', paymentTypes: ['cash'], deliveryPaymentTypes: [] },
                post: { code: 'post', deliveryPaymentTypes: [{ code: 'e-money', cod: false }] },
                any: { code: 'any', paymentTypes: [] },
              },
            })
          : subject.good(asked),
      expected: {
        deliveryTypes: [
          { code: 'courier', name: 'Курьером', only: { subject: 'paymentTypes', codes: ['cash'] } },
          { code: 'post', name: 'post', only: { subject: 'paymentTypes', codes: ['e-money'] } },
          expect.not.objectContaining({ only: expect.anything() }),
        ],
        customFields: [{ code: 'promocode', name: 'Промокод' }],
      },
    },
    {
      title: 'no right to see the fields',
      capability: 'directory',
      answer: asked => (pathOf(asked) === 'custom-fields' ? failed(403, 'Access denied.') : subject.good(asked)),
      expected: expect.not.objectContaining({ customFields: expect.anything() }),
    },
    {
      title: 'rows of others, and one that is meant',
      capability: 'findOrders',
      answer: asked =>
        pathOf(asked) === 'orders'
          ? success({ orders: [{ ...order, id: 1, number: '999' }, { ...order, id: 2, phone: '+79990000000' }, order] })
          : subject.good(asked),
      expected: [
        {
          ref: '104',
          number: '201',
          placedAt: '2026-11-21T18:30:00+03:00',
          status: { code: 'assembling', name: 'Комплектуется', stage: 'preparing' },
          tracking: { number: 'RA1' },
        },
      ],
    },
    {
      title: 'a card that is another’s',
      capability: 'certificate',
      answer: success({ loyaltyAccounts: [{ ...account, cardNumber: '7001009' }] }),
      expected: null as unknown as object,
    },
    {
      title: 'stock of articles nobody asked for',
      capability: 'availability',
      answer: asked =>
        pathOf(asked) === 'store/inventories'
          ? success({ offers: [{ ...inventory, externalId: '999' }, inventory] })
          : subject.good(asked),
      expected: {
        rows: [
          { sku: '001', state: 'in-stock', quantity: 3, stores: [{ name: 'Склад', state: 'in-stock', quantity: 3 }] },
        ],
        rest: 'unknown',
      },
    },
  ],

  hooks: {
    good: [
      { title: 'a form of modRetailCRM’s', request: form(told), changes: [changed] },
      {
        title: 'a query',
        request: { method: 'GET', headers: {}, query: { ...told, id: '104' }, body: '' },
        changes: [{ ...changed, ref: '104' }],
      },
      {
        title: 'all there is to tell',
        request: form({ ...told, id: '104', number: '201', at: '2026-11-21 18:30:00' }),
        changes: [{ ...changed, ref: '104', number: '201', at: '2026-11-21T18:30:00+03:00' }],
      },
      { title: 'nothing', request: form({}), changes: [] },
    ],
    bad: [
      { title: 'HTML', request: { ...form({}), body: '<html>' } },
      { title: 'no order', request: form({ status: 'assembling' }) },
      { title: 'a template that was not filled in', request: form({ ...told, order_id: '{{order.getExternalId()}}' }) },
      { title: 'no status', request: form({ order_id: 'shop-201' }) },
      { title: 'another action', request: form({ ...told, retailCRM_action: 'delete_everything' }) },
    ],
    at: at => form({ ...told, at }),
    undated: true,
  },
};
