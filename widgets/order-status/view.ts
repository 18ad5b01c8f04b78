import { html, nothing, type TemplateResult } from 'lit';
import type { Speech } from '../core/alert.ts';
import { formatDay, formatMoment } from '../core/dates.ts';
import { formatMoney } from '../core/money.ts';
import { safeUrl } from '../core/page.ts';
import { progressView } from './progress.ts';
import { type Found, isOver, type Row } from './state.ts';
import type { OrderStatusKey } from './words.ts';

type Say = Speech<OrderStatusKey>;

export function ordersView(found: Found, say: Say): TemplateResult {
  const { rows } = found;
  return html`
    <h2 tabindex="-1" part="title" .textContent=${say.t('foundTitle', { count: rows.length })}></h2>
    <ul class="orders">
      ${rows.map(row => orderView(row, say))}
    </ul>
    ${rows.every(isOver) ? nothing : html`<p class="muted live" .textContent=${say.t('live')}></p>`}
  `;
}

function orderView(row: Row, say: Say): TemplateResult {
  return html`<li class="order" part="order">
    <div class="head">
      <h3 translate="no" part="number" .textContent=${say.t('order', { number: row.number })}></h3>
      <p class="muted" .textContent=${say.t('placed', { day: formatDay(row.placedOn, say.locale) })}></p>
    </div>
    ${progressView(row, say)}
    ${row.notice ? html`<p class="notice" part="notice" .textContent=${row.notice}></p>` : nothing}
    ${factsView(row, say)}${historyView(row, say)}
  </li>`;
}

function factsView({ total, tracking }: Row, { t, locale }: Say): TemplateResult | typeof nothing {
  if (!total && !tracking) return nothing;
  const url = safeUrl(tracking?.url);
  return html`<dl class="facts">
    ${
      total
        ? html`<div><dt .textContent=${t('total')}></dt>
          <dd translate="no" part="total" .textContent=${formatMoney(total, locale)}></dd></div>`
        : nothing
    }
    ${
      tracking
        ? html`<div><dt .textContent=${t('tracking')}></dt><dd translate="no" part="tracking">${
            url
              ? html`<a href=${url} target="_blank" rel="noopener noreferrer" .textContent=${tracking.number}></a>`
              : html`<span .textContent=${tracking.number}></span>`
          }</dd></div>`
        : nothing
    }
  </dl>`;
}

function historyView({ history }: Row, { t, locale }: Say): TemplateResult | typeof nothing {
  if (history.length < 2) return nothing;
  return html`<details part="history">
    <summary .textContent=${t('history')}></summary>
    <ol class="history">
      ${history.toReversed().map(
        entry => html`<li>
          <span .textContent=${entry.status ?? (entry.stage ? t(entry.stage) : '')}></span>
          <time class="muted" datetime=${entry.at} .textContent=${formatMoment(entry.at, locale)}></time>
        </li>`,
      )}
    </ol>
  </details>`;
}
