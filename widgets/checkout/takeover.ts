import type { OrderRequest } from '../../proxy/contract/index.ts';
import { type CartLine, orderLines } from './cart.ts';
import { put, type Tree } from './request.ts';
import type { Errors } from './state.ts';

/** Short names that a plain form may use; the proxy knows the same ones when there is no script. */
const aliases: Readonly<Record<string, string>> = {
  name: 'customer.name',
  phone: 'customer.phone',
  email: 'customer.email',
  sku: 'lines.0.sku',
  quantity: 'lines.0.quantity',
};

const known = /^(customer|lines|delivery|payment|fields)\.|^(certificate|promoCode|persons|comment|consent)$/;

/** `customer[phone]` is `customer.phone`, `lines[0][sku]` is `lines.0.sku`. */
export function pathOfName(name: string): string {
  const path = name.replaceAll(']', '').replaceAll('[', '.');
  return aliases[path] ?? path;
}

/** What the page knows beside its form. */
export interface Beside {
  readonly lines: readonly CartLine[];
  readonly marketing: Readonly<Record<string, string>>;
  readonly certificate: string;
}

/** The form as an order. Names that no order has (a site's own tokens, its return address) stay behind. */
export function readForm(form: HTMLFormElement, submitter: HTMLElement | null, beside: Beside): OrderRequest {
  const tree: Tree = {};
  for (const [name, value] of new FormData(form, submitter)) {
    const path = pathOfName(name);
    if (typeof value !== 'string' || !value.trim()) continue;
    if (path.startsWith('utm_')) put(tree, `marketing.${path}`, value);
    else if (known.test(path)) put(tree, path, value.trim());
  }
  if (tree['lines']) tree['lines'] = listOf(tree['lines']);
  // The names are the contract's own, so the tree has its shape; the proxy checks it like anyone's.
  const order = tree as Partial<OrderRequest>;
  return {
    customer: {},
    ...(beside.certificate ? { certificate: beside.certificate } : {}),
    ...order,
    lines: order.lines ?? orderLines(beside.lines),
    marketing: { ...beside.marketing, ...order.marketing },
  };
}

/** { 0: …, 2: … } as a list, options and properties of a line too. */
function listOf(value: Tree[string]): Tree[string] {
  const items = Object.values(value).map(item => {
    const lists = ['options', 'properties'].filter(name => item[name]).map(name => [name, listOf(item[name])]);
    return { ...item, ...Object.fromEntries(lists) };
  });
  return items as unknown as Tree;
}

const isField = (element: Element): element is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement =>
  element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement;

/** A form the site has already. It stays the site's own: we only send it, and write beside its fields what is wrong with them. */
export class TakenForm {
  readonly #form: HTMLFormElement;
  readonly #labels = new Map<string, string>();

  constructor(form: HTMLFormElement, signal: AbortSignal, beside: Beside, send: (order: OrderRequest) => void) {
    this.#form = form;
    const submit = (event: SubmitEvent) => {
      // The page's own script may have other plans with it.
      if (event.defaultPrevented) return;
      event.preventDefault();
      send(readForm(form, event.submitter, beside));
    };
    form.addEventListener('submit', submit, { signal });
  }

  set busy(busy: boolean) {
    this.#form.inert = busy;
    this.#form.setAttribute('aria-busy', String(busy));
  }

  /** What the page calls a field, for the list of faults. */
  label(path: string): string {
    return this.#labels.get(path) ?? '';
  }

  focus(path: string): void {
    this.#field(path)?.focus();
  }

  submit(): void {
    this.#form.requestSubmit();
  }

  /** Faults stand in the page's own DOM, where its styles reach them: `.crm-error`. */
  show(errors: Errors): void {
    for (const note of this.#form.querySelectorAll('.crm-error')) this.#forget(note);
    for (const [path, text] of Object.entries(errors)) {
      const field = this.#field(path);
      if (!field) continue;
      this.#labels.set(path, field.labels?.[0]?.textContent?.trim() ?? '');
      const note = document.createElement('span');
      note.className = 'crm-error';
      note.id = `crm-error-${path}`;
      note.textContent = text;
      field.after(note);
      field.setAttribute('aria-invalid', 'true');
      field.setAttribute('aria-describedby', `${field.getAttribute('aria-describedby') ?? ''} ${note.id}`.trim());
    }
  }

  #forget(note: Element): void {
    const field = this.#form.querySelector(`[aria-describedby~="${CSS.escape(note.id)}"]`);
    const others =
      field
        ?.getAttribute('aria-describedby')
        ?.split(' ')
        .filter(id => id !== note.id) ?? [];
    field?.removeAttribute('aria-invalid');
    field?.removeAttribute('aria-describedby');
    if (others.length) field?.setAttribute('aria-describedby', others.join(' '));
    note.remove();
  }

  #field(path: string) {
    return [...this.#form.elements].filter(isField).find(field => pathOfName(field.name) === path);
  }
}
