import type { Config } from '../config/config.ts';
import { type Html, html } from './html.ts';
import type { PageWords } from './words.ts';

interface Choice {
  value: string;
  label: string;
}

/** What the shop's config says of the fields of a form, by the names they have in it. */
export interface FieldFacts {
  label(name: string, words: PageWords): string;
  choices(name: string): readonly Choice[] | undefined;
  consent: string | null;
}

/** `customer.phone` as a form names it: `customer[phone]`. */
const inBrackets = (path: string): string => path.replace(/\.(.*)$/, '[$1]');

export const fieldFacts = ({ fields, delivery, payment, consent }: Config['shop']): FieldFacts => {
  const named = (list: readonly { code: string; name: string }[]): Choice[] =>
    list.map(({ code, name }) => ({ value: code, label: name }));
  const labels = new Map(fields.map(({ name, label }) => [inBrackets(name), label]));
  const choices = new Map<string, readonly Choice[] | undefined>([
    ...fields.map(({ name, options }) => [inBrackets(name), options] as const),
    ['delivery[method]', named(delivery)],
    ['delivery[pickupPoint]', named(delivery.flatMap(({ pickupPoints = [] }) => pickupPoints))],
    ['payment[method]', named(payment)],
  ]);
  return {
    label: (name, words) => labels.get(name) ?? words.fields[name] ?? name.replace(/^fields\[(.*)\]$/, '$1'),
    choices: name => choices.get(name),
    consent: consent?.text ?? null,
  };
};

interface Field {
  name: string;
  value: string;
  label: string;
  choices: readonly Choice[] | undefined;
  fault: string | undefined;
}

/** One field with its label and, where it has one, its fault, tied together for those who listen to the page. */
export const field = ({ name, value, label, choices, fault }: Field): Html => {
  const invalid = fault && html` aria-invalid="true" aria-describedby="${name}-fault"`;
  return html`<label for="${name}">${label}</label>${control(name, value, choices, invalid || null)}${
    fault && html`<p class="fault" id="${name}-fault">${fault}</p>`
  }`;
};

const control = (name: string, value: string, choices: Field['choices'], invalid: Html | null): Html => {
  if (choices && choices.length > 0) {
    const options = choices.map(
      choice =>
        html`<option value="${choice.value}"${choice.value === value && html` selected`}>${choice.label}</option>`,
    );
    return html`<select id="${name}" name="${name}"${invalid}><option value="">—</option>${options}</select>`;
  }
  return name === 'comment'
    ? html`<textarea id="${name}" name="${name}"${invalid}>
${value}</textarea>`
    : html`<input id="${name}" name="${name}" value="${value}"${invalid}>`;
};
