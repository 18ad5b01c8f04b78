/** What stands in stock, and how much of it is spoken for. */
import type { Account } from './account.ts';
import { COMPLETED_GROUP, statuses } from './directories.ts';

/** Of what no setting counts. */
const PLENTY = 2_000;

export interface Stock {
  readonly quantity: number;
  /** Of the quantity, what orders hold: clients of the API sell the difference. */
  readonly reserve: number;
}

/** The stock of any sku. */
export type Stocks = (sku: string) => Stock;

const groups = new Map(statuses.map(({ id, group_id }) => [id, group_id]));
const reserving = new Set(statuses.filter(({ is_reserved }) => is_reserved).map(({ id }) => id));

/** Whether an order holds some of the stock. */
export function hasReserves({ settings }: Account, { statusId }: { readonly statusId: number }): boolean {
  return settings.stockMoves && reserving.has(statusId);
}

/**
 * The stock of every sku as it is now. When KeyCRM reserves and writes off is for the account's automations to say; in
 * this one, statuses that reserve do the one, and completing an order does the other.
 */
export function stocksOf(account: Account): Stocks {
  const { settings, counted } = account;
  const { reserved, written } = movements(account);
  return sku => {
    const set = settings.stocks[sku];
    return {
      quantity: (counted.get(sku) ?? set?.quantity ?? PLENTY) - (written.get(sku) ?? 0),
      reserve: (set?.reserve ?? 0) + (reserved.get(sku) ?? 0),
    };
  };
}

/** Makes a sku's stock what it was counted to be. */
export function countStock(account: Account, sku: string, quantity: number): void {
  account.counted.set(sku, quantity + (movements(account).written.get(sku) ?? 0));
}

function movements({ settings, orders }: Account) {
  const reserved = new Map<string, number>();
  const written = new Map<string, number>();
  if (!settings.stockMoves) return { reserved, written };
  for (const { statusId, lines } of orders.values()) {
    const into = groups.get(statusId) === COMPLETED_GROUP ? written : reserving.has(statusId) ? reserved : undefined;
    if (!into) continue;
    for (const { sku, quantity } of lines) if (sku !== null) into.set(sku, (into.get(sku) ?? 0) + quantity);
  }
  return { reserved, written };
}
