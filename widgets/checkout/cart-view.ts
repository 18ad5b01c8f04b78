import { html, nothing, type TemplateResult } from 'lit';
import { formatMoney } from '../core/money.ts';
import { safeUrl } from '../core/page.ts';
import { buttonView, type Drawn, iconView } from '../core/view.ts';
import { type CartLine, count, nameOf, quotedLine } from './cart.ts';
import type { Desk } from './desk.ts';

export const cross = 'M7 7l10 10M17 7L7 17';

/** A square button that is read out as more than its icon. */
export const iconButton = (
  look: string,
  path: string,
  label: string,
  onClick: () => void,
  off = false,
): TemplateResult =>
  html`<button class="small ${look}" part="button" type="button" aria-label=${label} aria-disabled=${off}
    @click=${() => off || onClick()}>${iconView(path)}</button>`;

/** The lines of the cart; the one taken out last can be put back. */
export const cartView = (desk: Desk): TemplateResult =>
  html`<section class="stack cart" part="cart">
    <h3 .textContent=${desk.t('cart')}></h3>
    <ul aria-busy=${desk.pending}>${desk.lines.map((line, index) => lineView(line, index, desk))}</ul>
    ${undoView(desk)}
  </section>`;

/** The line taken out last; it can be put back until the cart changes otherwise. */
export const undoView = (desk: Desk): Drawn =>
  desk.removed
    ? html`<div class="alert undo">
        <p .textContent=${desk.t('removed', { name: nameOf(desk.removed.line) })}></p>
        ${buttonView(desk.t('undo'), () => desk.putBack(), 'small')}
      </div>`
    : nothing;

function lineView(line: CartLine, index: number, desk: Desk): TemplateResult {
  const { t, locale, errors } = desk;
  const quoted = quotedLine(desk.quote, line, index);
  const name = nameOf(line, quoted);
  const picture = safeUrl(line.picture);
  const now = count(line);
  const problem = quoted?.problem === 'changed' ? 'priceChanged' : quoted?.problem;
  // The proxy names a line by its place: `#/lines/0/sku`.
  const error = Object.keys(errors).find(path => `${path}.`.startsWith(`lines.${index}.`)) ?? '';
  return html`<li class="line" part="line">
    ${picture ? html`<img src=${picture} alt="" width="64" height="64" loading="lazy" />` : nothing}
    <div class="what">
      <p class="name" part="line-name" .textContent=${name}></p>
      <p class="muted" .textContent=${details(line)}></p>
      <p class="error" .textContent=${problem ? t(problem) : (errors[error] ?? '')}></p>
    </div>
    <p class="sum" translate="no" part="line-total"
      .textContent=${quoted ? (quoted.total ? formatMoney(quoted.total, locale) : t('later')) : ''}></p>
    <div class="stepper" part="stepper">
      ${iconButton('less', 'M6 12h12', t('less', { name }), () => desk.count(index, now - 1), now <= 1)}
      <span class="count" translate="no" .textContent=${String(now)}></span>
      ${iconButton('more', 'M6 12h12M12 6v12', t('more', { name }), () => desk.count(index, now + 1))}
      ${iconButton('remove', cross, t('remove', { name }), () => desk.takeOut(index))}
    </div>
  </li>`;
}

const details = ({ options = [], properties = [] }: CartLine): string =>
  [
    ...options.map(({ name, sku, quantity = 1 }) => (name ?? sku) + (quantity > 1 ? ` × ${quantity}` : '')),
    ...properties.map(({ name, value }) => `${name}: ${value}`),
  ].join(', ');
