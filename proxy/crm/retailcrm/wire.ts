import { z } from 'zod';

/** Numbers come as strings now and then (an id in the Python client's fixture). */
const Scalar = z.union([z.string(), z.number()]).transform(value => String(value).trim());
/** Told where it can be read, never a reason to fail. */
const Text = Scalar.nullish()
  .transform(value => value || undefined)
  .catch(undefined);
const Amount = Scalar.pipe(z.string().regex(/^-?\d+([.,]\d+)?$/))
  .transform(value => Number(value.replace(',', '.')))
  .optional()
  .catch(undefined);
const Flag = z.boolean().optional().catch(undefined);
const Id = Scalar.pipe(z.string().regex(/^[1-9]\d{0,18}$/));

/** PHP's lists: an array, or an object keyed by id or code (payments, statuses), `[]` where an object would be empty. */
const rows = <Row extends z.ZodType>(row: Row) =>
  z.union([z.array(row), z.record(z.string(), row).transform(byKey => Object.values(byKey))]);
/** The same where it is beside the point: rows that cannot be read are left out. */
const hints = <Row extends z.ZodType>(row: Row) =>
  rows(row.nullable().catch(null))
    .transform(all => all.flatMap(each => (each === null ? [] : [each])))
    .catch([]);

/** What every answer has. `errors` is a list of texts, or texts by field (Go client, error tests). */
export const Envelope = z.looseObject({
  success: z.boolean().optional().catch(undefined),
  errorMsg: z.string().optional().catch(undefined),
  errors: z
    .union([
      z.array(z.string()).transform(list => list.map(text => ['', text] as const)),
      z.record(z.string(), z.string()).transform(map => Object.entries(map)),
    ])
    .optional()
    .catch(undefined),
});

export const Done = z.looseObject({});

/** An answer that leaves out how many pages there are is its last. */
const Pagination = z
  .object({ currentPage: z.number(), totalPageCount: z.number() })
  .optional()
  .catch(undefined)
  .transform(page => ({ more: page !== undefined && page.currentPage < page.totalPageCount }));

const Phones = hints(z.object({ number: Scalar }).transform(({ number }) => number));

export const Customer = z.object({ id: Id, externalId: Text, email: Text, phones: Phones });
export type Customer = z.infer<typeof Customer>;
export const Customers = z.object({ customers: rows(Customer) });
export const OneCustomer = z.object({ customer: Customer });
export const CreatedId = z.object({ id: Id });

const PaymentRow = z.object({ id: Id, externalId: Text, type: Text, status: Text, amount: Amount, paidAt: Text });
export type PaymentRow = z.infer<typeof PaymentRow>;
const Offer = z.object({ externalId: Text, xmlId: Text }).optional().catch(undefined);

export const OrderRow = z.object({
  id: Id,
  number: Text,
  externalId: Text,
  site: Text,
  createdAt: Text,
  status: Text,
  phone: Text,
  additionalPhone: Text,
  email: Text,
  totalSumm: Amount,
  currency: Text,
  customer: z.object({ id: Text, phones: Phones }).optional().catch(undefined),
  delivery: z
    .object({ data: z.object({ trackNumber: Text }).optional().catch(undefined) })
    .optional()
    .catch(undefined),
  items: hints(z.object({ offer: Offer })).optional(),
  payments: hints(PaymentRow),
});
export type OrderRow = z.infer<typeof OrderRow>;
export const Orders = z.object({ orders: rows(OrderRow) });
const Ids = rows(z.object({ id: Id, externalId: Text }));
/** Rows of which only the ids matter. */
export const idsOf = (container: string) =>
  z.looseObject({ [container]: Ids }).transform(answer => Ids.parse(answer[container]));
export const OneOrder = z.object({ order: OrderRow });
/** Without an id nothing could follow the order; the order itself may be missing from the answer. */
export const CreatedOrder = z.object({ id: Id, order: OrderRow.optional().catch(undefined) });
export type CreatedOrder = z.infer<typeof CreatedOrder>;

const Coded = z.union([z.object({ code: Scalar }).transform(({ code }) => code), Scalar]);
const Change = z.object({
  id: z.number(),
  createdAt: Text,
  field: Text,
  deleted: Flag,
  newValue: Coded.nullable().catch(null),
  order: z.object({ id: Text, number: Text, externalId: Text, site: Text }).optional().catch(undefined),
});
export type Change = z.infer<typeof Change>;
export const History = z.object({ history: rows(Change), pagination: Pagination });

/** One row of any reference book. */
export const Entry = z.object({
  code: Scalar,
  name: Text,
  active: Flag,
  group: Text,
  inventoryType: Text,
  sites: hints(Scalar).optional(),
  entity: Text,
  paymentTypes: hints(Scalar).optional(),
  deliveryPaymentTypes: hints(Coded).optional(),
});
export type Entry = z.infer<typeof Entry>;
export const entriesOf = (container: string) =>
  z.looseObject({ [container]: rows(Entry) }).transform(answer => rows(Entry).parse(answer[container]));

export const FieldPage = z.object({ customFields: rows(Entry), pagination: Pagination });

export const Inventories = z.object({
  offers: rows(
    z.object({
      externalId: Text,
      xmlId: Text,
      site: Text,
      quantity: Amount,
      stores: hints(z.object({ store: Scalar, quantity: Amount })),
    }),
  ),
  pagination: Pagination,
});
export type Inventory = z.infer<typeof Inventories>['offers'][number];

/** Offers by their ids: here only what kind of thing each is. */
export const Offers = z.object({
  offers: rows(
    z.object({
      externalId: Text,
      xmlId: Text,
      product: z.object({ type: Text }).optional().catch(undefined),
    }),
  ),
});

const Properties = z
  .record(z.string(), Scalar.nullable().catch(null))
  .transform(all => Object.entries(all).flatMap(([name, value]) => (value ? [{ name, value }] : [])))
  .catch([]);
const CatalogueOffer = z.object({
  externalId: Text,
  xmlId: Text,
  name: Text,
  price: Amount,
  prices: hints(z.object({ priceType: Text, price: Amount })),
  active: Flag,
  vatRate: Text,
  weight: Amount,
  length: Amount,
  width: Amount,
  height: Amount,
  barcode: Text,
  images: hints(Scalar),
  properties: Properties,
  unit: z.object({ sym: Text }).optional().catch(undefined),
});
export type CatalogueOffer = z.infer<typeof CatalogueOffer>;
const CatalogueProduct = z.object({
  name: Text,
  active: Flag,
  url: Text,
  imageUrl: Text,
  manufacturer: Text,
  offers: hints(CatalogueOffer),
});
export type CatalogueProduct = z.infer<typeof CatalogueProduct>;
export const Products = z.object({ products: rows(CatalogueProduct), pagination: Pagination });

const Account = z.object({
  id: Id,
  active: Flag,
  status: Text,
  cardNumber: Text,
  amount: Amount,
  loyalty: z.object({ currency: Text }).optional().catch(undefined),
});
export type Account = z.infer<typeof Account>;
export const Accounts = z.object({ loyaltyAccounts: rows(Account) });

export const Credentials = z.object({
  scopes: rows(Scalar),
  siteAccess: Text,
  sitesAvailable: hints(Scalar).optional(),
});
