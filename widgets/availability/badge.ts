import { html, nothing, type TemplateResult } from 'lit';
import type { Speech } from '../core/view.ts';
import type { State } from './state.ts';
import { priceView, stockView } from './view.ts';
import type { AvailabilityKey } from './words.ts';

/** The small form, for a product card. It is an ornament there: when it cannot know, it says that the shop can be asked. */
export function badgeView(state: State, say: Speech<AvailabilityKey>): TemplateResult {
  return html`<div class="badge" part="badge">${badgeBody(state, say)}</div>`;
}

function badgeBody(state: State, say: Speech<AvailabilityKey>): TemplateResult {
  switch (state.kind) {
    case 'loading':
      return html`<span class="bone" aria-hidden="true"></span>`;
    case 'badge':
      return html`${stockView(state.item, say)}${priceView(state.item, say) ?? nothing}`;
    default:
      return stockView({ state: 'unknown', quantity: null }, say);
  }
}
