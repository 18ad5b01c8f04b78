import { z } from 'zod';

/** What may be missing, or be of a kind that says nothing, and is no reason to refuse the rest. */
const loose = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

const Id = z.string().min(1).max(64);
const Text = loose(z.string());
const Amount = loose(z.number());

/** What a reference points at; expanded ones bring fields along. */
export const Pointer = z.object({
  meta: z.object({ href: z.string(), type: Text }),
  name: Text,
  phone: Text,
  stateType: Text,
  color: Amount,
});

const ListMeta = loose(z.object({ size: z.int().min(0), limit: loose(z.int()), offset: loose(z.int()) }));

export const listOf = <Row extends z.ZodType>(row: Row) => z.object({ meta: ListMeta, rows: z.array(row) });

export const Failure = z.object({
  errors: z.array(z.object({ code: loose(z.int()), parameter: Text, error: Text })).min(1),
});

export const Created = z.object({ id: Id });
export const Named = z.object({ id: Id, name: z.string(), code: Text, externalCode: Text });
export type Named = z.infer<typeof Named>;

export const Counterparty = z.object({
  ...{ id: Id, name: Text, email: Text, phone: Text, externalCode: Text, description: Text },
});
export type Counterparty = z.infer<typeof Counterparty>;

export const State = z.object({ id: Id, name: z.string(), color: Amount, stateType: Text });
export type State = z.infer<typeof State>;

const Field = z.object({ id: Id, name: z.string() });
/** The documentation shows the fields as an array, the OpenAPI description as a list of its own. */
export const Metadata = z.object({
  states: z.array(State),
  attributes: z.union([z.array(Field), z.object({ rows: z.array(Field) }).transform(({ rows }) => rows)]).catch([]),
});
export type Metadata = z.infer<typeof Metadata>;

export const OrderRow = z.object({
  id: Id,
  name: z.string(),
  code: Text,
  externalCode: Text,
  syncId: Text,
  moment: Text,
  created: Text,
  updated: Text,
  deleted: Text,
  sum: Amount,
  state: loose(Pointer),
  agent: loose(Pointer),
  organization: loose(Pointer),
  positions: loose(z.object({ meta: z.object({ size: z.int() }) })),
});
export type OrderRow = z.infer<typeof OrderRow>;

const Price = z.object({
  value: z.number(),
  priceType: loose(z.object({ id: Text, name: Text })),
  currency: loose(Pointer),
});

/**
 * An article. Purchase price, supplier and the shop's own fields are in the answer too: what is not named here is gone.
 */
export const Article = z.object({
  id: Id,
  name: z.string(),
  code: Text,
  externalCode: Text,
  archived: loose(z.boolean()),
  salePrices: z.array(Price).catch([]),
  weight: Amount,
  pathName: Text,
  effectiveVat: Amount,
  effectiveVatEnabled: loose(z.boolean()),
  variantsCount: Amount,
  barcodes: z.array(z.record(z.string(), z.string())).catch([]),
  characteristics: z.array(z.object({ name: z.string(), value: z.string() })).catch([]),
});
export type Article = z.infer<typeof Article>;

/** A row of the short stock report; its amount stands under the name that was asked for. Null: being counted. */
export const StockLines = z.array(
  z.object({
    assortmentId: Id,
    storeId: z.string().nullish().catch(null),
    stock: z.number().nullish().catch(null),
    freeStock: z.number().nullish().catch(null),
    quantity: z.number().nullish().catch(null),
  }),
);
export type StockLine = z.infer<typeof StockLines>[number];

const Value = z.object({ id: Text, name: Text, meta: loose(z.object({ href: z.string() })), value: z.unknown() });
/** An element of a custom dictionary. */
export const Element = z.object({ name: z.string(), code: Text, attributes: z.array(Value).catch([]) });
export type Element = z.infer<typeof Element>;

/** A notification names what was changed, and nothing of it (documentation, Webhooks). */
export const Notification = z.object({
  events: z.array(z.object({ meta: z.object({ type: Text, href: Text }), action: Text })),
});
/** That of a change of stock is another. */
export const StockNotification = z.object({ reportUrl: z.string() });

/** A registered webhook. */
export const Webhook = z.object({
  id: Id,
  url: Text,
  action: Text,
  entityType: Text,
  enabled: loose(z.boolean()),
});
export type Webhook = z.infer<typeof Webhook>;

const Dictionary = z.object({ name: Text, entityMeta: z.object({ href: z.string() }) });
/** What the company has made itself. */
export const Company = z.object({ customEntities: z.array(Dictionary).catch([]) });

export const PriceTypes = z.array(z.object({ id: Id, name: z.string() }));
