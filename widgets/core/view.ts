import { html, nothing, type TemplateResult } from 'lit';
import { formatDistance } from './dates.ts';
import type { Failure } from './failure.ts';
import type { Translate } from './strings.ts';

/** The visitor's language, as drawing functions need it. */
export interface Speech<K extends string = never> {
  readonly t: Translate<K>;
  readonly locale: string;
}

/** What is drawn, or nothing. */
export type Drawn = TemplateResult | typeof nothing;

export const cardView = (content: unknown): TemplateResult =>
  html`<section class="card" part="card">${content}</section>`;

export const buttonView = (text: string, onClick: () => void, look = ''): TemplateResult =>
  html`<button class=${look} part="button" type="button" @click=${onClick} .textContent=${text}></button>`;

export const iconView = (path: string, look = ''): TemplateResult =>
  html`<svg class=${look} viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>`;

export const alertView = (look: string, text: string, more: Drawn = nothing): TemplateResult =>
  html`<div class="alert ${look}" part="alert"><p .textContent=${text}></p>${more}</div>`;

/** That nothing was found, and what to do about it. */
export const noneView = (text: string, hint: string): TemplateResult =>
  html`<div class="alert" part="alert"><p><strong .textContent=${text}></strong><br /><span .textContent=${hint}></span></p></div>`;

/**
 * What a failure says to the visitor. A refusal of what they typed is said in the proxy's words, which know more; trouble of ours in
 * our own.
 */
export function sayFailure(failure: Failure, { t, locale }: Speech): string {
  if (failure.kind === 'offline') return t('offline');
  if (failure.kind === 'limited') {
    return t('limited', { when: formatDistance(Math.max(failure.until - Date.now(), 1000), locale) });
  }
  const { type, status, errors, title } = failure.problem;
  if (type === 'network' || type === 'timeout') return t(type);
  return (status >= 400 && status < 500 && (errors[0]?.detail || title)) || t('failed');
}

/** The same failure drawn; while tries are used up there is nothing to press, the button comes back by itself. */
export const failureView = (failure: Failure, say: Speech, retry: () => void): TemplateResult =>
  alertView(
    failure.kind === 'failed' ? 'bad' : 'warn',
    sayFailure(failure, say),
    failure.kind === 'limited' ? nothing : buttonView(say.t('retry'), retry, 'small'),
  );
