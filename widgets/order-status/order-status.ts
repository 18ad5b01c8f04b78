import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { OrderAnswer, OrderStatusAnswer, OrderStatusRequest, Shop } from '../../proxy/contract/index.ts';
import { base } from '../core/base.styles.ts';
import { define } from '../core/define.ts';
import { CrmElement } from '../core/element.ts';
import { CrmOrderChangedEvent, CrmOrderFoundEvent } from '../core/events.ts';
import { orderStyles } from '../core/order.styles.ts';
import { isOver, orderById, type Row, rowOf, sayStage } from '../core/order.ts';
import { loadShop } from '../core/shop.ts';
import { buttonView, cardView, failureView, noneView } from '../core/view.ts';
import { watch } from '../core/watch.ts';
import { type Form, firstView, otherView } from './form.ts';
import { styles } from './order-status.styles.ts';
import { type Found, guess, merge, type State, withoutQuestion } from './state.ts';
import { ordersView } from './view.ts';
import { type OrderStatusKey, words } from './words.ts';

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
export class CrmOrderStatus extends CrmElement<State, OrderStatusKey> {
  static override styles = [base, orderStyles, styles];
  static override properties: PropertyDeclarations = {
    number: {},
    _text: { state: true, attribute: false },
    _missing: { state: true, attribute: false },
  };

  declare number: string | null;
  declare private _text: string;
  declare private _missing: boolean;

  protected override readonly words = words;
  #shop: Shop | null = null;
  #asked: OrderStatusRequest = {};

  constructor() {
    super({ kind: 'idle' });
    this._text = '';
    this._missing = false;
  }

  /** Shows an order the page already knows, as the checkout does after it was accepted, and follows it. */
  show(order: OrderAnswer): void {
    const { id, ticket } = order;
    this.#found({ kind: 'found', asked: null, id, rows: [rowOf(order)], ticket, other: { kind: 'none' } });
  }

  protected override resume(signal: AbortSignal): void {
    document.addEventListener('crm-order-accepted', event => this.show(event.order), { signal });
    // Taken out of the page and put back: go on with what was interrupted.
    if (this._state.kind === 'checking') void this.#ask(this.#asked);
    if (this._state.kind === 'found') this.#follow(withoutQuestion(this._state));
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('number') && this.number) this._text = this.number;
  }

  /** `before` is what is on show already: the second question, of phone and number together, never takes it away. */
  async #ask(asked: OrderStatusRequest, before: Found | null = null): Promise<void> {
    const signal = this.begin();
    this.#asked = asked;
    this._state = before ? { ...before, other: { kind: 'checking' } } : { kind: 'checking' };
    this.announce(this.say.t('checking'));
    try {
      const { orders, ticket } = await this.api.post<OrderStatusAnswer>('v1/order-status', asked, { signal });
      this.dispatchEvent(new CrmOrderFoundEvent({ orders }));
      if (orders.length > 0) {
        const other = { kind: asked.number && asked.phone ? 'none' : 'offer' } as const;
        this.#found({ kind: 'found', asked, id: '', rows: orders, ticket, other });
        void this.focusOn('h2');
        return;
      }
      this.announce(this.say.t('empty'));
      if (before) this.#follow({ ...before, other: { kind: 'wrong' } });
      else this._state = { kind: 'empty' };
    } catch (error) {
      if (signal.aborted) return;
      const failure = this.fail(error);
      if (before) this.#follow({ ...before, other: failure });
      else this._state = failure;
    }
  }

  #found(found: Found): void {
    this._text = '';
    this.announce(this.say.t('foundCount', { count: found.rows.length }));
    this.#follow(found);
  }

  /** Shows what was found, and what becomes of it; where all orders are over there is nothing to wait for. */
  #follow(found: Found): void {
    const signal = this.begin();
    const { api } = this;
    const { asked, id, ticket } = found;
    this._state = found;
    if (!this.isConnected || found.rows.every(isOver)) return;
    watch({
      endpoint: api.endpoint,
      ticket,
      signal,
      refresh: () => (asked ? api.post('v1/order-status', asked, { signal }) : orderById(api, id, signal)),
      onOrders: fresh => this.#onOrders(fresh),
    });
  }

  #onOrders(fresh: readonly Row[]): void {
    if (this._state.kind !== 'found') return;
    const { rows, changed } = merge(this._state.rows, fresh);
    this._state = { ...this._state, rows };
    for (const order of changed) {
      this.announce(this.say.t('changed', { number: order.number, status: sayStage(order, this.say) }));
      this.dispatchEvent(new CrmOrderChangedEvent({ order }));
    }
    if (rows.every(isOver)) this.begin();
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

  #onSubmit(): void {
    const { kind, value } = guess(this._text, this.#shop?.phoneCountry);
    this._missing = kind === 'nothing';
    if (kind === 'nothing') void this.focusOn('input');
    else void this.#ask({ [kind]: value });
  }

  #onAgain(): void {
    this.begin();
    this._state = { kind: 'idle' };
    this._text = '';
    void this.focusOn('input');
  }

  get #form(): Form {
    return {
      text: this._text,
      missing: this._missing,
      shop: this.#shop,
      onText: text => {
        this._text = text;
        this._missing = false;
      },
    };
  }

  protected override renderContent(): TemplateResult {
    return cardView(this.#renderState(this._state));
  }

  #renderState(state: State): TemplateResult {
    const { say } = this;
    const form = () =>
      html`<div @focusin=${this.#onFocus}>${firstView(this.#form, state, say, () => this.#onSubmit())}</div>`;
    switch (state.kind) {
      case 'idle':
      case 'checking':
        return form();
      case 'empty':
        return html`${form()}${noneView(say.t('empty'), say.t('emptyHint'))}`;
      case 'found':
        return html`${ordersView(state, say)}${otherView(state, this.#form, say, asked => this.#ask(asked, state))}
          ${buttonView(say.t('another'), () => this.#onAgain(), 'again')}`;
      default:
        return html`${form()}${failureView(state, say, () => this.#ask(this.#asked))}`;
    }
  }
}

define('crm-order-status', CrmOrderStatus);

declare global {
  interface HTMLElementTagNameMap {
    'crm-order-status': CrmOrderStatus;
  }
}
