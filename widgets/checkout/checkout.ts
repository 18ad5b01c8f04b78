import type { PropertyDeclarations, TemplateResult } from 'lit';
import type { OrderAnswer, OrderRequest } from '../../proxy/contract/index.ts';
import { define } from '../core/define.ts';
import { CrmElement } from '../core/element.ts';
import { CrmOrderAcceptedEvent, CrmOrderSendEvent } from '../core/events.ts';
import { loadShop } from '../core/shop.ts';
import { base } from '../core/styles.ts';
import { sayStage } from './accepted-view.ts';
import { type CartLine, soldLines } from './cart.ts';
import { styles } from './checkout.styles.ts';
import { type Say, type Steps, selectorOf } from './desk.ts';
import { DeskController } from './desk-controller.ts';
import { faultsOf } from './fields.ts';
import { Following, orderPath } from './follow.ts';
import { formStyles } from './form.styles.ts';
import { orderRequest } from './request.ts';
import { sendOrder } from './sending.ts';
import { afterTouch, open, type State } from './state.ts';
import type { TakenForm } from './takeover.ts';
import { type Scene, sceneView } from './view.ts';
import { words } from './words.ts';

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
 * @csspart total - The total of an accepted order.
 * @csspart summary - The list of faults.
 * @csspart changed - The question whether another total is all right.
 * @csspart submit - The button that orders.
 * @csspart order - The order accepted.
 * @csspart number - Its number.
 * @csspart stage - Where it is, in words.
 * @csspart progress - Its line of steps.
 * @csspart notice - A sentence of the shop's about it.
 * @csspart lines - What was ordered.
 *
 * @slot - A form to take over, a cart as JSON, and what is shown until the element is defined.
 * @slot empty - Below the words about an empty cart: a way back to the shop.
 */
export class CrmCheckout extends CrmElement {
  static override styles = [base, styles, formStyles];
  static override properties: PropertyDeclarations = {
    cart: { attribute: false, noAccessor: true },
    _state: { state: true },
  };

  declare private _state: State;

  readonly #desk = new DeskController({
    api: () => this.api,
    say: () => this.#say,
    announce: text => this.announce(text),
    focusOn: selector => void this.focusOn(selector),
    onTouched: name => {
      this._state = afterTouch(this._state, name);
      this.requestUpdate();
    },
    redraw: () => this.requestUpdate(),
  });
  readonly #following = new Following(
    () => this.api,
    order => this.#onNews(order),
  );
  #taken: TakenForm | null = null;
  #takesOver = false;
  #restored = false;

  constructor() {
    super();
    this._state = { kind: 'loading' };
  }

  /** What is ordered. The same cart given again leaves the visitor's changes alone. */
  get cart(): readonly CartLine[] {
    return this.#desk.form.lines;
  }

  set cart(cart: readonly CartLine[]) {
    if (!this.#desk.form.give(cart)) return;
    if (this._state.kind === 'accepted' && this.cart.length > 0) void this.#renew();
    this.#desk.reprice();
    this.requestUpdate();
  }

  /** Adds to the cart; more of the same joins its line. After an accepted order this begins the next one. */
  addLine(line: CartLine): void {
    if (this._state.kind === 'accepted') void this.#renew();
    this.#desk.add(line);
  }

  /** Leaves the accepted order and begins another, with the cart that the page gave. */
  async newOrder(): Promise<void> {
    await this.#renew();
    await this.focusOn('h2');
  }

  protected override resume(signal: AbortSignal): void {
    this.#listen(signal);
    const form = this.querySelector<HTMLFormElement>(':scope > form');
    this.#takesOver = form !== null;
    if (!this.#restored) this.#restore(form);
    if (form) void this.#takeOver(form, signal);
    else if (this._state.kind === 'loading' || this._state.kind === 'closed') void this.#load();
    this.#following.of(this._state);
    this.#desk.reprice();
  }

  #listen(signal: AbortSignal): void {
    const onLineAdd = (event: DocumentEventMap['crm-line-add']) => {
      const { defaultPrevented, sku, quantity, name } = event;
      if (!defaultPrevented) this.addLine({ sku, quantity, name });
    };
    document.addEventListener('crm-line-add', onLineAdd, { signal });
    const onCertificate = ({ code }: DocumentEventMap['crm-certificate-apply']) => {
      if (this._state.kind === 'accepted') void this.#renew();
      this.#desk.setCertificate(code);
    };
    document.addEventListener('crm-certificate-apply', onCertificate, { signal });
    signal.addEventListener('abort', () => {
      this.#desk.pricing.stop();
      this.#following.stop();
    });
  }

  #restore(form: HTMLFormElement | null): void {
    this.#restored = true;
    // A page's own form is one of many, on every product maybe: what became of it is shown on its own page only.
    const place = this.api.endpoint + (form ? location.pathname : '');
    const json = this.querySelector(':scope > script[type="application/json"]')?.textContent;
    const accepted = this.#desk.restore(json, place);
    if (accepted) this._state = accepted;
    else if (form) this._state = open;
  }

  async #takeOver(form: HTMLFormElement, signal: AbortSignal): Promise<void> {
    const { TakenForm } = await import('./takeover.ts');
    if (signal.aborted) return;
    this.#taken = new TakenForm(form, signal, this.#desk.form, order => this.#send(order));
    this.requestUpdate();
  }

  async #load(): Promise<void> {
    this._state = { kind: 'loading' };
    try {
      this.#desk.open(await loadShop(this.api));
      this._state = open;
    } catch (error) {
      this._state = { kind: 'closed', failure: this.fail(error, this.#say) };
    }
  }

  protected override recover(from: 'limited' | 'offline'): void {
    const { _state: state } = this;
    if (state.kind === 'closed') void this.#load();
    // An order is not sent by itself: hours may have passed, and the visitor elsewhere.
    else if (state.kind === 'filling' && state.failure?.kind === from) this._state = { ...state, failure: null };
    this.#desk.reprice();
  }

  readonly #on: Omit<Scene['on'], keyof Steps> = {
    submit: event => {
      event.preventDefault();
      this.#submit();
    },
    input: this.#desk.onInput,
    change: this.#desk.onChange,
    reload: () => void this.#load(),
    fresh: () => void this.newOrder(),
    again: () => this.#again(),
  };

  readonly #steps: Steps = {
    send: () => this.#submit(),
    back: () => {
      this._state = open;
      void this.focusOn('.send');
    },
    goTo: path => (this.#taken ? this.#taken.focus(path) : void this.focusOn(selectorOf(path))),
  };

  #submit(): void {
    const { form, shop, pricing } = this.#desk;
    if (this.#taken) this.#taken.submit();
    if (this.#taken || !shop || this._state.kind === 'sending') return;
    const faults = [...faultsOf(shop, form.values)].map(([path, fault]) => [path, this.#say.t(fault)]);
    if (faults.length > 0) {
      this.#enter({ ...open, errors: Object.fromEntries(faults) });
      return;
    }
    // A code left in its field is meant; the total it changes will be asked about.
    if (form.code && !form.refused) form.setCertificate(form.code);
    void this.#send(orderRequest(this.#desk.basket(shop), form.marketing, pricing.quote?.total ?? null));
  }

  /** One order at a time, and always under the same key: a second click, a retry and a reload make no second order (pain 21). */
  async #send(request: OrderRequest): Promise<void> {
    const { _state: state } = this;
    if (state.kind === 'sending' || (state.kind === 'filling' && state.failure?.kind === 'limited')) return;
    if (!this.dispatchEvent(new CrmOrderSendEvent(request))) return;
    const { form, pricing } = this.#desk;
    form.save();
    this.#enter({ kind: 'sending' });
    const sold = soldLines(form.lines, pricing.quote);
    this.#enter(await sendOrder(this.api, request, form.key, sold, error => this.fail(error, this.#say)));
  }

  #enter(state: State): void {
    this._state = state;
    if (this.#taken) {
      this.#taken.busy = state.kind === 'sending';
      this.#taken.show(state.kind === 'filling' ? state.errors : {});
    }
    switch (state.kind) {
      case 'sending':
        this.announce(this.#say.t('sending'));
        break;
      case 'changed':
        this.#desk.take(state.quote);
        void this.focusOn('.question h3');
        break;
      case 'filling':
        if (Object.keys(state.errors).length > 0) void this.focusOn('.faults h3');
        break;
      case 'accepted':
        this.#desk.form.keep(state);
        this.dispatchEvent(new CrmOrderAcceptedEvent(state.order));
        break;
    }
    if (state.kind === 'accepted' || state.kind === 'already') {
      if (this.isConnected) this.#following.of(state);
      void this.focusOn('h2');
    }
  }

  #onNews(order: OrderAnswer): void {
    const { _state: state } = this;
    if (state.kind !== 'accepted' && state.kind !== 'already') return;
    if (sayStage(order, this.#say) !== sayStage(state.order, this.#say)) this.announce(sayStage(order, this.#say));
    this._state = { ...state, order };
    if (this._state.kind === 'accepted') this.#desk.form.keep(this._state);
  }

  /** Only here and after an accepted order does a key end: the visitor has seen the first order and wants another one. */
  #again(): void {
    this.#following.stop();
    this.#desk.form.renewKey();
    this.#enter(open);
    void this.focusOn('.send');
  }

  async #renew(): Promise<void> {
    this.#following.stop();
    this.#desk.form.renew();
    if (this.#takesOver) this.#enter(open);
    else await this.#load();
  }

  get #say(): Say {
    return { t: words(this.language), locale: this.language };
  }

  protected override renderContent(): TemplateResult {
    return sceneView({
      ...this.#say,
      state: this._state,
      desk: this.#takesOver ? null : this.#desk.view(this._state, this.#say, this.#steps),
      takesOver: this.#takesOver,
      taken: this.#taken,
      receipt: id => this.api.endpoint + orderPath(id),
      on: { ...this.#on, ...this.#steps },
    });
  }
}

define('crm-checkout', CrmCheckout);

declare global {
  interface HTMLElementTagNameMap {
    'crm-checkout': CrmCheckout;
  }
}
