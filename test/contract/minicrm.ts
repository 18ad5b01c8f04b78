import { sandboxHooks } from '../../demo/hooks.ts';
import type { HookRequest } from '../../proxy/crm/crm.ts';
import { minicrm } from '../../proxy/crm/minicrm/index.ts';
import type { Subject } from './subject.ts';
import type { Asked, Said } from './transport.ts';

const json = (body: unknown, status = 200): Said => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});
const list = (...rows: { Id: string | number; [field: string]: unknown }[]): Said =>
  json({ Count: rows.length, Results: Object.fromEntries(rows.map(row => [row.Id, row])) });
const text = (status: number, body: string): Said => ({ status, headers: { 'content-type': 'text/plain' }, body });

const row = { Id: 16_001, Name: '201', ContactId: 1201, StatusId: 2602, UserId: 5101, Deleted: 0 };
const card = { ...row, CategoryId: 22, StatusId: 'În curs', UserId: 'Elena Marin', CreatedAt: '2026-11-21 11:00:00' };
const contact = { Id: 1201, Name: 'Ana Pop', Type: 'Person', Email: 'ana@example.com', Phone: '8 900 000-00-11' };
const order = {
  ...{ Id: '301', ProjectId: '16001', Number: '201', Type: 'Order', Paid: '', Status: 'Completed' },
  ...{ CurrencyCode: 'RUB', AmountNet: '252.1000', AmountVat: '47.9000', Amount: '300.0000' },
};
const coupon = {
  ...{ Id: 16_010, Name: 'Card', ContactId: 1201, CategoryId: 24, StatusId: 'Activ', Deleted: '0' },
  ...{ CodCupon: '700100', TipCupon: 'Sumă', SoldCupon: 100, ValabilPanaLa: '0000-00-00 00:00:00' },
};
const passage = {
  ...{ ProjectId: '16001', Type: 'StatusHistory', UserId: '5101', Status_Old_Id: '', Status_Old_Name: '' },
  ...{ Id: '350', ClosedAt: '2026-11-21 11:00:00', Status_New_Id: '2602', Status_New_Name: 'În curs' },
};
const schema = {
  StatusId: { 2601: 'Ciornă', 2602: 'În curs', 2603: 'Finalizat', 2604: 'complete', 2605: 'Eșuat' },
  UserId: { 5101: 'Elena Marin' },
  Name: 'Text(512)',
  Text1479: 'Text(1024)',
  Webshop_RegistrationDate: 'DateTime',
};

const paramOf = ({ url }: Asked, name: string): string | null => new URL(url).searchParams.get(name);

/** A search heeds its filters, but for what every adapter must check itself: that a name is only like another. */
const cards = (asked: Asked): Said => {
  const code = paramOf(asked, 'CodCupon');
  if (code !== null) return list({ ...coupon, Id: Number(code) || coupon.Id, StatusId: 2701 });
  const name = paramOf(asked, 'Name');
  const found = { ...row, Name: name ?? row.Name };
  return list({ ...found, Id: 1, Name: `${found.Name}-2` }, found);
};

/** The card of a certificate is asked for by the id that the search made of its code. */
const cardBy = (id: string): Said => {
  if (id === '201' || id === '16001') return json(card);
  return json({ ...coupon, Id: Number(id), CodCupon: id === String(coupon.Id) ? coupon.CodCupon : id });
};

const good: Record<string, (asked: Asked, id: string) => Said> = {
  'GET SyncFeed/#': () => json({ Status: 'OK' }),
  'POST SyncFeed/#/Upload': () => json({ Status: 'OK' }),
  'GET R3/Category': () => json({ 21: 'Webshop', 22: 'Comenzi', 24: 'Cupoane' }),
  'GET R3/Schema/Project/#': () => json(schema),
  'GET R3/Project': cards,
  'GET R3/Project/#': (_, id) => cardBy(id),
  'PUT R3/Project/#': () => json({ Id: 16_001 }),
  'GET R3/ProjectHistory/#': () => list(passage),
  'GET R3/Contact': () => list(contact),
  'GET R3/Contact/#': () => json(contact),
  'GET R3/ToDoList/#': () => json({ Count: 0, Results: [] }),
  'PUT R3/ToDo': () => json({ Id: 1 }),
  'GET Order/List': () => list(order),
  'POST Order/#/Paid': () => json({ Id: '301' }),
};

const methodOf = ({ method, url }: Asked): string =>
  `${method} ${new URL(url).pathname.replace('/Api/', '').replace(/\/\d+(?=\/|$)/, '/#')}`;
const idOf = ({ url }: Asked): string =>
  /\/(\d+)(?=\/|$)/.exec(new URL(url).pathname.replace('/Api/R3', ''))?.[1] ?? '';

const answer = (asked: Asked): Said => good[methodOf(asked)]?.(asked, idOf(asked)) ?? text(404, 'Not found');

/** Everything as usual but for one call. */
const but =
  (method: string, said: Said | ((asked: Asked) => Said)) =>
  (asked: Asked): Said => {
    if (methodOf(asked) !== method) return answer(asked);
    return typeof said === 'function' ? said(asked) : said;
  };

const hook = (body: unknown): HookRequest => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  query: {},
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const Data = { CategoryId: '22', ContactId: '1201', MainContactId: '1201', StatusId: '2603', Name: '201' };
const notification = { Id: '16001', Type: 'Project', Data, Changed: ['StatusId', 'UpdatedAt'] };

const status = { code: '2602', name: 'În curs', stage: 'confirmed' as const };
const least = { systemId: '40321', webshop: '21', orders: '22', language: 'ro', vat: 11 };

/** What the contract must be told of MiniCRM. */
export const subject: Subject = {
  name: 'minicrm',
  crm: minicrm,
  settings: url => ({
    least: { url, ...least },
    all: {
      url,
      ...least,
      user: { default: '5101' },
      paymentMethods: { card: 'Card' },
      orderFields: { NumarPersoane: 'persons' },
      certificates: {
        category: '24',
        code: 'CodCupon',
        balance: 'SoldCupon',
        validUntil: 'ValabilPanaLa',
        statuses: ['Activ'],
        percent: { field: 'TipCupon', is: 'Procent', value: 'ValoareCupon' },
      },
    },
  }),
  secrets: { key: 'SandboxMiniCrmKey000000000000002' },
  sandbox: {
    settings: ({ key }) => ({ apiKey: key, currency: 'RUB', processingDelayMs: 2_000 }),
    hookSettings: url => sandboxHooks('minicrm', url),
    submit: 'GET /Api/SyncFeed/{system}',
    out: [],
    unknownCertificate: 'NO-SUCH-CODE',
  },
  good: answer,
  // Where nothing else can be wrong, 404 is how a key is refused; and 400, how a file that could not be fetched is.
  reads: {
    ...{
      submitOrder: [400, 404, 422],
      findSubmitted: [404],
      finish: [404],
      findOrders: [404],
      certificate: [404],
      changesSince: [404],
    },
    ...{ recordPayment: [404], directory: [404], probe: [404] },
  },

  payloads: [
    {
      title: 'with its card, and its own sum',
      capability: 'submitOrder',
      answer: but('GET Order/List', list({ ...order, Amount: '285.5' })),
      expected: { ref: '16001', number: 'K7-4821', total: { amount: 28_550, currency: 'RUB' }, warnings: [] },
    },
    {
      title: 'without a card, so far',
      capability: 'submitOrder',
      answer: but('GET R3/Project', json({ Count: 0, Results: null })),
      expected: { kind: 'unavailable', taken: 'unknown', code: 'not-seen-yet' },
    },
    {
      title: 'well, by a MiniCRM that then refuses the search',
      capability: 'submitOrder',
      answer: but('GET R3/Project', text(404, 'Not found')),
      expected: { kind: 'auth', taken: 'unknown' },
    },
    {
      title: 'well, by a MiniCRM that then has too many calls',
      capability: 'submitOrder',
      answer: but('GET R3/Project', text(429, 'Too Many Requests')),
      expected: { kind: 'limit', taken: 'unknown', retryAfterMs: 60_000 },
    },
    ...(
      [
        [400, 'unavailable', 'no'],
        [404, 'auth', 'no'],
        [429, 'limit', 'no'],
        [504, 'unavailable', 'unknown'],
      ] as const
    ).map(([code, kind, taken]) => ({
      title: `HTTP ${code} to the file itself`,
      capability: 'submitOrder' as const,
      answer: but('GET SyncFeed/#', text(code, '<html>')),
      expected: { kind, taken },
    })),
    {
      title: 'that access is denied, in whatever status',
      capability: 'submitOrder',
      answer: but('GET SyncFeed/#', text(400, 'Unauthorized: access denied')),
      expected: { kind: 'auth', taken: 'no' },
    },
    {
      title: 'a word that nobody has written down',
      capability: 'submitOrder',
      answer: but('GET SyncFeed/#', json('OK')),
      expected: { ref: '16001' },
    },
    {
      title: 'cards of other names only',
      capability: 'findSubmitted',
      answer: list({ ...row, Name: 'K7-48211' }),
      expected: { found: null, complete: true },
    },
    {
      title: 'a list that counts what it does not show',
      capability: 'findSubmitted',
      answer: json({ Count: 4, Results: [] }),
      expected: { kind: 'protocol' },
    },
    {
      title: 'more cards of other names than anybody can look through',
      capability: 'findSubmitted',
      answer: json({ Count: 5000, Results: Array.from({ length: 100 }, (_, Id) => ({ ...row, Id, Name: 'other' })) }),
      expected: { found: null, complete: false },
    },
    {
      title: 'a card that was thrown away',
      capability: 'findSubmitted',
      answer: list({ ...row, Name: 'K7-4821', Deleted: 1 }),
      expected: { found: null, complete: true },
    },
    {
      title: 'in another spelling of the phone',
      capability: 'findOrders',
      answer,
      expected: [{ ref: '16001', number: '201', placedAt: '2026-11-21T11:00:00+01:00', status }],
    },
    {
      title: 'strangers',
      capability: 'findOrders',
      answer: but('GET R3/Contact/#', json({ ...contact, Phone: '+79000000099' })),
      expected: [],
    },
    {
      title: 'a card of another module',
      capability: 'findOrders',
      answer: but('GET R3/Project/#', json({ ...card, CategoryId: 20 })),
      expected: [],
    },
    {
      title: 'another’s code',
      capability: 'certificate',
      answer: but('GET R3/Project/#', json({ ...coupon, CodCupon: '7001009' })),
      expected: null as unknown as object,
    },
    {
      title: 'with what is left',
      capability: 'certificate',
      answer: but('GET R3/Project/#', json({ ...coupon, ValabilPanaLa: '2099-12-31' })),
      expected: {
        ...{ kind: 'money', amount: { amount: 10_000, currency: 'RUB' }, state: 'valid' },
        validUntil: '2099-12-31T23:59:59+01:00',
      },
    },
    {
      title: 'with a percentage',
      capability: 'certificate',
      answer: but('GET R3/Project/#', json({ ...coupon, TipCupon: 'Procent', ValoareCupon: '15', SoldCupon: 0 })),
      expected: { kind: 'percent', percent: 15, state: 'valid' },
    },
    {
      title: 'in a status of those that were spent',
      capability: 'certificate',
      answer: but('GET R3/Project/#', json({ ...coupon, StatusId: 'Folosit' })),
      expected: { state: 'used' },
    },
    {
      title: 'in a tongue of its own',
      capability: 'setStatus',
      answer: but('PUT R3/Project/#', text(400, "Project (PUT): Invalid value 'Ana, +40720' for the Stare field.")),
      expected: { kind: 'invalid', taken: 'no', code: 'http-400:Stare' },
    },
    {
      title: 'that it has no such modules',
      capability: 'probe',
      answer: json({ 1: 'Sales' }),
      expected: { kind: 'invalid', code: 'no-such-module:21' },
    },
    {
      title: 'that access is denied, in whatever status',
      capability: 'probe',
      answer: text(400, 'Unauthorized: access denied'),
      expected: { kind: 'auth' },
    },
  ],

  hooks: {
    good: [
      { title: 'a status that changed', request: hook(notification), changes: 'ask' },
      { title: 'a new order', request: hook({ ...notification, Changed: [] }), changes: 'ask' },
      { title: 'another field', request: hook({ ...notification, Changed: ['Name'] }), changes: [] },
      { title: 'another module', request: hook({ ...notification, Data: { ...Data, CategoryId: '21' } }), changes: [] },
      { title: 'a contact', request: hook({ ...notification, Type: 'Contact' }), changes: [] },
    ],
    bad: [
      { title: 'HTML', request: hook('<html>') },
      { title: 'nothing that it is about', request: hook({ Id: '1', Data }) },
      { title: 'a list', request: hook([notification]) },
    ],
  },
};
