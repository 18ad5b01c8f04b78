/** How many there are of an article. */
import type { Account } from '../account.ts';
import { stores } from '../data/shops.ts';

export interface StoreStock {
  readonly store: string;
  readonly quantity: number;
}

/** By store. A number set through the back door counts for the first store, and leaves none in the others. */
export function stockOf({ settings, stock }: Account, article: string): readonly StoreStock[] {
  const set = settings.stock[article];
  return stores.map(({ code }, index) => ({
    store: code,
    quantity: set === undefined ? (stock.get(article)?.get(code) ?? 0) : index === 0 ? set : 0,
  }));
}

export function quantityOf(account: Account, article: string): number {
  return stockOf(account, article).reduce((sum, { quantity }) => sum + quantity, 0);
}
