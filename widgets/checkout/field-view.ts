import { html, nothing, type TemplateResult } from 'lit';
import type { CheckoutField } from '../../proxy/contract/index.ts';
import { readPhone } from '../core/phone.ts';
import { type Desk, errorOf } from './desk.ts';
import type { CheckoutKey } from './words.ts';

/** What browsers fill in by themselves (pain 9); houses and floors have no token. */
const tokens: Readonly<Record<string, string>> = {
  'customer.name': 'name',
  'customer.firstName': 'given-name',
  'customer.lastName': 'family-name',
  'customer.company': 'organization',
  'customer.phone': 'tel',
  'customer.email': 'email',
  'delivery.address.country': 'shipping country-name',
  'delivery.address.region': 'shipping address-level1',
  'delivery.address.city': 'shipping address-level2',
  'delivery.address.street': 'shipping address-line1',
  'delivery.address.line2': 'shipping address-line2',
  'delivery.address.postcode': 'shipping postal-code',
};

const kinds: Readonly<Partial<Record<CheckoutField['type'], string>>> = {
  tel: 'tel',
  email: 'email',
  datetime: 'datetime-local',
};

const short = new Set(['house', 'building', 'apartment', 'entrance', 'floor', 'postcode', 'persons']);
const lastOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

/** The label of a field: the shop's own, or ours for the names of the contract. */
export function labelOf({ name, label }: CheckoutField, { t }: Desk): string {
  // A field of the shop's own without a label has nothing but its name.
  return label ?? (name.startsWith('fields.') ? lastOf(name) : t(lastOf(name) as CheckoutKey));
}

export function fieldView(field: CheckoutField, desk: Desk): TemplateResult {
  const { name, type, required } = field;
  const error = errorOf(desk, name);
  if (type === 'checkbox') return checkbox(name, labelOf(field, desk), desk);
  // Beside a short field the word would not fit, and nobody takes an entrance or a floor for a must.
  const isShort = short.has(lastOf(name));
  return html`<div class="field ${isShort ? 'short' : ''}" part="field">
    <label for=${name} part="label"><span .textContent=${labelOf(field, desk)}></span>
      ${required || isShort ? nothing : html`<span class="optional" .textContent=${desk.t('optional')}></span>`}</label>
    ${control(field, desk)}
    ${type === 'tel' ? html`<p class="muted hint" id="${name}-hint" translate="no" .textContent=${understood(name, desk)}></p>` : nothing}
    ${error ? errorView(name, error) : nothing}
  </div>`;
}

/** A number as we understood it, where that is not what stands in the field already (pain 11). */
function understood(name: string, { values, shop }: Desk): string {
  const value = values[name] ?? '';
  const pretty = readPhone(value, shop.phoneCountry)?.pretty;
  return pretty && pretty !== value ? pretty : '';
}

export const errorView = (name: string, error: string): TemplateResult =>
  html`<p class="error" id="${name}-error" part="error" .textContent=${error}></p>`;

function control(field: CheckoutField, desk: Desk): TemplateResult {
  const { name, type, required, maxLength = nothing } = field;
  const value = desk.values[name] ?? '';
  const wrong = errorOf(desk, name) ? 'true' : nothing;
  const about = wrong === 'true' ? `${name}-error` : type === 'tel' ? `${name}-hint` : nothing;
  switch (type) {
    case 'select':
      return html`<select id=${name} name=${name} part="input" ?required=${required} aria-invalid=${wrong} aria-describedby=${about}>
        <option value="" .selected=${!value} .textContent=${desk.t('choose')}></option>
        ${field.options?.map(each => html`<option value=${each.value} .selected=${each.value === value} .textContent=${each.label}></option>`)}
      </select>`;
    case 'textarea':
      return html`<textarea id=${name} name=${name} part="input" rows="3" maxlength=${maxLength} ?required=${required}
        aria-invalid=${wrong} aria-describedby=${about} .value=${value}></textarea>`;
    default:
      return html`<input
        id=${name} name=${name} part="input" type=${kinds[type] ?? 'text'} inputmode=${type === 'number' ? 'numeric' : nothing}
        autocomplete=${tokens[name] ?? 'off'} maxlength=${maxLength} ?required=${required}
        aria-invalid=${wrong} aria-describedby=${about} .value=${value}
      />`;
  }
}

export function checkbox(name: string, label: string, desk: Desk, more: unknown = nothing): TemplateResult {
  const error = errorOf(desk, name);
  return html`<div class="field" part="field">
    <div class="tick">
      <input type="checkbox" id=${name} name=${name} aria-invalid=${error ? 'true' : nothing}
        aria-describedby=${error ? `${name}-error` : nothing} .checked=${desk.values[name] === 'true'} />
      <div class="words"><label for=${name} part="label" .textContent=${label}></label>${more}</div>
    </div>
    ${error ? errorView(name, error) : nothing}
  </div>`;
}

export interface Choice {
  readonly code: string;
  readonly name: string;
  readonly aside?: string;
  readonly note?: string;
}

/** Radio buttons as cards. The first one bears the field's name as its id, for the list of faults to lead to. */
export function choiceView(name: string, legend: string, choices: readonly Choice[], desk: Desk): TemplateResult {
  const error = errorOf(desk, name);
  return html`<fieldset part="choice" aria-describedby=${error ? `${name}-error` : nothing}>
    <legend .textContent=${legend}></legend>
    <div class="choices">${choices.map(
      ({ code, name: text, aside = '', note = '' }, index) => html`<label class="choice" part="option">
        <input type="radio" id=${index ? `${name}.${index}` : name} name=${name} value=${code} .checked=${(desk.values[name] ?? '') === code} />
        <span class="text"><span .textContent=${text}></span><span class="muted" .textContent=${note}></span></span>
        <span class="aside" translate="no" .textContent=${aside}></span>
      </label>`,
    )}</div>
    ${error ? errorView(name, error) : nothing}
  </fieldset>`;
}
