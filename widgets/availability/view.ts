import { html, nothing, type TemplateResult } from 'lit';
import type { AvailabilityItem } from '../../proxy/contract/index.ts';
import { formatDistance } from '../core/dates.ts';
import { formatMoney } from '../core/money.ts';
import { safeUrl } from '../core/page.ts';
import { type Drawn, failureView, type Speech } from '../core/view.ts';
import { type Listed, staleBy } from './state.ts';
import type { AvailabilityKey } from './words.ts';

type Say = Speech<AvailabilityKey>;
type Stock = Pick<AvailabilityItem, 'state' | 'quantity'>;

const nameOf = (item: AvailabilityItem): string => item.name ?? item.sku;

/** In words as well as in colour; the quantity is told where the shop tells it. */
export function stockView({ state, quantity }: Stock, { t }: Say): TemplateResult {
  const count = quantity !== null && quantity > 0 && state !== 'out' ? t('left', { count: quantity }) : '';
  return html`<span class="stock ${state}" part="stock ${state}"><span .textContent=${t(state)}></span>${
    count ? html`<span class="count" .textContent=${count}></span>` : nothing
  }</span>`;
}

export function priceView({ price, oldPrice }: AvailabilityItem, { t, locale }: Say): Drawn {
  if (!price) return nothing;
  const was = oldPrice && oldPrice.amount > price.amount ? oldPrice : null;
  return html`<p class="price" part="price" translate="no">
    ${
      was
        ? html`<span class="unseen" .textContent=${t('oldPrice')}></span><s part="old-price" .textContent=${formatMoney(was, locale)}></s>
          <span class="unseen" .textContent=${t('price')}></span>`
        : nothing
    }
    <strong class=${was ? 'reduced' : ''} .textContent=${formatMoney(price, locale)}></strong>
  </p>`;
}

/** A picture that does not come leaves its place empty and makes no noise. */
const hide = (event: Event): void => {
  (event.currentTarget as HTMLElement).hidden = true;
};

function pictureView(item: AvailabilityItem): Drawn {
  const src = safeUrl(item.picture);
  if (!src) return nothing;
  return html`<img part="picture" src=${src} alt="" width="72" height="72" loading="lazy" decoding="async"
    referrerpolicy="no-referrer" @error=${hide} />`;
}

function storesView({ stores }: AvailabilityItem, say: Say): Drawn {
  const having = stores.filter(store => store.state !== 'out').length;
  // Where none has it, "out of stock" has said so.
  if (having === 0) return nothing;
  return html`<details part="stores">
    <summary .textContent=${say.t('stores', { count: having })}></summary>
    <ul>${stores.map(store => html`<li><span .textContent=${store.name}></span>${stockView(store, say)}</li>`)}</ul>
  </details>`;
}

export interface Adding {
  readonly added: ReadonlySet<string>;
  readonly onAdd: (item: AvailabilityItem) => void;
}

function addView(item: AvailabilityItem, { t }: Say, { added, onAdd }: Adding): Drawn {
  if (item.state === 'out') return nothing;
  return html`<button class="small" part="button add" type="button" aria-label=${t('addName', { name: nameOf(item) })}
    @click=${() => onAdd(item)} .textContent=${t(added.has(item.sku) ? 'added' : 'add')}></button>`;
}

function itemView(item: AvailabilityItem, say: Say, adding: Adding | null): TemplateResult {
  const url = safeUrl(item.url);
  return html`<li class="item" part="item">
    ${pictureView(item)}
    <div class="what stack">
      <h3 part="name" tabindex="-1">${
        url ? html`<a href=${url} .textContent=${nameOf(item)}></a>` : html`<span .textContent=${nameOf(item)}></span>`
      }</h3>
      ${stockView(item, say)}${storesView(item, say)}
    </div>
    <div class="buy">${priceView(item, say)}${adding ? addView(item, say, adding) : nothing}</div>
  </li>`;
}

/** `adding` is null where there is no checkout to add to. */
export function listView(listed: Listed, say: Say, adding: Adding | null, onMore: () => void): TemplateResult {
  const { items, next, asOf, more } = listed;
  const age = staleBy(asOf);
  const busy = more === 'loading';
  return html`<ul class="items">${items.map(item => itemView(item, say, adding))}</ul>
    ${
      age === null
        ? nothing
        : html`<p class="muted" .textContent=${say.t('asOf', { when: formatDistance(-age, say.locale) })}></p>`
    }
    ${typeof more === 'object' ? failureView(more, say, onMore) : nothing}
    ${
      next
        ? html`<button class="more" part="button" type="button" aria-disabled=${busy}
          @click=${onMore} .textContent=${say.t(busy ? 'loading' : 'more')}></button>`
        : nothing
    }`;
}

/** In the place of what is being loaded, of the same height. */
export const bonesView = (): TemplateResult =>
  html`<ul class="items" aria-hidden="true">
    ${[1, 2, 3].map(() => html`<li class="item"><div class="what stack"><div class="bone name"></div><div class="bone"></div></div></li>`)}
  </ul>`;
