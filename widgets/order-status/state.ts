import type {
  FoundOrder,
  OrderAnswer,
  OrderStatusAnswer,
  OrderStatusRequest,
  Stage,
} from '../../proxy/contract/index.ts';
import type { Failure } from '../core/failure.ts';
import { readPhone } from '../core/phone.ts';

/** One order as we draw it. An order fresh from the checkout may bring a sentence from the shop. */
export type Row = FoundOrder & { readonly notice?: string | null };

/** How we came to know these orders, and so how to ask for them again. */
export type Source =
  | { readonly kind: 'asked'; readonly asked: OrderStatusRequest }
  | { readonly kind: 'order'; readonly id: string };

export interface Found {
  readonly kind: 'found';
  readonly source: Source;
  readonly rows: readonly Row[];
  readonly ticket: string | null;
  /** The offer to add what was not given, for the total and the tracking number. */
  readonly other: { readonly kind: 'none' | 'offer' | 'checking' | 'wrong' } | Failure;
}

export type State = { readonly kind: 'idle' | 'checking' | 'empty' } | Found | Failure;

export function foundBy(asked: OrderStatusRequest, { orders, ticket }: OrderStatusAnswer): Found {
  const both = asked.number && asked.phone;
  return {
    kind: 'found',
    source: { kind: 'asked', asked },
    rows: orders,
    ticket,
    other: { kind: both ? 'none' : 'offer' },
  };
}

/** With its second question put aside, so that it can be asked again. */
export const withoutQuestion = (found: Found): Found =>
  found.other.kind === 'none' ? found : { ...found, other: { kind: 'offer' } };

export type Guess =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'phone'; readonly value: string; readonly pretty: string }
  | { readonly kind: 'number'; readonly value: string };

/** What the one field holds. A plus is only ever a phone's; all else that is no phone is taken for a number. */
export function guess(text: string, country: string | undefined): Guess {
  const value = text.trim();
  if (!value) return { kind: 'nothing' };
  const phone = readPhone(value, country);
  if (phone) return { kind: 'phone', value: phone.e164, pretty: phone.pretty };
  return value.startsWith('+') ? { kind: 'phone', value, pretty: value } : { kind: 'number', value };
}

/** The steps of the progress line; cancelled and returned orders have left it. */
export const steps = [
  'new',
  'confirmed',
  'preparing',
  'ready',
  'shipping',
  'delivered',
] as const satisfies readonly Stage[];

const last: ReadonlySet<Stage | null> = new Set<Stage>(['delivered', 'cancelled', 'returned']);

/** Nothing more is to be expected of it. */
export const isOver = (row: Row): boolean => last.has(row.stage);

export function rowOf(order: OrderAnswer): Row {
  return {
    number: order.number,
    placedOn: order.history[0]?.at ?? new Date().toISOString(),
    stage: order.stage,
    status: order.status,
    history: order.history,
    total: order.total,
    notice: order.notice,
  };
}

export interface Merged {
  readonly rows: readonly Row[];
  readonly changed: readonly Row[];
}

/** Fresh rows over the ones on the page. What an event leaves out stays, and an order that we do not show is not added. */
export function merge(rows: readonly Row[], fresh: readonly Row[]): Merged {
  const changed: Row[] = [];
  const merged = rows.map(row => {
    const news = newsOf(row, fresh, rows.length === 1);
    if (!news) return row;
    const next = { ...row, ...news, number: row.number };
    if (next.stage !== row.stage || next.status !== row.status) changed.push(next);
    return next;
  });
  return { rows: merged, changed };
}

/** The number tells which row is meant; a lone order may come back under another one, for the CRM may have given it its own. */
function newsOf(row: Row, fresh: readonly Row[], lone: boolean): Row | undefined {
  return fresh.find(each => each.number === row.number) ?? (lone && fresh.length === 1 ? fresh[0] : undefined);
}
