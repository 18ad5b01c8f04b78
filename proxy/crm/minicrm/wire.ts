import { z } from 'zod';

/** Numbers come as numbers in one place and as texts in another. */
const Id = z.union([z.int(), z.string().regex(/^\d+$/)]).transform(String);
const Text = z.union([z.string(), z.number()]).transform(String);
const Flag = z
  .union([z.literal([0, 1, '0', '1', '']), z.boolean()])
  .transform(value => ![0, '0', '', false].includes(value));

/** What is unset is empty, zero, or not there. */
const Reference = z
  .union([Text, z.null()])
  .optional()
  .transform(value => (value && value !== '0' ? value : undefined));

/** `Results` has its rows by id, or in a list where PHP made one of them, or is null (public clients). */
export const listOf = <Row extends z.ZodType>(row: Row) =>
  z
    .object({
      Count: z.coerce.number().optional(),
      Results: z.union([z.array(row), z.record(z.string(), row), z.null()]),
    })
    .transform(({ Count, Results }) => ({ count: Count, rows: Object.values(Results ?? {}) as z.output<Row>[] }));

/** A card as lists have it: `StatusId` is an id here. */
export const CardRow = z.object({
  Id,
  Name: Text.optional().catch(undefined),
  ContactId: Reference,
  BusinessId: Reference,
  StatusId: Reference,
  Deleted: Flag.nullish(),
});
export type CardRow = z.output<typeof CardRow>;

/** A card by itself: `StatusId` is a label here, and every field of its own stands beside the others. */
export const Card = z.looseObject({
  Id,
  CategoryId: Reference,
  ContactId: Reference,
  BusinessId: Reference,
  Name: Text.optional().catch(undefined),
  StatusId: Reference,
  CreatedAt: z.string().optional().catch(undefined),
  Deleted: Flag.nullish(),
});
export type Card = z.output<typeof Card>;

export const Contact = z.object({
  Id,
  Type: z.string().optional().catch(undefined),
  Phone: Text.optional().catch(undefined),
  BusinessId: Reference,
});
export type Contact = z.output<typeof Contact>;

/** The newest stands first in the manual, but rows keyed by numbers lose their order in JavaScript. */
export const Passage = z.object({
  Id,
  ClosedAt: z.string().optional().catch(undefined),
  Status_New_Id: Reference,
  Status_New_Name: Text.optional().catch(undefined),
});
export type Passage = z.output<typeof Passage>;

/** A field's type, or the labels of its values by their ids. */
export const Schema = z.record(z.string(), z.union([z.string(), z.record(z.string(), Text), z.array(z.unknown())]));
export type Schema = z.output<typeof Schema>;

export const Categories = z.record(z.string().regex(/^\d+$/), z.string().min(1));

export const OrderRow = z.object({
  Id,
  ProjectId: Id,
  CurrencyCode: z.string().optional().catch(undefined),
  Amount: Text.optional().catch(undefined),
  Paid: z.string().optional().catch(undefined),
});
export type OrderRow = z.output<typeof OrderRow>;

export const Todo = z.object({ Comment: z.string().optional().catch(undefined) });

/** What a write answers. */
export const Written = z.object({ Id });

/** What the file sync says is documented nowhere: any JSON will do, as only the order's card proves anything. */
export const Said = z.json();

/** An order as it stands after one of its steps; of what `/Paid` and the others answer, nothing is documented. */
export const Stepped = z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]);

export const Hook = z.object({
  Type: z.string(),
  Data: z.object({ CategoryId: Reference }).optional(),
  Changed: z.array(z.string()).optional(),
});
