import type { HookRequest } from '../../proxy/crm/crm.ts';
import { frontpad } from '../../proxy/crm/frontpad/index.ts';
import type { Subject } from './subject.ts';
import type { Asked, Said } from './transport.ts';

const json = (body: object): Said => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const success = (fields: object): Said => json({ result: 'success', ...fields });
const error = (code: string, field = 'error'): Said => json({ result: 'error', [field]: code });
const operationOf = ({ url }: Asked): string => new URL(url).search.slice(1);

const products = {
  product_id: { 0: '001', 1: '005' },
  name: { 0: 'Ролл', 1: 'Гункан' },
  price: { 0: '520', 1: '180' },
};

const good: Record<string, Said> = {
  new_order: success({ order_id: '4810003', order_number: '203' }),
  get_client: success({ name: 'Ольга', sale: '10', score: '350' }),
  get_certificate: success({ amount: '1000' }),
  get_products: success(products),
  get_stops: success({ product_id: { 0: '005' }, name: { 0: 'Гункан' }, price: { 0: '180' } }),
};

const hook = (body: string | object, contentType = 'application/json'): HookRequest => ({
  method: 'POST',
  headers: { 'content-type': contentType },
  query: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

const change = { action: 'change_status', order_id: 4810003, status: 3, datetime: '2026-11-21 18:30:00' };
const changed = { ref: '4810003', status: { code: '3' }, at: '2026-11-21T18:30:00+03:00' };

/** What the contract must be told of FrontPad. */
export const subject: Subject = {
  name: 'frontpad',
  crm: frontpad,
  settings: url => ({
    least: { url },
    all: {
      url,
      affiliate: { default: '1' },
      channel: { default: '2' },
      point: { default: '1' },
      pay: { default: '1' },
      mark: { default: 'Сайт' },
      hookStatuses: ['3', '12', '4', '10', '11'],
      tags: ['1'],
      phoneFormat: '7XXXXXXXXXX',
      clientDiscount: true,
    },
  }),
  secrets: { secret: 'sandbox-secret' },
  sandbox: { settings: secrets => ({ ...secrets }), submit: 'new_order', out: ['005', '012'], unknownCertificate: '1' },
  good: asked => good[operationOf(asked)] ?? error('invalid_method'),

  payloads: [
    {
      title: 'without a number and with warnings',
      capability: 'submitOrder',
      answer: success({
        order_id: 4810003,
        warnings: { invalid_product_keys: { 0: '1' }, invalid_datetime: 'too_long_period' },
      }),
      expected: {
        ref: '4810003',
        number: null,
        warnings: [
          { code: 'line-dropped', about: '002', money: true },
          { code: 'date-refused', about: 'datetime', money: false },
        ],
      },
    },
    ...[
      ['cash_close', 'unavailable'],
      ['requests_limit', 'limit'],
      ['invalid_secret', 'auth'],
      ['api_off', 'auth'],
      ['invalid_plant', 'auth'],
      ['invalid_product_keys', 'invalid'],
      ['invalid_certificate', 'invalid'],
    ].map(([code = '', kind]) => ({
      title: code,
      capability: 'submitOrder' as const,
      answer: error(code),
      expected: { kind, taken: 'no', code },
    })),
    {
      title: 'a code nobody has heard of',
      capability: 'submitOrder',
      answer: error('something_new'),
      expected: { kind: 'protocol', taken: 'unknown' },
    },
    {
      title: 'a sum',
      capability: 'certificate',
      answer: success({ amount: 3000 }),
      expected: { kind: 'money', amount: { amount: 300_000, currency: 'RUB' } },
    },
    {
      title: 'a share',
      capability: 'certificate',
      answer: success({ sale: '50' }),
      expected: { kind: 'percent', percent: 50 },
    },
    {
      title: 'a product without an article',
      capability: 'certificate',
      answer: success({ product_id: '', name: 'Лимонад', price: 0 }),
      expected: { kind: 'product', product: { sku: null, name: 'Лимонад' } },
    },
    {
      title: 'lists that are arrays',
      capability: 'catalogue',
      answer: success({ product_id: ['0001'], name: ['Ролл'], price: [520.5] }),
      expected: [{ sku: '0001', name: 'Ролл', price: { amount: 52_050, currency: 'RUB' } }],
    },
    ...['error', 'description'].map(field => ({
      title: `no_stops in ${field}`,
      capability: 'availability' as const,
      answer: success({ [field]: 'no_stops' }),
      expected: { rows: [], rest: 'in-stock' },
    })),
  ],

  hooks: {
    good: [
      { title: 'JSON', request: hook(change), changes: [changed] },
      { title: 'JSON under another name', request: hook(change, 'text/plain'), changes: [changed] },
      {
        title: 'a form',
        request: hook(
          new URLSearchParams(Object.entries(change).map(([key, value]) => [key, String(value)])).toString(),
          'application/x-www-form-urlencoded',
        ),
        changes: [changed],
      },
      { title: 'the empty trial of an address', request: hook(''), changes: [] },
    ],
    bad: [
      { title: 'HTML', request: hook('<html>') },
      { title: 'no order', request: hook({ action: 'change_status', status: 3 }) },
      { title: 'no status', request: hook({ action: 'change_status', order_id: 4810003 }) },
      { title: 'another action', request: hook({ ...change, action: 'delete_everything' }) },
      { title: 'a list', request: hook([change]) },
    ],
    at: datetime => hook({ ...change, datetime }),
  },

  deliveryAt: ({ body }) => new URLSearchParams(body).get('datetime'),
};
