import { faultWords } from '../guard/words.ts';
import type { Fault } from '../problem.ts';
import { type Html, html } from './html.ts';
import type { Page } from './page.ts';
import { pageWords } from './words.ts';

interface Faulty {
  /** What was sent, by the names it was sent under. */
  values: readonly (readonly [name: string, value: string])[];
  faults: readonly Fault[];
  language: string;
  /** The shop's own names of fields. */
  labels: Record<string, string>;
  formTargets: readonly string[];
}

/** What a person may have to correct; lines, marks of campaigns and the like travel along unseen. */
const SHOWN = /^(customer|delivery|payment|fields|comment|persons|certificate|promoCode)\b/;
const LONG = new Set(['comment']);

/** `#/customer/phone` as the form has it: `customer[phone]`. */
const nameOf = (pointer: string): string => {
  const [first = '', ...rest] = pointer.replace(/^#\//, '').split('/');
  return first + rest.map(key => `[${key}]`).join('');
};

/** Names each field that needs attention and keeps everything typed, in a form that can be sent again. */
export const faultsPage = ({ values, faults, language, labels, formTargets }: Faulty): Page => {
  const words = pageWords(language);
  const label = (name: string) => labels[name] ?? words.fields[name] ?? name.replace(/^fields\[(.*)\]$/, '$1');
  const wrong = new Map(faults.map(fault => [nameOf(fault.pointer), faultWords(fault.code, language, fault.params)]));
  const typed = new Map(values);
  const missing = [...wrong.keys()].filter(name => !typed.has(name) && SHOWN.test(name));
  const elsewhere = [...wrong].filter(([name]) => !typed.has(name) && !SHOWN.test(name) && name !== 'consent');

  const input = (name: string, value: string): Html => {
    const fault = wrong.get(name);
    if (!fault && !SHOWN.test(name)) return html`<input type="hidden" name="${name}" value="${value}">`;
    const invalid = fault && html` aria-invalid="true" aria-describedby="${name}-fault"`;
    const control = LONG.has(name)
      ? html`<textarea id="${name}" name="${name}"${invalid}>${value}</textarea>`
      : html`<input id="${name}" name="${name}" value="${value}"${invalid}>`;
    return html`<label for="${name}">${label(name)}</label>${control}${fault && html`<p class="fault" id="${name}-fault">${fault}</p>`}`;
  };
  const consent =
    wrong.has('consent') &&
    html`<label><input type="checkbox" name="consent" value="1" required aria-invalid="true"> ${label('consent')}</label><p class="fault">${wrong.get('consent')}</p>`;

  return {
    language,
    title: words.faultsTitle,
    formTargets,
    body: html`${elsewhere.length > 0 && html`<ul>${elsewhere.map(([name, fault]) => html`<li class="fault">${label(name)}: ${fault}</li>`)}</ul>`}
<form method="post">
${[...values.filter(([name]) => name !== 'consent' || !wrong.has('consent')).map(([name, value]) => input(name, value)), ...missing.map(name => input(name, ''))]}
${consent}
<button>${words.resend}</button>
</form>`,
  };
};
