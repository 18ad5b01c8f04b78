import { html, nothing, type TemplateResult } from 'lit';
import type { OrderStatusRequest, Shop } from '../../proxy/contract/index.ts';
import { type Speech, sayFailure } from '../core/alert.ts';
import { askView } from '../core/ask.ts';
import { formatPhone } from '../core/phone.ts';
import { type Found, type Guess, guess, type State } from './state.ts';
import type { OrderStatusKey } from './words.ts';

type Say = Speech<OrderStatusKey>;

export interface Form {
  readonly text: string;
  readonly missing: boolean;
  readonly state: State['kind'];
  readonly shop: Shop | null;
  readonly onText: (text: string) => void;
  readonly onSubmit: () => void;
}

/** The one field that takes either; a shop may have switched the phone off. */
export function firstView({ text, missing, state, shop, onText, onSubmit }: Form, say: Say): TemplateResult {
  const { t } = say;
  const country = shop?.phoneCountry;
  const numberOnly = shop?.capabilities.orderStatus === 'number';
  const busy = state === 'checking';
  return askView({
    id: 'order',
    title: t('title'),
    label: t(numberOnly ? 'labelNumber' : 'label'),
    hint: missing ? t('required') : sayGuess(guess(text, country), numberOnly, say),
    wrong: missing,
    button: t(busy ? 'checking' : 'check'),
    busy,
    blocked: busy || state === 'limited',
    autocomplete: numberOnly ? 'off' : 'tel',
    maxLength: 40,
    value: text,
    onText,
    // Only a finished number is written our way: a mask that works while one types breaks autofill and the caret (pain 11).
    onChange: typed => onText(formatPhone(typed, country)),
    onSubmit,
  });
}

/** Keeps a phone on one line. */
const unbroken = (phone: string): string => phone.replaceAll(' ', '\u00a0').replaceAll('-', '\u2011');

function sayGuess(understood: Guess, numberOnly: boolean, { t }: Say): string {
  switch (understood.kind) {
    case 'nothing':
      return t(numberOnly ? 'exampleNumber' : 'example', { phone: unbroken('+7 916 123-45-67') });
    case 'phone':
      return t('asPhone', { phone: unbroken(understood.pretty) });
    case 'number':
      return t('asNumber', { number: understood.value });
  }
}

export interface OtherForm {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onSubmit: (asked: OrderStatusRequest) => void;
}

/** The second, small question: the phone where a number was given, and the other way round. */
export function otherView({ source, other }: Found, form: OtherForm, say: Say): TemplateResult | typeof nothing {
  if (other.kind === 'none' || source.kind === 'order') return nothing;
  const { asked } = source;
  const wanted = asked.phone ? 'number' : 'phone';
  const busy = other.kind === 'checking';
  const hint = sayTrouble(other, say);
  return html`<div class="other">
    ${askView({
      id: wanted,
      label: say.t(wanted === 'phone' ? 'addPhone' : 'addNumber'),
      hint,
      wrong: hint !== '',
      button: say.t('show'),
      busy,
      blocked: busy || other.kind === 'limited' || !form.text.trim(),
      autocomplete: wanted === 'phone' ? 'tel' : 'off',
      maxLength: 40,
      onText: form.onText,
      onSubmit: () => form.onSubmit({ ...asked, [wanted]: form.text.trim() }),
    })}
  </div>`;
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

export function emptyView({ t }: Say): TemplateResult {
  return html`<div class="alert" part="alert">
    <p><strong .textContent=${t('empty')}></strong><br /><span .textContent=${t('emptyHint')}></span></p>
  </div>`;
}
