import { html, nothing } from 'lit';
import type { FoundOrder, OrderAnswer, OrderStatusAnswer, Stage } from '../../proxy/contract/index.ts';
import type { Api } from './api.ts';
import type { orderWords } from './order-words.ts';
import { type Drawn, iconView, type Speech } from './view.ts';
import { watch } from './watch.ts';

type Say = Speech<keyof typeof orderWords>;

/** One order as we draw it. An order fresh from the checkout may bring a sentence from the shop. */
export type Row = FoundOrder & { readonly notice?: string | null };

type Progress = Pick<Row, 'stage' | 'status' | 'colour'>;

/** The steps of the progress line; cancelled and returned orders have left it. */
const steps: readonly Stage[] = ['new', 'confirmed', 'preparing', 'ready', 'shipping', 'delivered'];

/** Nothing more is to be expected of it. */
export const isOver = ({ stage }: Progress): boolean =>
  stage === 'delivered' || stage === 'cancelled' || stage === 'returned';

/** The words for where an order is: the stage's, or the CRM's own where it has none. */
export const sayStage = ({ stage, status }: Progress, { t }: Say): string => (stage ? t(stage) : (status ?? ''));

export const rowOf = (order: OrderAnswer): Row => ({
  ...order,
  placedOn: order.history[0]?.at ?? new Date().toISOString(),
});

export const orderPath = (id: string): string => `v1/orders/${encodeURIComponent(id)}`;

/** One order by its id, in the shape that a search has. */
export async function orderById(api: Api, id: string, signal: AbortSignal): Promise<OrderStatusAnswer> {
  const order = await api.get<OrderAnswer>(orderPath(id), { signal });
  return { orders: [rowOf(order)], ticket: order.ticket };
}

/** Tells what becomes of an order known by its id; it keeps the number that the visitor has read. */
export function followOrder(api: Api, order: OrderAnswer, signal: AbortSignal, tell: (news: Row) => void): void {
  const { id, ticket, number } = order;
  watch({
    endpoint: api.endpoint,
    ticket: ticket || null,
    signal,
    refresh: () => orderById(api, id, signal),
    onOrders: ([row]) => row && tell({ ...row, number }),
  });
}

const marks: Readonly<Partial<Record<Stage, string>>> = {
  delivered: 'M6 12.5l4 4 8-9',
  cancelled: 'M7 7l10 10M17 7L7 17',
  returned: 'M9 6L5 10l4 4M5 10h9a5 5 0 010 10h-3',
};

/** The colour of a status, beside its name. An attribute of its own, as a page's policy may forbid styles. */
const dotView = (colour: string | undefined): Drawn =>
  colour
    ? html`<svg class="dot" viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" cy="5" r="4" stroke-width="1" fill=${colour} /></svg>`
    : nothing;

/** Where an order is, in words. The shop's own name of the status is told too, when it says something else. */
export function stageView(row: Progress, say: Say): Drawn {
  const { stage, status, colour } = row;
  const text = sayStage(row, say);
  if (!text) return nothing;
  const mark = stage && marks[stage];
  const own = stage && steps.includes(stage) && status?.toLowerCase() !== text.toLowerCase() ? status : '';
  return html`<div>
    <p class="stage ${stage ?? ''}" part="stage">${mark ? iconView(mark) : dotView(stage ? undefined : colour)}<span .textContent=${text}></span></p>
    <p class="muted">${dotView(own ? colour : undefined)}<span .textContent=${own ?? ''}></span></p>
  </div>`;
}

/** The line of steps. */
export function lineView({ stage }: Pick<Row, 'stage'>, { t }: Say): Drawn {
  const at = stage ? steps.indexOf(stage) : -1;
  if (at < 0) return nothing;
  return html`<ol class="steps" part="progress" aria-label=${`${t('progress')}: ${t('step', { step: at + 1, steps: steps.length })}`}>
    ${steps.map(
      (step, index) => html`<li
        class=${index < at || stage === 'delivered' ? 'done' : index === at ? 'current' : ''}
        part=${index === at ? 'step step-current' : 'step'}
        aria-current=${index === at ? 'step' : nothing}
      ><span .textContent=${t(step)}></span></li>`,
    )}
  </ol>`;
}

export const noticeView = (notice: string | null | undefined): Drawn =>
  notice ? html`<p class="notice" part="notice" .textContent=${notice}></p>` : nothing;

export const liveView = (orders: readonly Progress[], { t }: Say): Drawn =>
  orders.every(isOver) ? nothing : html`<p class="muted live" .textContent=${t('live')}></p>`;
