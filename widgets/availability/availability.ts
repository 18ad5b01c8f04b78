import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { AvailabilityAnswer, AvailabilityItem } from '../../proxy/contract/index.ts';
import { failureAlert } from '../core/alert.ts';
import { define } from '../core/define.ts';
import { CrmElement } from '../core/element.ts';
import { CrmLineAddEvent } from '../core/events.ts';
import { failureOf } from '../core/failure.ts';
import { hasCheckout } from '../core/page.ts';
import { base } from '../core/styles.ts';
import { styles } from './availability.styles.ts';
import { badgeView } from './badge.ts';
import { askForItem } from './batch.ts';
import type { Listed, State } from './state.ts';
import { bonesView, listView } from './view.ts';
import { words } from './words.ts';

/** How long typing rests before it is a search. */
const restMs = 300;

/**
 * Is it in stock, where, for how much? A list with a search, or with `sku` a badge for one product card; all badges of a page share
 * one request.
 *
 * @summary Shows what is in stock and for how much.
 * @tag crm-availability
 *
 * @attr {string} sku - Makes it a badge for this one product.
 *
 * @fires {CrmLineAddEvent} crm-line-add - The visitor wants this product; prevent it to use a cart of your own. --bubbles --composed
 *
 * @csspart item - One product.
 * @csspart picture - Its picture.
 * @csspart name - Its name.
 * @csspart stock - Whether it is there; also `in-stock`, `low`, `out` or `unknown`.
 * @csspart stores - Where it is.
 * @csspart price - Its price.
 * @csspart old-price - What it was before.
 * @csspart add - The buttons that add to the order.
 * @csspart badge - The badge form.
 */
export class CrmAvailability extends CrmElement {
  static override styles = [base, styles];
  static override properties: PropertyDeclarations = {
    sku: { reflect: true },
    _state: { state: true, attribute: false },
    _added: { state: true, attribute: false },
  };

  declare sku: string | null;
  declare private _state: State;
  declare private _added: ReadonlySet<string>;

  #query = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #work = new AbortController();

  constructor() {
    super();
    this._state = { kind: 'loading' };
    this._added = new Set();
  }

  protected override resume(signal: AbortSignal): void {
    signal.addEventListener('abort', () => this.#stop(), { once: true });
    void customElements.whenDefined('crm-checkout').then(() => this.requestUpdate());
    const state = this._state;
    // Taken out of the page and put back: ask again what was not answered.
    if (this.hasUpdated && (state.kind === 'loading' || state.kind === 'searching')) this.#load();
    if (state.kind === 'listed' && state.more === 'loading') this._state = { ...state, more: 'idle' };
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!this.hasUpdated || changed.has('sku') || changed.has('endpoint')) this.#load();
  }

  protected override recover(from: 'limited' | 'offline'): void {
    if (this._state.kind === from) this.#load();
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#work.abort();
  }

  /** One question at a time: a new one ends the old one. */
  #begin(): AbortSignal {
    this.#stop();
    this.#work = new AbortController();
    return this.#work.signal;
  }

  #load(): void {
    const signal = this.#begin();
    const before =
      this._state.kind === 'searching' ? this._state.before : this._state.kind === 'listed' ? this._state : null;
    this._state = before && !this.sku ? { kind: 'searching', before } : { kind: 'loading' };
    if (this.sku) void this.#loadBadge(this.sku, signal);
    else void this.#loadList(signal);
  }

  async #loadBadge(sku: string, signal: AbortSignal): Promise<void> {
    try {
      const item = await askForItem(this.api, sku);
      if (!signal.aborted) this._state = item ? { kind: 'badge', item } : { kind: 'missing' };
    } catch (error) {
      if (!signal.aborted) this._state = failureOf(error);
    }
  }

  async #loadList(signal: AbortSignal): Promise<void> {
    const searched = this.#query;
    try {
      const { items, next, asOf } = await this.#page({ q: searched }, signal);
      this._state = items.length > 0 ? { kind: 'listed', items, next, asOf, more: 'idle' } : { kind: 'empty' };
      // The first list comes unasked, and so in silence.
      if (searched) this.announce(items.length > 0 ? this.#say.t('count', { count: items.length }) : this.#sayNone());
    } catch (error) {
      if (signal.aborted) return;
      this._state = this.fail(error, this.#say);
    }
  }

  async #loadMore(listed: Listed): Promise<void> {
    if (!listed.next || listed.more === 'loading') return;
    const signal = this.#begin();
    this._state = { ...listed, more: 'loading' };
    try {
      const { items, next, asOf } = await this.#page({ q: this.#query, cursor: listed.next }, signal);
      this._state = { kind: 'listed', items: [...listed.items, ...items], next, asOf, more: 'idle' };
      this.announce(this.#say.t('count', { count: listed.items.length + items.length }));
      if (!next) void this.focusOn(`.item:nth-child(${listed.items.length + 1}) h3`);
    } catch (error) {
      if (!signal.aborted) this._state = { ...listed, more: failureOf(error) };
    }
  }

  #page(asked: Readonly<Record<string, string>>, signal: AbortSignal): Promise<AvailabilityAnswer> {
    const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value));
    return this.api.get(`v1/availability?${query}`, { signal });
  }

  readonly #onSearch = (event: Event): void => {
    if (event.currentTarget instanceof HTMLInputElement) this.#query = event.currentTarget.value.trim();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#load(), restMs);
  };

  readonly #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    this.#load();
  };

  readonly #onAdd = (item: AvailabilityItem): void => {
    this.dispatchEvent(new CrmLineAddEvent(item.sku, 1, item.name));
    this._added = new Set([...this._added, item.sku]);
    this.announce(`${this.#say.t('added')}: ${item.name ?? item.sku}`);
  };

  get #say() {
    return { t: words(this.language), locale: this.language };
  }

  #sayNone(): string {
    return this.#query ? this.#say.t('noneFor', { query: this.#query }) : this.#say.t('none');
  }

  protected override renderContent(): TemplateResult {
    if (this.sku) return badgeView(this._state, this.#say);
    const { t } = this.#say;
    return html`<section class="card" part="card">
      <form class="top" role="search" @submit=${this.#onSubmit}>
        <h2 part="title" .textContent=${t('title')}></h2>
        <label class="unseen" for="search" .textContent=${t('search')}></label>
        <input id="search" part="input" type="search" enterkeyhint="search" autocomplete="off" maxlength="100"
          placeholder=${t('search')} @input=${this.#onSearch} />
      </form>
      ${this.#renderState(this._state)}
    </section>`;
  }

  #renderState(state: State): TemplateResult {
    switch (state.kind) {
      case 'loading':
      case 'badge':
        return bonesView();
      case 'missing':
      case 'empty':
        return html`<p class="muted" .textContent=${this.#sayNone()}></p>`;
      case 'searching':
        return html`<div class="list searching">${this.#renderList(state.before)}</div>`;
      case 'listed':
        return html`<div class="list">${this.#renderList(state)}</div>`;
      case 'limited':
      case 'offline':
      case 'failed':
        return failureAlert(state, this.#say, () => this.#load());
    }
  }

  #renderList(listed: Listed): TemplateResult {
    const adding = hasCheckout() ? { added: this._added, onAdd: this.#onAdd } : null;
    return listView(listed, this.#say, adding, () => this.#loadMore(listed));
  }
}

define('crm-availability', CrmAvailability);

declare global {
  interface HTMLElementTagNameMap {
    'crm-availability': CrmAvailability;
  }
}
