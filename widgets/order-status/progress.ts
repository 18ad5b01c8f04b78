import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Speech } from '../core/alert.ts';
import { type Row, steps } from './state.ts';
import type { OrderStatusKey } from './words.ts';

type Say = Speech<OrderStatusKey>;

/** The words for where an order is: the stage's, or the CRM's own where it has none. */
export const sayStage = (row: Row, { t }: Say): string => (row.stage ? t(row.stage) : (row.status ?? ''));

const marks: Readonly<Record<'cancelled' | 'returned', TemplateResult>> = {
  cancelled: svg`<path d="M7 7l10 10M17 7L7 17" />`,
  returned: svg`<path d="M9 6L5 10l4 4M5 10h9a5 5 0 010 10h-3" />`,
};

const tick = svg`<path d="M6 12.5l4 4 8-9" />`;

const icon = (path: TemplateResult): TemplateResult =>
  html`<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">${path}</svg>`;

/** Where an order is: its line of steps, or that it left the line. */
export function progressView(row: Row, say: Say): TemplateResult | typeof nothing {
  switch (row.stage) {
    case null:
      return row.status ? html`<p class="stage" part="stage" .textContent=${row.status}></p>` : nothing;
    case 'cancelled':
    case 'returned':
      return html`<p class="stage left ${row.stage}" part="stage">
        ${icon(marks[row.stage])}<span .textContent=${sayStage(row, say)}></span>
      </p>`;
    default:
      return html`${stageView(row, row.stage, say)}${lineView(row.stage, say)}`;
  }
}

function stageView(row: Row, stage: (typeof steps)[number], say: Say): TemplateResult {
  // The shop's own name of the status is told too, when it says something else.
  const own = row.status && row.status.toLowerCase() !== say.t(stage).toLowerCase() ? row.status : '';
  return html`<div class="now">
    <p class="stage ${stage === 'delivered' ? 'done' : ''}" part="stage">
      ${stage === 'delivered' ? icon(tick) : nothing}<span .textContent=${say.t(stage)}></span>
    </p>
    <p class="muted" .textContent=${own}></p>
  </div>`;
}

function lineView(stage: (typeof steps)[number], { t }: Say): TemplateResult {
  const at = steps.indexOf(stage);
  return html`<ol class="line" part="progress" aria-label=${`${t('progress')}: ${t('step', { step: at + 1, steps: steps.length })}`}>
    ${steps.map(
      (step, index) => html`<li
        class=${index < at || stage === 'delivered' ? 'done' : index === at ? 'current' : 'ahead'}
        part=${index === at ? 'step step-current' : 'step'}
        aria-current=${index === at ? 'step' : nothing}
      ><span .textContent=${t(step)}></span></li>`,
    )}
  </ol>`;
}
