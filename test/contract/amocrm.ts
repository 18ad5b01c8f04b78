import { amocrm } from '../../proxy/crm/amocrm/index.ts';
import type { HookRequest } from '../../proxy/crm/crm.ts';
import type { Subject } from './subject.ts';
import type { Asked, Said } from './transport.ts';

/** The sandbox's pipeline, lists and fields. */
const PIPELINE = '8214301';
const GOODS = '5101';
const CERTIFICATES = '5103';

const json = (body: unknown, status = 200): Said => ({
  status,
  headers: { 'content-type': status < 300 ? 'application/hal+json' : 'application/problem+json' },
  body: JSON.stringify(body),
});
const list = (name: string, ...rows: object[]): Said =>
  json({ _page: 1, _links: { self: { href: 'https://crm.example/' } }, _embedded: { [name]: rows } });
const nothing: Said = { status: 204 };
const refusal = (code: string, path: string): Said =>
  json(
    {
      'validation-errors': [{ request_id: '0', errors: [{ code, path, detail: 'maria@example.com: неверно' }] }],
      ...{ title: 'Bad Request', status: 400, detail: 'Ошибка валидации' },
    },
    400,
  );

const field = (code: string, ...values: string[]) => ({
  field_id: 9001,
  field_code: code,
  values: values.map(value => ({ value, enum_id: 1, enum_code: 'WORK' })),
});
const lead = {
  ...{ id: 104, name: '201', price: 1390, status_id: 142, pipeline_id: 8214301 },
  ...{ created_at: 1_795_250_000, updated_at: 1_795_250_600, is_deleted: false, custom_fields_values: null },
  _embedded: { tags: [], companies: [], contacts: [{ id: 501, is_main: true }] },
};
const contact = {
  ...{ id: 501, name: 'Ольга' },
  custom_fields_values: [field('PHONE', '8 (900) 000-00-11'), field('EMAIL', 'Maria@example.com')],
  _embedded: { leads: [{ id: 104 }] },
};
const pipeline = {
  ...{ id: 8214301, name: 'Заказы', is_main: true },
  _embedded: {
    statuses: [
      { id: 67310001, name: 'Неразобранное', sort: 10, color: '#c1c1c1', type: 1 },
      { id: 67310013, name: 'complete', sort: 20, color: '#ffcc66', type: 0 },
      { id: 142, name: 'Вручён', sort: 10_000, color: '#CCFF66', type: 0 },
    ],
  },
};
const element = (id: number, sku: string, price: string, stock: string) => ({
  ...{ id, name: `Товар ${sku}`, is_deleted: null, catalog_id: 5101 },
  custom_fields_values: [
    field('SKU', sku),
    field('PRICE', price),
    field('GROUP', 'Роллы'),
    { ...field('', stock), field_id: 304013, field_code: null },
  ],
});
const certificate = {
  ...{ id: 601, name: '700100', is_deleted: false, catalog_id: 5103 },
  custom_fields_values: [
    { ...field('', '1000'), field_id: 305001 },
    { field_id: 305003, values: [{ value: 1_830_000_000 }] },
    { ...field('', 'Активен'), field_id: 305005 },
  ],
};
const link = (element: number, quantity: number) => ({
  ...{ to_entity_id: element, to_entity_type: 'catalog_elements' },
  metadata: { quantity, catalog_id: 5101 },
});

/** The answer to each call, by its method and its path with the ids taken out. */
const good: Record<string, Said> = {
  'GET account': json({ id: 1, name: 'Волна', subdomain: 'volna', is_api_filter_enabled: true }),
  'GET contacts': list('contacts', contact),
  'POST contacts': list('contacts', { id: 502, request_id: '0' }),
  'PATCH contacts/#': json({ id: 501, updated_at: 1_795_250_600 }),
  'GET companies': nothing,
  'POST leads/complex': json([{ id: 104, contact_id: 501, company_id: null, request_id: ['0'], merged: false }]),
  'GET leads': list('leads', lead, { ...lead, id: 105, name: 'K7-4821', created_at: 1_795_251_700 }),
  'GET leads/#': json(lead),
  'PATCH leads/#': list('leads', { id: 104, updated_at: 1_795_250_600 }),
  'GET leads/#/notes': nothing,
  'POST leads/#/notes': list('notes', { id: 701, entity_id: 104, request_id: '0' }),
  'POST leads/#/link': json({ _total_items: 2, _embedded: { links: [link(21, 1), link(22, 2)] } }),
  'GET leads/#/links': list('links', link(21, 1), link(22, 2)),
  'GET leads/pipelines': list('pipelines', pipeline),
  // Another's too: a search finds parts of anything.
  'GET catalogs/#/elements': list(
    'elements',
    ...[element(20, '0010', '1', '9'), element(21, '001', '520.50', '3'), element(22, '002', '560', '0')],
    certificate,
  ),
  'POST catalogs/#/elements': list('elements', { id: 23, request_id: 0 }),
  'GET catalogs': list('catalogs', { id: 5101, name: 'Товары', type: 'products' }),
  'GET catalogs/#/custom_fields': list('custom_fields', { id: 9001, name: 'Артикул', code: 'SKU', type: 'text' }),
  'GET leads/custom_fields': list('custom_fields', { id: 9002, name: 'Персон', code: null, type: 'numeric' }),
  'GET contacts/custom_fields': nothing,
  'GET users': list('users', { id: 504101, name: 'Мария' }),
  'GET leads/tags': nothing,
  'GET webhooks': nothing,
  'POST webhooks': json({ id: 801, destination: 'https://proxy.example/hooks/main/token' }, 201),
  'DELETE webhooks': nothing,
};
const pathOf = ({ method, url }: Asked): string =>
  `${method} ${new URL(url).pathname.replace('/api/v4/', '').replace(/\/\d+(?=\/|$)/g, '/#')}`;

/** As `good`, but for one call. */
const but =
  (path: string, said: Said) =>
  (asked: Asked): Said =>
    pathOf(asked) === path ? said : subject.good(asked);

const hook = (body: string): HookRequest => ({
  ...{ method: 'POST', query: {}, body },
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
});
const form = (fields: Record<string, string>): HookRequest =>
  hook(new URLSearchParams({ ...fields, 'account[subdomain]': 'volna', 'account[id]': '1' }).toString());

/** What the contract must be told of amoCRM. */
export const subject: Subject = {
  name: 'amocrm',
  crm: amocrm,
  settings: url => ({
    least: { url, ownHost: true },
    all: {
      ...{ url, ownHost: true, clientId: '5a1c7e10-0d1a-4c0e-9b57-5a7db0c0a110' },
      ...{ rounding: 'math', status: { default: `${PIPELINE}:67310005` }, responsible: { default: '504103' } },
      ...{ tags: ['Сайт'], products: { list: GOODS }, priceField: 'PRICE', stockField: '304013', lowStock: 1 },
      customFields: [
        { field: '301007', from: 'persons', as: 'number' },
        { field: '301005', from: 'delivery.at', as: 'time' },
        { field: '301003', from: 'delivery.address' },
        { field: 'UTM_SOURCE', from: 'marketing.utm_source' },
      ],
      externalIdField: 'SITE_ORDER_ID',
      customerFields: { id: '302007', disabled: '302011', registeredAt: '302009', basket: '302013' },
      paymentFields: { paid: '301011' },
      certificates: {
        list: CERTIFICATES,
        ...{ balance: '305001', validUntil: '305003', status: '305005', charge: true },
      },
      availabilityMinutes: 1,
    },
  }),
  secrets: { token: 'sandbox-token', clientSecret: 'sandbox-client-secret' },
  sandbox: {
    settings: ({ token, clientSecret }) => ({ longLivedToken: token, clientSecret }),
    hookSettings: hookUrl => ({ hookUrl }),
    submit: 'POST /leads/complex',
    out: ['005', '012'],
    unknownCertificate: 'GIFT',
  },
  good: asked => good[pathOf(asked)] ?? json({ title: 'Not Found', status: 404 }, 404),
  readsFirst: true,

  payloads: [
    {
      title: 'a new lead',
      capability: 'submitOrder',
      answer: asked => subject.good(asked),
      expected: { ref: '104', number: 'K7-4821', warnings: [] },
    },
    {
      title: 'one that was put together with another',
      capability: 'submitOrder',
      answer: but('POST leads/complex', json([{ id: 99, contact_id: 501, merged: true }])),
      expected: { ref: '99', warnings: [{ code: 'other', about: 'merged', money: true }] },
    },
    {
      title: 'a refused name',
      capability: 'submitOrder',
      answer: but('POST leads/complex', refusal('InvalidType', 'name')),
      expected: { kind: 'invalid', taken: 'no', code: 'InvalidType:name' },
    },
    {
      title: 'a refusal in words of the visitor',
      capability: 'submitOrder',
      answer: but('POST leads/complex', refusal('Мария', 'maria@example.com')),
      expected: { kind: 'invalid', taken: 'no', code: 'http-400' },
    },
    {
      title: 'that goods cannot be linked now',
      capability: 'submitOrder',
      answer: but('POST leads/#/link', { status: 504 }),
      expected: { ref: '104', warnings: [{ code: 'other', about: 'incomplete', money: false }] },
    },
    {
      title: 'that the goods are not there, however often they are linked',
      capability: 'submitOrder',
      answer: but('GET leads/#/links', list('links', link(21, 1))),
      expected: { ref: '104', warnings: [{ code: 'line-dropped', about: '002', money: false }] },
    },
    ...([500, 302, 504] as const).map(status => ({
      title: `HTTP ${status} to the order itself`,
      capability: 'submitOrder' as const,
      answer: but('POST leads/complex', { status }),
      expected: { taken: 'unknown' },
    })),
    {
      title: 'a block, as a page of HTML',
      capability: 'submitOrder',
      answer: but('POST leads/complex', { status: 403, body: '<html>Forbidden</html>' }),
      expected: { kind: 'auth', taken: 'no', code: 'http-403' },
    },
    {
      title: 'too many calls',
      capability: 'submitOrder',
      answer: but('POST leads/complex', json({ title: 'Too Many Requests', status: 429, retry_after: 300 }, 429)),
      expected: { kind: 'limit', taken: 'no', retryAfterMs: 300_000 },
    },
    {
      title: 'an account that was not paid',
      capability: 'probe',
      answer: json({ title: 'Payment Required', status: 402 }, 402),
      expected: { kind: 'auth', code: 'payment' },
    },
    {
      title: 'nothing',
      capability: 'findSubmitted',
      answer: nothing,
      expected: { found: null, complete: true },
    },
    {
      title: 'strangers without an end',
      capability: 'findSubmitted',
      answer: json({ _links: { next: { href: 'https://crm.example/next' } }, _embedded: { leads: [lead] } }),
      expected: { found: null, complete: false },
    },
    {
      title: 'an older lead of that name, and one with another id of ours',
      capability: 'findSubmitted',
      answer: list(
        'leads',
        { ...lead, name: 'K7-4821', created_at: 1_700_000_000 },
        { ...lead, name: 'K7-4821', custom_fields_values: [field('SITE_ORDER_ID', 'shop-other')] },
      ),
      expected: { found: null, complete: true },
    },
    {
      title: 'rows of others, where filters are off',
      capability: 'findOrders',
      answer: asked => subject.good(asked),
      expected: [
        {
          ...{ ref: '104', number: '201', phone: '+79000000011', placedAt: '2026-11-21T08:33:20.000Z' },
          status: { code: `${PIPELINE}:142`, name: 'Вручён', stage: 'delivered', colour: '#ccff66' },
          total: { amount: 139_000, currency: 'RUB' },
        },
      ],
    },
    {
      title: 'a phone that merely ends alike',
      capability: 'findOrders',
      answer: but(
        'GET contacts',
        list('contacts', { ...contact, custom_fields_values: [field('PHONE', '+19000000011')] }),
      ),
      expected: [],
    },
    {
      title: 'an element of another name',
      capability: 'certificate',
      answer: list('elements', { ...certificate, name: '7001001' }),
      expected: null as unknown as object,
    },
    {
      title: 'an element of this name',
      capability: 'certificate',
      answer: list('elements', { ...certificate, name: '7001001' }, certificate),
      expected: { kind: 'money', amount: { amount: 100_000, currency: 'RUB' }, state: 'valid' },
    },
    {
      title: 'its number field',
      capability: 'availability',
      answer: asked => subject.good(asked),
      expected: {
        rest: 'unknown',
        rows: [
          { sku: '001', state: 'in-stock', quantity: 3, stores: [] },
          { sku: '002', state: 'out', quantity: 0, stores: [] },
        ],
      },
    },
    {
      title: 'prices as texts',
      capability: 'catalogue',
      answer: list('elements', element(21, '001', '520.50', '3'), {
        ...element(22, '002', '1', '1'),
        is_deleted: true,
      }),
      expected: [{ sku: '001', name: 'Товар 001', price: { amount: 52_050, currency: 'RUB' }, category: 'Роллы' }],
    },
  ],

  hooks: {
    good: [
      {
        title: 'a lead that moved',
        request: form({ 'leads[status][0][id]': '104', 'leads[status][0][status_id]': '142' }),
        changes: 'ask',
      },
      { title: 'a new lead', request: form({ 'leads[add][0][id]': '104' }), changes: 'ask' },
      { title: 'a contact', request: form({ 'contacts[update][0][id]': '501' }), changes: [] },
      { title: 'a note', request: form({ 'leads[note][0][note][text]': 'leads[status]' }), changes: [] },
      { title: 'a lead that is gone', request: form({ 'leads[delete][0][id]': '104' }), changes: [] },
    ],
    bad: [
      { title: 'HTML', request: hook('<html>') },
      { title: 'JSON', request: hook(JSON.stringify({ leads: { status: [{ id: 104 }] } })) },
      { title: 'a form of something else', request: hook('status=142&id=104') },
    ],
  },
};
