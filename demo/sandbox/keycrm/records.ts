/** Orders and leads as the account keeps them. Fields in KeyCRM's own spelling are answered as they stand. */

export interface Contact {
  readonly full_name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

/** A line (KeyCRM OpenAPI 1.2.0, `OrderWithIncludes.products`). */
export interface Line {
  readonly id: number;
  readonly sku: string | null;
  readonly name: string;
  readonly price: number;
  readonly quantity: number;
  readonly unit_type: string | null;
  readonly purchased_price: number;
  readonly discount_percent: number;
  readonly discount_amount: number;
  readonly comment: string | null;
  readonly picture: string | null;
  readonly properties: readonly { readonly name: string; readonly value: string }[];
  readonly product_status_id: number | null;
}

export type PaymentState = 'paid' | 'not_paid' | 'canceled';

export interface Payment {
  readonly id: number;
  readonly payment_method_id: number;
  readonly amount: number;
  readonly description: string | null;
  readonly status: PaymentState;
  readonly payment_date: string;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface Expense {
  readonly id: number;
  readonly expense_type_id: number;
  readonly amount: number;
  readonly description: string | null;
  readonly status: 'paid' | 'canceled';
  readonly payment_date: string;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface FieldValue {
  readonly uuid: string;
  readonly value: unknown;
}

/** What an order says of money and of itself. */
export interface Terms {
  readonly promocode: string | null;
  readonly discount_percent: number;
  readonly discount_amount: number;
  readonly shipping_price: number;
  readonly wrap_price: number;
  readonly taxes: number;
  readonly buyer_comment: string | null;
  readonly manager_comment: string | null;
  readonly gift_message: string | null;
  readonly is_gift: boolean;
  readonly gift_wrap: boolean;
}

/** The fields of `shipping`; those that were not sent are null. */
export type Shipping = Readonly<Record<string, string | number | null>>;

/** What orders and leads have in common. */
interface Deal {
  readonly id: number;
  readonly statusId: number;
  readonly statusChangedAt: number;
  readonly buyerId: number;
  readonly managerId: number | null;
  readonly contact: Contact;
  readonly lines: readonly Line[];
  readonly payments: readonly Payment[];
  readonly customFields: readonly FieldValue[];
  readonly createdAt: number;
  readonly updatedAt: number;
  /** What KeyCRM did with the call without telling the caller. */
  readonly notes: readonly string[];
  /** The body as it came, texts trimmed. */
  readonly received: unknown;
}

export interface Order extends Deal {
  readonly sourceId: number;
  readonly sourceUuid: string | null;
  readonly terms: Terms;
  readonly shipping: Shipping;
  readonly marketing: Readonly<Record<string, string | null>>;
  readonly expenses: readonly Expense[];
  readonly tagIds: readonly number[];
  readonly orderedAt: string;
  readonly closedAt: number | null;
}

export interface Card extends Deal {
  readonly sourceId: number | null;
  readonly title: string;
  readonly managerComment: string | null;
  readonly communicateAt: string | null;
  readonly utm: Readonly<Record<string, string | null>>;
}
