import { type Problem, Stage } from '../../proxy/contract/index.ts';
import { availability, certificates, noGoods, quoteOf, rub, shop } from './mock-goods.ts';
import { accepted, found, lookUp, orders, parked } from './mock-orders.ts';

/** What a route was asked; the mock reads it leniently, since only our own widgets ask. */
export interface Asked {
  query: URLSearchParams;
  body: {
    number?: unknown;
    phone?: unknown;
    certificate?: unknown;
    lines?: { sku: string; quantity: number }[];
  };
}

export interface Reply {
  status: number;
  body: unknown;
  retryAfter?: number;
}

/** `cut`: the connection breaks, as in a tunnel. */
export type Answer = (asked: Asked) => Reply | 'cut';
export type Route =
  | 'GET shop'
  | 'GET availability'
  | 'GET orders'
  | 'POST order-status'
  | 'POST certificate'
  | 'POST quote'
  | 'POST orders';
export type MockState = Partial<Record<Route, Answer>>;

const ok =
  (make: (asked: Asked) => unknown, status = 200): Answer =>
  asked => ({ status, body: make(asked) });

const problem = (status: number, type: string, title: string, rest: Partial<Problem> = {}): Answer => {
  const { retryAfter } = rest;
  const body = { type, title, status, ...rest };
  return () => ({ status, body, ...(retryAfter === undefined ? {} : { retryAfter }) });
};

/** Long enough to be looked at. */
const RETRY_S = 240;
const limited = problem(429, 'too-many-requests', 'Слишком много попыток', { retryAfter: RETRY_S });
const broken = problem(500, 'internal', 'Ошибка на нашей стороне');
const cut: Answer = () => 'cut';

/** How it is when all is well; a state says only what differs. */
export const fine: Record<Route, Answer> = {
  'GET shop': ok(() => shop),
  'GET availability': ok(({ query }) => availability(query.getAll('sku'))),
  'GET orders': ok(() => accepted),
  'POST order-status': ok(({ body }) => lookUp(body)),
  'POST certificate': ok(() => certificates.money),
  'POST quote': ok(({ body }) => quoteOf(body.lines ?? [], body.certificate ? { discount: rub(500) } : {})),
  'POST orders': ok(() => accepted, 201),
};

const everywhere = (answer: Answer): MockState => ({
  'GET availability': answer,
  'POST order-status': answer,
  'POST certificate': answer,
  'POST orders': answer,
});

const certificateStates = Object.fromEntries(
  Object.entries(certificates).map(([name, answer]): [string, MockState] => [
    name,
    { 'POST certificate': ok(() => answer) },
  ]),
);
const stageStates = Object.fromEntries(
  Stage.options.map((stage): [string, MockState] => [stage, { 'POST order-status': ok(() => orders(found(stage))) }]),
);

const HOURS_MS = 3_600_000;

/** Every way the proxy may answer, by the name in the mock's path. */
export const states: Readonly<Record<string, MockState>> = {
  fine: {},
  // The page itself holds the answer to the order; see state-driver.js.
  'slow-orders': {},
  limited: everywhere(limited),
  failed: everywhere(broken),
  cut: everywhere(cut),
  empty: { 'POST order-status': ok(() => orders()), 'GET availability': ok(() => noGoods) },
  ...stageStates,
  'own-status': { 'POST order-status': ok(() => orders(found(null, { status: 'Ждёт дегустатора' }))) },
  // The number alone finds the order; with a phone beside it, it is not this visitor's.
  'not-yours': { 'POST order-status': ok(({ body }) => (body.phone && body.number ? orders() : lookUp(body))) },
  ...certificateStates,
  'not-found': { 'POST certificate': problem(404, 'not-found', 'Такого сертификата нет') },
  more: {
    'GET availability': ok(({ query }) => availability(query.getAll('sku'), query.get('cursor') ? null : 'page-2')),
  },
  stale: { 'GET availability': ok(({ query }) => availability(query.getAll('sku'), null, 5 * HOURS_MS)) },
  'search-none': { 'GET availability': ok(({ query }) => (query.get('q') ? noGoods : availability([]))) },
  'shop-failed': { 'GET shop': broken },
  problems: {
    'POST quote': ok(({ body }) => {
      const quote = quoteOf(body.lines ?? []);
      const kinds = ['changed', 'out', 'unknown'] as const;
      return {
        ...quote,
        lines: quote.lines.map((line, index) => ({ ...line, problem: kinds[index] })),
        problems: [{ sku: '005', kind: 'out', detail: 'Гункан с икрой лосося закончился.' }],
      };
    }),
  },
  'bad-certificate': {
    'POST quote': ok(({ body }) =>
      quoteOf(body.lines ?? [], {
        problems: body.certificate
          ? [{ sku: null, kind: 'certificate', detail: 'Этот сертификат уже использован.' }]
          : [],
      }),
    ),
  },
  'certificate-later': {
    'POST quote': ok(({ body }) => quoteOf(body.lines ?? [], { discountNote: 'to-be-confirmed' })),
  },
  unpriced: { 'POST quote': ok(({ body }) => quoteOf(body.lines ?? [], { total: null })) },
  'quote-failed': { 'POST quote': broken },
  'field-errors': {
    'POST orders': problem(422, 'invalid', 'Проверьте поля', {
      errors: [
        { pointer: '#/customer/phone', detail: 'Такого номера телефона не бывает.' },
        { pointer: '#/delivery/address/street', detail: 'Этой улицы нет в зоне доставки.' },
      ],
    }),
  },
  'total-changed': {
    'POST orders': asked => {
      const quote = quoteOf(asked.body.lines ?? [], { delivery: rub(300) });
      return problem(409, 'total-changed', 'Сумма изменилась', { quote })(asked);
    },
  },
  'already-ordered': { 'POST orders': problem(422, 'already-ordered', 'Уже заказано', { orderId: accepted.id }) },
  refused: { 'POST orders': problem(403, 'origin-not-allowed', 'С этого сайта заказать нельзя') },
  parked: { 'POST orders': ok(() => parked, 201), 'GET orders': ok(() => parked) },
};
