import type { Money, Stage, StockState } from '../contract/index.ts';
import type { Order } from './order.ts';

/** Something a manager should know about an order that the CRM did take. */
export interface Warning {
  code:
    | 'line-dropped'
    | 'text-cut'
    | 'certificate-refused'
    | 'date-refused'
    | 'tag-refused'
    | 'status-hook-refused'
    | 'discount-changed'
    | 'total-differs'
    | 'field-dropped'
    | 'other';
  /** What it is about: an article, a field's name, a code of the CRM. Nothing personal. */
  about: string;
  /** Whether the visitor may pay another sum than was shown. */
  money: boolean;
}

export interface Submitted {
  ref: string;
  number: string | null;
  /** The CRM's own total, where it answers one. */
  total?: Money;
  warnings: Warning[];
}

export interface CrmStatus {
  code: string;
  /** The CRM's own name of it, where it tells one. */
  name?: string;
  /** Where the CRM's own groups tell; the shop's config goes before it. */
  stage?: Stage;
  /** The colour it has in the CRM, #rrggbb, where it has one. */
  colour?: string;
}

/** One status change, as the CRM told it. At least one of ref, number and externalId is there. */
export interface StatusChange {
  ref?: string;
  number?: string;
  externalId?: string;
  status: CrmStatus;
  /** The CRM's own time, ISO 8601; null where it told none that could be read. */
  at: string | null;
}

/** An order found in the CRM itself. */
export interface TrackedOrder {
  ref: string;
  number: string;
  phone: string | null;
  placedAt: string;
  status: CrmStatus;
  total: Money | null;
  tracking?: { number: string; url?: string };
}

export interface CertificateFacts {
  kind: 'money' | 'percent' | 'product' | 'points';
  amount?: Money;
  percent?: number;
  product?: { sku: string | null; name: string };
  validUntil?: string;
  state: 'valid' | 'used' | 'expired' | 'unknown';
}

/** One product model for catalogue, catalogue file and feeds. Weight in grams, size in millimetres. */
export interface Product {
  sku: string;
  name: string;
  price: Money | null;
  oldPrice?: Money;
  vat?: number;
  unit?: string;
  weight?: number;
  size?: { length: number; width: number; height: number };
  ean?: string;
  brand?: string;
  category?: string;
  picture?: string;
  url?: string;
  properties?: { name: string; value: string }[];
}

export interface StockRow {
  sku: string;
  state: StockState;
  quantity: number | null;
  stores: { name: string; state: StockState; quantity: number | null }[];
}
/** `rest` is what holds for every catalogued article that has no row of its own. */
export interface StockReport {
  rows: StockRow[];
  rest: StockState;
}

export interface HookRequest {
  method: string;
  headers: Record<string, string>;
  query: Record<string, string>;
  body: string;
}

/** What an engineer needs in order to map: codes and names, by subject. */
export type Directory = Record<string, DirectoryEntry[]>;
export interface DirectoryEntry {
  code: string;
  name: string;
  /** The codes of another subject it goes together with, where the CRM allows no others. */
  only?: { subject: string; codes: string[] };
}

/** A code that the config names, and the subject of the directory it must stand in. */
export interface MappedCode {
  /** Where in the connection's settings it stands. */
  path: string;
  subject: string;
  code: string;
  /** The CRM finds it by its name as well, in any case of letters. */
  byName?: true;
  /**
   * What of an order chooses it: the first code of a subject whose value an order has, or else the one with null.
   * Absent: no order chooses it.
   */
  when?: { from: string; value: string } | null;
}

/** An order as the CRM knows it; `ref` is the CRM's internal id. */
export interface InCrm {
  ref: string;
  number: string | null;
  externalId: string;
}

/** A payment as the site's back end tells it. */
export type PaymentFact = Order['payments'][number];

/** A customer as the site's back end tells it: registered, changed, disabled, or left with a full basket. */
export interface CustomerFact {
  id: string;
  name?: string;
  firstName?: string;
  lastName?: string;
  phone?: string;
  email?: string;
  registeredAt?: string;
  disabled?: boolean;
  /** What was left in the basket: only of a customer who agreed to be written to about it. */
  basket?: { lines: { sku: string; name?: string; quantity: number; price?: Money }[]; url?: string; at?: string };
}

/** What became of an existing customer or order that was uploaded. */
export interface UploadedRow {
  /** Ours. */
  id: string;
  /** `there`: it stood in the CRM already. */
  outcome: 'sent' | 'there' | 'refused';
  /** Why it was refused: a word of the CRM's or ours, never its answer. */
  code?: string;
  warnings?: readonly Warning[];
}
