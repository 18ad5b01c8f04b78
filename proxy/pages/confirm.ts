import type { Quote } from '../contract/index.ts';
import { formatMoney } from './format.ts';
import { html } from './html.ts';
import type { Page } from './page.ts';
import { pageWords } from './words.ts';

interface Confirmation {
  quote: Quote;
  /** Carries the form, sealed; a second press of the button finds the same order. */
  token: string;
  language: string;
  /** The total is not what the page before has shown. */
  changed: boolean;
  formTargets: readonly string[];
}

/** Asks a visitor we could not place whether the order is really meant. */
export const confirmPage = ({ quote, token, language, changed, formTargets }: Confirmation): Page => {
  const words = pageWords(language);
  const money = (sum: Quote['total']) => (sum ? formatMoney(sum, language) : words.priceLater);
  return {
    language,
    title: words.confirmTitle,
    formTargets,
    body: html`<p>${changed ? words.confirmChanged : words.confirmWhy}</p>
<table>
<thead><tr><th scope="col">${words.article}</th><th scope="col">${words.quantity}</th><th scope="col">${words.sum}</th></tr></thead>
<tbody>${quote.lines.map(line => html`<tr><td>${line.name ?? line.sku}</td><td>${line.quantity}</td><td>${money(line.total)}</td></tr>`)}</tbody>
<tfoot>
${quote.delivery.amount > 0 && html`<tr><th scope="row" colspan="2">${words.delivery}</th><td>${money(quote.delivery)}</td></tr>`}
${quote.discount.amount > 0 && html`<tr><th scope="row" colspan="2">${words.discount}</th><td>−${money(quote.discount)}</td></tr>`}
<tr><th scope="row" colspan="2">${words.total}</th><td>${money(quote.total)}</td></tr>
</tfoot>
</table>
${quote.problems.length > 0 && html`<ul>${quote.problems.map(({ detail }) => html`<li>${detail}</li>`)}</ul>`}
<form method="post"><input type="hidden" name="confirm" value="${token}"><button>${words.confirm}</button></form>`,
  };
};
