import type { Quote, QuoteRequest } from '../../proxy/contract/index.ts';
import type { Api } from '../core/api.ts';
import { type Failure, failureOf } from '../core/failure.ts';

const restMs = 250;

/** Prices the cart as it changes: a moment after the last change, and only the latest answer counts. */
export class Quoting {
  quote: Quote | null = null;
  failure: Failure | null = null;
  pending = false;
  readonly #api: () => Api;
  readonly #done: () => void;
  #asked = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #call = new AbortController();

  constructor(api: () => Api, done: () => void) {
    this.#api = api;
    this.#done = done;
  }

  /** Null: there is nothing to price. The same cart is not asked for twice, unless the last answer never came. */
  ask(request: QuoteRequest | null): void {
    const wanted = JSON.stringify(request);
    if (wanted === this.#asked && !this.failure) return;
    this.stop();
    this.#asked = wanted;
    this.failure = null;
    this.pending = request !== null;
    if (request) this.#timer = setTimeout(() => void this.#fetch(request), this.quote ? restMs : 0);
    else this.quote = null;
  }

  /** A quote that came with another answer, and is fresher than ours. */
  take(quote: Quote): void {
    this.stop();
    this.quote = quote;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#call.abort();
    this.#asked = this.pending ? '' : this.#asked;
    this.pending = false;
  }

  async #fetch(request: QuoteRequest): Promise<void> {
    this.#call = new AbortController();
    const { signal } = this.#call;
    try {
      const quote = await this.#api().post<Quote>('v1/quote', request, { signal });
      if (signal.aborted) return;
      this.quote = quote;
    } catch (error) {
      if (signal.aborted) return;
      this.failure = failureOf(error);
    }
    this.pending = false;
    this.#done();
  }
}
