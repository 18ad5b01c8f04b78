/** An order as the account keeps it. */
import type { SiteCode } from '../data/shops.ts';
import type { DeliveryFields, OrderFields } from './schema.ts';

export interface Item {
  readonly id: number;
  /** The article, of the catalogue or else of the caller's own; null: a line that is only a name and a price. */
  readonly article: string | null;
  readonly name: string;
  readonly initialPrice: number;
  readonly quantity: number;
  readonly purchasePrice: number;
  /** Per unit, in money. */
  readonly discountAmount: number;
  readonly discountPercent: number;
  readonly externalIds: readonly { readonly code: string; readonly value: string }[];
  readonly properties: readonly ItemProperty[];
  readonly comment: string | null;
  readonly createdAt: string;
}

export interface ItemProperty {
  readonly code?: string | null | undefined;
  readonly name: string;
  readonly value: string;
}

export interface Payment {
  readonly id: number;
  readonly externalId: string | null;
  readonly type: string;
  readonly status: string;
  readonly amount: number;
  readonly paidAt: string | null;
  readonly comment: string | null;
}

export interface Order {
  readonly id: number;
  readonly site: SiteCode;
  readonly externalId: string | null;
  readonly number: string;
  readonly createdAt: string;
  readonly statusUpdatedAt: string;
  readonly status: string;
  readonly customerId: number;
  readonly items: readonly Item[];
  readonly payments: readonly Payment[];
  readonly delivery: DeliveryFields;
  readonly customFields: Readonly<Record<string, unknown>>;
  /** Bonuses that pay for a part of it. */
  readonly bonuses: number;
  readonly loyaltyAccountId: number | null;
  readonly fromApi: boolean;
  /** What has no rules of its own. */
  readonly fields: PlainFields;
  /** What was done to the order without telling the caller. */
  readonly notes: readonly string[];
}

/** The fields of an order that are kept as they come. */
export type PlainFields = Omit<
  OrderFields,
  'externalId' | 'number' | 'createdAt' | 'status' | 'customer' | 'items' | 'payments' | 'delivery' | 'customFields'
>;
