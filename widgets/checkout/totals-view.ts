import { html, nothing, type TemplateResult } from 'lit';
import type { Money, Quote } from '../../proxy/contract/index.ts';
import { formatMoney } from '../core/money.ts';
import { alertView, buttonView, type Drawn, failureView } from '../core/view.ts';
import { goodsOf } from './cart.ts';
import { cross, iconButton } from './cart-view.ts';
import { type OpenDesk, type Say, sayMoney } from './desk.ts';
import { fieldFrame } from './field-view.ts';
import { methodOf } from './fields.ts';

export const totalRow = (label: string, value: string, look = ''): TemplateResult =>
  html`<div class="between ${look}"><dt .textContent=${label}></dt><dd translate="no" part=${look || nothing} .textContent=${value}></dd></div>`;

export const lessRow = (discount: Money, { t, locale }: Say): TemplateResult =>
  totalRow(t('discount'), `−${formatMoney({ ...discount, amount: Math.abs(discount.amount) }, locale)}`, 'less');

export function totalsView(desk: OpenDesk): TemplateResult {
  const { t, quote, failure, pending } = desk;
  // What concerns a line or the certificate is said beside it.
  const problems = quote?.problems.filter(({ kind }) => /^(delivery|minimum|promo-code)$/.test(kind)) ?? [];
  return html`
    ${problems.map(({ detail }) => alertView('warn', detail))}
    ${quote ? html`<dl class="stack totals" part="totals" aria-busy=${pending}>${rows(quote, desk)}</dl>` : nothing}
    ${!quote && pending ? html`<div class="bone sums"></div>` : nothing}
    ${failure ? html`<p class="muted" .textContent=${t('unpriced')}></p>${failureView(failure, desk, () => desk.reprice())}` : nothing}
  `;
}

function rows(quote: Quote, desk: OpenDesk): unknown {
  const { t, locale, shop, values } = desk;
  const { delivery, discount, discountNote, total } = quote;
  const told = methodOf(shop, values)?.cost === null && delivery.amount === 0;
  const cost = told ? t('later') : delivery.amount ? formatMoney(delivery, locale) : t('free');
  return [
    totalRow(t('goods'), sayMoney(goodsOf(quote), desk)),
    shop.delivery.length ? totalRow(t('delivery'), cost) : nothing,
    discount.amount ? lessRow(discount, desk) : nothing,
    discountNote ? totalRow(t('certificate'), t('toConfirm')) : nothing,
    totalRow(t('total'), sayMoney(total, desk), 'total'),
  ];
}

/** Shown where the shop knows certificates, or where one was handed over by another widget. */
export function certificateView(desk: OpenDesk): Drawn {
  const { t, certificate, code, refused, shop, errors } = desk;
  const name = t('certificate');
  if (certificate) {
    return html`<div class="between applied" part="certificate">
      <p><span .textContent=${name}></span> <span translate="no" .textContent=${`•••• ${certificate.slice(-4)}`}></span></p>
      ${iconButton('drop', cross, t('remove', { name }), () => desk.useCertificate(''))}
    </div>`;
  }
  if (!shop.capabilities.certificate && !code) return nothing;
  const apply = () => desk.useCertificate(desk.code);
  // Enter here means "apply", not "order"; while an input method is composing it means neither (pain 10).
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    apply();
  };
  const control = html`<div class="row ask">
    <input id="certificate" name="certificate" part="input" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="64"
      translate="no" aria-invalid=${!!(errors['certificate'] || refused)} aria-describedby="certificate-error" .value=${code} @keydown=${onKey} />
    ${buttonView(t('apply'), apply)}
  </div>`;
  return fieldFrame('certificate', name, control, desk, t('optional'));
}
