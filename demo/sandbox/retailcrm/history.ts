/** The record of every change, which callers read to learn what happened. */
import { type Account, localNow } from './account.ts';
import type { SiteCode } from './data/shops.ts';

/** Who made a change: a call with the key in use, a person in the program, or the program by itself. */
export type Source = 'api' | 'user' | 'code';

export interface Change {
  readonly field: string;
  readonly oldValue: unknown;
  readonly newValue: unknown;
  /** Set on the first record of an order. */
  readonly created?: true;
}

export interface HistoryRecord extends Change {
  readonly id: number;
  readonly createdAt: string;
  readonly source: Source;
  readonly orderId: number;
  readonly site: SiteCode;
}

/** Writes changes of an order down. */
export function record(
  account: Account,
  { id: orderId, site }: { readonly id: number; readonly site: SiteCode },
  source: Source,
  changes: readonly Change[],
): void {
  for (const change of changes) {
    const createdAt = localNow(account);
    account.history.push({ ...change, id: account.nextId('history'), createdAt, source, orderId, site });
  }
}
