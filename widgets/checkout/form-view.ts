import { html, nothing, type TemplateResult } from 'lit';
import type { CheckoutField, DeliveryMethod } from '../../proxy/contract/index.ts';
import type { Failure } from '../core/failure.ts';
import { formatMoney } from '../core/money.ts';
import { safeUrl } from '../core/page.ts';
import { alertView, buttonView, cardView, type Drawn, failureView } from '../core/view.ts';
import { cartView, undoView } from './cart-view.ts';
import { type Desk, isOpen, type OpenDesk, type Say, sayMoney } from './desk.ts';
import { type Choice, checkbox, choiceView, fieldView, labelOf } from './field-view.ts';
import { methodOf, sectionsOf, timeOf } from './fields.ts';
import type { Changed, Errors } from './state.ts';
import { certificateView, totalsView } from './totals-view.ts';

/** More points than this are a list to choose from. */
const manyPoints = 5;

/** The form, or that there is nothing to order. */
export const deskView = (desk: Desk, submit: (event: Event) => void): TemplateResult =>
  isOpen(desk) && desk.lines.length > 0
    ? html`<form class="card" part="card" novalidate @submit=${submit} @input=${desk.onInput} @change=${desk.onChange}>
        ${formView(desk)}
      </form>`
    : cardView(emptyView(desk));

/** The form from top to bottom; on a wide page what is ordered stands beside what is filled in. */
function formView(desk: OpenDesk): TemplateResult {
  const { t, shop, state, host } = desk;
  const { contact, other } = sectionsOf(shop, desk.values);
  const sending = state.kind === 'sending';
  return html`
    <h2 tabindex="-1" part="title" .textContent=${t('title')}></h2>
    ${faultsView(desk.errors, desk, path => labelAt(path, desk), host.goTo)}
    <div class="desk">
      <div class="stack basket" ?inert=${sending}>${cartView(desk)}</div>
      <div class="stack fields" ?inert=${sending}>
        ${section(t('contact'), contact, desk)} ${deliveryView(desk)}
        ${choiceView('payment.method', t('payment'), shop.payment, desk)} ${section(t('other'), other, desk)}
      </div>
      <div class="stack finish">
        <div class="stack" ?inert=${sending}>${certificateView(desk)} ${totalsView(desk)} ${consentView(desk)}</div>
        ${troubleView(desk.trouble, desk, host.send)}
        ${state.kind === 'changed' ? questionView(state, desk) : sendButton(desk)}
      </div>
    </div>
  `;
}

const rowsView = (fields: readonly CheckoutField[], desk: OpenDesk): Drawn =>
  fields.length ? html`<div class="rows">${fields.map(field => fieldView(field, desk))}</div>` : nothing;

const section = (legend: string, fields: readonly CheckoutField[], desk: OpenDesk): Drawn =>
  fields.length
    ? html`<fieldset part="section"><legend .textContent=${legend}></legend>${rowsView(fields, desk)}</fieldset>`
    : nothing;

function deliveryView(desk: OpenDesk): TemplateResult {
  const { shop, values, t } = desk;
  const { points, address, time } = sectionsOf(shop, values);
  const method = methodOf(shop, values);
  const places = method?.pickupPoints ?? [];
  const when = timeOf(shop);
  const ways = [
    { code: '', name: t('soon') },
    { code: 'at', name: t('atTime') },
  ];
  const abroad = Intl.DateTimeFormat().resolvedOptions().timeZone !== shop.timezone;
  return html`
    ${choiceView(
      'delivery.method',
      t('delivery'),
      shop.delivery.map(each => methodChoice(each, desk)),
      desk,
    )}
    ${places.length > manyPoints ? rowsView(points, desk) : choiceView('delivery.pickupPoint', t('pickupPoint'), places, desk)}
    ${address.length ? html`<div role="group" aria-label=${method?.name ?? t('delivery')}>${rowsView(address, desk)}</div>` : nothing}
    ${choiceView('delivery.when', t('when'), when && !when.required ? ways : [], desk)}
    ${time.length ? html`<div>${rowsView(time, desk)}<p class="muted" .textContent=${abroad ? t('shopTime') : ''}></p></div>` : nothing}
  `;
}

const methodChoice = ({ code, name, cost, freeFrom }: DeliveryMethod, desk: OpenDesk): Choice => ({
  code,
  name,
  aside: cost?.amount === 0 ? desk.t('free') : sayMoney(cost, desk),
  note: freeFrom && cost?.amount ? desk.t('freeFrom', { sum: formatMoney(freeFrom, desk.locale) }) : '',
});

function consentView(desk: OpenDesk): Drawn {
  const { consent } = desk.shop;
  if (!consent) return nothing;
  const url = safeUrl(consent.url);
  const link = html`<a href=${url ?? ''} target="_blank" rel="noopener" .textContent=${desk.t('terms')}></a>`;
  return checkbox('consent', consent.text, desk, url ? link : nothing);
}

/** What is to be put right, each fault a link to its field. Its hash never gets into the page's address. */
export function faultsView(
  errors: Errors,
  { t }: Say,
  label: (path: string) => string,
  goTo: (path: string) => void,
): Drawn {
  const faults = Object.entries(errors);
  if (faults.length === 0) return nothing;
  const go = (path: string) => (event: Event) => {
    event.preventDefault();
    goTo(path);
  };
  return html`<div class="alert bad faults" part="summary">
    <h3 tabindex="-1" .textContent=${t('check', { count: faults.length })}></h3>
    <ul>${faults.map(
      ([path, text]) => html`<li><a href="#${path}" @click=${go(path)}
        .textContent=${[label(path), text].filter(Boolean).join(': ')}></a></li>`,
    )}</ul>
  </div>`;
}

const groups: Readonly<Record<string, 'delivery' | 'payment' | 'certificate'>> = {
  'delivery.method': 'delivery',
  'payment.method': 'payment',
  certificate: 'certificate',
};

/** How a fault's field is called on the page. */
function labelAt(path: string, desk: OpenDesk): string {
  const fields: readonly CheckoutField[] = Object.values(sectionsOf(desk.shop, desk.values)).flat();
  const field = fields.find(({ name }) => name === path);
  if (field) return labelOf(field, desk);
  const group = groups[path];
  const line = /^lines\.(\d+)/.exec(path)?.[1];
  return group ? desk.t(group) : line ? desk.nameAt(Number(line)) : '';
}

/** Asked before the button: another total is not imposed. */
const questionView = ({ before, quote }: Changed, desk: OpenDesk): TemplateResult =>
  html`<div class="stack question" part="changed">
    <h3 tabindex="-1" .textContent=${desk.t('changedTitle')}></h3>
    <p translate="no" .textContent=${desk.t('changedText', { before: sayMoney(before, desk), total: sayMoney(quote.total, desk) })}></p>
    <div class="row actions">${sendButton(desk)}${buttonView(desk.t('back'), desk.host.back)}</div>
  </div>`;

/** Why an order did not go out. Where nobody answered it may have arrived all the same, and the visitor must dare to try again. */
export function troubleView(failure: Failure | null, say: Say, send: () => void): Drawn {
  if (!failure) return nothing;
  const { t } = say;
  const unheard = failure.kind === 'failed' && (failure.problem.status === 0 || failure.problem.status >= 500);
  return unheard || failure.kind === 'offline'
    ? alertView('warn', t(unheard ? 'unsure' : 'kept'), buttonView(t('retry'), send, 'small'))
    : failureView(failure, say, send);
}

/** Below a form of the page's own there is only what went wrong. */
export const belowView = (desk: Desk, label: (path: string) => string): TemplateResult =>
  html`<div class="stack below">
    ${faultsView(desk.errors, desk, label, desk.host.goTo)}${troubleView(desk.trouble, desk, desk.host.send)}
  </div>`;

function sendButton({ state, busy, t, locale, quote }: OpenDesk): TemplateResult {
  const sending = state.kind === 'sending';
  const price = quote?.total ? t('sendFor', { total: formatMoney(quote.total, locale) }) : t('send');
  return html`<button class="primary send" part="button submit" aria-disabled=${busy}>
    ${sending ? html`<span class="spinner"></span>` : nothing}<span translate="no" .textContent=${sending ? t('sending') : price}></span>
  </button>`;
}

const emptyView = (desk: Desk): TemplateResult =>
  html`<h2 tabindex="-1" part="title" .textContent=${desk.t('title')}></h2>
    <div class="nothing">
      <h3 .textContent=${desk.t('empty')}></h3>
      <p class="muted" .textContent=${desk.t('emptyHint')}></p>
      <slot name="empty"></slot>
    </div>
    ${undoView(desk)}`;

export const loadingView = ({ t }: Say): TemplateResult =>
  html`<div class="stack bones" role="img" aria-label=${t('loading')}>${[1, 2, 3, 4].map(() => html`<div class="bone"></div>`)}</div>`;
