import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { AvailabilityAnswer, AvailabilityItem } from '../../proxy/contract/index.ts';
import { base } from '../core/base.styles.ts';
import { define } from '../core/define.ts';
import { CrmElement } from '../core/element.ts';
import { CrmLineAddEvent } from '../core/events.ts';
import { failureOf } from '../core/failure.ts';
import { hasCheckout } from '../core/page.ts';
import { failureView } from '../core/view.ts';
import { styles } from './availability.styles.ts';
import { badgeView } from './badge.ts';
import { askForItem } from './batch.ts';
import type { Listed, State } from './state.ts';
import { bonesView, listView } from './view.ts';
import { type AvailabilityKey, words } from './words.ts';

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
export class CrmAvailability extends CrmElement<State, AvailabilityKey> {
  static override styles = [base, styles];
  static override properties: PropertyDeclarations = { sku: { reflect: true } };

  declare sku: string | null;

  protected override readonly words = words;
  readonly #added = new Set<string>();
  #query = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super({ kind: 'loading' });
  }

  protected override resume(signal: AbortSignal): void {
    signal.addEventListener('abort', () => clearTimeout(this.#timer));
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
    const state = this._state;
    if (state.kind === from) this.#load();
    if (state.kind === 'listed' && typeof state.more === 'object' && state.more.kind === from)
      void this.#loadMore(state);
  }

  /** One question at a time: a new one ends the old one. */
  #load(): void {
    clearTimeout(this.#timer);
    const signal = this.begin();
    const state = this._state;
    if (this.sku) {
      this._state = { kind: 'loading' };
      void this.#loadBadge(this.sku, signal);
      return;
    }
    const before = state.kind === 'searching' ? state.before : state.kind === 'listed' && state;
    this._state = before ? { kind: 'searching', before } : { kind: 'loading' };
    void this.#loadList(signal);
  }

  async #loadBadge(sku: string, signal: AbortSignal): Promise<void> {
    let state: State;
    try {
      const item = await askForItem(this.api, sku);
      state = item ? { kind: 'badge', item } : { kind: 'missing' };
    } catch (error) {
      state = failureOf(error);
    }
    if (!signal.aborted) this._state = state;
  }

  async #loadList(signal: AbortSignal): Promise<void> {
    const q = this.#query;
    try {
      const { items, next, asOf } = await this.#page(signal, q ? { q } : {});
      this._state = items.length > 0 ? { kind: 'listed', items, next, asOf, more: 'idle' } : { kind: 'empty' };
      // The first list comes unasked, and so in silence.
      if (q) this.announce(items.length > 0 ? this.say.t('count', { count: items.length }) : this.#sayNone());
    } catch (error) {
      if (!signal.aborted) this._state = this.fail(error);
    }
  }

  async #loadMore(listed: Listed): Promise<void> {
    if (!listed.next || listed.more === 'loading') return;
    const q = this.#query;
    const signal = this.begin();
    this._state = { ...listed, more: 'loading' };
    try {
      const { items: more, next, asOf } = await this.#page(signal, { ...(q ? { q } : {}), cursor: listed.next });
      const items = [...listed.items, ...more];
      this._state = { kind: 'listed', items, next, asOf, more: 'idle' };
      this.announce(this.say.t('count', { count: items.length }));
      if (!next) void this.focusOn(`.item:nth-child(${listed.items.length + 1}) h3`);
    } catch (error) {
      if (!signal.aborted) this._state = { ...listed, more: this.fail(error) };
    }
  }

  #page(signal: AbortSignal, asked: Record<string, string>): Promise<AvailabilityAnswer> {
    return this.api.get(`v1/availability?${new URLSearchParams(asked)}`, { signal });
  }

  readonly #onSearch = (event: Event): void => {
    this.#query = (event.target as HTMLInputElement).value.trim();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#load(), restMs);
  };

  readonly #onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    this.#load();
  };

  readonly #onAdd = ({ sku, name }: AvailabilityItem): void => {
    this.dispatchEvent(new CrmLineAddEvent({ sku, quantity: 1, name }));
    this.#added.add(sku);
    this.announce(`${this.say.t('added')}: ${name ?? sku}`);
  };

  #sayNone(): string {
    return this.#query ? this.say.t('noneFor', { query: this.#query }) : this.say.t('none');
  }

  protected override renderContent(): TemplateResult {
    if (this.sku) return badgeView(this._state, this.say);
    const { t } = this.say;
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
        return this.#renderList(state.before, 'searching');
      case 'listed':
        return this.#renderList(state);
      default:
        return failureView(state, this.say, () => this.#load());
    }
  }

  #renderList(listed: Listed, look = ''): TemplateResult {
    const adding = hasCheckout() ? { added: this.#added, onAdd: this.#onAdd } : null;
    return html`<div class="stack ${look}">${listView(listed, this.say, adding, () => this.#loadMore(listed))}</div>`;
  }
}

define('crm-availability', CrmAvailability);

declare global {
  interface HTMLElementTagNameMap {
    'crm-availability': CrmAvailability;
  }
}
