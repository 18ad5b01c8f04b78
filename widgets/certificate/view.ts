import { html, nothing, type TemplateResult } from 'lit';
import type { CertificateAnswer } from '../../proxy/contract/index.ts';
import type { Speech } from '../core/alert.ts';
import { formatDay } from '../core/dates.ts';
import { formatMoney } from '../core/money.ts';
import type { Shown } from './state.ts';
import type { CertificateKey } from './words.ts';

type Say = Speech<CertificateKey>;

/** What a certificate is worth; empty when the CRM does not say. */
export function sayWorth({ kind, amount, percent, product }: CertificateAnswer, { t, locale }: Say): string {
  switch (kind) {
    case 'money':
      return amount ? formatMoney(amount, locale) : '';
    case 'percent':
      return percent === undefined
        ? ''
        : t('off', {
            percent: new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(
              percent / 100,
            ),
          });
    case 'product':
      return product ? t('gift', { product: product.name }) : '';
    case 'points':
      return amount ? t('points', { count: amount.amount / 100 }) : '';
  }
}

export function sayTerm({ state, validUntil }: CertificateAnswer, { t, locale }: Say): string {
  if (!validUntil) return state === 'valid' ? t('endless') : '';
  return t(state === 'expired' || state === 'used' ? 'wasUntil' : 'until', { day: formatDay(validUntil, locale) });
}

export interface Actions {
  readonly canUse: boolean;
  readonly onUse: () => void;
  readonly onAgain: () => void;
}

const looks = { valid: 'good', used: 'bad', expired: 'bad', unknown: 'warn' } as const;

export function shownView(
  { certificate, handed }: Shown,
  say: Say,
  { canUse, onUse, onAgain }: Actions,
): TemplateResult {
  const { t } = say;
  const usable = certificate.state === 'valid' || certificate.state === 'unknown';
  return html`
    <div class="voucher ${looks[certificate.state]}" part="voucher">
      <p class="state" part="state" .textContent=${t(certificate.state)}></p>
      <h2 tabindex="-1" part="worth" .textContent=${sayWorth(certificate, say)}></h2>
      <p class="muted" .textContent=${sayTerm(certificate, say)}></p>
      <p class="code" translate="no" part="code" .textContent=${certificate.code}></p>
    </div>
    <div class="actions">
      ${
        handed
          ? html`<p class="handed" tabindex="-1" .textContent=${t('handed')}></p>`
          : canUse && usable
            ? html`<button class="primary" part="button" type="button" @click=${onUse} .textContent=${t('use')}></button>`
            : nothing
      }
      <button part="button" type="button" @click=${onAgain} .textContent=${t('another')}></button>
    </div>
  `;
}
