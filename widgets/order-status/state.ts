import type { OrderStatusRequest } from '../../proxy/contract/index.ts';
import type { Failure } from '../core/failure.ts';
import type { Row } from '../core/order.ts';
import { readPhone } from '../core/phone.ts';

export interface Found {
  readonly kind: 'found';
  /** What was asked to find these orders, and is asked again; null for an order that the page itself showed by its id. */
  readonly asked: OrderStatusRequest | null;
  readonly id: string;
  readonly rows: readonly Row[];
  readonly ticket: string | null;
  /** The offer to add what was not given, for the total and the tracking number. */
  readonly other: { readonly kind: 'none' | 'offer' | 'checking' | 'wrong' } | Failure;
}

export type State = { readonly kind: 'idle' | 'checking' | 'empty' } | Found | Failure;

/** With its second question put aside, so that it can be asked again. */
export const withoutQuestion = (found: Found): Found =>
  found.other.kind === 'none' ? found : { ...found, other: { kind: 'offer' } };

export interface Guess {
  readonly kind: 'nothing' | 'phone' | 'number';
  readonly value: string;
  readonly pretty: string;
}

/** What the one field holds. A plus is only ever a phone's; all else that is no phone is taken for a number. */
export function guess(text: string, country: string | undefined): Guess {
  const value = text.trim();
  const phone = readPhone(value, country);
  if (phone) return { kind: 'phone', value: phone.e164, pretty: phone.pretty };
  return { kind: !value ? 'nothing' : value.startsWith('+') ? 'phone' : 'number', value, pretty: value };
}

export interface Merged {
  readonly rows: readonly Row[];
  readonly changed: readonly Row[];
}

/**
 * Fresh rows over the ones on the page. What an event leaves out stays, and an order that we do not show is not added. The number
 * tells which row is meant; a lone order may come back under another one, for the CRM may have given it its own.
 */
export function merge(rows: readonly Row[], fresh: readonly Row[]): Merged {
  const changed: Row[] = [];
  const lone = rows.length === 1 && fresh.length === 1 ? fresh[0] : undefined;
  const merged = rows.map(row => {
    const news = fresh.find(({ number }) => number === row.number) ?? lone;
    if (!news) return row;
    const next = { ...row, ...news, number: row.number };
    if (next.stage !== row.stage || next.status !== row.status) changed.push(next);
    return next;
  });
  return { rows: merged, changed };
}
