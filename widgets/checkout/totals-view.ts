import { html, nothing, type TemplateResult } from 'lit';
import type { Money, Quote } from '../../proxy/contract/index.ts';
import { failureAlert } from '../core/alert.ts';
import { formatMoney } from '../core/money.ts';
import { goodsOf } from './cart.ts';
import { type Desk, errorOf, type Say } from './desk.ts';
import { errorView } from './field-view.ts';
import { methodOf } from './fields.ts';

/** Money as it is told: what nobody knows yet, the shop will say. */
export const sayMoney = (money: Money | null, { t, locale }: Say): string =>
  money ? formatMoney(money, locale) : t('later');

const row = (label: string, value: string, look = ''): TemplateResult =>
  html`<div class=${look}><dt .textContent=${label}></dt><dd translate="no" .textContent=${value}></dd></div>`;

export function totalsView(desk: Desk): TemplateResult {
  const { t, pricing } = desk;
  const { quote, failure, pending } = pricing;
  // What concerns a line or the certificate is said beside it.
  const problems =
    quote?.problems.filter(({ kind }) => kind === 'delivery' || kind === 'minimum' || kind === 'promo-code') ?? [];
  return html`
    ${problems.map(({ detail }) => html`<div class="alert warn" part="alert"><p .textContent=${detail}></p></div>`)}
    ${quote ? html`<dl class="totals" part="totals" aria-busy=${pending ? 'true' : nothing}>${rows(quote, desk)}</dl>` : nothing}
    ${!quote && pending ? html`<div class="bone sums"></div>` : nothing}
    ${failure ? html`<p class="muted" .textContent=${t('unpriced')}></p>${failureAlert(failure, desk, desk.actions.reprice)}` : nothing}
  `;
}

function rows(quote: Quote, desk: Desk): unknown {
  const { t, locale, shop, values } = desk;
  const { delivery, discount, discountNote, total } = quote;
  const told = methodOf(shop, values)?.cost === null && delivery.amount === 0;
  return [
    row(t('goods'), sayMoney(goodsOf(quote), desk)),
    shop.delivery.length
      ? row(t('delivery'), told ? t('later') : delivery.amount ? formatMoney(delivery, locale) : t('free'))
      : nothing,
    discount.amount
      ? row(t('discount'), `−${formatMoney({ ...discount, amount: Math.abs(discount.amount) }, locale)}`, 'less')
      : nothing,
    discountNote ? row(t('certificate'), t('toConfirm')) : nothing,
    row(t('total'), sayMoney(total, desk), 'total'),
  ];
}

/** Shown where the shop knows certificates, or where one was handed over by another widget. */
export function certificateView(desk: Desk): TemplateResult | typeof nothing {
  const { t, certificate, code, refused, shop, actions } = desk;
  if (!shop.capabilities.certificate && !certificate && !code) return nothing;
  if (certificate) {
    return html`<div class="applied" part="certificate">
      <p><span .textContent=${t('certificate')}></span> <span translate="no" .textContent=${`•••• ${certificate.slice(-4)}`}></span></p>
      <button class="small" part="button" type="button" id="certificate" aria-label=${t('remove', { name: t('certificate') })}
        @click=${actions.removeCertificate}><svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M7 7l10 10M17 7L7 17" /></svg></button>
    </div>`;
  }
  const error = errorOf(desk, 'certificate') ?? refused;
  // Enter here means "apply", not "order"; while an input method is composing it means neither (pain 10).
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    actions.applyCertificate();
  };
  return html`<div class="field" part="field">
    <label for="certificate" part="label"><span .textContent=${t('certificate')}></span>
      <span class="optional" .textContent=${t('optional')}></span></label>
    <div class="ask">
      <input id="certificate" name="certificate" part="input" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="64"
        translate="no" aria-invalid=${error ? 'true' : nothing} aria-describedby=${error ? 'certificate-error' : nothing}
        .value=${code} @keydown=${onKey} />
      <button part="button" type="button" @click=${actions.applyCertificate} .textContent=${t('apply')}></button>
    </div>
    ${error ? errorView('certificate', error) : nothing}
  </div>`;
}
