import { z } from 'zod';

/** Ids are numbers, in old bodies texts; sums are either. */
const Scalar = z.union([z.string(), z.number()]).transform(value => String(value).trim());
/** Told where it can be read, never a reason to fail. */
const Text = Scalar.nullish()
  .transform(value => value || undefined)
  .catch(undefined);
const Amount = Scalar.pipe(z.string().regex(/^-?\d+([.,]\d+)?$/))
  .transform(value => Number(value.replace(',', '.')))
  .optional()
  .catch(undefined);
const Flag = z
  .boolean()
  .nullish()
  .transform(value => value ?? false)
  .catch(false);
export const Id = Scalar.pipe(z.string().regex(/^[1-9]\d{0,18}$/));

/** Rows that are beside the point: those that cannot be read are left out. */
const hints = <Row extends z.ZodType>(row: Row) =>
  z
    .array(row.nullable().catch(null))
    .transform(all => all.flatMap(each => (each === null ? [] : [each])))
    .optional()
    .catch(undefined);

const maybe = <Schema extends z.ZodType>(schema: Schema) =>
  schema
    .nullish()
    .transform(value => value ?? undefined)
    .catch(undefined);

export const Client = z.object({ id: Id, name: Text, phone: Text, email: Text, updated_at: Text });
export type Client = z.infer<typeof Client>;

/** In a list of 2010 a field's own id stands in `id`, today in `field_id`. */
const FieldValue = z.object({ id: Text, field_id: Text, handle: Text, value: Text });
export type FieldValue = z.infer<typeof FieldValue>;

const Line = z.object({ id: Text, variant_id: Text, sku: Text, quantity: Amount });
const Discount = z.object({ description: Text, amount: Amount, full_amount: Amount });

/** An order as it is listed, read, answered and notified: always bare. */
export const OrderRow = z.object({
  id: Id,
  number: Text,
  created_at: Text,
  updated_at: Text,
  financial_status: Text,
  fulfillment_status: Text,
  custom_status: maybe(z.object({ permalink: Scalar.pipe(z.string().min(1)), title: Text })),
  total_price: Amount,
  currency_code: Text,
  coupon: Text,
  manager_comment: Text,
  archived: Flag,
  client: maybe(z.object({ id: Text, phone: Text })),
  shipping_address: maybe(z.object({ phone: Text })),
  order_lines: hints(Line),
  discounts: hints(Discount),
  fields_values: hints(FieldValue),
});
export type OrderRow = z.infer<typeof OrderRow>;

/** Neither a cost price nor any other price of the shop's own is ever read. */
export const Variant = z
  .looseObject({
    id: Id,
    title: Text,
    sku: Text,
    barcode: Text,
    price: Amount,
    old_price: Amount,
    quantity: maybe(Amount),
    available: maybe(z.boolean()),
    weight: Amount,
    option_values: hints(z.object({ option_name_id: Text, title: Text })),
  })
  .transform(({ id, title, sku, barcode, price, old_price, quantity, available, weight, option_values, ...rest }) => ({
    ...{ id, title, sku, barcode, price, old_price, quantity, available, weight, option_values },
    stores: storesIn(rest),
  }));
export type Variant = z.infer<typeof Variant>;

/** `quantity_at_warehouseN`, N being the warehouse's index (vendor's docs, 10 Товары). */
const storesIn = (rest: Record<string, unknown>): { index: string; quantity: number | undefined }[] =>
  Object.entries(rest).flatMap(([key, value]) => {
    const index = /^quantity_at_warehouse(\d{1,3})$/.exec(key)?.[1];
    return index === undefined ? [] : [{ index, quantity: Amount.parse(value) }];
  });

const Image = z.object({ original_url: Text, large_url: Text, url: Text });
export const Product = z.object({
  id: Id,
  updated_at: Text,
  title: Text,
  permalink: Text,
  archived: Flag,
  is_hidden: Flag,
  unit: Text,
  vat: Amount,
  images: hints(Image),
  option_names: hints(z.object({ id: Text, title: Text })),
  variants: hints(Variant),
});
export type Product = z.infer<typeof Product>;

export const DiscountCode = z.object({
  id: Id,
  code: Scalar.pipe(z.string().min(1)),
  type_id: Amount,
  discount: Amount,
  disabled: Flag,
  act_once: Flag,
  /** A number of uses or a yes, which of the two is not documented. */
  worked: z
    .union([z.boolean(), z.number().transform(uses => uses > 0)])
    .nullish()
    .transform(value => value ?? undefined)
    .catch(undefined),
  expired_at: Text,
  min_price: Amount,
});
export type DiscountCode = z.infer<typeof DiscountCode>;

export const Titled = z.object({ id: Id, title: Text });
/** A payment gateway, and the delivery variants it is allowed for. */
export const Gateway = Titled.extend({ payment_delivery_variants: hints(z.object({ delivery_variant_id: Text })) });
/** A registered webhook. That lists show its address is inferred: the vendor's page leaves it out. */
export const Webhook = z.object({ id: Id, address: Text, topic: Text, format_type: Text });
export type Webhook = z.infer<typeof Webhook>;
export const Status = z.object({
  permalink: Scalar.pipe(z.string().min(1)),
  title: Text,
  system_status: Text,
  color: Text,
});
export const Field = z.object({ id: Id, destiny: Text, title: Text, office_title: Text, handle: Text });
export const Warehouse = z.object({ id: Id, array_index: Text, title: Text, name: Text });
export const Count = z.object({ count: z.number() });
