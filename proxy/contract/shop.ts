import { z } from 'zod';
import { Money } from './common.ts';

/** One field of the checkout form, in the order it is shown. */
export const CheckoutField = z.object({
  name: z.string().describe('A path of the order (customer.phone, delivery.address.street) or fields.<name>'),
  label: z.string().nullable().describe('null: the widget has words of its own for it'),
  type: z.enum(['text', 'tel', 'email', 'number', 'textarea', 'select', 'checkbox', 'datetime']),
  required: z.boolean(),
  options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
  maxLength: z.int().optional(),
});
export type CheckoutField = z.infer<typeof CheckoutField>;

export const DeliveryMethod = z.object({
  code: z.string(),
  name: z.string(),
  cost: Money.nullable().describe('null: told by the shop later'),
  freeFrom: Money.optional(),
  fields: z.array(z.string()).describe('Names of the address fields this method asks for, in order'),
  pickupPoints: z.array(z.object({ code: z.string(), name: z.string() })).optional(),
});
export type DeliveryMethod = z.infer<typeof DeliveryMethod>;

/** GET /v1/shop */
export const Shop = z.object({
  name: z.string(),
  language: z.string(),
  currency: z.string(),
  timezone: z.string(),
  phoneCountry: z.string().describe('ISO 3166 code: how a phone without + is understood'),
  capabilities: z.object({
    orders: z.boolean(),
    orderStatus: z.enum(['number-or-phone', 'number', 'none']),
    certificate: z.boolean(),
    availability: z.boolean(),
    watch: z.boolean(),
  }),
  delivery: z.array(DeliveryMethod),
  payment: z.array(z.object({ code: z.string(), name: z.string() })),
  fields: z.array(CheckoutField),
  consent: z.object({ required: z.boolean(), text: z.string(), url: z.string().optional() }).nullable(),
});
export type Shop = z.infer<typeof Shop>;
