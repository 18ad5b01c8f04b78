import { html, nothing, type TemplateResult } from 'lit';
import type { OrderStatusRequest, Shop } from '../../proxy/contract/index.ts';
import { type Speech, sayFailure } from '../core/alert.ts';
import { readPhone } from '../core/phone.ts';
import { type Found, type Guess, guess, type State } from './state.ts';
import type { OrderStatusKey } from './words.ts';

type Say = Speech<OrderStatusKey>;

export interface Form {
  readonly text: string;
  readonly missing: boolean;
  readonly state: State['kind'];
  readonly shop: Shop | null;
  readonly onFocus: () => void;
  readonly onText: (text: string) => void;
  readonly onSubmit: () => void;
}

/** Enter in the field and the button are both the form's own submit: nothing of ours listens to keys (pain 10). */
const submitting = (send: (form: HTMLFormElement) => void) => (event: SubmitEvent) => {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLFormElement) send(event.currentTarget);
};

const typed = (take: (text: string) => void) => (event: Event) => {
  if (event.currentTarget instanceof HTMLInputElement) take(event.currentTarget.value);
};

export function askView(form: Form, say: Say): TemplateResult {
  const { t } = say;
  const country = form.shop?.phoneCountry;
  const numberOnly = form.shop?.capabilities.orderStatus === 'number';
  const understood = guess(form.text, country);
  const busy = form.state === 'checking';
  return html`<form novalidate @submit=${submitting(form.onSubmit)} @focusin=${form.onFocus}>
    <h2 part="title" .textContent=${t('title')}></h2>
    <div class="field">
      <label for="order" part="label" .textContent=${t(numberOnly ? 'labelNumber' : 'label')}></label>
      <div class="ask">
        <input
          id="order" name="order" part="input" autocomplete=${numberOnly ? 'off' : 'tel'} autocapitalize="characters" spellcheck="false"
          enterkeyhint="search" maxlength="40" required aria-describedby="hint" aria-invalid=${form.missing ? 'true' : nothing}
          .value=${form.text} @input=${typed(form.onText)}
          @change=${typed(text => form.onText(readPhone(text, country)?.pretty ?? text))}
        />
        <button class="primary" part="button" aria-disabled=${busy || form.state === 'limited' ? 'true' : nothing}>
          ${busy ? html`<span class="spinner"></span>` : nothing}<span .textContent=${t(busy ? 'checking' : 'check')}></span>
        </button>
      </div>
      <p id="hint" class=${form.missing ? 'error hint' : 'muted hint'} part="hint"
        .textContent=${form.missing ? t('required') : sayGuess(understood, numberOnly, say)}></p>
    </div>
  </form>`;
}

function sayGuess(understood: Guess, numberOnly: boolean, { t }: Say): string {
  switch (understood.kind) {
    case 'nothing':
      return t(numberOnly ? 'exampleNumber' : 'example');
    case 'phone':
      return t('asPhone', { phone: understood.pretty });
    case 'number':
      return t('asNumber', { number: understood.value });
  }
}

export function emptyView({ t }: Say): TemplateResult {
  return html`<div class="alert" part="alert">
    <p><strong .textContent=${t('empty')}></strong><br /><span .textContent=${t('emptyHint')}></span></p>
  </div>`;
}

/** The second, small question: the phone where a number was given, and the other way round. */
export function otherView(
  found: Found,
  say: Say,
  send: (asked: OrderStatusRequest) => void,
): TemplateResult | typeof nothing {
  const { source, other } = found;
  if (other.kind === 'none' || source.kind === 'order') return nothing;
  const { t } = say;
  const wanted = source.asked.phone ? 'number' : 'phone';
  const idle = other.kind !== 'checking' && other.kind !== 'limited';
  const trouble = sayTrouble(other, say);
  const onSend = (form: HTMLFormElement) => {
    const value = new FormData(form).get('other');
    if (idle && typeof value === 'string' && value.trim()) send({ ...source.asked, [wanted]: value.trim() });
    else form.querySelector('input')?.focus();
  };
  return html`<form class="other" novalidate @submit=${submitting(onSend)}>
    <label for="other" part="label" .textContent=${t(wanted === 'phone' ? 'addPhone' : 'addNumber')}></label>
    <div class="ask">
      <input
        id="other" name="other" part="input" type=${wanted === 'phone' ? 'tel' : 'text'} autocomplete=${wanted === 'phone' ? 'tel' : 'off'}
        maxlength="40" spellcheck="false" aria-describedby="trouble"
        aria-invalid=${other.kind === 'wrong' ? 'true' : nothing}
      />
      <button part="button" aria-disabled=${idle ? nothing : 'true'}>
        ${other.kind === 'checking' ? html`<span class="spinner"></span>` : nothing}<span .textContent=${t('show')}></span>
      </button>
    </div>
    <p id="trouble" class="error" .textContent=${trouble}></p>
  </form>`;
}

function sayTrouble(other: Found['other'], say: Say): string {
  switch (other.kind) {
    case 'none':
    case 'offer':
    case 'checking':
      return '';
    case 'wrong':
      return say.t('empty');
    default:
      return sayFailure(other, say);
  }
}
