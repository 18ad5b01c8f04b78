import { faultWords } from '../guard/words.ts';
import type { Fault } from '../problem.ts';
import { type FieldFacts, field } from './fields.ts';
import { type Html, html } from './html.ts';
import type { Page } from './page.ts';
import { pageWords } from './words.ts';

interface Faulty {
  /** What was sent, by the names a form has for it. */
  values: readonly (readonly [name: string, value: string])[];
  faults: readonly Fault[];
  language: string;
  facts: FieldFacts;
  formTargets: readonly string[];
}

/** What a person may have to correct; lines, marks of campaigns and the like travel along unseen. */
const SHOWN = /^(customer|delivery|payment|fields|comment|persons|certificate|promoCode)\b/;

/** `#/customer/phone` as the form has it: `customer[phone]`. */
const nameOf = (pointer: string): string => {
  const [first = '', ...rest] = pointer.replace(/^#\/?/, '').split('/');
  return first + rest.map(key => `[${key}]`).join('');
};

/** Names each field that needs attention and keeps everything typed, in a form that can be sent again. */
export const faultsPage = ({ values, faults, language, facts, formTargets }: Faulty): Page => {
  const words = pageWords(language);
  const wrong = new Map(faults.map(fault => [nameOf(fault.pointer), faultWords(fault.code, language, fault.params)]));
  const sent = values.filter(([name]) => name !== 'consent' || !wrong.has('consent'));
  const names = new Set(sent.map(([name]) => name));
  const absent = [...wrong.keys()].filter(name => !names.has(name) && name !== 'consent');

  const input = (name: string, value: string): Html => {
    const fault = wrong.get(name);
    if (!fault && !SHOWN.test(name)) return html`<input type="hidden" name="${name}" value="${value}">`;
    return field({ name, value, fault, label: facts.label(name, words), choices: facts.choices(name) });
  };
  // A fault that no field of a form stands for, such as a cart below the minimum.
  const general = absent
    .filter(name => !SHOWN.test(name))
    .map(name => html`<li class="fault">${name && `${facts.label(name, words)}: `}${wrong.get(name)}</li>`);

  return {
    language,
    title: words.faultsTitle,
    formTargets,
    body: html`${general.length > 0 && html`<ul>${general}</ul>`}
<form method="post">
${sent.map(([name, value]) => input(name, value))}
${absent.filter(name => SHOWN.test(name)).map(name => input(name, ''))}
${wrong.has('consent') && consentBox(facts.consent ?? facts.label('consent', words), wrong.get('consent'))}
<button>${words.resend}</button>
</form>`,
  };
};

const consentBox = (text: string, fault: string | undefined): Html =>
  html`<label><input type="checkbox" name="consent" value="1" required aria-invalid="true" aria-describedby="consent-fault"> ${text}</label>
<p class="fault" id="consent-fault">${fault}</p>`;
