import { html, nothing, type TemplateResult } from 'lit';
import type { OrderAnswer } from '../../proxy/contract/index.ts';
import { formatMoney } from '../core/money.ts';
import { lineView, liveView, noticeView, stageView } from '../core/order.ts';
import { buttonView, type Drawn, iconView } from '../core/view.ts';
import { type Say, sayMoney } from './desk.ts';
import type { Accepted, Already, Bought } from './state.ts';
import { lessRow, totalRow } from './totals-view.ts';

export function acceptedView(
  { order, sold }: Accepted,
  say: Say,
  receipt: string,
  onFresh: () => void,
): TemplateResult {
  const { t, locale } = say;
  return html`
    <div class="thanks">
      ${iconView('M6 12.5l4 4 8-9', 'mark')}
      <h2 tabindex="-1" part="title" .textContent=${t('acceptedTitle')}></h2>
    </div>
    ${orderView(order, say)}
    ${
      sold.lines.length
        ? html`<ul class="sold" part="lines">${sold.lines.map(
            ({ name, quantity, total }) => html`<li class="between">
              <span .textContent=${`${name} × ${quantity}`}></span>
              <span translate="no" .textContent=${total ? formatMoney(total, locale) : ''}></span>
            </li>`,
          )}</ul>`
        : nothing
    }
    <dl class="stack totals">${termRows(sold, say)}${totalRow(t('total'), sayMoney(order.total, say), 'total')}</dl>
    <div class="row actions">
      ${buttonView(t('fresh'), onFresh)}
      <a class="link" href=${receipt} target="_blank" rel="noopener noreferrer" .textContent=${t('receipt')}></a>
    </div>
  `;
}

/** Where nothing is paid for delivery and nothing taken off, the lines make the total. */
const termRows = ({ delivery, discount }: Bought, say: Say): Drawn[] => [
  delivery?.amount ? totalRow(say.t('delivery'), formatMoney(delivery, say.locale)) : nothing,
  discount?.amount ? lessRow(discount, say) : nothing,
];

/** The order of this very key, found again; what was sent just now was not ordered. */
export const alreadyView = ({ order }: Already, say: Say, onAgain: () => void): TemplateResult => html`
  <h2 tabindex="-1" part="title" .textContent=${say.t('alreadyTitle')}></h2>
  ${orderView(order, say)}
  <p .textContent=${say.t('alreadyText')}></p>
  <div class="row actions">${buttonView(say.t('again'), onAgain)}</div>
`;

function orderView(order: OrderAnswer, say: Say): TemplateResult {
  const { number, crmNumber, notice, stage, status } = order;
  // Where the order is in the visitor's words; the CRM's own only where there are none.
  const at = { stage, status: stage ? null : (status ?? say.t('new')) };
  return html`<div class="stack ticket" part="order">
    <div class="head">
      <div>
        <p class="muted" .textContent=${say.t('number')}></p>
        <p class="number" translate="no" part="number" .textContent=${number}></p>
        <p class="muted" translate="no" .textContent=${crmNumber && crmNumber !== number ? say.t('shopNumber', { number: crmNumber }) : ''}></p>
      </div>
      <div>${stageView(at, say)}${liveView([order], say)}</div>
    </div>
    ${lineView({ stage: stage ?? 'new' }, say)}${noticeView(notice)}
  </div>`;
}
