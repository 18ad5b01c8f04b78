/** The bodies of calls about orders and leads (KeyCRM OpenAPI 1.2.0). What they do not name is left unread. */
import { z } from 'zod';
import {
  amount,
  email,
  flag,
  id,
  list,
  number,
  percent,
  requiredAmount,
  requiredId,
  text,
  time,
} from './validation.ts';

export const contactSchema = z.object({ full_name: text, email, phone: text });

export const lineSchema = z.object({
  sku: text,
  name: text,
  price: amount,
  purchased_price: amount,
  discount_percent: percent,
  discount_amount: amount,
  quantity: number.refine(value => value === undefined || value === null || value > 0, 'must be above 0'),
  unit_type: text,
  comment: text,
  picture: text,
  properties: list(z.looseObject({})),
});

export const paymentSchema = z.object({
  payment_method_id: id,
  payment_method: text,
  amount: requiredAmount,
  description: text,
  payment_date: time,
  status: z.enum(['paid', 'not_paid', 'canceled'], { error: 'must be paid, not_paid or canceled' }).nullish(),
});

export const fieldsSchema = list(z.object({ uuid: z.string({ error: 'must be a string' }), value: z.unknown() }));

const shippingTexts = {
  tracking_code: text,
  shipping_service: text,
  shipping_address_city: text,
  shipping_address_country: text,
  shipping_address_region: text,
  shipping_address_zip: text,
  shipping_secondary_line: text,
  shipping_receive_point: text,
  recipient_full_name: text,
  recipient_phone: text,
};

export const shippingSchema = z.object(
  {
    delivery_service_id: id,
    ...shippingTexts,
    warehouse_ref: z.guid({ error: 'must be a UUID' }).nullish(),
    shipping_date: time,
  },
  { error: 'must be an object' },
);

export const utmSchema = z.object({
  utm_source: text,
  utm_medium: text,
  utm_campaign: text,
  utm_term: text,
  utm_content: text,
});

export const orderSchema = z.object({
  source_id: requiredId,
  source_uuid: z.union([z.string(), z.number().transform(String)], { error: 'must be a string' }).nullish(),
  buyer: contactSchema,
  buyer_comment: text,
  manager_id: id,
  manager_comment: text,
  promocode: text,
  discount_percent: percent,
  discount_amount: amount,
  shipping_price: amount,
  wrap_price: amount,
  taxes: amount,
  gift_message: text,
  is_gift: flag,
  gift_wrap: flag,
  ordered_at: time,
  shipping: shippingSchema.nullish(),
  marketing: utmSchema.nullish(),
  products: list(lineSchema),
  payments: list(paymentSchema),
  custom_fields: fieldsSchema,
});

export type LineBody = z.infer<typeof lineSchema>;
export type PaymentBody = z.infer<typeof paymentSchema>;
export type FieldBody = z.infer<typeof fieldsSchema>[number];
export type ShippingBody = z.infer<typeof shippingSchema>;
export type OrderBody = z.infer<typeof orderSchema>;

/** Where a buyer came from; what was not sent is null. */
export function utmOf(body: z.infer<typeof utmSchema>): Readonly<Record<string, string | null>> {
  const names = Object.keys(utmSchema.shape) as (keyof typeof body)[];
  return Object.fromEntries(names.map(name => [name, body[name] ?? null]));
}
