import { html, nothing, type TemplateResult } from 'lit';
import { formatMoney } from '../core/money.ts';
import { safeUrl } from '../core/page.ts';
import { type CartLine, count, nameOf, quotedLine } from './cart.ts';
import type { Desk } from './desk.ts';

const problems = { unknown: 'unknown', out: 'out', changed: 'priceChanged' } as const;

const icons = { less: 'M6 12h12', more: 'M6 12h12M12 6v12', remove: 'M7 7l10 10M17 7L7 17' } as const;

/** The lines of the cart; the one taken out last can be put back. */
export function cartView(desk: Desk): TemplateResult {
  const { t, lines } = desk;
  return html`<section class="cart" part="cart">
    <h3 .textContent=${t('cart')}></h3>
    <ul aria-busy=${desk.pricing.pending ? 'true' : nothing}>${lines.map((line, index) => lineView(line, index, desk))}</ul>
    ${undoView(desk)}
  </section>`;
}

/** The line taken out last; it can be put back until the cart changes otherwise. */
export function undoView({ t, removed, actions }: Desk): TemplateResult | typeof nothing {
  if (!removed) return nothing;
  return html`<div class="alert undo">
    <p .textContent=${t('removed', { name: nameOf(removed.line) })}></p>
    <button class="small" part="button" type="button" @click=${actions.undo} .textContent=${t('undo')}></button>
  </div>`;
}

function lineView(line: CartLine, index: number, desk: Desk): TemplateResult {
  const { t, locale, pricing } = desk;
  const quoted = quotedLine(pricing.quote, line, index);
  const name = nameOf(line, quoted);
  const picture = safeUrl(line.picture);
  const trouble = quoted?.problem ? t(problems[quoted.problem]) : (errorOfLine(desk, index) ?? '');
  return html`<li class="line" part="line">
    ${picture ? html`<img src=${picture} alt="" width="64" height="64" loading="lazy" />` : nothing}
    <div class="what">
      <p class="name" part="line-name" .textContent=${name}></p>
      <p class="muted" .textContent=${details(line)}></p>
      <p class="error" id="line-${index}" .textContent=${trouble}></p>
    </div>
    <p class="sum" translate="no" part="line-total"
      .textContent=${quoted ? (quoted.total ? formatMoney(quoted.total, locale) : t('later')) : ''}></p>
    ${stepper(line, index, name, desk)}
  </li>`;
}

function stepper(line: CartLine, index: number, name: string, { t, actions }: Desk): TemplateResult {
  const now = count(line);
  const button = (kind: keyof typeof icons, act: () => void, off = false) =>
    html`<button class="small ${kind}" part="button" type="button" aria-label=${t(kind, { name })} aria-disabled=${off ? 'true' : nothing}
      @click=${() => off || act()}><svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${icons[kind]} /></svg></button>`;
  return html`<div class="stepper" part="stepper">
    ${button('less', () => actions.setCount(index, now - 1), now <= 1)}
    <span class="count" translate="no" .textContent=${String(now)}></span>
    ${button('more', () => actions.setCount(index, now + 1))}
    ${button('remove', () => actions.remove(index))}
  </div>`;
}

/** The proxy names a line by its place: `#/lines/0/sku`. */
function errorOfLine({ state }: Desk, index: number): string | undefined {
  if (state.kind !== 'filling') return undefined;
  const at = `lines.${index}`;
  return Object.entries(state.errors).find(([path]) => path === at || path.startsWith(`${at}.`))?.[1];
}

function details({ options = [], properties = [] }: CartLine): string {
  const chosen = options.map(({ name, sku, quantity = 1 }) =>
    quantity > 1 ? `${name ?? sku} × ${quantity}` : (name ?? sku),
  );
  return [...chosen, ...properties.map(({ name, value }) => `${name}: ${value}`)].join(', ');
}
