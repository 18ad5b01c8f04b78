import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { OrderAnswer, OrderRequest } from '../../proxy/contract/index.ts';
import { base } from '../core/base.styles.ts';
import { define } from '../core/define.ts';
import { CrmElement } from '../core/element.ts';
import { CrmOrderAcceptedEvent, CrmOrderSendEvent } from '../core/events.ts';
import { orderStyles } from '../core/order.styles.ts';
import { followOrder, isOver, orderPath, sayStage } from '../core/order.ts';
import { loadShop } from '../core/shop.ts';
import { cardView, failureView } from '../core/view.ts';
import { acceptedView, alreadyView } from './accepted-view.ts';
import { boughtOf, type CartLine, parseCart } from './cart.ts';
import { styles } from './checkout.styles.ts';
import { Desk, isOpen, selectorOf } from './desk.ts';
import { faultsOf } from './fields.ts';
import { formStyles } from './form.styles.ts';
import { belowView, deskView, loadingView } from './form-view.ts';
import { orderRequest } from './request.ts';
import { sendOrder } from './sending.ts';
import { afterTouch, errorsOf, open, orderOf, type State } from './state.ts';
import type { TakenForm } from './takeover.ts';
import { type CheckoutKey, words } from './words.ts';

/**
 * A checkout that lands in the CRM. Draws its own form from what the shop asks for, or takes over a `<form>` inside it. Its cart comes from
 * the `cart` property, from a `<script type="application/json">` inside it, or line by line.
 *
 * @summary Takes an order.
 * @tag crm-checkout
 *
 * @fires {CrmOrderSendEvent} crm-order-send - An order is about to be sent; prevent it to stop it. --bubbles --composed
 * @fires {CrmOrderAcceptedEvent} crm-order-accepted - The shop has the order. --bubbles --composed
 *
 * @csspart cart - What is ordered.
 * @csspart line - One line of it.
 * @csspart line-name - Its name.
 * @csspart line-total - What it costs.
 * @csspart stepper - The buttons for its quantity.
 * @csspart section - A group of fields.
 * @csspart field - A label, its field and what is wrong with it.
 * @csspart error - What is wrong with it.
 * @csspart choice - A group of radio buttons.
 * @csspart option - One of them.
 * @csspart certificate - The certificate applied.
 * @csspart totals - The sums.
 * @csspart less - A discount.
 * @csspart total - The total.
 * @csspart summary - The list of faults.
 * @csspart changed - The question whether another total is all right.
 * @csspart submit - The button that orders.
 * @csspart order - The order accepted.
 * @csspart number - Its number.
 * @csspart stage - Where it is, in words.
 * @csspart progress - Its line of steps.
 * @csspart step - One step.
 * @csspart step-current - The step it is at.
 * @csspart notice - A sentence of the shop's about it.
 * @csspart lines - What was ordered.
 *
 * @slot - A form to take over, a cart as JSON, and what is shown until the element is defined.
 * @slot empty - Below the words about an empty cart: a way back to the shop.
 */
export class CrmCheckout extends CrmElement<State, CheckoutKey> {
  static override styles = [base, orderStyles, styles, formStyles];
  static override properties: PropertyDeclarations = { cart: { attribute: false, noAccessor: true } };

  protected override readonly words = words;
  readonly #desk = new Desk({
    api: () => this.api,
    say: () => this.say,
    state: () => this._state,
    announce: text => this.announce(text),
    focusOn: selector => void this.focusOn(selector),
    redraw: () => this.requestUpdate(),
    onTouched: name => {
      this._state = afterTouch(this._state, name);
      this.requestUpdate();
    },
    send: () => void this.#submit(),
    back: () => {
      this._state = open;
      void this.focusOn('.send');
    },
    goTo: path => (this.#taken ? this.#taken.focus(path) : void this.focusOn(selectorOf(path))),
  });
  #taken: TakenForm | null = null;
  #takesOver = false;
  #restored = false;

  constructor() {
    super({ kind: 'loading' });
  }

  /** What is ordered. The same cart given again leaves the visitor's changes alone. */
  get cart(): readonly CartLine[] {
    return this.#desk.lines;
  }

  set cart(cart: readonly CartLine[]) {
    if (!this.#desk.give(cart)) return;
    if (this.cart.length > 0) this.#makeRoom();
    this.#desk.reprice();
    this.requestUpdate();
  }

  /** Adds to the cart; more of the same joins its line. After an accepted order this begins the next one. */
  addLine(line: CartLine): void {
    this.#makeRoom();
    this.#desk.add(line);
  }

  /** Leaves the accepted order and begins another, with the cart that the page gave. */
  async newOrder(): Promise<void> {
    await this.#renew();
    await this.focusOn('h2');
  }

  protected override resume(signal: AbortSignal): void {
    const onLineAdd = ({ defaultPrevented, sku, quantity, name }: DocumentEventMap['crm-line-add']) =>
      defaultPrevented || this.addLine({ sku, quantity, name });
    document.addEventListener('crm-line-add', onLineAdd, { signal });
    const onCertificate = ({ code }: DocumentEventMap['crm-certificate-apply']) => {
      this.#makeRoom();
      this.#desk.setCertificate(code);
      this.#desk.touch();
    };
    document.addEventListener('crm-certificate-apply', onCertificate, { signal });
    signal.addEventListener('abort', () => this.#desk.stop());
    const form = this.querySelector<HTMLFormElement>(':scope > form');
    this.#takesOver = form !== null;
    if (!this.#restored) this.#restore(form);
    if (form) void this.#takeOver(form, signal);
    else if (this._state.kind === 'loading' || this._state.kind === 'closed') void this.#load();
    this.#follow();
    this.#desk.reprice();
  }

  /** Takes up the cart in the page's markup, and what this tab kept of it: the order that came of it is told. */
  #restore(form: HTMLFormElement | null): void {
    this.#restored = true;
    const json = this.querySelector(':scope > script[type="application/json"]')?.textContent;
    if (json) this.#desk.give(parseCart(json));
    // A page's own form is one of many, on every product maybe: what became of it is shown on its own page only.
    const accepted = this.#desk.restore(this.api.endpoint + (form ? location.pathname : ''), location.search);
    if (accepted) this._state = accepted;
    else if (form) this._state = open;
  }

  async #takeOver(form: HTMLFormElement, signal: AbortSignal): Promise<void> {
    const { TakenForm } = await import('./takeover.ts');
    if (signal.aborted) return;
    this.#taken = new TakenForm(form, signal, this.#desk, order => this.#send(order));
    this.requestUpdate();
  }

  async #load(): Promise<void> {
    this._state = { kind: 'loading' };
    try {
      this.#desk.open(await loadShop(this.api));
      this._state = open;
    } catch (error) {
      this._state = { kind: 'closed', failure: this.fail(error) };
    }
  }

  protected override recover(from: 'limited' | 'offline'): void {
    const state = this._state;
    if (state.kind === 'closed') void this.#load();
    // An order is not sent by itself: hours may have passed, and the visitor elsewhere.
    else if (state.kind === 'filling' && state.failure?.kind === from) this._state = { ...state, failure: null };
    this.#desk.reprice();
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    void this.#submit();
  };

  async #submit(): Promise<void> {
    const desk = this.#desk;
    if (this.#taken) this.#taken.submit();
    if (this.#taken || !isOpen(desk) || this.#desk.busy) return;
    const faults = [...faultsOf(desk.shop, desk.values)].map(([path, fault]) => [path, this.say.t(fault)]);
    if (faults.length > 0) {
      this.#enter({ ...open, errors: Object.fromEntries(faults) });
      return;
    }
    if (desk.pending) {
      // The visitor changed something just now: what it comes to is no news to be asked about, unless a certificate is refused.
      const { certificate } = desk;
      this.#enter({ kind: 'sending' });
      await desk.settled();
      this.#enter(open);
      if (desk.certificate !== certificate) return;
    }
    // A code left in its field is meant; the total it changes will be asked about.
    if (desk.code && !desk.refused) desk.setCertificate(desk.code);
    await this.#send(orderRequest(desk, desk.shop, desk.marketing, desk.quote?.total));
  }

  /** One order at a time, and always under the same key: a second click, a retry and a reload make no second order (pain 21). */
  async #send(request: OrderRequest): Promise<void> {
    if (this.#desk.busy || !this.dispatchEvent(new CrmOrderSendEvent({ order: request }))) return;
    const { key, lines, quote } = this.#desk;
    this.#desk.save();
    this.#desk.next = [];
    this.#enter({ kind: 'sending' });
    this.#enter(await sendOrder(this.api, request, key, boughtOf(lines, quote), error => this.fail(error)));
  }

  #enter(state: State): void {
    this._state = state;
    const errors = errorsOf(state);
    if (this.#taken) {
      this.#taken.busy = state.kind === 'sending';
      this.#taken.show(errors);
    }
    if (state.kind === 'sending') this.announce(this.say.t('sending'));
    if (Object.keys(errors).length > 0) void this.focusOn('.faults h3');
    if (state.kind === 'changed') {
      this.#desk.take(state.quote);
      void this.focusOn('.question h3');
    }
    if (state.kind === 'accepted') {
      this.#desk.keep(state);
      this.dispatchEvent(new CrmOrderAcceptedEvent({ order: state.order }));
    }
    if (!orderOf(state)) return;
    // The heading, which takes the focus, says what came of it.
    this.announce('');
    this.#follow();
    void this.focusOn('h2');
  }

  /** Tells what becomes of the order on show. */
  #follow(): void {
    const signal = this.begin();
    const order = orderOf(this._state);
    if (order && this.isConnected && !isOver(order)) followOrder(this.api, order, signal, news => this.#onNews(news));
  }

  #onNews(news: Partial<OrderAnswer>): void {
    const state = this._state;
    if (state.kind !== 'accepted' && state.kind !== 'already') return;
    const order = { ...state.order, ...news };
    if (sayStage(order, this.say) !== sayStage(state.order, this.say)) this.announce(sayStage(order, this.say));
    this._state = { ...state, order };
    if (this._state.kind === 'accepted') this.#desk.keep(this._state);
    if (isOver(order)) this.begin();
  }

  /** Only here and after an accepted order does a key end: the visitor has seen the first order and wants another one. */
  #again(): void {
    this.begin();
    this.#desk.renewKey();
    this.#enter(open);
    void this.focusOn('.send');
  }

  /** Whatever is put into the cart after an accepted order begins the next one. */
  #makeRoom(): void {
    if (this._state.kind === 'accepted') void this.#renew();
  }

  async #renew(): Promise<void> {
    this.begin();
    this.#desk.renew();
    if (this.#takesOver) this.#enter(open);
    else await this.#load();
  }

  protected override renderContent(): TemplateResult {
    const slot = html`<slot ?hidden=${orderOf(this._state)} ?data-taken=${this.#taken}></slot>`;
    return html`${this.#takesOver ? slot : nothing}${this.#renderState(this._state)}`;
  }

  #renderState(state: State): TemplateResult {
    const { say } = this;
    switch (state.kind) {
      case 'loading':
        return cardView(loadingView(say));
      case 'closed':
        return cardView(failureView(state.failure, say, () => this.#load()));
      case 'already':
        return cardView(alreadyView(state, say, () => this.#again()));
      case 'accepted':
        return cardView(acceptedView(state, say, this.api.endpoint + orderPath(state.order.id), () => this.newOrder()));
      default:
        return this.#takesOver
          ? belowView(this.#desk, path => this.#taken?.label(path) ?? '')
          : deskView(this.#desk, this.#onSubmit);
    }
  }
}

define('crm-checkout', CrmCheckout);

declare global {
  interface HTMLElementTagNameMap {
    'crm-checkout': CrmCheckout;
  }
}
