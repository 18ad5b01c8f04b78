import type {
  AvailabilityAnswer,
  AvailabilityItem,
  CertificateAnswer,
  FoundOrder,
  OrderAnswer,
  OrderStatusAnswer,
} from '../../proxy/contract/index.ts';

export interface Seen {
  readonly method: string;
  readonly url: URL;
  readonly body: unknown;
  readonly headers: Headers;
}

export type Answer =
  | { readonly status?: number; readonly body: unknown; readonly headers?: Record<string, string> }
  | 'down'
  | 'never';

/** An answer, or what makes one of the question. */
export type Reply = Answer | ((seen: Seen) => Answer);

/** Stands in for the proxy by replacing fetch and EventSource; `restore` puts the real ones back. */
export class FakeProxy {
  readonly seen: Seen[] = [];
  readonly #answers = new Map<string, Reply>();
  readonly #fetch = window.fetch;
  readonly #eventSource = window.EventSource;

  constructor() {
    window.fetch = (input, init) => this.#answer(input, init);
    window.EventSource = FakeEventSource as unknown as typeof EventSource;
    FakeEventSource.all.length = 0;
  }

  /** What a path below /v1/ answers from now on. */
  on(path: string, answer: Reply): this {
    this.#answers.set(path, answer);
    return this;
  }

  to(path: string): Seen[] {
    return this.seen.filter(({ url }) => url.pathname.endsWith(`/v1/${path}`));
  }

  restore(): void {
    window.fetch = this.#fetch;
    window.EventSource = this.#eventSource;
  }

  #answer(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
    const url = new URL(String(input), location.href);
    const path = url.pathname.split('/v1/')[1] ?? '';
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : null;
    const seen = { method: init.method ?? 'GET', url, body, headers: new Headers(init.headers) };
    this.seen.push(seen);
    const reply = this.#answers.get(path) ?? problem(404, 'not-found');
    const answer = typeof reply === 'function' ? reply(seen) : reply;
    return new Promise((resolve, reject) => {
      init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      if (answer === 'down') reject(new TypeError('Failed to fetch'));
      else if (answer !== 'never')
        resolve(Response.json(answer.body, { status: answer.status ?? 200, headers: answer.headers ?? {} }));
    });
  }
}

export class FakeEventSource extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 2;
  static readonly all: FakeEventSource[] = [];
  readonly url: string;
  readyState = 0;

  constructor(url: string) {
    super();
    this.url = url;
    FakeEventSource.all.push(this);
  }

  open(): void {
    this.readyState = FakeEventSource.OPEN;
    this.dispatchEvent(new Event('open'));
  }

  send(orders: readonly FoundOrder[]): void {
    this.dispatchEvent(new MessageEvent('orders', { data: JSON.stringify({ orders }) }));
  }

  fail(): void {
    this.readyState = FakeEventSource.CLOSED;
    this.dispatchEvent(new Event('error'));
  }

  close(): void {
    this.readyState = FakeEventSource.CLOSED;
  }
}

export const problem = (status: number, type: string, more: Record<string, unknown> = {}): Answer => ({
  status,
  body: { type, title: `Problem: ${type}`, status, ...more },
});

export const rub = (amount: number) => ({ amount, currency: 'RUB' });

export const order = (more: Partial<FoundOrder> = {}): FoundOrder => ({
  number: 'K7-4821',
  placedOn: '2026-11-20',
  stage: 'preparing',
  status: 'On the stove',
  history: [
    { stage: 'new', status: null, at: '2026-11-20' },
    { stage: 'preparing', status: 'On the stove', at: '2026-11-21' },
  ],
  ...more,
});

export const found = (...orders: FoundOrder[]): Answer => ({
  body: { orders, ticket: orders.length > 0 ? 'ticket-1' : null } satisfies OrderStatusAnswer,
});

export const accepted = (more: Partial<OrderAnswer> = {}): OrderAnswer => ({
  id: 'unguessable',
  number: 'K7-9000',
  crmNumber: null,
  state: 'accepted',
  total: rub(129000),
  stage: 'new',
  status: null,
  history: [{ stage: 'new', status: null, at: '2026-11-21T18:30:00+03:00' }],
  notice: 'We will call you.',
  ticket: 'ticket-9',
  ...more,
});

export const certificate = (more: Partial<CertificateAnswer> = {}): Answer => ({
  body: {
    code: '•••• 1234',
    kind: 'money',
    amount: rub(500000),
    validUntil: '2027-03-31',
    state: 'valid',
    ...more,
  } satisfies CertificateAnswer,
});

export const item = (more: Partial<AvailabilityItem> = {}): AvailabilityItem => ({
  sku: 'A1',
  name: 'Pizza',
  price: rub(59000),
  oldPrice: null,
  picture: null,
  url: null,
  state: 'in-stock',
  quantity: null,
  stores: [],
  ...more,
});

export const stock = (items: AvailabilityItem[], more: Partial<AvailabilityAnswer> = {}): Answer => ({
  body: { items, next: null, asOf: new Date().toISOString(), ...more } satisfies AvailabilityAnswer,
});
