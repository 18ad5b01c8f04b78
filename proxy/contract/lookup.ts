import { z } from 'zod';
import { Colour, HistoryEntry, Money, Sku, Stage, text } from './common.ts';

/** POST /v1/order-status: a number, a phone, or both. Both show more (total, tracking, times). */
export const OrderStatusRequest = z.object({ number: text(40).optional(), phone: text(40).optional() });
export type OrderStatusRequest = z.infer<typeof OrderStatusRequest>;

export const FoundOrder = z.object({
  number: z.string().describe('Masked (••-4821) where only the phone was given'),
  placedOn: z.string().describe('A day, e.g. 2026-11-21'),
  stage: Stage.nullable(),
  status: z.string().nullable(),
  colour: Colour.optional(),
  history: z.array(HistoryEntry),
  total: Money.nullable().optional(),
  tracking: z.object({ number: z.string(), url: z.string().optional() }).optional(),
});
export type FoundOrder = z.infer<typeof FoundOrder>;

export const OrderStatusAnswer = z.object({
  orders: z.array(FoundOrder),
  ticket: z.string().nullable().describe('Opens GET /v1/watch for these orders; null when nothing was found'),
});
export type OrderStatusAnswer = z.infer<typeof OrderStatusAnswer>;

/** What `event: orders` of GET /v1/watch carries: the same rows, fresh. */
export const WatchEvent = z.object({ orders: z.array(FoundOrder) });
export type WatchEvent = z.infer<typeof WatchEvent>;

export const CertificateRequest = z.object({ code: text(64).min(1) });
export type CertificateRequest = z.infer<typeof CertificateRequest>;

export const CertificateAnswer = z.object({
  code: z.string().describe('Masked: •••• 1234'),
  kind: z.enum(['money', 'percent', 'product', 'points']),
  amount: Money.optional(),
  percent: z.number().optional(),
  product: z.object({ sku: z.string().nullable(), name: z.string() }).optional(),
  validUntil: z.string().optional(),
  state: z.enum(['valid', 'used', 'expired', 'unknown']),
});
export type CertificateAnswer = z.infer<typeof CertificateAnswer>;

export const StockState = z.enum(['in-stock', 'low', 'out', 'unknown']);
export type StockState = z.infer<typeof StockState>;

/** GET /v1/availability */
export const AvailabilityRequest = z.object({
  sku: z.array(Sku).max(100).optional().describe('Repeat it for several: ?sku=1&sku=2'),
  q: text(100).optional(),
  cursor: text(200).optional(),
});
export type AvailabilityRequest = z.infer<typeof AvailabilityRequest>;

export const AvailabilityItem = z.object({
  sku: z.string(),
  name: z.string().nullable(),
  price: Money.nullable(),
  oldPrice: Money.nullable(),
  picture: z.string().nullable(),
  url: z.string().nullable(),
  state: StockState,
  quantity: z.number().nullable(),
  stores: z.array(z.object({ name: z.string(), state: StockState, quantity: z.number().nullable() })),
});
export type AvailabilityItem = z.infer<typeof AvailabilityItem>;

export const AvailabilityAnswer = z.object({
  items: z.array(AvailabilityItem),
  next: z.string().nullable().describe('Pass as cursor for the next page; null on the last'),
  asOf: z.string().nullable().describe('When the CRM last said so; null: never asked yet'),
});
export type AvailabilityAnswer = z.infer<typeof AvailabilityAnswer>;
