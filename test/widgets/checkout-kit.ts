import type { CheckoutField, OrderAnswer, OrderRequest, Quote, QuoteRequest, Shop } from '../../proxy/contract/index.ts';
import type { CrmCheckout } from '../../widgets/checkout/checkout.ts';
import { type Answer, FakeProxy, type Seen } from './fake.ts';
import { find, get, mount, type as typeInto, until } from './kit.ts';

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

/** A proxy with a shop that prices whatever it is asked about. */
export function open(): FakeProxy {
  return new FakeProxy()
    .on('shop', { body: shop() })
    .on('quote', ({ body }: Seen) => ({ body: quote(body as QuoteRequest) }))
    .on('orders', { status: 201, body: answer() })
    .on('orders/unguessable', { body: answer() });
}

let shops = 0;

/** A checkout on the page, with a proxy address of its own: what a shop said is remembered for each. Give one to come back to it. */
export function place(inside = `<script type="application/json">${JSON.stringify(cart)}</script>`, more = ''): CrmCheckout {
  return mount<CrmCheckout>(`<crm-checkout endpoint="${address()}" ${more}>${inside}</crm-checkout>`);
}

let here = '';
export const address = (): string => here;
/** Another shop, so that nothing of the last test is known. */
export function move(): void {
  here = `/mock/${++shops}`;
  sessionStorage.clear();
}

export const priced = (host: CrmCheckout) => until(() => find(host, '.totals .total:not([aria-busy] *)'), 'the total');

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

export const state = (host: CrmCheckout, selector: string, about = selector) => until(() => find(host, selector), about);

export const sent = (proxy: FakeProxy): { key: string; order: OrderRequest }[] =>
  proxy.to('orders').map(({ headers, body }) => ({ key: headers.get('Idempotency-Key') ?? '', order: body as OrderRequest }));

export type { Answer };
