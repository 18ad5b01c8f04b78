import { html, nothing, type TemplateResult } from 'lit';
import type { CheckoutField, DeliveryMethod } from '../../proxy/contract/index.ts';
import { failureAlert } from '../core/alert.ts';
import type { Failure } from '../core/failure.ts';
import { formatMoney } from '../core/money.ts';
import { safeUrl } from '../core/page.ts';
import { nameOf, quotedLine } from './cart.ts';
import { cartView } from './cart-view.ts';
import type { Desk, Say } from './desk.ts';
import { type Choice, checkbox, choiceView, fieldView, labelOf } from './field-view.ts';
import { methodOf, sectionsOf, wantsTime } from './fields.ts';
import type { Errors } from './state.ts';
import { certificateView, sayMoney, totalsView } from './totals-view.ts';

/** More points than this are a list to choose from. */
const manyPoints = 5;

/** The form from top to bottom; on a wide page what is ordered stands beside what is filled in. */
export function formView(desk: Desk): TemplateResult {
  const { contact, other } = sectionsOf(desk.shop, desk.values);
  const sending = desk.state.kind === 'sending';
  return html`
    <h2 tabindex="-1" part="title" .textContent=${desk.t('title')}></h2>
    ${desk.state.kind === 'filling' ? faultsView(desk.state.errors, desk, path => labelAt(path, desk), desk.actions.goTo) : nothing}
    <div class="desk">
      <div class="basket" ?inert=${sending}>${cartView(desk)}</div>
      <div class="fields" ?inert=${sending}>
        ${section(desk.t('contact'), contact, desk)} ${deliveryView(desk)}
        ${desk.shop.payment.length ? choiceView('payment.method', desk.t('payment'), desk.shop.payment, desk) : nothing}
        ${section(desk.t('other'), other, desk)}
      </div>
      <div class="finish">
        <div class="sum" ?inert=${sending}>${certificateView(desk)} ${totalsView(desk)} ${consentView(desk)}</div>
        ${endView(desk)}
      </div>
    </div>
  `;
}

function section(legend: string, fields: readonly CheckoutField[], desk: Desk): TemplateResult | typeof nothing {
  if (fields.length === 0) return nothing;
  return html`<fieldset part="section"><legend .textContent=${legend}></legend>
    <div class="rows">${fields.map(field => fieldView(field, desk))}</div>
  </fieldset>`;
}

function deliveryView(desk: Desk): unknown {
  const { shop, values, t } = desk;
  const { address } = sectionsOf(shop, values);
  const method = methodOf(shop, values);
  return html`
    ${
      shop.delivery.length
        ? choiceView(
            'delivery.method',
            t('delivery'),
            shop.delivery.map(each => methodChoice(each, desk)),
            desk,
          )
        : nothing
    }
    ${method?.pickupPoints?.length ? pointsView(method.pickupPoints, desk) : nothing}
    ${address.length ? html`<div class="rows" role="group" aria-label=${method?.name ?? t('delivery')}>${address.map(field => fieldView(field, desk))}</div>` : nothing}
    ${timeView(desk)}
  `;
}

function methodChoice({ code, name, cost, freeFrom }: DeliveryMethod, desk: Desk): Choice {
  const { t, locale } = desk;
  return {
    code,
    name,
    aside: cost?.amount === 0 ? t('free') : sayMoney(cost, desk),
    ...(freeFrom && cost?.amount ? { note: t('freeFrom', { sum: formatMoney(freeFrom, locale) }) } : {}),
  };
}

function pointsView(points: readonly Choice[], desk: Desk): TemplateResult {
  if (points.length <= manyPoints) return choiceView('delivery.pickupPoint', desk.t('pickup'), points, desk);
  const options = points.map(({ code, name }) => ({ value: code, label: name }));
  return fieldView(
    { name: 'delivery.pickupPoint', label: desk.t('pickup'), type: 'select', required: true, options },
    desk,
  );
}

function timeView(desk: Desk): unknown {
  const { shop, values, t } = desk;
  const { time } = sectionsOf(shop, values);
  if (!time) return nothing;
  const ways = [
    { code: '', name: t('soon') },
    { code: 'at', name: t('atTime') },
  ];
  const abroad = Intl.DateTimeFormat().resolvedOptions().timeZone !== shop.timezone;
  return html`
    ${time.required ? nothing : choiceView('delivery.when', t('when'), ways, desk)}
    ${
      wantsTime(time, values)
        ? html`<div>${fieldView({ ...time, type: 'datetime', required: true, label: labelOf(time, desk) }, desk)}
          ${abroad ? html`<p class="muted" .textContent=${t('shopTime')}></p>` : nothing}</div>`
        : nothing
    }
  `;
}

function consentView(desk: Desk): unknown {
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
): unknown {
  const faults = Object.entries(errors);
  if (faults.length === 0) return nothing;
  const go = (path: string) => (event: Event) => {
    event.preventDefault();
    goTo(path);
  };
  return html`<div class="alert bad faults" part="summary">
    <h3 tabindex="-1" .textContent=${t('check', { count: faults.length })}></h3>
    <ul>${faults.map(([path, text]) => {
      const name = label(path);
      return html`<li><a href="#${path}" @click=${go(path)} .textContent=${name ? `${name}: ${text}` : text}></a></li>`;
    })}</ul>
  </div>`;
}

/** How a fault's field is called on the page. */
function labelAt(path: string, desk: Desk): string {
  const { contact, address, time, other } = sectionsOf(desk.shop, desk.values);
  const field = [...contact, ...address, ...other, time].find(each => each?.name === path);
  if (field) return labelOf(field, desk);
  const index = Number(/^lines\.(\d+)/.exec(path)?.[1]);
  const line = desk.lines[index];
  if (line) return nameOf(line, quotedLine(desk.pricing.quote, line, index));
  switch (path) {
    case 'delivery.method':
      return desk.t('delivery');
    case 'payment.method':
      return desk.t('payment');
    case 'delivery.pickupPoint':
      return desk.t('pickup');
    case 'certificate':
      return desk.t('certificate');
    default:
      return '';
  }
}

/** The end of the form: the button, or the question that has to be answered before it. */
function endView(desk: Desk): TemplateResult {
  const { state, t } = desk;
  switch (state.kind) {
    case 'changed':
      return html`<div class="question" part="changed">
        <h3 tabindex="-1" .textContent=${t('changedTitle')}></h3>
        <p translate="no" .textContent=${t('changedText', { before: sayMoney(state.before, desk), total: sayMoney(state.quote.total, desk) })}></p>
        <div class="actions">
          ${sendButton(desk, false)}
          <button part="button" type="button" @click=${desk.actions.back} .textContent=${t('back')}></button>
        </div>
      </div>`;
    case 'sending':
      return sendButton(desk, true);
    case 'filling':
      return html`${troubleView(state.failure, desk, desk.actions.send)}${sendButton(desk, false)}`;
  }
}

/** Why an order did not go out. Where nobody answered it may have arrived all the same, and the visitor must dare to try again. */
export function troubleView(failure: Failure | null, say: Say, send: () => void): unknown {
  if (!failure) return nothing;
  const unheard = failure.kind === 'failed' && (failure.problem.status === 0 || failure.problem.status >= 500);
  if (!unheard && failure.kind !== 'offline') return failureAlert(failure, say, send);
  return html`<div class="alert warn" part="alert">
    <p .textContent=${say.t(unheard ? 'unsure' : 'kept')}></p>
    <button class="small" part="button" type="button" @click=${send} .textContent=${say.t('retry')}></button>
  </div>`;
}

function sendButton({ state, t, locale, pricing }: Desk, busy: boolean): TemplateResult {
  const total = pricing.quote?.total;
  const off = busy || (state.kind === 'filling' && state.failure?.kind === 'limited');
  const text = busy ? t('sending') : total ? t('sendFor', { total: formatMoney(total, locale) }) : t('send');
  return html`<button class="primary send" part="button submit" aria-disabled=${off ? 'true' : nothing}>
    ${busy ? html`<span class="spinner"></span>` : nothing}<span translate="no" .textContent=${text}></span>
  </button>`;
}

export function emptyView({ t }: Say, undo: unknown): TemplateResult {
  return html`<h2 tabindex="-1" part="title" .textContent=${t('title')}></h2>
    <div class="nothing">
      <h3 .textContent=${t('empty')}></h3>
      <p class="muted" .textContent=${t('emptyHint')}></p>
      <slot name="empty"></slot>
    </div>
    ${undo}`;
}

export function loadingView({ t }: Say): TemplateResult {
  return html`<div class="bones" role="img" aria-label=${t('loading')}>${[1, 2, 3, 4].map(() => html`<div class="bone"></div>`)}</div>`;
}
