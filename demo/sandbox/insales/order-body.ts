/** The bodies of calls about orders. What they do not name is left unread; nested lists are strict about it. */
import { z } from 'zod';
import { clientSchema } from './clients.ts';
import { systemNames } from './directories.ts';
import { isDay } from './times.ts';
import { amount, flag, id, number, text } from './validation.ts';

/** `sku` and the like may be sent, and find nothing: lines go by ids (no document or client has another way). */
const lineSchema = z.strictObject({
  id: id.optional(),
  variant_id: id.nullish(),
  product_id: id.nullish(),
  quantity: number.refine(value => Number.isInteger(value) && value > 0, 'должно быть больше 0').optional(),
  sale_price: amount,
  comment: text,
  ...{ title: text, sku: text, barcode: text, unit: text, vat: number.nullish(), weight: number.nullish() },
  dimensions: text,
  _destroy: flag,
});

/** InSales docs, partial discounts. */
const discountSchema = z.strictObject({
  id: id.optional(),
  discount: number.refine(value => value > 0, 'должна быть больше 0').optional(),
  type_id: z.union([z.literal(1), z.literal(2)], { error: 'имеет неверное значение' }).optional(),
  description: text,
  discount_order_lines_ids: z.array(id).optional(),
  _destroy: flag,
});

const valueSchema = z.strictObject({ id: id.optional(), field_id: id.optional(), handle: text, value: text });

const addressTexts = {
  ...{ name: text, surname: text, middlename: text, phone: text, country: text, state: text, city: text, zip: text },
  ...{ street: text, house: text, flat: text, address: text, full_locality_name: text },
};

const values = z.array(valueSchema).optional();
const addressSchema = z.strictObject({ ...addressTexts, fields_values_attributes: values }).optional();
const hour = z.union([id.refine(value => value >= 0 && value <= 24, 'имеет неверное значение')]).nullish();

export const orderSchema = z.object({
  order_lines_attributes: z.array(lineSchema).optional(),
  client: clientSchema.optional(),
  client_attributes: clientSchema.optional(),
  shipping_address: addressSchema,
  shipping_address_attributes: addressSchema,
  fields_values_attributes: values,
  discounts_attributes: z.array(discountSchema).optional(),
  delivery_variant_id: id.nullish(),
  payment_gateway_id: id.nullish(),
  delivery_price: amount,
  comment: text,
  manager_comment: text,
  delivery_date: z.string().refine(isDay, 'не является датой').nullish(),
  delivery_from_hour: hour,
  delivery_to_hour: hour,
  financial_status: z.enum(['pending', 'paid'], { error: 'имеет неверное значение' }).optional(),
  fulfillment_status: z.enum(systemNames, { error: 'имеет неверное значение' }).optional(),
  custom_status_permalink: z.string({ error: 'имеет неверное значение' }).optional(),
  coupon: text,
});

export type OrderBody = z.infer<typeof orderSchema>;
export type LineBody = z.infer<typeof lineSchema>;
export type DiscountBody = z.infer<typeof discountSchema>;
export type ValueBody = z.infer<typeof valueSchema>;
