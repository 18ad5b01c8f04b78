/** The account as it stands: what calls and the back door read and change. */
import type { Kit } from '../kit/sandbox.ts';
import { localTime } from '../kit/zoned-time.ts';
import type { Customer } from './customers/customer.ts';
import { type Offer, offers, startingStock } from './data/catalogue.ts';
import type { SiteCode } from './data/shops.ts';
import type { HistoryRecord } from './history.ts';
import type { BonusOperation, LoyaltyAccount } from './loyalty/loyalty-account.ts';
import type { Order } from './orders/order.ts';
import type { Settings } from './settings.ts';

export interface Account {
  readonly kit: Kit;
  settings: Settings;
  readonly orders: Map<number, Order>;
  readonly customers: Map<number, Customer>;
  readonly history: HistoryRecord[];
  readonly loyaltyAccounts: Map<number, LoyaltyAccount>;
  readonly bonusOperations: BonusOperation[];
  /** By article, then by store. */
  readonly stock: Map<string, ReadonlyMap<string, number>>;
  nextId(of: IdOf): number;
}

/** Where ids start: apart, so that an id of one thing is never taken for an id of another. */
const firstIds = {
  order: 4_801,
  customer: 301,
  item: 12_001,
  payment: 9_001,
  history: 70_001,
  loyaltyAccount: 161,
  bonus: 8_501,
} as const;
type IdOf = keyof typeof firstIds;

/** A fresh account, without customers or orders. */
export function openAccount(kit: Kit, settings: Settings): Account {
  const next: Record<IdOf, number> = { ...firstIds };
  return {
    kit,
    settings,
    orders: new Map(),
    customers: new Map(),
    history: [],
    loyaltyAccounts: new Map(),
    bonusOperations: [],
    stock: new Map(offers.map(({ article }) => [article, startingStock(article)])),
    nextId: of => next[of]++,
  };
}

/** The time of now as the account writes it. That its zone holds for the API's times too is taken from its clients. */
export function localNow({ kit, settings }: Account): string {
  return localTime(kit.clock.now(), settings.timeZone);
}

/** The offers under the prices of now. */
export function offersOf({ settings: { hidden, prices } }: Account): readonly Offer[] {
  return offers.map(offer => ({
    ...offer,
    price: prices[offer.article] ?? offer.price,
    active: !hidden.includes(offer.article),
  }));
}

/** Whether the key in use may see what belongs to a shop. */
export function isVisible({ settings }: Account, { site }: { readonly site: SiteCode }): boolean {
  return settings.sites.includes(site);
}
