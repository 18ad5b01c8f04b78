import { html, nothing } from 'lit';
import type { OrderStatusRequest, Shop } from '../../proxy/contract/index.ts';
import { askView } from '../core/ask.ts';
import { examplePhone, formatPhone } from '../core/phone.ts';
import { type Drawn, type Speech, sayFailure } from '../core/view.ts';
import { type Found, guess, type State } from './state.ts';
import type { OrderStatusKey } from './words.ts';

type Say = Speech<OrderStatusKey>;

export interface Form {
  readonly text: string;
  readonly missing: boolean;
  readonly shop: Shop | null;
  readonly onText: (text: string) => void;
}

/** The one field that takes either; a shop may have switched the phone off. */
export function firstView(
  { text, missing, shop, onText }: Form,
  { kind }: State,
  say: Say,
  onSubmit: () => void,
): Drawn {
  const { t } = say;
  const country = shop?.phoneCountry;
  const numberOnly = shop?.capabilities.orderStatus === 'number';
  const busy = kind === 'checking';
  return askView({
    id: 'order',
    title: t('title'),
    label: t(numberOnly ? 'labelNumber' : 'label'),
    hint: missing ? t('required') : sayGuess(text, country, numberOnly, say),
    wrong: missing,
    button: t(busy ? 'checking' : 'check'),
    busy,
    blocked: busy || kind === 'limited',
    autocomplete: numberOnly ? 'off' : 'tel',
    value: text,
    onText,
    // Only a finished number is written our way: a mask that works while one types breaks autofill and the caret (pain 11).
    onChange: typed => onText(formatPhone(typed, country)),
    onSubmit,
  });
}

/** Keeps a phone on one line. */
const unbroken = (phone: string): string => phone.replaceAll(' ', '\u00a0').replaceAll('-', '\u2011');

function sayGuess(text: string, country: string | undefined, numberOnly: boolean, { t }: Say): string {
  const { kind, value, pretty } = guess(text, country);
  if (kind === 'number') return t('asNumber', { number: value });
  if (kind === 'phone') return t('asPhone', { phone: unbroken(pretty) });
  const phone = numberOnly ? null : examplePhone(country);
  return phone ? t('example', { phone: unbroken(phone) }) : t('exampleNumber');
}

/** The second, small question: the phone where a number was given, and the other way round. */
export function otherView(
  { asked, other }: Found,
  { text, onText }: Form,
  say: Say,
  onSubmit: (asked: OrderStatusRequest) => void,
): Drawn {
  if (!asked || other.kind === 'none') return nothing;
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
      blocked: busy || other.kind === 'limited' || !text.trim(),
      autocomplete: wanted === 'phone' ? 'tel' : 'off',
      onText,
      onSubmit: () => onSubmit({ ...asked, [wanted]: text.trim() }),
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
