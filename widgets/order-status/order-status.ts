import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { OrderAnswer, OrderStatusAnswer, OrderStatusRequest, Shop } from '../../proxy/contract/index.ts';
import { failureAlert } from '../core/alert.ts';
import { define } from '../core/define.ts';
import { CrmElement } from '../core/element.ts';
import { CrmOrderChangedEvent, CrmOrderFoundEvent } from '../core/events.ts';
import { loadShop } from '../core/shop.ts';
import { base } from '../core/styles.ts';
import { follow } from './follow.ts';
import { emptyView, type Form, firstView, type OtherForm, otherView } from './form.ts';
import { styles } from './order-status.styles.ts';
import { sayStage } from './progress.ts';
import { type Found, foundBy, guess, isOver, merge, type Row, rowOf, type State, withoutQuestion } from './state.ts';
import { ordersView } from './view.ts';
import { words } from './words.ts';

/**
 * Where is my order? Finds orders by phone or by number and follows them live.
 *
 * @summary Shows a visitor where their order is.
 * @tag crm-order-status
 *
 * @attr {string} number - An order number to begin with.
 *
 * @fires {CrmOrderFoundEvent} crm-order-found - A search has ended; `orders` may be empty. --bubbles --composed
 * @fires {CrmOrderChangedEvent} crm-order-changed - An order on show went on. --bubbles --composed
 *
 * @csspart order - One order.
 * @csspart number - Its number.
 * @csspart stage - Where it is, in words.
 * @csspart progress - Its line of steps.
 * @csspart step - One step.
 * @csspart step-current - The step it is at.
 * @csspart notice - A sentence of the shop's about it.
 * @csspart total - Its total.
 * @csspart tracking - Its tracking number.
 * @csspart history - What it went through.
 */
export class CrmOrderStatus extends CrmElement {
  static override styles = [base, styles];
  static override properties: PropertyDeclarations = {
    number: {},
    _state: { state: true, attribute: false },
    _text: { state: true, attribute: false },
    _missing: { state: true, attribute: false },
  };

  declare number: string | null;
  declare private _state: State;
  declare private _text: string;
  declare private _missing: boolean;

  #shop: Shop | null = null;
  #asked: OrderStatusRequest = {};
  #work = new AbortController();

  constructor() {
    super();
    this._state = { kind: 'idle' };
    this._text = '';
    this._missing = false;
  }

  /** Shows an order the page already knows, as the checkout does after it was accepted, and follows it. */
  show(order: OrderAnswer): void {
    const source = { kind: 'order', id: order.id } as const;
    this.#found({ kind: 'found', source, rows: [rowOf(order)], ticket: order.ticket, other: { kind: 'none' } });
  }

  protected override resume(signal: AbortSignal): void {
    document.addEventListener('crm-order-accepted', event => this.show(event.order), { signal });
    signal.addEventListener('abort', () => this.#work.abort(), { once: true });
    // Taken out of the page and put back: go on with what was interrupted.
    if (this._state.kind === 'checking') void this.#ask(this.#asked);
    if (this._state.kind === 'found') this.#found(withoutQuestion(this._state), false);
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('number') && this.number) this._text = this.number;
  }

  /** One piece of background work at a time: a new search ends the old one, and the watching too. */
  #begin(): AbortSignal {
    this.#work.abort();
    this.#work = new AbortController();
    return this.#work.signal;
  }

  /** `before` is what is on show already: the second question, of phone and number together, never takes it away. */
  async #ask(asked: OrderStatusRequest, before: Found | null = null): Promise<void> {
    const signal = this.#begin();
    this.#asked = asked;
    this._state = before ? { ...before, other: { kind: 'checking' } } : { kind: 'checking' };
    this.announce(this.#say.t('checking'));
    try {
      const answer = await this.api.post<OrderStatusAnswer>('v1/order-status', asked, { signal });
      this.dispatchEvent(new CrmOrderFoundEvent(answer.orders));
      if (answer.orders.length > 0) {
        this.#found(foundBy(asked, answer));
        void this.focusOn('h2');
        return;
      }
      this.announce(this.#say.t('empty'));
      if (before) this.#found({ ...before, other: { kind: 'wrong' } }, false);
      else this._state = { kind: 'empty' };
    } catch (error) {
      if (signal.aborted) return;
      const failure = this.fail(error, this.#say);
      if (before) this.#found({ ...before, other: failure }, false);
      else this._state = failure;
    }
  }

  #found(found: Found, tell = true): void {
    if (this._state.kind === 'checking') this._text = '';
    this._state = found;
    if (tell) this.announce(this.#say.t('foundCount', { count: found.rows.length }));
    const signal = this.#begin();
    if (this.isConnected) follow(this.api, found, signal, fresh => this.#onOrders(fresh));
  }

  #onOrders(fresh: readonly Row[]): void {
    if (this._state.kind !== 'found') return;
    const { rows, changed } = merge(this._state.rows, fresh);
    this._state = { ...this._state, rows };
    for (const row of changed) {
      this.announce(this.#say.t('changed', { number: row.number, status: sayStage(row, this.#say) }));
      this.dispatchEvent(new CrmOrderChangedEvent(row));
    }
    if (rows.every(isOver)) this.#work.abort();
  }

  protected override recover(from: 'limited' | 'offline'): void {
    const state = this._state;
    if (state.kind === 'found' && state.other.kind === from) this._state = withoutQuestion(state);
    if (state.kind !== from) return;
    if (from === 'limited') this._state = { kind: 'idle' };
    else void this.#ask(this.#asked);
  }

  /** The shop knows how a phone without a code is meant. Asked when a visitor comes to the field, and done without if it fails. */
  readonly #onFocus = async (): Promise<void> => {
    this.#shop ??= await loadShop(this.api).catch(() => null);
    this.requestUpdate();
  };

  #onText(text: string): void {
    this._text = text;
    this._missing = false;
  }

  #onSubmit(): void {
    const understood = guess(this._text, this.#shop?.phoneCountry);
    this._missing = understood.kind === 'nothing';
    if (understood.kind === 'nothing') void this.focusOn('input');
    else void this.#ask({ [understood.kind]: understood.value });
  }

  #onAgain(): void {
    this.#begin();
    this._state = { kind: 'idle' };
    this._text = '';
    void this.focusOn('input');
  }

  get #say() {
    return { t: words(this.language), locale: this.language };
  }

  protected override renderContent(): TemplateResult {
    return html`<section class="card" part="card">${this.#renderState(this._state)}</section>`;
  }

  #renderState(state: State): TemplateResult {
    switch (state.kind) {
      case 'idle':
      case 'checking':
        return this.#renderForm();
      case 'empty':
        return html`${this.#renderForm()}${emptyView(this.#say)}`;
      case 'limited':
      case 'offline':
      case 'failed':
        return html`${this.#renderForm()}${failureAlert(state, this.#say, () => this.#ask(this.#asked))}`;
      case 'found':
        return html`${ordersView(state, this.#say)}
          ${otherView(state, this.#otherForm(state), this.#say)}
          <button class="again" part="button" type="button" @click=${this.#onAgain} .textContent=${this.#say.t('another')}></button>`;
    }
  }

  #otherForm(found: Found): OtherForm {
    return {
      text: this._text,
      onText: text => this.#onText(text),
      onSubmit: asked => this.#ask(asked, found),
    };
  }

  #renderForm(): TemplateResult {
    const form: Form = {
      text: this._text,
      missing: this._missing,
      state: this._state.kind,
      shop: this.#shop,
      onText: text => this.#onText(text),
      onSubmit: () => this.#onSubmit(),
    };
    return html`<div @focusin=${this.#onFocus}>${firstView(form, this.#say)}</div>`;
  }
}

define('crm-order-status', CrmOrderStatus);

declare global {
  interface HTMLElementTagNameMap {
    'crm-order-status': CrmOrderStatus;
  }
}
