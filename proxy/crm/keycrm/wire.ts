import { z } from 'zod';

/** KeyCRM documents numbers; clients met numbers written as strings, and null for absent. */
const Text = z.union([z.string(), z.number()]).transform(value => String(value).trim());
/** Told where it can be read, never a reason to fail. */
const Hint = Text.nullish()
  .transform(value => value || undefined)
  .catch(undefined);
const Count = z.coerce.number().int().positive().optional().catch(undefined);
const Amount = z
  .union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)])
  .transform(Number)
  .optional()
  .catch(undefined);
const Id = Text.pipe(z.string().regex(/^\d{1,15}$/));

const listOf = <Row extends z.ZodType>(row: Row) =>
  z.union([z.array(row), z.record(z.string(), row).transform(rows => Object.values(rows))]);

/** One page of a list. The end is told by `next_page_url` (KeyCRM OpenAPI), on live accounts by `last_page` too. */
export const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.object({
    data: listOf(row),
    last_page: Count,
    next_page_url: z.string().nullish().catch(undefined),
  });

const Status = z.object({ id: Hint, name: Hint, alias: Hint, group_id: Hint });

/** What an answer about an order has; every part but the id depends on what was asked for. */
export const Order = z.object({
  id: Id,
  parent_id: Hint,
  source_id: Hint,
  source_uuid: Hint,
  status_id: Hint,
  status_group_id: Hint,
  status_changed_at: Hint,
  grand_total: Amount,
  ordered_at: Hint,
  created_at: Hint,
  updated_at: Hint,
  buyer: z.object({ phone: Hint }).nullish().catch(undefined),
  status: Status.nullish().catch(undefined),
  shipping: z.object({ tracking_code: Hint }).nullish().catch(undefined),
});
export type Order = z.infer<typeof Order>;

const Payment = z.object({
  id: Id,
  payment_method_id: Hint,
  amount: Amount,
  status: Hint,
  payment_date: Hint,
});
export type Payment = z.infer<typeof Payment>;

const WithPayments = z.object({ id: Id, grand_total: Amount, payments: listOf(Payment).nullish() });
/** An order or card with its payments; the description shows a single card as a list of one. */
export const Paid = z.union([
  WithPayments,
  z.object({ data: z.array(WithPayments).min(1) }).transform(({ data }) => data[0]),
]);

/** A created order, card or payment: without its id nothing could follow it. */
export const Created = z.object({ id: Id, grand_total: Amount });
export type Created = z.infer<typeof Created>;
/** What a change is answered with: the changed thing, or `{"status": true}`. */
export const Changed = z.looseObject({ id: Hint });

export const Stock = z.object({
  sku: Hint,
  quantity: Amount,
  reserve: Amount,
  warehouse: listOf(z.object({ id: Hint, name: Hint, quantity: Amount, reserve: Amount }))
    .nullish()
    .catch(undefined),
});
export type Stock = z.infer<typeof Stock>;

const Property = z.object({ name: Text, value: Text });

export const Offer = z.object({
  sku: Hint,
  barcode: Hint,
  price: Amount,
  thumbnail_url: Hint,
  properties: listOf(Property).nullish().catch(undefined),
  product: z
    .object({
      name: Hint,
      currency_code: Hint,
      unit_type: Hint,
      thumbnail_url: Hint,
      is_archived: z.boolean().nullish().catch(undefined),
    })
    .nullish()
    .catch(undefined),
});
export type Offer = z.infer<typeof Offer>;

const Strings = z
  .union([Text.transform(one => [one]), listOf(Text)])
  .nullish()
  .transform(list => list ?? [])
  .catch([]);
export const Buyer = z.object({ id: Id, full_name: Hint, note: Hint, phone: Strings, email: Strings });
export type Buyer = z.infer<typeof Buyer>;

export const Source = z.object({ id: Id, name: Hint, currency_code: Hint });
/** Anything with an id and a name: the directories are alike. */
export const Named = z.object({ id: Id, name: Hint, title: Hint, alias: Hint, full_name: Hint });
export const CustomFields = z.array(z.object({ uuid: Text.pipe(z.string().min(1)), name: Hint, type: Hint }));

/** What a refused call says: a text, and texts by field (seen by clients; the description is silent). */
export const Refusal = z.object({
  message: z.string().catch(''),
  errors: z.record(z.string(), z.unknown()).catch({}),
});

export const Hook = z.object({
  event: z.string(),
  context: z.object({
    id: Id,
    parent_id: Hint,
    source_id: Hint,
    source_uuid: Hint,
    status_id: Id,
    status_group_id: Hint,
    status_changed_at: Hint,
  }),
});
export type Hook = z.infer<typeof Hook>;
