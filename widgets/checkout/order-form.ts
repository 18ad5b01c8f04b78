import type { OrderAnswer, Shop } from '../../proxy/contract/index.ts';
import { safeStorage } from '../core/storage.ts';
import { addLine, type CartLine, type Removed, readCart } from './cart.ts';
import { type Values, withDefaults } from './fields.ts';
import { readMarketing } from './request.ts';
import type { Accepted, Bought } from './state.ts';

/** What survives a reload: the form, the cart, and the key that makes every retry the same order (pain 21). */
interface Draft {
  readonly key: string;
  /** The cart as the page gave it: when it gives another one, ours is out of date. */
  readonly given: string;
  readonly lines: readonly CartLine[];
  readonly values: Values;
  readonly certificate: string;
  readonly marketing: Readonly<Record<string, string>>;
  readonly order?: undefined;
}

/** The order that came of it takes its place, for the visitor who goes back or reloads. */
interface Kept {
  readonly given: string;
  readonly order: OrderAnswer;
  readonly sold: Bought;
  readonly next: readonly CartLine[];
}

/** `randomUUID` is not there on a page without TLS. */
const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');

/** An order in the making: what the page gave, what the visitor did, and the one key it is sent under. Knows no DOM. */
export class OrderForm {
  lines: readonly CartLine[] = [];
  /** Lines that came while an order was on its way: when it is accepted, they begin the next one. */
  next: readonly CartLine[] = [];
  removed: Removed | null = null;
  values: Values = {};
  /** The certificate in the order, and what stands in its field. */
  certificate = '';
  code = '';
  refused = '';
  key = newKey();
  marketing: Readonly<Record<string, string>> = {};
  #given = '';
  #place = '';

  /** Takes up what this tab knows: the draft, or the order that came of it. A cart that the page gave since then counts more. */
  restore(place: string, search: string): Accepted | null {
    this.#place = `crm-checkout:${place}`;
    this.marketing = readMarketing(search);
    const known = this.#read();
    if (!known) return null;
    const { order, given } = known;
    const same = !this.#given || this.#given === given;
    if (order) {
      // A site that empties its cart after an order gives an empty one from then on.
      if (this.lines.length > 0 && !same) return null;
      Object.assign(this, { lines: [], next: known.next });
      this.#given = given;
      return { kind: 'accepted', order, sold: known.sold };
    }
    const { key, values, certificate, marketing, lines } = known;
    Object.assign(this, {
      key,
      values,
      certificate,
      code: certificate,
      marketing: { ...marketing, ...this.marketing },
    });
    if (same) {
      this.lines = lines;
      this.#given = given;
    }
    return null;
  }

  #read(): Draft | Kept | null {
    try {
      return JSON.parse(safeStorage.get(this.#place) ?? 'null');
    } catch {
      return null;
    }
  }

  #write(value: Draft | Kept): void {
    safeStorage.set(this.#place, JSON.stringify(value));
  }

  /** Called after each thing the visitor does, and before the first byte of an order leaves: nothing is kept earlier (pain 14). */
  save(): void {
    const { key, lines, values, certificate, marketing } = this;
    this.#write({ key, given: this.#given, lines, values, certificate, marketing });
  }

  keep({ order, sold }: Accepted): void {
    this.#write({ given: this.#given, order, sold, next: this.next });
  }

  /** The page's cart. Given once more unchanged it changes nothing, or every drawing of the page would undo the visitor's changes. */
  give(cart: unknown): boolean {
    const lines = readCart(cart);
    const given = JSON.stringify(lines);
    if (given === this.#given) return false;
    this.#given = given;
    this.change(lines);
    return true;
  }

  /** A new order begins: nothing of the last one is kept, least of all what is personal. */
  renew(): void {
    safeStorage.remove(this.#place);
    this.change(this.next.reduce(addLine, readCart(JSON.parse(this.#given || '[]'))));
    this.setCertificate('');
    Object.assign(this, { next: [], values: {}, key: newKey() });
  }

  renewKey(): void {
    this.key = newKey();
    this.save();
  }

  change(lines: readonly CartLine[], removed: Removed | null = null): void {
    this.lines = lines;
    this.removed = removed;
  }

  setCount(index: number, quantity: number): void {
    this.change(this.lines.map((line, at) => (at === index ? { ...line, quantity: Math.max(quantity, 1) } : line)));
  }

  /** The name is the shop's, which is gone from the quote by the time we tell what was removed. */
  remove(index: number, name: string): void {
    const [line] = this.lines.slice(index);
    this.change(this.lines.toSpliced(index, 1), line ? { line: { ...line, name }, index } : null);
  }

  undo(): void {
    if (this.removed) this.change(this.lines.toSpliced(this.removed.index, 0, this.removed.line));
  }

  set(name: string, value: string, shop: Shop | null): void {
    const values = { ...this.values, [name]: value };
    this.values = shop ? withDefaults(shop, values) : values;
  }

  setCertificate(code: string): void {
    this.certificate = this.code = code.trim();
    this.refused = '';
  }
}
