/** What the account holds. */
import type { OrderStatus } from './labels.ts';

/** The value of a field; drop-downs hold the id of their option. */
export type Value = string | number;
export type Values = Readonly<Record<string, Value>>;

/** A person or a company. */
export interface Contact {
  readonly id: number;
  readonly type: 'Person' | 'Business';
  /** Of another system, where the XML gave one. */
  readonly referenceId: string | null;
  readonly businessId: number | null;
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  /** `FirstName`, `LastName` or `Name`, and the rest by the API's names. */
  readonly values: Values;
  readonly deleted: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A card of a module, which the API calls a project. */
export interface Card {
  readonly id: number;
  readonly categoryId: number;
  /** The person; the company itself where it has nobody. */
  readonly contactId: number;
  readonly businessId: number | null;
  readonly referenceId: string | null;
  readonly name: string;
  readonly statusId: number;
  readonly userId: number;
  readonly deleted: boolean;
  /** Fields of the module's own. */
  readonly values: Values;
  readonly hash: string;
  readonly createdBy: number;
  readonly createdAt: number;
  readonly updatedBy: number;
  readonly updatedAt: number;
  readonly statusUpdatedAt: number;
}

/** A status a card has entered. */
export interface StatusChange {
  readonly id: number;
  readonly cardId: number;
  readonly userId: number;
  readonly at: number;
  readonly oldId: number | null;
  readonly newId: number;
}

export interface Item {
  readonly id: number;
  /** The product's id in the shop, from the XML. */
  readonly externalId: string | null;
  readonly sku: string;
  readonly ean: string;
  readonly name: string;
  readonly description: string;
  /** Of one, without VAT; six decimals are kept. */
  readonly priceNet: number;
  readonly quantity: number;
  readonly unit: string;
  /** Per cent. */
  readonly vat: number;
  readonly folder: string;
}

export interface Customer {
  readonly name: string;
  readonly countryId: number | null;
  readonly county: string;
  readonly postalCode: string;
  readonly city: string;
  readonly address: string;
  readonly accountNumber: string;
  readonly vatNumber: string;
  readonly euVatNumber: string;
}

/** The document on a card of the Orders module. */
export interface Order {
  readonly id: number;
  readonly cardId: number;
  /** The shop's id, from the XML. */
  readonly externalId: string | null;
  readonly customerId: number;
  /** Empty until it is issued. */
  readonly number: string;
  readonly status: OrderStatus;
  readonly currency: string;
  readonly language: string;
  /** Local time. */
  readonly performance: string;
  readonly subject: string;
  readonly paymentMethod: string;
  readonly customer: Customer;
  readonly items: readonly Item[];
  readonly issuedAt: number | null;
  readonly paidAt: number | null;
  readonly updatedAt: number;
}

export interface Address {
  readonly id: number;
  readonly contactId: number;
  readonly type: string;
  readonly name: string;
  readonly countryId: number | null;
  readonly county: string;
  readonly city: string;
  readonly postalCode: string;
  readonly address: string;
  readonly isDefault: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** What one file of the XML sync came to: MiniCRM shows it to people only. */
export interface Feed {
  readonly id: number;
  readonly receivedAt: string;
  readonly by: 'pull' | 'upload';
  readonly bytes: number;
  state: 'waiting' | 'processed' | 'not-readable';
  problem: string | null;
  records: readonly FeedRecord[];
}

/** What one of its projects came to. */
export interface FeedRecord {
  /** The Reference ID. */
  readonly projectId: string;
  readonly result: 'created' | 'updated' | 'rejected';
  readonly cardId: number | null;
  /** Numbers of the orders in it. */
  readonly orders: readonly string[];
  readonly reasons: readonly string[];
  readonly warnings: readonly string[];
}
