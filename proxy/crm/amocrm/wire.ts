import { z } from 'zod';

/** What may be missing, or be of a kind that says nothing, and is no reason to refuse the rest. */
const loose = <Schema extends z.ZodType>(schema: Schema) =>
  schema
    .nullish()
    .transform(value => value ?? undefined)
    .catch(undefined);

/** Numbers in answers, texts in notifications. */
const Id = z
  .union([z.int(), z.string()])
  .transform(String)
  .pipe(z.string().regex(/^[1-9]\d{0,14}$/));
const Hint = loose(Id);
const Text = loose(z.string());
const Amount = loose(z.union([z.number(), z.string()]));
/** Unix seconds (vendor's documentation, all entities), as far as dates go. */
const Seconds = loose(z.int().positive().max(8_640_000_000_000));
const Flag = loose(z.boolean());

/** One page; the last has no `next` (vendor's documentation, contacts). */
export const pageOf = <Row extends z.ZodType>(name: string, row: Row) =>
  z
    .object({
      _links: loose(z.object({ next: loose(z.object({ href: z.string() })) })),
      _embedded: z
        .record(z.string(), z.unknown())
        .transform(embedded => embedded[name])
        .pipe(z.array(row)),
    })
    .transform(({ _links: links, _embedded: rows }) => ({ rows, more: links?.next !== undefined }));

/** Older answers call the code of a value `enum` (documentation, contacts). */
const FieldValue = z.object({ value: z.unknown(), enum_id: Hint, enum_code: Text, enum: Text });
const Field = z.object({ field_id: Hint, field_code: Text, values: z.array(FieldValue).catch([]) });
export type Field = z.infer<typeof Field>;
const Fields = z
  .array(Field)
  .nullish()
  .transform(fields => fields ?? [])
  .catch([]);

const Linked = loose(z.array(z.object({ id: Id })));

export const Lead = z.object({
  id: Id,
  name: Text,
  price: Amount,
  /** With kopecks, where the account has them (vendor's client 1.16.0). */
  price_with_minor_units: Amount,
  status_id: Id,
  pipeline_id: Id,
  created_at: Seconds,
  updated_at: Seconds,
  is_deleted: Flag,
  custom_fields_values: Fields,
  _embedded: loose(z.object({ contacts: Linked })),
});
export type Lead = z.infer<typeof Lead>;

export const Contact = z.object({
  id: Id,
  name: Text,
  custom_fields_values: Fields,
  _embedded: loose(z.object({ leads: Linked })),
});
export type Contact = z.infer<typeof Contact>;

export const Named = z.object({ id: Id, name: z.string() });

/** The answer of `leads/complex` is a bare list, one entry a lead (vendor's documentation). */
export const Complex = z.tuple([z.object({ id: Id, merged: Flag })], z.unknown()).transform(([first]) => first);
export type Complex = z.infer<typeof Complex>;

/** The id of what was written: some answers are a list of one, some the thing itself (documentation, contacts). */
export const writtenIn = (name: string) =>
  z.union([
    z
      .object({ _embedded: z.object({ [name]: z.tuple([z.object({ id: Id })], z.unknown()) }) })
      .transform(({ _embedded: embedded }) => embedded[name]?.[0].id ?? ''),
    z.object({ id: Id }).transform(({ id }) => id),
  ]);

export const Status = z.object({
  id: Id,
  name: z.string(),
  sort: loose(z.number()),
  color: Text,
  /** 1 is the inbox of what nobody has looked at (documentation, pipelines). */
  type: loose(z.int()),
});
export type Status = z.infer<typeof Status>;

export const Pipeline = z.object({
  id: Id,
  name: z.string(),
  is_main: Flag,
  is_archive: Flag,
  _embedded: z.object({ statuses: z.array(Status) }),
});
export type Pipeline = z.infer<typeof Pipeline>;

/** Of a list ("Списки"): a product, a certificate. */
export const Element = z.object({
  id: Id,
  name: Text,
  is_deleted: Flag,
  updated_at: Seconds,
  custom_fields_values: Fields,
});
export type Element = z.infer<typeof Element>;

export const List = z.object({ id: Id, name: z.string(), type: Text });
export const FieldKind = z.object({ id: Id, name: z.string(), code: Text, type: Text });
export type FieldKind = z.infer<typeof FieldKind>;

export const Link = z.object({
  to_entity_id: Id,
  to_entity_type: z.string(),
  metadata: loose(z.object({ quantity: Amount, catalog_id: Hint })),
});
export type Link = z.infer<typeof Link>;

export const Note = z.object({ id: Id, note_type: Text, params: loose(z.object({ text: Text })) });
export type Note = z.infer<typeof Note>;

export const Webhook = z.object({
  destination: z.string(),
  settings: z.array(z.string()).catch([]),
  disabled: Flag,
});
export type Webhook = z.infer<typeof Webhook>;

export const Account = z.object({
  id: Id,
  name: z.string(),
  subdomain: Text,
  currency: Text,
  is_api_filter_enabled: Flag,
});

/** What a grant brings (documentation, OAuth 2.0); a new refresh token with every refresh. */
export const Granted = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: loose(z.number().positive()),
});

/** A refusal; its texts are localised and may quote what was sent (documentation, HTTP statuses). */
export const Problem = z.object({
  'validation-errors': loose(z.array(z.object({ errors: z.array(z.object({ code: Text, path: Text })).catch([]) }))),
});
