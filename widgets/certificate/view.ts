import { html, nothing, type TemplateResult } from 'lit';
import type { CertificateAnswer } from '../../proxy/contract/index.ts';
import { formatDay } from '../core/dates.ts';
import { formatMoney } from '../core/money.ts';
import { buttonView, type Speech } from '../core/view.ts';
import type { Shown } from './state.ts';
import type { CertificateKey } from './words.ts';

type Say = Speech<CertificateKey>;

/** What a certificate is worth; empty when the CRM does not say. */
export function sayWorth({ kind, amount, percent, product }: CertificateAnswer, { t, locale }: Say): string {
  if (kind === 'product') return product ? t('gift', { product: product.name }) : '';
  if (kind === 'percent') {
    const format = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
    return percent === undefined ? '' : t('off', { percent: format.format(percent / 100) });
  }
  if (!amount) return '';
  return kind === 'money' ? formatMoney(amount, locale) : t('points', { count: amount.amount / 100 });
}

export function sayTerm({ state, validUntil }: CertificateAnswer, { t, locale }: Say): string {
  if (!validUntil) return state === 'valid' ? t('endless') : '';
  return t(looks[state] === 'bad' ? 'wasUntil' : 'until', { day: formatDay(validUntil, locale) });
}

const looks = { valid: 'good', used: 'bad', expired: 'bad', unknown: 'warn' } as const;

/** `onUse` is null where there is no checkout to hand it to. */
export function shownView(
  { certificate, handed }: Shown,
  say: Say,
  onUse: (() => void) | null,
  onAgain: () => void,
): TemplateResult {
  const { t } = say;
  const look = looks[certificate.state];
  const offer = onUse && look !== 'bad' ? buttonView(t('use'), onUse, 'primary') : nothing;
  return html`
    <div class="voucher ${look}" part="voucher">
      <p class="state" part="state" .textContent=${t(certificate.state)}></p>
      <h2 tabindex="-1" part="worth" .textContent=${sayWorth(certificate, say)}></h2>
      <p class="muted" .textContent=${sayTerm(certificate, say)}></p>
      <p class="code" translate="no" part="code" .textContent=${certificate.code}></p>
    </div>
    <div class="row actions">
      ${handed ? html`<p class="handed" tabindex="-1" .textContent=${t('handed')}></p>` : offer}
      ${buttonView(t('another'), onAgain)}
    </div>
  `;
}
