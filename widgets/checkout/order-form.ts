import type { Shop } from '../../proxy/contract/index.ts';
import { addLine, type CartLine, type Removed, readCart } from './cart.ts';
import { type Draft, memoryOf, newKey } from './draft.ts';
import { type Values, withDefaults } from './fields.ts';
import { readMarketing } from './request.ts';
import type { Accepted } from './state.ts';

/** An order in the making: what the page gave, what the visitor did, and the one key it is sent under. Knows no DOM. */
export class OrderForm {
  lines: readonly CartLine[] = [];
  removed: Removed | null = null;
  values: Values = {};
  /** The certificate in the order, and what stands in its field. */
  certificate = '';
  code = '';
  refused = '';
  key = newKey();
  marketing: Readonly<Record<string, string>> = {};
  #given = '';
  #memory = memoryOf('');

  /** Takes up what this tab knows: the draft, or the order that came of it. A cart that the page gave since then counts more. */
  restore(place: string, search: string): Accepted | null {
    this.#memory = memoryOf(place);
    const draft = this.#memory.draft();
    const kept = draft ? null : this.#memory.order();
    this.marketing = { ...draft?.marketing, ...readMarketing(search) };
    if (draft) this.#resume(draft);
    // A site that empties its cart after an order gives an empty one from then on.
    if (!kept || (this.lines.length > 0 && !this.#isGiven(kept.given))) return null;
    this.#given = kept.given;
    this.lines = [];
    return { kind: 'accepted', order: kept.order, lines: kept.lines };
  }

  #resume({ key, values, certificate, given, lines }: Draft): void {
    Object.assign(this, { key, values, certificate, code: certificate });
    if (!this.#isGiven(given)) return;
    this.#given = given;
    this.lines = lines;
  }

  #isGiven(given: string): boolean {
    return !this.#given || this.#given === given;
  }

  /** The page's cart. Given once more unchanged it changes nothing, or every drawing of the page would undo the visitor's changes. */
  give(cart: unknown): boolean {
    const lines = readCart(cart);
    const given = JSON.stringify(lines);
    if (given === this.#given) return false;
    this.#given = given;
    this.lines = lines;
    this.removed = null;
    return true;
  }

  /** A new order begins: nothing of the last one is kept, least of all what is personal. */
  renew(): void {
    this.#memory.clear();
    this.lines = readCart(JSON.parse(this.#given || '[]'));
    Object.assign(this, { removed: null, values: {}, certificate: '', code: '', refused: '', key: newKey() });
  }

  renewKey(): void {
    this.key = newKey();
    this.save();
  }

  /** Called after each thing the visitor does, and before the first byte of an order leaves. */
  save(): void {
    const { key, lines, values, certificate, marketing } = this;
    this.#memory.saveDraft({ key, given: this.#given, lines, values, certificate, marketing });
  }

  keep({ order, lines }: Accepted): void {
    this.#memory.saveOrder({ given: this.#given, order, lines });
  }

  add(line: CartLine): void {
    this.lines = addLine(this.lines, line);
    this.removed = null;
  }

  setCount(index: number, quantity: number): void {
    this.lines = this.lines.map((line, at) => (at === index ? { ...line, quantity: Math.max(quantity, 1) } : line));
    this.removed = null;
  }

  /** The name is the shop's, which is gone from the quote by the time we tell what was removed. */
  remove(index: number, name: string): void {
    const line = this.lines[index];
    this.lines = this.lines.filter((_, at) => at !== index);
    this.removed = line ? { line: { ...line, name }, index } : null;
  }

  undo(): void {
    if (this.removed) this.lines = this.lines.toSpliced(this.removed.index, 0, this.removed.line);
    this.removed = null;
  }

  set(name: string, value: string, shop: Shop | null): void {
    const values = { ...this.values, [name]: value };
    this.values = shop ? withDefaults(shop, values) : values;
  }

  /** What the choices are where there is only one to make. */
  settle(shop: Shop): void {
    this.values = withDefaults(shop, this.values);
  }

  /** A certificate's code while it is written. */
  type(code: string): void {
    this.code = code;
    this.refused = '';
  }

  setCertificate(code: string): void {
    this.certificate = code.trim();
    this.code = this.certificate;
    this.refused = '';
  }

  /** The shop does not take it: the code stays in its field to be corrected, and out of the order. */
  refuseCertificate(why: string): void {
    this.certificate = '';
    this.refused = why;
  }
}
