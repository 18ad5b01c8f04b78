import { html, nothing, type TemplateResult } from 'lit';
import { formatDistance } from './dates.ts';
import { type Failure, sayProblem } from './failure.ts';
import type { Translate } from './strings.ts';

/** The visitor's language, as drawing functions need it. */
export interface Speech<K extends string = never> {
  readonly t: Translate<K>;
  readonly locale: string;
}

/** What a failure says to the visitor; `now` moves the countdown on. */
export function sayFailure(failure: Failure, { t, locale }: Speech, now = Date.now()): string {
  switch (failure.kind) {
    case 'limited':
      return t('limited', { when: formatDistance(Math.max(failure.until - now, 1000), locale) });
    case 'offline':
      return t('offline');
    case 'failed':
      return sayProblem(failure.problem, t);
  }
}

/** The same failure drawn; while tries are used up there is nothing to press, the button comes back by itself. */
export function failureAlert(failure: Failure, speech: Speech, retry: () => void): TemplateResult {
  const look = failure.kind === 'failed' ? 'bad' : 'warn';
  return html`<div class="alert ${look}" part="alert">
    <p .textContent=${sayFailure(failure, speech)}></p>
    ${
      failure.kind === 'limited'
        ? nothing
        : html`<button class="small" part="button" type="button" @click=${retry} .textContent=${speech.t('retry')}></button>`
    }
  </div>`;
}
