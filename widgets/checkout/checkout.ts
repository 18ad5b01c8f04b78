import type { PropertyDeclarations, TemplateResult } from 'lit';
import type { OrderAnswer, OrderRequest } from '../../proxy/contract/index.ts';
import { sayFailure } from '../core/alert.ts';
import { Countdown } from '../core/countdown.ts';
import { define } from '../core/define.ts';
import { CrmElement } from '../core/element.ts';
import { CrmOrderAcceptedEvent, CrmOrderSendEvent } from '../core/events.ts';
import { type Failure, failureOf } from '../core/failure.ts';
import { loadShop } from '../core/shop.ts';
import { base } from '../core/styles.ts';
import { sayStage } from './accepted-view.ts';
import { type CartLine, soldLines } from './cart.ts';
import { styles } from './checkout.styles.ts';
import type { Desk, Say } from './desk.ts';
import { DeskController } from './desk-controller.ts';
import { faultsOf } from './fields.ts';
import { Following, orderPath } from './follow.ts';
import { orderRequest } from './request.ts';
import { sendOrder } from './sending.ts';
import { open, type State } from './state.ts';
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
 * @attr {string} endpoint - The proxy's address; where the script came from by default.
 * @attr {'light' | 'dark'} theme - The site's own `color-scheme` by default.
 *
 * @fires {CrmOrderSendEvent} crm-order-send - An order is about to be sent; prevent it to stop it. --bubbles --composed
 * @fires {CrmOrderAcceptedEvent} crm-order-accepted - The shop has the order. --bubbles --composed
 *
 * @csspart base - Everything.
 * @csspart card - The card.
 * @csspart title - The heading.
 * @csspart cart - What is ordered.
 * @csspart line - One line of it.
 * @csspart line-name - Its name.
 * @csspart line-total - What it costs.
 * @csspart stepper - The buttons for its quantity.
 * @csspart section - A group of fields.
 * @csspart field - A label, its field and what is wrong with it.
 * @csspart label - A field's label.
 * @csspart input - A field.
 * @csspart error - What is wrong with it.
 * @csspart choice - A group of radio buttons.
 * @csspart option - One of them.
 * @csspart certificate - The certificate applied.
 * @csspart totals - The sums.
 * @csspart total - The total of an accepted order.
 * @csspart summary - The list of faults.
 * @csspart changed - The question whether another total is all right.
 * @csspart alert - What went wrong.
 * @csspart button - Each button.
 * @csspart submit - The button that orders.
 * @csspart order - The order accepted.
 * @csspart number - Its number.
 * @csspart stage - Where it is, in words.
 * @csspart progress - Its line of steps.
 * @csspart notice - A sentence of the shop's about it.
 * @csspart lines - What was ordered.
 *
 * @cssprop --crm-accent - The one colour of buttons, focus and progress; see crm-order-status for all of them.
 * @cssprop --crm-surface - The card's background.
 * @cssprop --crm-soft - Quiet areas on it.
 * @cssprop --crm-good - Colour of what is well.
 * @cssprop --crm-bad - Colour of what went wrong.
 * @cssprop [--crm-radius=12px] - The card's corners.
 *
 * @slot - A form to take over, a cart as JSON, and what is shown until the element is defined.
 * @slot empty - Below the words about an empty cart: a way back to the shop.
 */
export class CrmCheckout extends CrmElement {
  static override styles = [base, styles];
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
    onTouched: name => this.#onTouched(name),
    redraw: () => this.requestUpdate(),
  });
  readonly #following = new Following(
    () => this.api,
    order => this.#onNews(order),
  );
  readonly #countdown = new Countdown(this, () => this.#onCountdownEnd());
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
    if (this._state.kind === 'accepted' && this.cart.length > 0) this.#renew();
    this.#desk.reprice();
    this.requestUpdate();
  }

  /** Adds to the cart; more of the same joins its line. After an accepted order this begins the next one. */
  addLine(line: CartLine): void {
    if (this._state.kind === 'accepted') this.#renew();
    this.#desk.add(line);
  }

  /** Leaves the accepted order, and begins another with the cart that the page gave. */
  newOrder(): void {
    this.#renew();
    void this.focusOn('h2');
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
    document.addEventListener('crm-certificate-apply', ({ code }) => this.#desk.setCertificate(code), { signal });
    window.addEventListener('online', () => this.#onOnline(), { signal });
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
      this._state = { kind: 'closed', failure: this.#tell(failureOf(error)) };
    }
  }

  #tell(failure: Failure): Failure {
    if (failure.kind === 'limited') this.#countdown.start(failure.until);
    this.announce(sayFailure(failure, this.#say));
    return failure;
  }

  #onCountdownEnd(): void {
    if (this._state.kind === 'closed') void this.#load();
    else if (this._state.kind === 'filling') this._state = { ...this._state, failure: null };
  }

  #onOnline(): void {
    if (this._state.kind === 'closed') void this.#load();
    this.#desk.reprice();
  }

  #onTouched(name?: string): void {
    // Another cart is another total: what was asked about the last one is off the table.
    if (this._state.kind === 'changed' && !name) this._state = open;
    if (this._state.kind === 'filling' && name && name in this._state.errors) {
      const { [name]: _, ...errors } = this._state.errors;
      this._state = { ...this._state, errors };
    }
    this.requestUpdate();
  }

  readonly #on: Scene['on'] = {
    submit: event => {
      event.preventDefault();
      this.#submit();
    },
    input: this.#desk.onInput,
    change: this.#desk.onChange,
    reload: () => void this.#load(),
    send: () => this.#submit(),
    goTo: path => this.#goTo(path),
    fresh: () => this.newOrder(),
    again: () => this.#again(),
  };

  #submit(): void {
    const { form, shop, pricing } = this.#desk;
    if (this.#taken) this.#taken.submit();
    if (this.#taken || !shop) return;
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
    this.#enter(await sendOrder(this.api, request, form.key, soldLines(form.lines, pricing.quote)));
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
        this.#desk.pricing.take(state.quote);
        void this.focusOn('.question h3');
        break;
      case 'filling':
        if (state.failure) this.#tell(state.failure);
        if (Object.keys(state.errors).length > 0) void this.focusOn('.faults h3');
        break;
      case 'accepted':
        this.#desk.form.keep(state);
        this.dispatchEvent(new CrmOrderAcceptedEvent(state.order));
        break;
    }
    if (state.kind === 'accepted' || state.kind === 'already') {
      this.#following.of(state);
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

  #renew(): void {
    this.#following.stop();
    this.#desk.form.renew();
    if (this.#takesOver) this.#enter(open);
    else void this.#load();
  }

  #goTo(path: string): void {
    this.#taken?.focus(path);
    const line = /^lines\.(\d+)/.exec(path)?.[1];
    const at = CSS.escape(path);
    void this.focusOn(line ? `.line:nth-of-type(${Number(line) + 1}) .remove` : `[id="${at}"], [id^="${at}."]`);
  }

  get #say(): Say {
    return { t: words(this.language), locale: this.language };
  }

  get #view(): Desk | null {
    const { shop, form, pricing, actions } = this.#desk;
    const { _state: state } = this;
    if (!shop || this.#takesOver || (state.kind !== 'filling' && state.kind !== 'sending' && state.kind !== 'changed'))
      return null;
    const { removed, code, refused } = form;
    const own = {
      send: () => this.#submit(),
      back: () => {
        this._state = open;
        void this.focusOn('.send');
      },
      goTo: (path: string) => this.#goTo(path),
    };
    return {
      ...this.#say,
      ...this.#desk.basket(shop),
      state,
      pricing,
      removed,
      code,
      refused,
      actions: { ...actions, ...own },
    };
  }

  protected override renderContent(): TemplateResult {
    return sceneView({
      ...this.#say,
      state: this._state,
      desk: this.#view,
      takesOver: this.#takesOver,
      taken: this.#taken,
      receipt: id => this.api.endpoint + orderPath(id),
      on: this.#on,
    });
  }
}

define('crm-checkout', CrmCheckout);

declare global {
  interface HTMLElementTagNameMap {
    'crm-checkout': CrmCheckout;
  }
}
