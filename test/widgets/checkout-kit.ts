import type {
  CheckoutField,
  OrderAnswer,
  OrderRequest,
  Quote,
  QuoteRequest,
  Shop,
} from '../../proxy/contract/index.ts';
import type { CrmCheckout } from '../../widgets/checkout/checkout.ts';
import { FakeEventSource } from './fake.ts';
import { find, get, mount, ok, type as typeInto, unmountAll, until } from './kit.ts';

export const rub = (amount: number) => ({ amount, currency: 'RUB' });

const field = (name: string, type: CheckoutField['type'] = 'text', required = false): CheckoutField => ({
  name,
  label: name.startsWith('fields.') ? 'How did you find us?' : null,
  type,
  required,
});

export const shop = (more: Partial<Shop> = {}): Shop => ({
  name: 'Wave',
  language: 'en',
  currency: 'RUB',
  timezone: 'Europe/Moscow',
  phoneCountry: 'RU',
  capabilities: { orders: true, orderStatus: 'number', certificate: true, availability: true, watch: true },
  delivery: [
    { code: 'courier', name: 'Courier', cost: rub(20000), freeFrom: rub(150000), fields: ['street', 'house', 'floor'] },
    {
      code: 'pickup',
      name: 'Pick-up',
      cost: rub(0),
      fields: [],
      pickupPoints: [
        { code: 'harbour', name: 'Harbour street, 5' },
        { code: 'station', name: 'Station square, 12' },
      ],
    },
    { code: 'post', name: 'By post', cost: null, fields: ['postcode', 'city'] },
  ],
  payment: [
    { code: 'cash', name: 'Cash' },
    { code: 'card', name: 'Card' },
  ],
  fields: [
    field('customer.name', 'text', true),
    field('customer.phone', 'tel', true),
    field('customer.email', 'email'),
    field('delivery.at', 'datetime'),
    field('persons', 'number'),
    field('comment', 'textarea'),
    { ...field('fields.source', 'select'), options: [{ value: 'friend', label: 'A friend' }] },
  ],
  consent: { required: true, text: 'I agree', url: 'https://shop.example/privacy' },
  ...more,
});

const products: Readonly<Record<string, readonly [name: string, price: number]>> = {
  P1: ['Margherita', 59000],
  P2: ['Four cheeses', 79000],
};

/** Prices a cart as a proxy would. */
export function quote({ lines, delivery, certificate }: QuoteRequest): Quote {
  const priced = lines.map(({ sku, quantity = 1 }) => {
    const [name, price] = products[sku] ?? [null, null];
    if (price === null) return { sku, name, quantity, price, total: null, problem: 'unknown' as const };
    return { sku, name, quantity, price: rub(price), total: rub(price * quantity) };
  });
  const cost = delivery?.method === 'courier' ? 20000 : 0;
  const off = certificate === 'GIFT-1234' ? 50000 : 0;
  const goods = priced.reduce((sum, { total }) => sum + (total?.amount ?? 0), 0);
  return {
    lines: priced,
    delivery: rub(cost),
    discount: rub(off),
    total: priced.some(({ total }) => total === null) ? null : rub(goods + cost - off),
    problems: certificate && !off ? [{ sku: null, kind: 'certificate', detail: 'There is no such certificate.' }] : [],
  };
}

export const answer = (more: Partial<OrderAnswer> = {}): OrderAnswer => ({
  id: 'unguessable',
  number: 'K7-4821',
  crmNumber: '1042',
  state: 'submitted',
  total: rub(138000),
  stage: 'new',
  status: null,
  history: [{ stage: 'new', status: null, at: '2026-11-21T18:30:00+03:00' }],
  notice: 'The shop will call you.',
  ticket: 'ticket-1',
  ...more,
});

export const cart = [{ sku: 'P1', quantity: 2 }];

export interface Call {
  readonly path: string;
  readonly key: string | null;
  readonly body: unknown;
}

/** A status and a body; `down`: no connection; a function is asked at each call and may take its time. */
export type Answer =
  | readonly [status: number, body: unknown]
  | 'down'
  | 'never'
  | ((call: Call) => Answer | Promise<Answer>);

export const problem = (status: number, type: string, more: Record<string, unknown> = {}): Answer => [
  status,
  { type, title: `Problem: ${type}`, status, ...more },
];

/** A proxy whose shop prices whatever it is asked about and takes every order, until a test says otherwise. */
export class ShopProxy {
  readonly calls: Call[] = [];
  readonly #fetch = window.fetch;
  readonly #eventSource = window.EventSource;
  readonly #answers: Record<string, Answer> = {
    shop: [200, shop()],
    quote: ({ body }) => [200, quote(body as QuoteRequest)],
    orders: [201, answer()],
    'orders/unguessable': [200, answer()],
  };

  constructor() {
    window.fetch = (input, init = {}) => this.#take(String(input), init);
    window.EventSource = FakeEventSource as unknown as typeof EventSource;
    FakeEventSource.all.length = 0;
  }

  on(path: string, given: Answer): this {
    this.#answers[path] = given;
    return this;
  }

  to(path: string): Call[] {
    return this.calls.filter(call => call.path === path);
  }

  get orders(): { key: string | null; order: OrderRequest }[] {
    return this.to('orders').map(({ key, body }) => ({ key, order: body as OrderRequest }));
  }

  restore(): void {
    window.fetch = this.#fetch;
    window.EventSource = this.#eventSource;
  }

  async #take(url: string, init: RequestInit): Promise<Response> {
    const path = url.split('/v1/')[1] ?? '';
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : null;
    const call = { path, body, key: new Headers(init.headers).get('Idempotency-Key') };
    this.calls.push(call);
    const aborted = new Promise<never>((_, reject) => {
      init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    });
    let given = this.#answers[path] ?? problem(404, 'not-found');
    while (typeof given === 'function') given = await Promise.race([given(call), aborted]);
    if (given === 'down') throw new TypeError('Failed to fetch');
    if (given === 'never') return aborted;
    return Response.json(given[1], { status: given[0] });
  }
}

/** A proxy and a clean place for each test of a suite. */
export function stage(): { readonly proxy: ShopProxy } {
  const current = { proxy: null as ShopProxy | null };
  beforeEach(() => {
    move();
    current.proxy = new ShopProxy();
  });
  afterEach(() => {
    unmountAll();
    current.proxy?.restore();
  });
  return {
    get proxy() {
      ok(current.proxy, 'a test that runs');
      return current.proxy;
    },
  };
}

/** The page is loaded anew: what is in session storage is all that is left. */
export function reload(): CrmCheckout {
  unmountAll();
  return place();
}

export const send = (host: CrmCheckout) => press(host, '.send');
export const accepted = (host: CrmCheckout) => state(host, '.thanks', 'the accepted order');

/** An answer that comes when the test wants it to. */
export function held(): { readonly answer: Answer; readonly give: (given: Answer) => void } {
  let give: (given: Answer) => void = () => {};
  const promise = new Promise<Answer>(resolve => {
    give = resolve;
  });
  return { answer: () => promise, give: given => give(given) };
}

let shops = 0;

/** A checkout on the page, with a proxy address of its own: what a shop said is remembered for each. Give one to come back to it. */
export function place(
  inside = `<script type="application/json">${JSON.stringify(cart)}</script>`,
  more = '',
): CrmCheckout {
  return mount<CrmCheckout>(`<crm-checkout endpoint="${address()}" ${more}>${inside}</crm-checkout>`);
}

let here = '';
export const address = (): string => here;
/** Another shop, so that nothing of the last test is known. */
export function move(): void {
  here = `/mock/${++shops}`;
  sessionStorage.clear();
}

export const priced = (host: CrmCheckout) =>
  until(() => find(host, '.totals .total:not([aria-busy=true] *)'), 'the total');

export async function ready(host = place()): Promise<CrmCheckout> {
  await priced(host);
  return host;
}

export const byName = (name: string): string => `[name="${name}"]`;

export async function fill(host: CrmCheckout, values: Readonly<Record<string, string>> = {}): Promise<void> {
  const all = {
    'customer.name': 'Anna',
    'customer.phone': '89161234567',
    'delivery.address.street': 'Main street',
    'delivery.address.house': '5',
    ...values,
  };
  for (const [name, value] of Object.entries(all)) if (find(host, byName(name))) typeInto(host, value, byName(name));
  const consent = find<HTMLInputElement>(host, byName('consent'));
  if (consent && !consent.checked) consent.click();
  await host.updateComplete;
}

export async function press(host: CrmCheckout, selector: string): Promise<void> {
  get(host, selector).click();
  await host.updateComplete;
}

export const state = (host: CrmCheckout, selector: string, about = selector) =>
  until(() => find(host, selector), about);
