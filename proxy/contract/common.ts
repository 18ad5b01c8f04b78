import { z } from 'zod';

/** An amount in minor units (kopecks, cents) and its ISO 4217 currency. */
export const Money = z.strictObject({
  amount: z.int().min(-1e12).max(1e12).describe('Minor units: 129000 is 1290.00'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .describe('ISO 4217, e.g. RUB'),
});
export type Money = z.infer<typeof Money>;

/** ISO 8601 with an offset, e.g. 2026-11-21T18:30:00+03:00. */
export const Time = z.iso.datetime({ offset: true });

/** Our small set of steps for the progress line; every CRM status maps to one. */
export const Stage = z.enum([
  'new',
  'confirmed',
  'preparing',
  'ready',
  'shipping',
  'delivered',
  'cancelled',
  'returned',
]);
export type Stage = z.infer<typeof Stage>;

/** The colour a status has in the CRM. */
export const Colour = z
  .string()
  .regex(/^#[\da-f]{6}$/)
  .describe('#rrggbb, lower case');

/** One thing an order went through, as a visitor may see it. */
export const HistoryEntry = z.object({
  stage: Stage.nullable(),
  status: z.string().nullable().describe("The CRM's own name of the status"),
  at: z.string().describe('A time, or only a day where no more was proven'),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** RFC 9457 problem. `type` is stable and safe to branch on; `title` is in the request's language. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  errors: z
    .array(
      z.object({
        pointer: z.string().describe('JSON pointer of the field, e.g. #/customer/phone'),
        detail: z.string(),
      }),
    )
    .optional(),
  retryAfter: z.int().optional().describe('Seconds until it is worth asking again'),
  orderId: z.string().optional().describe('already-ordered: the order this key was used for'),
  quote: z.unknown().optional().describe('total-changed: the new quote'),
});
export type Problem = z.infer<typeof Problem>;

/** A text of a visitor: trimmed lengths are checked here, cleaning happens in shop/. */
export const text = (max: number) => z.string().max(max);

export const Sku = z.string().min(1).max(64);
