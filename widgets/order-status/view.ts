import { html, nothing, type TemplateResult } from 'lit';
import { formatDay, formatMoment } from '../core/dates.ts';
import { formatMoney } from '../core/money.ts';
import { lineView, liveView, noticeView, type Row, sayStage, stageView } from '../core/order.ts';
import { safeUrl } from '../core/page.ts';
import type { Drawn, Speech } from '../core/view.ts';
import type { Found } from './state.ts';
import type { OrderStatusKey } from './words.ts';

type Say = Speech<OrderStatusKey>;

export function ordersView({ rows }: Found, say: Say): TemplateResult {
  return html`
    <h2 tabindex="-1" part="title" .textContent=${say.t('foundTitle', { count: rows.length })}></h2>
    <ul class="orders">
      ${rows.map(row => orderView(row, say))}
    </ul>
    ${liveView(rows, say)}
  `;
}

function orderView(row: Row, say: Say): TemplateResult {
  return html`<li class="order stack" part="order">
    <div class="head">
      <h3 translate="no" part="number" .textContent=${say.t('order', { number: row.number })}></h3>
      <p class="muted" .textContent=${say.t('placed', { day: formatDay(row.placedOn, say.locale) })}></p>
    </div>
    ${stageView(row, say)}${lineView(row, say)}${noticeView(row.notice)}${factsView(row, say)}${historyView(row, say)}
  </li>`;
}

const factView = (label: string, part: string, value: TemplateResult): TemplateResult =>
  html`<div><dt .textContent=${label}></dt><dd translate="no" part=${part}>${value}</dd></div>`;

export const linkView = (text: string, url: string | null): TemplateResult =>
  url
    ? html`<a href=${url} target="_blank" rel="noopener noreferrer" .textContent=${text}></a>`
    : html`<span .textContent=${text}></span>`;

function factsView({ total, tracking }: Row, { t, locale }: Say): Drawn {
  if (!total && !tracking) return nothing;
  return html`<dl class="facts">
    ${total ? factView(t('total'), 'total', linkView(formatMoney(total, locale), null)) : nothing}
    ${tracking ? factView(t('tracking'), 'tracking', linkView(tracking.number, safeUrl(tracking.url))) : nothing}
  </dl>`;
}

function historyView({ history }: Row, say: Say): Drawn {
  if (history.length < 2) return nothing;
  return html`<details part="history">
    <summary .textContent=${say.t('history')}></summary>
    <ol class="history">
      ${history.toReversed().map(
        entry => html`<li class="head">
          <span .textContent=${entry.status ?? sayStage(entry, say)}></span>
          <time class="muted" datetime=${entry.at} .textContent=${formatMoment(entry.at, say.locale)}></time>
        </li>`,
      )}
    </ol>
  </details>`;
}
