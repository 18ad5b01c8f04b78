import type { HookRequest } from '../../proxy/crm/crm.ts';
import { insales } from '../../proxy/crm/insales/index.ts';
import type { Subject } from './subject.ts';
import type { Asked, Said } from './transport.ts';

const json = (body: unknown, status = 200): Said => ({
  status,
  headers: { 'content-type': 'application/json', 'api-usage-limit': '3/500' },
  body: JSON.stringify(body),
});

const order = {
  ...{ id: 5201, number: 201, key: 'f00d', currency_code: 'RUR', total_price: 300.0, coupon: null },
  ...{ created_at: '2026-11-21T12:00:00.000+03:00', updated_at: '2026-11-21T12:10:00.000+03:00' },
  ...{ financial_status: 'pending', fulfillment_status: 'approved' },
  custom_status: { permalink: 'called', title: 'Созвонились' },
  client: { id: 71, name: 'Ольга', phone: '8 900 000-00-11' },
  shipping_address: { phone: null, address: 'Садовая, 5' },
  order_lines: [{ id: 9, variant_id: 11, sku: '001', quantity: 1, sale_price: 100.0 }],
  discounts: [],
  fields_values: [{ id: 3, field_id: 44, handle: 'external_id', name: 'Номер на сайте', value: 'shop-K7-4821' }],
};
const variant = { id: 11, sku: '001', price: '520.0', cost_price: '99.77', quantity: 9, available: true };
const product = {
  ...{ id: 1, title: 'Ролл', updated_at: '2026-11-20T10:00:00.000+03:00', permalink: 'roll', vat: -1 },
  variants: [
    { ...variant, quantity_at_warehouse0: '7.0', quantity_at_warehouse1: '2.0' },
    { ...variant, id: 12, sku: '002', quantity: 0 },
  ],
};
const codes = [
  { id: 1, code: 'DC-1', type_id: 2, discount: '500.0', act_once: true, worked: false, disabled: false },
  { id: 2, code: 'USED', type_id: 2, discount: 500, act_once: true, worked: true, disabled: false },
  { id: 3, code: 'OFF', type_id: 1, discount: 10, act_once: false, disabled: true },
];

/** The first page of a list; a second, or what comes behind its last row, is empty. */
const list = (asked: Asked, rows: readonly object[]): Said => {
  const query = new URL(asked.url).searchParams;
  return json(query.has('from_id') || Number(query.get('page') ?? 1) > 1 ? [] : rows);
};

const rowsOf: Record<string, readonly object[]> = {
  'GET orders': [order],
  'GET products': [product],
  'GET products/by_ids': [product],
  'GET clients': [order.client],
  'GET discount_codes': codes,
  'GET custom_statuses': [
    { id: 6, permalink: 'called', title: 'Созвонились', system_status: 'approved', color: '#DC5F59' },
  ],
  'GET delivery_variants': [{ id: 12401, title: 'Курьером', type: 'DeliveryVariant::Fixed' }],
  'GET payment_gateways': [{ id: 1801, title: 'Наличными', type: 'PaymentGateway::Cod' }],
  'GET fields': [{ id: 44, destiny: 3, handle: 'external_id', title: 'Номер на сайте' }],
  'GET webhooks': [{ id: 9, address: 'https://others.example/hooks/main/x', topic: 'orders/update' }],
  'GET warehouses': [
    { id: 1, array_index: 0, title: 'Набережная' },
    { id: 2, array_index: 1, title: 'Вокзальная' },
  ],
};
const objectOf: Record<string, object> = {
  'POST orders': order,
  'GET orders/{id}': order,
  'PUT orders/{id}': order,
  'PUT clients/{id}': order.client,
  'GET products/count': { count: 2 },
  'POST webhooks': { id: 10, topic: 'orders/update', format_type: 'json' },
};

const methodOf = ({ method, url }: Asked): string =>
  `${method} ${new URL(url).pathname.replace(/^\/admin\/|\.json$/g, '').replace(/\/\d+(?=\/|$)/g, '/{id}')}`;

const good = (asked: Asked): Said => {
  const method = methodOf(asked);
  const rows = rowsOf[method];
  if (rows) return list(asked, rows);
  return objectOf[method] ? json(objectOf[method]) : { status: 404, body: '<html>Not found</html>' };
};

/** Everything as usual but for the call that creates the order. */
const created =
  (said: Said) =>
  (asked: Asked): Said =>
    methodOf(asked) === 'POST orders' ? said : good(asked);

/** Everything as usual but for one list. */
const listed =
  (method: string, ...rows: object[]) =>
  (asked: Asked): Said =>
    methodOf(asked) === method ? list(asked, rows) : good(asked);

const hook = (body: unknown): HookRequest => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  query: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

const changed = {
  ...{ ref: '5201', number: '201', externalId: 'shop-K7-4821', at: '2026-11-21T12:10:00+03:00' },
  status: { code: 'called', name: 'Созвонились', stage: 'confirmed' as const },
};

/** What the contract must be told of InSales. */
export const subject: Subject = {
  name: 'insales',
  crm: insales,
  settings: url => ({
    least: { url },
    all: {
      url,
      deliveryVariant: { default: '12401' },
      paymentGateway: { default: '1801' },
      externalIdField: 'external_id',
      settableStatuses: ['complete'],
      usedCodes: 'worked',
      availabilityMinutes: 1,
    },
  }),
  secrets: { key: 'sandbox-key', password: 'sandbox-password' },
  sandbox: {
    settings: ({ key = '', password = '' }) => ({ login: key, password }),
    submit: 'POST /orders',
    out: ['005', '012'],
    unknownCertificate: 'NO-SUCH-CODE',
  },
  good,
  readsFirst: true,

  payloads: [
    {
      title: 'with its own sum and number',
      capability: 'submitOrder',
      answer: created(json({ ...order, total_price: '285.5' }, 201)),
      expected: { ref: '5201', number: '201', total: { amount: 28_550, currency: 'RUB' }, warnings: [] },
    },
    {
      title: 'a refused field',
      capability: 'submitOrder',
      answer: created(json({ payment_gateway_id: ['maria@example.com is no gateway.'] }, 422)),
      expected: { kind: 'invalid', taken: 'no', code: 'refused:payment_gateway_id' },
    },
    ...([500, 302, 504] as const).map(status => ({
      title: `HTTP ${status} to the order itself`,
      capability: 'submitOrder' as const,
      answer: created({ status, body: '<html>' }),
      expected: { taken: 'unknown' },
    })),
    {
      title: 'an order that cannot be read',
      capability: 'submitOrder',
      answer: created(json({ number: 201 }, 201)),
      expected: { kind: 'protocol', taken: 'unknown' },
    },
    {
      title: 'a full allowance without a time',
      capability: 'submitOrder',
      answer: created({ status: 503, headers: { 'api-usage-limit': '500/500' } }),
      expected: { kind: 'limit', taken: 'no', retryAfterMs: 150_000 },
    },
    {
      title: 'a 503 that says nothing of a limit',
      capability: 'submitOrder',
      answer: created({ status: 503 }),
      expected: { kind: 'unavailable', taken: 'unknown' },
    },
    {
      title: 'orders that show no fields',
      capability: 'findSubmitted',
      answer: listed('GET orders', { ...order, fields_values: undefined }),
      expected: { found: null, complete: false },
    },
    {
      title: 'orders of others',
      capability: 'findSubmitted',
      answer: listed('GET orders', { ...order, fields_values: [] }),
      expected: { found: null, complete: true },
    },
    {
      title: 'the order among others',
      capability: 'findSubmitted',
      answer: listed('GET orders', { ...order, id: 1, fields_values: [] }, order),
      expected: { found: { ref: '5201' }, complete: true },
    },
    {
      title: 'in another spelling of the phone',
      capability: 'findOrders',
      answer: good,
      expected: [
        {
          ...{ ref: '5201', number: '201', placedAt: '2026-11-21T12:00:00+03:00' },
          status: { ...changed.status, colour: '#dc5f59' },
        },
      ],
    },
    {
      title: 'strangers',
      capability: 'findOrders',
      answer: asked =>
        methodOf(asked) === 'GET orders/{id}'
          ? json({ ...order, client: { id: 1, phone: '+79000000099' } })
          : good(asked),
      expected: [],
    },
    {
      title: 'by warehouse',
      capability: 'availability',
      answer: good,
      expected: {
        rest: 'unknown',
        rows: [
          {
            ...{ sku: '001', state: 'in-stock', quantity: 9 },
            stores: [
              { name: 'Набережная', state: 'in-stock', quantity: 7 },
              { name: 'Вокзальная', state: 'in-stock', quantity: 2 },
            ],
          },
          { sku: '002', state: 'out', quantity: 0, stores: [] },
        ],
      },
    },
    {
      title: 'webhooks that do not say whose they are',
      capability: 'removeHook',
      answer: listed('GET webhooks', { id: 9, topic: 'orders/update' }),
      expected: { kind: 'protocol', taken: 'no', code: 'no-address' },
    },
    {
      title: 'gateways, and what each is allowed for',
      capability: 'directory',
      answer: listed(
        'GET payment_gateways',
        { id: 1, title: 'Наличными', payment_delivery_variants: [{ id: 7, delivery_variant_id: 12401 }] },
        { id: 2, title: 'Картой', payment_delivery_variants: [] },
      ),
      expected: {
        paymentGateways: [
          { code: '1', name: 'Наличными', only: { subject: 'deliveryVariants', codes: ['12401'] } },
          { code: '2', name: 'Картой' },
        ],
      },
    },
    {
      title: 'a list that the key has no right to',
      capability: 'directory',
      answer: asked => (methodOf(asked) === 'GET warehouses' ? { status: 403 } : good(asked)),
      expected: { statuses: [{ code: 'called', name: 'Созвонились' }], orderFields: [{}, {}] },
    },
    {
      title: 'statuses that are switched off',
      capability: 'directory',
      answer: asked => (methodOf(asked) === 'GET custom_statuses' ? { status: 404, body: '<html>' } : good(asked)),
      expected: { statuses: [{ code: 'new', name: 'Новый' }, {}, {}, {}, {}, {}, {}] },
    },
  ],

  hooks: {
    good: [
      { title: 'a bare order', request: hook(order), changes: [changed] },
      {
        title: 'an order in one of the system’s statuses',
        request: hook({ ...order, custom_status: null, fulfillment_status: 'dispatched', fields_values: [] }),
        changes: [
          {
            ...{ ref: '5201', number: '201', at: '2026-11-21T12:10:00+03:00' },
            status: { code: 'dispatched', name: 'Отгружен', stage: 'shipping' },
          },
        ],
      },
      { title: 'products', request: hook([product]), changes: [] },
      { title: 'a client', request: hook({ id: 71, registered: false, phone: '+79000000011' }), changes: [] },
    ],
    bad: [
      { title: 'HTML', request: hook('<html>') },
      { title: 'no id', request: hook({ ...order, id: null }) },
      { title: 'no status', request: hook({ ...order, custom_status: null, fulfillment_status: null }) },
      { title: 'a list', request: hook([order]) },
      { title: 'an envelope that InSales does not send', request: hook({ event: 'orders/update', order }) },
    ],
    at: time => hook({ ...order, updated_at: time }),
  },
};
