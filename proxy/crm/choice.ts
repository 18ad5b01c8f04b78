import { z } from 'zod';
import type { Order } from './order.ts';

/**
 * A CRM code chosen by something of the order: the first rule whose value is listed wins, else the default.
 * The same shape serves branches, channels, points of sale and payment types of every CRM.
 */
export const Choice = z.strictObject({
  default: z.string().optional().describe('The code where no rule applies; absent: the field is not sent'),
  rules: z
    .array(
      z.strictObject({
        from: z
          .string()
          .regex(/^(delivery\.method|delivery\.pickupPoint|payment\.method|origin|fields\.[\w.-]{1,64})$/)
          .describe('delivery.method, delivery.pickupPoint, payment.method, origin (of the page) or fields.<name>'),
        codes: z.record(z.string(), z.string()).describe("Value of the order: the CRM's code"),
      }),
    )
    .default([]),
});
export type Choice = z.infer<typeof Choice>;

/** What an order says at one of the places a rule may look at. */
export const valueAt = (order: Order, from: string): string | undefined => {
  if (from === 'delivery.method') return order.delivery.method;
  if (from === 'delivery.pickupPoint') return order.delivery.pickupPoint;
  if (from === 'payment.method') return order.payment.method;
  if (from === 'origin') return order.pageOrigin ?? undefined;
  return own(order.fields, from.slice('fields.'.length));
};

/** A visitor's own words are keys here: `constructor` must not find what every object inherits. */
const own = (record: Record<string, string>, key: string): string | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

export const choose = (choice: Choice | undefined, order: Order): string | undefined => {
  for (const rule of choice?.rules ?? []) {
    const value = valueAt(order, rule.from);
    const code = value === undefined ? undefined : own(rule.codes, value);
    if (code !== undefined) return code;
  }
  return choice?.default;
};
