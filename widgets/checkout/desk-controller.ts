import type { Money, Quote, Shop } from '../../proxy/contract/index.ts';
import type { Api } from '../core/api.ts';
import { formatPhone } from '../core/phone.ts';
import { type CartLine, nameOf, parseCart, quotedLine } from './cart.ts';
import type { Actions, Desk, Say, Steps } from './desk.ts';
import { OrderForm } from './order-form.ts';
import { Quoting } from './quoting.ts';
import { type Basket, quoteRequest } from './request.ts';
import type { Accepted, State } from './state.ts';
import { sayMoney } from './totals-view.ts';

/** What the desk needs of the element it stands in. */
export interface DeskHost {
  readonly api: () => Api;
  readonly say: () => Say;
  readonly announce: (text: string) => void;
  readonly focusOn: (selector: string) => void;
  /** Something was changed by the visitor; a name, when it was that field. */
  readonly onTouched: (name?: string) => void;
  readonly redraw: () => void;
}

/** The open form at work: takes what the visitor does, keeps it, and has it priced. */
export class DeskController {
  readonly form = new OrderForm();
  readonly pricing: Quoting;
  shop: Shop | null = null;
  readonly #host: DeskHost;
  #total = '';

  constructor(host: DeskHost) {
    this.#host = host;
    this.pricing = new Quoting(host.api, () => this.#onPriced());
  }

  /** Takes up the cart in the page's markup, and what this tab kept of it: the order that came of it is told. */
  restore(json: string | null | undefined, place: string): Accepted | null {
    if (json) this.form.give(parseCart(json));
    return this.form.restore(place, location.search);
  }

  open(shop: Shop): void {
    this.shop = shop;
    this.form.settle(shop);
    this.reprice();
  }

  basket(shop: Shop): Basket {
    const { values, lines, certificate } = this.form;
    return { shop, values, lines, certificate };
  }

  reprice(): void {
    if (this.shop) this.pricing.ask(quoteRequest(this.basket(this.shop)));
  }

  /** The price that came with the refusal of an order. */
  take(quote: Quote): void {
    this.pricing.take(quote);
    this.#onPriced();
  }

  add(line: CartLine): void {
    this.form.add(line);
    this.#touch();
  }

  setCertificate(code: string): void {
    this.form.setCertificate(code);
    this.#touch();
  }

  /** What there is to draw; null where no form is open. */
  view(state: State, say: Say, steps: Steps): Desk | null {
    if (!this.shop || (state.kind !== 'filling' && state.kind !== 'sending' && state.kind !== 'changed')) return null;
    const { removed, code, refused } = this.form;
    const actions = { ...this.actions, ...steps };
    return { ...say, ...this.basket(this.shop), state, pricing: this.pricing, removed, code, refused, actions };
  }

  readonly actions: Actions = {
    setCount: (index, quantity) => {
      this.form.setCount(index, quantity);
      this.#host.announce(this.#host.say().t('quantity', { name: this.#nameAt(index), count: quantity }));
      this.#touch();
    },
    remove: index => {
      this.form.remove(index, this.#nameAt(index));
      this.#touch();
      this.#host.focusOn('.undo button');
    },
    undo: () => {
      const index = this.form.removed?.index ?? 0;
      this.form.undo();
      this.#touch();
      this.#host.focusOn(`.line:nth-of-type(${index + 1}) .remove`);
    },
    applyCertificate: () => this.#useCertificate(this.form.code),
    removeCertificate: () => this.#useCertificate(''),
    reprice: () => {
      this.reprice();
      this.#host.redraw();
    },
  };

  readonly onInput = ({ target }: Event): void => {
    if (!isField(target) || !target.name) return;
    const { name } = target;
    if (name === 'certificate') this.form.type(target.value);
    else this.form.set(name, textOf(target), this.shop);
    this.form.save();
    this.#host.onTouched(name);
  };

  readonly onChange = ({ target }: Event): void => {
    if (!isField(target)) return;
    // Only a number that is finished is written as numbers are written: while it is typed, the caret stays where it is (pain 11).
    if (target.type === 'tel')
      this.form.set(target.name, formatPhone(target.value, this.shop?.phoneCountry), this.shop);
    this.#touch();
  };

  /** The button takes the field's place, and the other way round: the focus goes with it. */
  #useCertificate(code: string): void {
    this.setCertificate(code);
    this.#host.focusOn('#certificate');
  }

  #nameAt(index: number): string {
    const line = this.form.lines[index];
    return line ? nameOf(line, quotedLine(this.pricing.quote, line, index)) : '';
  }

  #touch(): void {
    this.form.save();
    this.reprice();
    this.#host.onTouched();
  }

  #onPriced(): void {
    const { quote } = this.pricing;
    const refusal = quote?.problems.find(({ kind }) => kind === 'certificate');
    if (refusal && this.form.certificate) {
      this.form.refuseCertificate(refusal.detail);
      this.#host.announce(refusal.detail);
    } else if (quote) {
      this.#sayTotal(quote.total);
    }
    this.#host.redraw();
  }

  /** Told when it changes; the first one can be read where it stands. */
  #sayTotal(total: Money | null): void {
    const say = this.#host.say();
    const text = sayMoney(total, say);
    if (this.#total && this.#total !== text) this.#host.announce(`${say.t('total')}: ${text}`);
    this.#total = text;
  }
}

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const isField = (target: EventTarget | null): target is Field =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement;

const textOf = (field: Field): string =>
  field instanceof HTMLInputElement && field.type === 'checkbox' ? String(field.checked || '') : field.value;
