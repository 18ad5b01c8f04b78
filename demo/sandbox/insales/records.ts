/** What the account keeps: goods, clients, orders. Times are instants; views write them with the account's offset. */
import type { SystemStatus } from './directories.ts';

export interface Variant {
  readonly id: number;
  readonly productId: number;
  readonly sku: string;
  /** What tells it from the other variants of its product; null where there are none. */
  readonly title: string | null;
  readonly price: number;
  readonly costPrice: number;
  /** By warehouse; null: not counted. */
  readonly stock: readonly number[] | null;
  readonly oldPrice?: number | null;
  readonly barcode?: string | null;
  readonly weight?: number | null;
  readonly dimensions?: string | null;
  readonly imageId?: number | null;
  readonly updatedAt: number;
}

export interface Product {
  readonly id: number;
  readonly title: string;
  readonly categoryId: number;
  /** What the variants differ in. */
  readonly option: string | null;
  readonly variants: readonly Variant[];
  readonly archived: boolean;
  readonly hidden: boolean;
  readonly description?: string | null;
  readonly shortDescription?: string | null;
  readonly images?: readonly Image[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface Image {
  readonly id: number;
  readonly productId: number;
  readonly position: number;
  readonly name: string;
  readonly title: string | null;
}

export interface Client {
  readonly id: number;
  readonly name: string | null;
  readonly surname: string | null;
  readonly middlename: string | null;
  readonly email: string | null;
  /** As it was sent: InSales puts no phone in order (clients of the API). */
  readonly phone: string | null;
  readonly registered: boolean;
  readonly subscribe: boolean;
  readonly bonusPoints: number;
  readonly consent: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly deleted: boolean;
}

export interface Line {
  readonly id: number;
  readonly productId: number;
  readonly variantId: number;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly salePrice: number;
  readonly comment: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export const PERCENT = 1;
export const MONEY = 2;

export interface Discount {
  readonly id: number;
  readonly typeId: typeof PERCENT | typeof MONEY;
  readonly value: number;
  readonly description: string | null;
  readonly codeId: number | null;
  /** The lines it is for; none: all of them. */
  readonly lineIds: readonly number[];
  readonly createdAt: number;
}

export interface DiscountCode {
  readonly id: number;
  readonly code: string;
  readonly typeId: typeof PERCENT | typeof MONEY;
  readonly discount: number;
  readonly description: string | null;
  readonly disabled: boolean;
  readonly actOnce: boolean;
  readonly actOnceForClient: boolean;
  /** `YYYY-MM-DD`. */
  readonly expiredAt: string | null;
  readonly minPrice: number | null;
  readonly worked: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface Change {
  readonly action: string;
  readonly was: string | null;
  readonly is: string | null;
  readonly at: number;
}

/** What is free to be written into an order, as it stands in the API. */
export interface OrderTexts {
  readonly comment: string | null;
  readonly manager_comment: string | null;
  readonly delivery_date: string | null;
  readonly delivery_from_hour: number | null;
  readonly delivery_to_hour: number | null;
}

export interface Order {
  readonly id: number;
  readonly number: number;
  /** The secret of the order's page in the shop. */
  readonly key: string;
  readonly clientId: number;
  readonly system: SystemStatus;
  /** The permalink of the status, system or custom. */
  readonly status: string;
  readonly financial: 'pending' | 'paid';
  readonly texts: OrderTexts;
  readonly lines: readonly Line[];
  readonly discounts: readonly Discount[];
  readonly coupon: string | null;
  readonly deliveryVariantId: number | null;
  readonly paymentGatewayId: number | null;
  readonly deliveryPrice: number;
  readonly address: Readonly<Record<string, string | null>>;
  /** Values of the account's fields, by the field's id. */
  readonly fields: ReadonlyMap<number, string>;
  readonly changes: readonly Change[];
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly acceptedAt: number | null;
  readonly deliveredAt: number | null;
  readonly paidAt: number | null;
  readonly deleted: boolean;
  /** What the sandbox has to say of how it read the order; no part of the API. */
  readonly notes: readonly string[];
}

export interface Webhook {
  readonly id: number;
  readonly address: string;
  readonly topic: string;
  readonly format_type: string;
  readonly warehouse_id: number | null;
  readonly sales_channel_id: number | null;
  readonly batch_size: number;
}

export interface CustomStatus {
  readonly id: number;
  readonly permalink: string;
  readonly title: string;
  readonly system_status: SystemStatus;
  readonly color: string;
  readonly position: number;
  readonly is_default: boolean;
}

export interface Field {
  readonly id: number;
  /** 1 shipping address, 2 client, 3 order, 4 order line, 5 legal person (a client of the API). */
  readonly destiny: number;
  readonly title: string;
  readonly handle: string;
  readonly type: string;
  /** Made by an application through the API. */
  readonly own: boolean;
}
