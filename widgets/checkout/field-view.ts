import { html, nothing, type TemplateResult } from 'lit';
import type { CheckoutField } from '../../proxy/contract/index.ts';
import { readPhone } from '../core/phone.ts';
import type { Drawn } from '../core/view.ts';
import type { OpenDesk } from './desk.ts';
import type { CheckoutKey } from './words.ts';

/** What browsers fill in by themselves (pain 9); houses and floors have no token. */
const tokens: Readonly<Record<string, string>> = {
  name: 'name',
  firstName: 'given-name',
  lastName: 'family-name',
  company: 'organization',
  phone: 'tel',
  email: 'email',
  country: 'shipping country-name',
  region: 'shipping address-level1',
  city: 'shipping address-level2',
  street: 'shipping address-line1',
  line2: 'shipping address-line2',
  postcode: 'shipping postal-code',
};

/** Beside these the word "optional" would not fit, and nobody takes an entrance or a floor for a must. */
const short = /\.(house|building|apartment|entrance|floor|postcode)$|^persons$/;
const ours = /^(customer|delivery\.address)\./;
const lastOf = (path: string): string => path.replace(/.*\./, '');

/** The label of a field: the shop's own, or ours for the names of the contract. */
export function labelOf({ name, label }: CheckoutField, { t }: OpenDesk): string {
  // A field of the shop's own without a label has nothing but its name.
  return label ?? (name.startsWith('fields.') ? lastOf(name) : t(lastOf(name) as CheckoutKey));
}

export function errorView(name: string, { errors, refused }: OpenDesk): Drawn {
  const error = errors[name] || (name === 'certificate' && refused);
  return error ? html`<p class="error" id="${name}-error" part="error" .textContent=${error}></p>` : nothing;
}

/** A label, its field, and what is wrong with it. */
export const fieldFrame = (name: string, label: string, control: Drawn, desk: OpenDesk, aside = '', look = ''): Drawn =>
  html`<div class="field ${look}" part="field">
    <label for=${name} part="label"><span .textContent=${label}></span><span class="optional" .textContent=${aside}></span></label>
    ${control}${errorView(name, desk)}
  </div>`;

export function fieldView(field: CheckoutField, desk: OpenDesk): Drawn {
  const { name, type, required, maxLength = nothing } = field;
  if (type === 'checkbox') return checkbox(name, labelOf(field, desk), desk);
  const value = desk.values[name] ?? '';
  const wrong = name in desk.errors;
  const about = wrong ? `${name}-error` : type === 'tel' ? `${name}-hint` : nothing;
  const isShort = short.test(name);
  const kind = type === 'tel' || type === 'email' ? type : type === 'datetime' ? 'datetime-local' : 'text';
  const control =
    type === 'select'
      ? html`<select id=${name} name=${name} part="input" ?required=${required} aria-invalid=${wrong} aria-describedby=${about}>
          ${[{ value: '', label: desk.t('choose') }, ...(field.options ?? [])].map(
            each =>
              html`<option value=${each.value} .selected=${each.value === value} .textContent=${each.label}></option>`,
          )}
        </select>`
      : type === 'textarea'
        ? html`<textarea id=${name} name=${name} part="input" rows="3" maxlength=${maxLength} ?required=${required}
            aria-invalid=${wrong} aria-describedby=${about} .value=${value}></textarea>`
        : html`<input id=${name} name=${name} part="input" type=${kind} inputmode=${type === 'number' ? 'numeric' : nothing}
            autocomplete=${(ours.test(name) && tokens[lastOf(name)]) || 'off'} maxlength=${maxLength} ?required=${required}
            aria-invalid=${wrong} aria-describedby=${about} .value=${value} />`;
  const hint = html`<p class="muted hint" id="${name}-hint" translate="no" .textContent=${understood(value, desk)}></p>`;
  return fieldFrame(
    name,
    labelOf(field, desk),
    // What is wrong takes the hint's line: both at once would leave a gap.
    type === 'tel' && !wrong ? html`${control}${hint}` : control,
    desk,
    required || isShort ? '' : desk.t('optional'),
    isShort ? 'short' : '',
  );
}

/** A number as we understood it, where that is not what stands in the field already (pain 11). */
function understood(value: string, { shop }: OpenDesk): string {
  const pretty = readPhone(value, shop.phoneCountry)?.pretty ?? '';
  return pretty === value ? '' : pretty;
}

export const checkbox = (name: string, label: string, desk: OpenDesk, more: Drawn = nothing): TemplateResult =>
  html`<div class="field" part="field">
    <div class="tick">
      <input type="checkbox" id=${name} name=${name} aria-invalid=${name in desk.errors} aria-describedby="${name}-error"
        .checked=${desk.values[name] === 'true'} />
      <div class="words"><label for=${name} part="label" .textContent=${label}></label>${more}</div>
    </div>
    ${errorView(name, desk)}
  </div>`;

export interface Choice {
  readonly code: string;
  readonly name: string;
  readonly aside?: string;
  readonly note?: string;
}

/** Radio buttons as cards. The first one bears the field's name as its id, for the list of faults to lead to. */
export function choiceView(name: string, legend: string, choices: readonly Choice[], desk: OpenDesk): Drawn {
  if (choices.length === 0) return nothing;
  return html`<fieldset part="choice" aria-describedby="${name}-error">
    <legend .textContent=${legend}></legend>
    <div class="stack choices">${choices.map(
      ({ code, name: text, aside = '', note = '' }, index) => html`<label class="choice" part="option">
        <input type="radio" id=${index ? `${name}.${index}` : name} name=${name} value=${code} .checked=${(desk.values[name] ?? '') === code} />
        <span class="text"><span .textContent=${text}></span><span class="muted" .textContent=${note}></span></span>
        <span class="aside" translate="no" .textContent=${aside}></span>
      </label>`,
    )}</div>
    ${errorView(name, desk)}
  </fieldset>`;
}
