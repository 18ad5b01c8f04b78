import type { Shop } from '../../proxy/contract/index.ts';
import type { Api } from '../core/api.ts';
import { formatPhone } from '../core/phone.ts';
import { type CartLine, nameOf, parseCart, quotedLine } from './cart.ts';
import type { Actions, Say } from './desk.ts';
import { OrderForm } from './order-form.ts';
import { Quoting } from './quoting.ts';
import { type Basket, quoteRequest } from './request.ts';
import type { Accepted } from './state.ts';
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

type CartActions = Omit<Actions, 'send' | 'back' | 'goTo'>;

/** The open form at work: takes what the visitor does, keeps it, and has it priced. */
export class DeskController {
  readonly form = new OrderForm();
  readonly pricing: Quoting;
  shop: Shop | null = null;
  readonly #host: DeskHost;

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

  add(line: CartLine): void {
    this.form.add(line);
    this.#touch();
  }

  setCertificate(code: string): void {
    this.form.setCertificate(code);
    this.#touch();
    this.#host.focusOn('#certificate');
  }

  readonly actions: CartActions = {
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
    applyCertificate: () => this.setCertificate(this.form.code),
    removeCertificate: () => this.setCertificate(''),
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
      const say = this.#host.say();
      this.#host.announce(`${say.t('total')}: ${sayMoney(quote.total, say)}`);
    }
    this.#host.redraw();
  }
}

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const isField = (target: EventTarget | null): target is Field =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement;

const textOf = (field: Field): string =>
  field instanceof HTMLInputElement && field.type === 'checkbox' ? String(field.checked || '') : field.value;
