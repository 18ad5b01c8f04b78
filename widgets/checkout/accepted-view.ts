import { html, nothing, type TemplateResult } from 'lit';
import type { OrderAnswer, Stage } from '../../proxy/contract/index.ts';
import { formatMoney } from '../core/money.ts';
import type { Say } from './desk.ts';
import { isOver } from './follow.ts';
import type { Accepted, Already } from './state.ts';
import { sayMoney } from './totals-view.ts';

const steps = ['new', 'confirmed', 'preparing', 'ready', 'shipping', 'delivered'] as const satisfies readonly Stage[];

export const sayStage = ({ stage, status }: OrderAnswer, { t }: Say): string =>
  stage ? t(stage) : (status ?? t('new'));

export function acceptedView(
  { order, lines }: Accepted,
  say: Say,
  receipt: string,
  onFresh: () => void,
): TemplateResult {
  const { t, locale } = say;
  return html`
    <div class="thanks">
      <svg class="mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M6 12.5l4 4 8-9" /></svg>
      <h2 tabindex="-1" part="title" .textContent=${t('acceptedTitle')}></h2>
    </div>
    ${orderView(order, say)}
    ${
      lines.length
        ? html`<ul class="sold" part="lines">${lines.map(
            ({ name, quantity, total }) => html`<li>
              <span .textContent=${`${name} × ${quantity}`}></span>
              <span translate="no" .textContent=${total ? formatMoney(total, locale) : ''}></span>
            </li>`,
          )}</ul>`
        : nothing
    }
    <dl class="totals"><div class="total"><dt .textContent=${t('total')}></dt>
      <dd translate="no" part="total" .textContent=${sayMoney(order.total, say)}></dd></div></dl>
    <div class="actions">
      <button part="button" type="button" @click=${onFresh} .textContent=${t('fresh')}></button>
      <a class="link" href=${receipt} target="_blank" rel="noopener noreferrer" .textContent=${t('receipt')}></a>
    </div>
  `;
}

/** The order of this very key, found again; what was sent just now was not ordered. */
export function alreadyView({ order }: Already, say: Say, onAgain: () => void): TemplateResult {
  const { t } = say;
  return html`
    <h2 tabindex="-1" part="title" .textContent=${t('alreadyTitle')}></h2>
    ${orderView(order, say)}
    <p .textContent=${t('alreadyText')}></p>
    <div class="actions"><button part="button" type="button" @click=${onAgain} .textContent=${t('again')}></button></div>
  `;
}

function orderView(order: OrderAnswer, say: Say): TemplateResult {
  const { t } = say;
  return html`<div class="ticket" part="order">
    <div>
      <p class="muted" .textContent=${t('number')}></p>
      <p class="number" translate="no" part="number" .textContent=${order.number}></p>
      <p class="muted" translate="no"
        .textContent=${order.crmNumber && order.crmNumber !== order.number ? t('shopNumber', { number: order.crmNumber }) : ''}></p>
    </div>
    <div>
      <p class="stage ${order.stage ?? ''}" part="stage" .textContent=${sayStage(order, say)}></p>
      ${isOver(order) ? nothing : html`<p class="muted live" .textContent=${t('live')}></p>`}
    </div>
    ${progressView(order)}
    ${order.notice ? html`<p class="notice" part="notice" .textContent=${order.notice}></p>` : nothing}
  </div>`;
}

/** A picture of what the words above say, so only for the eye. */
function progressView({ stage }: OrderAnswer): TemplateResult | typeof nothing {
  const at = steps.findIndex(step => step === (stage ?? 'new'));
  if (at < 0) return nothing;
  return html`<div class="progress" part="progress" aria-hidden="true">
    ${steps.map((_, index) => html`<span class=${index <= at ? 'done' : ''}></span>`)}
  </div>`;
}
