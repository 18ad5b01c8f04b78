import type { Money, Quote, Shop } from '../../proxy/contract/index.ts';
import type { Api } from '../core/api.ts';
import { type Failure, failureOf } from '../core/failure.ts';
import { formatMoney } from '../core/money.ts';
import { formatPhone } from '../core/phone.ts';
import type { Speech } from '../core/view.ts';
import { addLine, type CartLine, nameOf, quotedLine } from './cart.ts';
import { withDefaults } from './fields.ts';
import { OrderForm } from './order-form.ts';
import { quoteRequest } from './request.ts';
import { type Errors, errorsOf, type State } from './state.ts';
import type { CheckoutKey } from './words.ts';

export type Say = Speech<CheckoutKey>;

/** What the desk needs of the element it stands in. */
export interface DeskHost {
  readonly api: () => Api;
  readonly say: () => Say;
  readonly state: () => State;
  readonly announce: (text: string) => void;
  readonly focusOn: (selector: string) => void;
  /** Something was changed by the visitor; a name, when it was that field. */
  readonly onTouched: (name?: string) => void;
  readonly redraw: () => void;
  readonly send: () => void;
  readonly back: () => void;
  /** Puts the focus into the field of a fault. */
  readonly goTo: (path: string) => void;
}

/** Prices are asked for a moment after the last change. */
const restMs = 250;
/** How long an order waits for the price of a change that the visitor has just made. */
const patienceMs = 3000;

/** Where the field of a path is; a fault of a line leads to its buttons, one of a whole group to its first field. */
export function selectorOf(path: string): string {
  const line = /^lines\.(\d+)/.exec(path)?.[1];
  // An applied certificate has no field, only a button that takes it out.
  if (path === 'certificate') return '#certificate, .drop';
  return line ? `.line:nth-of-type(${Number(line) + 1}) .remove` : `[id="${CSS.escape(path)}"]`;
}

/** Money as it is told: what nobody knows yet, the shop will say. */
export const sayMoney = (money: Money | null, { t, locale }: Say): string =>
  money ? formatMoney(money, locale) : t('later');

/** The form at work, as its views draw it: takes what the visitor does, keeps it, and has it priced. */
export class Desk extends OrderForm {
  shop: Shop | null = null;
  quote: Quote | null = null;
  failure: Failure | null = null;
  pending = false;
  readonly host: DeskHost;
  #asked = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #call = new AbortController();
  #total = '';

  constructor(host: DeskHost) {
    super();
    this.host = host;
  }

  get state(): State {
    return this.host.state();
  }

  get t(): Say['t'] {
    return this.host.say().t;
  }

  get locale(): string {
    return this.host.say().locale;
  }

  get errors(): Errors {
    return errorsOf(this.state);
  }

  /** Why the last try to send it failed. */
  get trouble(): Failure | null {
    return this.state.kind === 'filling' ? this.state.failure : null;
  }

  /** Nothing can be sent now. */
  get busy(): boolean {
    return this.state.kind === 'sending' || this.trouble?.kind === 'limited';
  }

  open(shop: Shop): void {
    this.shop = shop;
    this.values = withDefaults(shop, this.values);
    this.reprice();
  }

  /** Prices the cart as it changes. The same cart is not asked for twice, unless the last answer never came. */
  reprice(): void {
    const request = this.shop && quoteRequest(this, this.shop);
    const wanted = JSON.stringify(request);
    if (wanted === this.#asked && !this.failure) return;
    this.stop();
    this.#asked = wanted;
    this.failure = null;
    this.pending = request !== null;
    if (request) this.#timer = setTimeout(() => void this.#price(request), this.quote ? restMs : 0);
    else this.quote = null;
  }

  async #price(request: object): Promise<void> {
    this.#call = new AbortController();
    const { signal } = this.#call;
    try {
      const quote = await this.host.api().post<Quote>('v1/quote', request, { signal });
      if (!signal.aborted) this.take(quote);
    } catch (error) {
      if (signal.aborted) return;
      this.failure = failureOf(error);
      this.pending = false;
      this.host.redraw();
    }
  }

  /** Only the latest price counts. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#call.abort();
    if (this.pending) this.#asked = '';
    this.pending = false;
  }

  /** Waits for the price of what was changed just now, but not for ever. */
  async settled(): Promise<void> {
    const end = Date.now() + patienceMs;
    while (this.pending && Date.now() < end) await new Promise(resolve => setTimeout(resolve, 20));
  }

  /** A price: the one asked for, or a fresher one that came with the refusal of an order. */
  take(quote: Quote): void {
    const { host, t } = this;
    this.pending = false;
    this.stop();
    this.quote = quote;
    const refusal = quote.problems.find(({ kind }) => kind === 'certificate');
    const total = sayMoney(quote.total, this);
    if (refusal && this.certificate) {
      // The code stays in its field to be corrected, and out of the order.
      this.certificate = '';
      this.refused = refusal.detail;
      host.announce(refusal.detail);
    } else {
      // Told when it changes; the first one can be read where it stands.
      if (this.#total && this.#total !== total) host.announce(`${t('total')}: ${total}`);
      this.#total = total;
    }
    host.redraw();
  }

  add(line: CartLine): void {
    if (this.state.kind === 'sending') this.next = [...this.next, line];
    this.change(addLine(this.lines, line));
    this.touch();
  }

  count(index: number, count: number): void {
    this.setCount(index, count);
    this.host.announce(this.t('quantity', { name: this.nameAt(index), count }));
    this.touch();
  }

  takeOut(index: number): void {
    this.remove(index, this.nameAt(index));
    this.touch();
    this.host.focusOn('.undo button');
  }

  putBack(): void {
    const index = this.removed?.index ?? 0;
    this.undo();
    this.touch();
    this.host.focusOn(selectorOf(`lines.${index}`));
  }

  /** From the button beside its field, which then takes the field's place, or the other way round: the focus goes with it. */
  useCertificate(code: string): void {
    this.setCertificate(code);
    this.touch();
    this.host.focusOn(selectorOf('certificate'));
  }

  nameAt(index: number): string {
    const [line] = this.lines.slice(index);
    return line ? nameOf(line, quotedLine(this.quote, line, index)) : '';
  }

  readonly onInput = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    if (field.name === 'certificate') {
      this.code = field.value;
      this.refused = '';
    } else {
      this.set(field.name, field.type === 'checkbox' ? String(field.checked || '') : field.value, this.shop);
    }
    this.save();
    this.host.onTouched(field.name);
  };

  readonly onChange = (event: Event): void => {
    const { type, name, value } = event.target as HTMLInputElement;
    // Only a number that is finished is written as numbers are written: while it is typed, the caret stays where it is (pain 11).
    if (type === 'tel') this.set(name, formatPhone(value, this.shop?.phoneCountry), this.shop);
    this.touch();
  };

  touch(): void {
    this.save();
    this.reprice();
    this.host.onTouched();
  }
}

/** A desk that knows what its shop asks for. */
export type OpenDesk = Desk & { readonly shop: Shop };
export const isOpen = (desk: Desk): desk is OpenDesk => desk.shop !== null;
