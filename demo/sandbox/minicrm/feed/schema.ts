/** The webshop XML as data: what elements there are, and the form of their contents (vendor's pages and plugin). */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';
import { isLocalTime } from '../../kit/zoned-time.ts';
import { paymentMethods } from '../order-body.ts';
import { entityDecoder } from './entities.ts';

/** Elements that may stand side by side; any other twice is a fault. */
const repeated = new Set([
  'Projects.Project',
  ...['Emails.Email', 'Phones.Phone', 'Addresses.Address'].flatMap(path => [
    `Projects.Project.Business.${path}`,
    `Projects.Project.Contacts.Contact.${path}`,
  ]),
  'Projects.Project.Contacts.Contact',
  'Projects.Project.Orders.Order',
  'Projects.Project.Orders.Order.Products.Product',
]);

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  entityDecoder,
  isArray: (_name, path) => repeated.has(String(path)),
});

/** An empty element that could have had others in it is parsed as an empty text. */
function within<T extends z.ZodType>(schema: T) {
  return z.preprocess(value => (value === '' ? {} : value), schema);
}

const text = z.string('one text was expected');
const id = text.regex(/^[1-9]\d{0,14}$/, 'an integer was expected');
const decimal = text.regex(/^-?\d+(\.\d+)?$/, 'a number was expected').transform(Number);
const values = z.array(within(z.strictObject({ Value: text, Type: text.optional() }))).optional();
const emails = within(z.strictObject({ Email: values })).optional();
const phones = within(z.strictObject({ Phone: values })).optional();

const addressSchema = z.strictObject({
  ...{ Type: text.optional(), Name: text.optional(), CountryId: text.optional(), County: text.optional() },
  ...{ PostalCode: text.optional(), City: text.optional(), Address: text.optional() },
});
const addresses = within(z.strictObject({ Address: z.array(within(addressSchema)).optional() })).optional();

const reachable = {
  ...{ Name: text.max(512).optional(), Email: text.optional(), Emails: emails },
  ...{ Phone: text.optional(), Phones: phones, Addresses: addresses },
};

const businessSchema = z.strictObject({
  ...{ '@Id': id.optional(), ...reachable, VatNumber: text.optional(), EUVatNumber: text.optional() },
  RegistrationNumber: text.optional(),
});

const contactSchema = z.strictObject({
  ...{
    '@Id': id.optional(),
    ...reachable,
    Type: text.optional(),
    FirstName: text.optional(),
    LastName: text.optional(),
  },
});

const productSchema = z.strictObject({
  ...{
    '@Id': id,
    Name: text.max(512).optional(),
    SKU: text.optional(),
    EAN: text.optional(),
    PriceNet: decimal.optional(),
  },
  Description: text.max(1024).optional(),
  Quantity: decimal.refine(value => value > 0, 'more than 0 was expected').optional(),
  Unit: text.optional(),
  VAT: text
    .regex(/^\d{1,2}(\.\d+)?%?$/, 'a percentage was expected')
    .transform(value => Number(value.replace('%', '')))
    .optional(),
  FolderName: text.optional(),
});

const customerSchema = z.strictObject({
  ...{ Name: text.optional(), CountryId: text.optional(), PostalCode: text.optional() },
  ...{ City: text.optional(), Address: text.optional() },
});

const orderSchema = z.strictObject({
  '@Id': id,
  Number: text.max(512).optional(),
  CurrencyCode: text.regex(/^[A-Z]{3}$/, 'an ISO code was expected').optional(),
  Language: z.enum(['_EN', '_HU', '_RO']).optional(),
  Performance: text.refine(isLocalTime, 'YYYY-MM-DD HH:MM:SS was expected').optional(),
  Subject: text.optional(),
  // `Paid` is seen nowhere.
  Status: z.enum(['Issued', 'Completed', 'Failed', 'Draft']).optional(),
  PaymentMethod: z.enum(paymentMethods).optional(),
  Project: within(z.record(z.string(), text)).optional(),
  Customer: within(customerSchema).optional(),
  Products: within(z.strictObject({ Product: z.array(within(productSchema)).optional() })).optional(),
});

/** Elements beside these are fields of the card. */
const projectSchema = z
  .object({
    ...{ '@Id': id, Name: text.max(512).optional(), CategoryId: text.optional(), StatusId: text.optional() },
    ...{ UserId: text.optional(), ContactId: id.optional(), Business: within(businessSchema).optional() },
    Contacts: within(z.strictObject({ Contact: z.array(within(contactSchema)).optional() })).optional(),
    Orders: within(z.strictObject({ Order: z.array(within(orderSchema)).optional() })).optional(),
  })
  .catchall(text);

export type FeedProject = z.infer<typeof projectSchema>;
export type FeedBusiness = z.infer<typeof businessSchema>;
export type FeedContact = z.infer<typeof contactSchema>;
export type FeedOrder = z.infer<typeof orderSchema>;
export type FeedProduct = z.infer<typeof productSchema>;

/** The elements of a project that are its own, and no fields of the card. */
export const ownElements: readonly string[] = Object.keys(projectSchema.shape);

const fileSchema = z.strictObject({
  Projects: within(z.strictObject({ Project: z.array(within(z.record(z.string(), z.unknown()))).default([]) })),
});

type File = { readonly projects: readonly Readonly<Record<string, unknown>>[] } | { readonly problem: string };

/** The projects of a file, their contents yet unchecked. */
export function readFile(bytes: Buffer): File {
  let file: ReturnType<typeof fileSchema.safeParse>;
  try {
    const xml = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const valid = XMLValidator.validate(xml);
    if (valid !== true) return { problem: `The file is not XML: ${valid.err.msg} (line ${valid.err.line})` };
    file = fileSchema.safeParse(parser.parse(xml));
  } catch (error) {
    return { problem: `The file cannot be read: ${error instanceof Error ? error.message : ''}` };
  }
  return file.success ? { projects: file.data.Projects.Project } : { problem: 'The file has no Projects at its root.' };
}

export interface ReadProject {
  readonly project?: FeedProject;
  readonly reasons: readonly string[];
  /** Elements there is no place for. */
  readonly unknown: readonly string[];
}

/** A project whose elements are where and as they have to be, or the reasons why it is not one. */
export function readProject(raw: unknown): ReadProject {
  const { success, data, error } = projectSchema.safeParse(raw);
  if (success) return { project: data, reasons: [], unknown: [] };
  const unknown = error.issues.flatMap(issue =>
    issue.code === 'unrecognized_keys' ? issue.keys.map(key => [...issue.path, key].join('.')) : [],
  );
  const faults = error.issues.filter(({ code }) => code !== 'unrecognized_keys');
  if (faults.length > 0)
    return { reasons: faults.map(({ path, message }) => `${path.join('.')}: ${message}`), unknown };
  const { project } = readProject(without(raw, error.issues));
  return project ? { project, reasons: [], unknown } : { reasons: [], unknown };
}

function without(raw: unknown, issues: readonly z.core.$ZodIssue[]): unknown {
  const copy: unknown = structuredClone(raw);
  for (const issue of issues) {
    if (issue.code !== 'unrecognized_keys') continue;
    const place = issue.path.reduce<unknown>((at, key) => childOf(at, key), copy);
    for (const key of issue.keys) if (isObject(place)) delete place[key];
  }
  return copy;
}

function childOf(place: unknown, key: PropertyKey): unknown {
  return isObject(place) ? place[key] : undefined;
}

function isObject(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}
