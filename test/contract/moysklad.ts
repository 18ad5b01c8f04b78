import { expect } from 'vitest';
import type { HookRequest } from '../../proxy/crm/crm.ts';
import { moysklad } from '../../proxy/crm/moysklad/index.ts';
import type { Subject } from './subject.ts';
import type { Asked, Said } from './transport.ts';

const HOME = 'https://api.moysklad.ru/api/remap/1.2';
const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
/** The sandbox's dictionary of them. */
const CERTIFICATES = '75e3e61f-3304-5642-8302-0981bc26ff98';
const json = (body: unknown, status = 200): Said => ({
  status,
  headers: { 'content-type': 'application/json;charset=utf-8' },
  body: JSON.stringify(body),
});
const list = (...rows: object[]): Said => json({ meta: { size: rows.length, limit: 100, offset: 0 }, rows });
const failed = (status: number, code: number, parameter?: string): Said =>
  json({ errors: [{ error: 'Ошибка: слова посетителя', code, ...(parameter && { parameter }) }] }, status);
const meta = (path: string, type: string) => ({ meta: { href: `${HOME}/entity/${path}`, type } });

const agent = {
  ...meta(`counterparty/${id(5)}`, 'counterparty'),
  ...{ id: id(5), name: 'Мария', email: 'maria@example.com', phone: '8 (900) 000-00-11', externalCode: 'u-1' },
};
const order = {
  ...meta(`customerorder/${id(104)}`, 'customerorder'),
  id: id(104),
  name: '201',
  externalCode: 'shop-201',
  moment: '2026-11-21 18:30:00.000',
  updated: '2026-11-21 18:31:00.123',
  sum: 139_050,
  state: meta(`customerorder/metadata/states/${id(2)}`, 'state'),
  agent,
  organization: meta(`organization/${id(1)}`, 'organization'),
};
const article = (n: number, code: string) => ({
  ...{ id: id(n), name: `Товар ${code}`, code, externalCode: `ext-${code}` },
  ...{ buyPrice: { value: 9_977 }, minPrice: { value: 5 }, effectiveVat: 20, effectiveVatEnabled: true },
  salePrices: [{ value: 52_050, priceType: { id: id(70), name: 'Цена продажи' } }],
});
const states = [
  { id: id(1), name: 'Новый', color: 15_106_326, stateType: 'Regular' },
  { id: id(2), name: 'Собран', color: 8_767_198, stateType: 'Regular' },
  { id: id(3), name: 'complete', color: 40_931, stateType: 'Successful' },
];
const element = {
  ...{ id: id(60), name: 'Сертификат', code: '700100' },
  attributes: [{ id: id(61), name: 'Остаток', type: 'double', value: 1000 }],
};

const good: Record<string, Said> = {
  'GET entity/organization': list({ id: id(1), name: 'Волна', code: 'volna' }),
  'GET entity/counterparty': list(agent),
  'POST entity/counterparty': json(agent),
  'PUT entity/counterparty/#': json(agent),
  // Another's: that a filter was heeded is never taken for granted.
  'GET entity/variant': list(article(20, '0010')),
  'GET entity/product': list(article(21, '001'), article(22, '002')),
  'GET entity/bundle': list(),
  'GET entity/service': list(article(23, 'delivery')),
  'POST entity/product': json(article(24, '003')),
  'GET context/companysettings/pricetype/default': json({ id: id(70), name: 'Цена продажи' }),
  'GET context/companysettings/pricetype': json([{ id: id(70), name: 'Цена продажи' }]),
  'POST entity/customerorder': json({ ...order, externalCode: 'shop-K7-4821' }),
  'GET entity/customerorder': list(order),
  'GET entity/customerorder/#': json(order),
  'PUT entity/customerorder/#': json(order),
  'GET entity/customerorder/metadata': json({ states, attributes: [{ id: id(40), name: 'Промокод' }] }),
  'POST entity/paymentin': json({ id: id(80) }),
  'POST entity/cashin': json({ id: id(81) }),
  'POST entity/cashout': json({ id: id(82) }),
  'POST entity/paymentout': json({ id: id(83) }),
  'GET entity/expenseitem': list({ id: id(95), name: 'Возврат' }),
  'GET report/stock/bystore/current': json([
    { assortmentId: id(21), storeId: id(30), freeStock: 3 },
    { assortmentId: id(22), storeId: id(30), freeStock: 0 },
    { assortmentId: id(22), storeId: null, freeStock: -1 },
  ]),
  'GET entity/store': list({ id: id(30), name: 'Склад' }),
  'GET entity/saleschannel': list({ id: id(31), name: 'Сайт' }),
  'GET entity/project': list({ id: id(32), name: 'Проект' }),
  'GET entity/customentity/#': list(element),
  'GET context/companysettings/metadata': json({
    customEntities: [{ name: 'Сертификаты', entityMeta: { href: `${HOME}/entity/customentity/${CERTIFICATES}` } }],
  }),
  'GET entity/webhook': list({
    ...{ id: id(90), entityType: 'customerorder', action: 'UPDATE', enabled: true },
    url: 'https://others.example/hooks/main/x',
  }),
  'POST entity/webhook': json({ id: id(91) }),
};

const pathOf = ({ url }: Asked): string =>
  new URL(url).pathname.replace('/api/remap/1.2/', '').replace(/\/([0-9a-f]{8}-[0-9a-f-]{27}|201)$/, '/#');

const hook = (body: unknown): HookRequest => ({
  method: 'POST',
  headers: { 'content-type': 'application/json; charset=utf-8' },
  query: { requestId: id(7) },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const event = (type: string) => ({ ...meta(`${type}/${id(104)}`, type), action: 'UPDATE', accountId: id(6) });

/** What the contract must be told of MoySklad. */
export const subject: Subject = {
  name: 'moysklad',
  crm: moysklad,
  settings: url => ({
    least: { url, organization: 'volna' },
    all: {
      url,
      organization: 'volna',
      lowStock: 1,
      certificates: { dictionary: CERTIFICATES, balance: 'Остаток', validUntil: 'Действует до', active: 'Активен' },
    },
  }),
  secrets: { token: 'sandbox-token' },
  sandbox: {
    settings: secrets => ({ ...secrets }),
    submit: 'POST entity/customerorder',
    out: ['005', '012'],
    unknownCertificate: '1',
  },
  good: asked => good[`${asked.method} ${pathOf(asked)}`] ?? failed(404, 1002),

  payloads: [
    {
      title: 'a new order',
      capability: 'submitOrder',
      answer: asked => subject.good(asked),
      expected: { ref: id(104), number: '201', total: { amount: 139_050, currency: 'RUB' }, warnings: [] },
    },
    ...(
      [
        [401, 1056, 'auth', '1056'],
        [403, 1016, 'auth', '1016'],
        [403, 1070, 'auth', '1070'],
        [400, 1061, 'auth', '1061'],
        [429, 1049, 'limit', '1049'],
        [429, 1073, 'limit', '1073'],
        [412, 3000, 'invalid', '3000'],
        [400, 9999, 'invalid', '9999'],
        [503, 1074, 'unavailable', 'http-503'],
      ] as const
    ).map(([status, number, kind, code]) => ({
      title: `${status} with ${number}`,
      capability: 'submitOrder' as const,
      answer: failed(status, number),
      expected: { kind, ...(status !== 503 && { taken: 'no' }), ...(status !== 429 && { code }) },
    })),
    {
      title: 'a field that was refused',
      capability: 'submitOrder',
      answer: failed(412, 3000, 'agent'),
      expected: { kind: 'invalid', taken: 'no', code: '3000:agent' },
    },
    {
      title: 'no gzip, and no body to say so',
      capability: 'submitOrder',
      answer: { status: 415 },
      expected: { kind: 'protocol', taken: 'no' },
    },
    {
      title: 'no organization of this code',
      capability: 'probe',
      answer: list(),
      expected: { kind: 'auth', code: 'no-such-organization' },
    },
    {
      title: 'organizations of other codes',
      capability: 'probe',
      answer: list({ id: id(9), name: 'Другая', code: 'other' }),
      expected: { kind: 'protocol', code: 'no-such-organization' },
    },
    {
      title: 'a failure under a good status',
      capability: 'findSubmitted',
      answer: failed(200, 1034),
      expected: { kind: 'invalid', code: '1034' },
    },
    {
      title: 'rows of others, and one that is meant',
      capability: 'findOrders',
      answer: asked =>
        pathOf(asked) === 'entity/customerorder'
          ? list(
              { ...order, id: id(1), name: '999' },
              { ...order, id: id(2), agent: { ...agent, phone: '+79990000000' } },
              order,
            )
          : subject.good(asked),
      expected: [
        {
          ref: id(104),
          number: '201',
          placedAt: '2026-11-21T18:30:00+03:00',
          status: { code: 'Собран', name: 'Собран', stage: 'ready', colour: '#85c6de' },
          total: { amount: 139_050, currency: 'RUB' },
        },
      ],
    },
    ...(['addHook', 'removeHook'] as const).map(capability => ({
      title: 'that only an administrator may',
      capability,
      answer: failed(403, 1016),
      expected: { kind: 'auth', taken: 'no', code: '1016' },
    })),
    ...(
      [
        [403, 1016],
        [404, 1002],
      ] as const
    ).map(([status, code]) => ({
      title: `a list that is not for this user: ${code}`,
      capability: 'directory' as const,
      answer: (asked: Asked) => (pathOf(asked) === 'entity/project' ? failed(status, code) : subject.good(asked)),
      expected: expect.not.objectContaining({ projects: expect.anything() }),
    })),
    {
      title: 'another’s certificate',
      capability: 'certificate',
      answer: list({ ...element, code: '7001009' }),
      expected: null as unknown as object,
    },
    {
      title: 'stock by store, some of it in none',
      capability: 'availability',
      answer: asked => subject.good(asked),
      expected: {
        rows: [
          { sku: '001', state: 'in-stock', quantity: 3, stores: [{ name: 'Склад', state: 'in-stock', quantity: 3 }] },
          { sku: '002', state: 'out', quantity: -1, stores: [{ name: 'Склад', state: 'out', quantity: 0 }] },
        ],
        rest: 'unknown',
      },
    },
  ],

  hooks: {
    good: [
      {
        title: 'an order',
        request: hook({ auditContext: { uid: 'anna@volna' }, events: [event('customerorder')] }),
        changes: 'ask',
      },
      {
        title: 'several things, an order among them',
        request: hook({ events: [event('product'), event('customerorder')] }),
        changes: 'ask',
      },
      {
        title: 'an order that only its address shows to be one',
        request: hook({ events: [{ meta: { href: order.meta.href } }] }),
        changes: 'ask',
      },
      { title: 'articles', request: hook({ events: [event('product')] }), changes: [] },
      { title: 'no event', request: hook({ events: [] }), changes: [] },
      {
        title: 'stock',
        request: hook({ accountId: id(6), stockType: 'stock', reportUrl: `${HOME}/report/stock/all/current` }),
        changes: [],
      },
    ],
    bad: [
      { title: 'HTML', request: hook('<html>') },
      { title: 'no events', request: hook({ auditContext: {} }) },
      { title: 'events of no kind', request: hook({ events: ['customerorder'] }) },
      { title: 'a list', request: hook([{ events: [] }]) },
    ],
  },

  deliveryAt: ({ body }) => /"deliveryPlannedMoment":"([^"]+)"/.exec(body)?.[1] ?? null,
};
