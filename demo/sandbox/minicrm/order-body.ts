/** The bodies of calls to `/Api/Order`. */
import { z } from 'zod';
import type { Account } from './account.ts';
import { BadRequest, invalidValue } from './answers.ts';
import { countryBy } from './countries.ts';
import { units } from './labels.ts';
import type { Customer, Item } from './records.ts';
import { type ApiRequest, fieldsOf } from './requests.ts';
import { isTimeOrDay } from './times.ts';
import { rounded } from './totals.ts';

const text = z.union([z.string(), z.number().transform(String)]);
const number = text.pipe(z.string().regex(/^-?\d+(\.\d+)?$/)).transform(Number);
const id = text.pipe(z.string().regex(/^\d{1,15}$/)).transform(Number);
const percent = text.pipe(z.string().regex(/^\d{1,2}(\.\d+)?%?$/)).transform(value => Number(value.replace('%', '')));

/** Manual and vendor's plugin; an empty one is for the plugin's unknown ways. */
export const paymentMethods = ['', 'Other', 'WiredTransfer', 'Card', 'Check', 'CashOnDelivery', 'Cash'] as const;

const itemSchema = z.strictObject({
  Id: id.optional(),
  ...{ SKU: text.optional(), EAN: text.optional(), Name: text.optional(), Description: text.optional() },
  ...{ PriceNet: number.optional(), Quantity: number.optional(), Unit: text.optional(), VAT: percent.optional() },
});

const customerSchema = z.strictObject({
  ...{ Name: text.optional(), CountryId: text.optional(), Country: text.optional(), County: text.optional() },
  ...{ PostalCode: text.optional(), City: text.optional(), Address: text.optional() },
  ...{ AccountNumber: text.optional(), VatNumber: text.optional(), EUVatNumber: text.optional() },
});

const orderSchema = z.strictObject({
  ...{ CustomerId: id.optional(), ReferenceId: text.optional(), Subject: text.optional() },
  CurrencyCode: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  PaymentMethod: z.enum(paymentMethods).optional(),
  Performance: z.string().refine(isTimeOrDay).optional(),
  Customer: customerSchema.optional(),
  Items: z.array(itemSchema).optional(),
});

export type OrderBody = z.infer<typeof orderSchema>;

/** The body of a call; the first fault is told. */
export function orderBody(request: ApiRequest): OrderBody {
  const { success, data, error } = orderSchema.safeParse(fieldsOf(request));
  if (success) return data;
  const [issue] = error.issues;
  const name = issue?.path.map(String).join('.') ?? '';
  if (issue?.code === 'unrecognized_keys') {
    throw new BadRequest(request.what, `Unknown parameter '${[...issue.path, issue.keys[0]].join('.')}'.`);
  }
  throw new BadRequest(request.what, invalidValue('', name));
}

export const noCustomer: Customer = {
  ...{ name: '', countryId: null, county: '', postalCode: '', city: '', address: '' },
  ...{ accountNumber: '', vatNumber: '', euVatNumber: '' },
};

/** A customer with what a body says of him. */
export function customerAfter(
  { settings }: Account,
  what: string,
  had: Customer,
  body: OrderBody['Customer'],
): Customer {
  if (!body) return had;
  const country = body.CountryId ?? body.Country;
  const countryId = country ? countryBy(country, settings.language) : had.countryId;
  if (countryId === undefined) throw new BadRequest(what, invalidValue(country, 'Country'));
  return {
    name: body.Name || had.name,
    countryId,
    county: body.County ?? had.county,
    postalCode: body.PostalCode ?? had.postalCode,
    city: body.City ?? had.city,
    address: body.Address ?? had.address,
    accountNumber: body.AccountNumber ?? had.accountNumber,
    vatNumber: body.VatNumber ?? had.vatNumber,
    euVatNumber: body.EUVatNumber ?? had.euVatNumber,
  };
}

/** The lines after a body: one with an id is changed, one without is added. */
export function itemsAfter(
  account: Account,
  what: string,
  had: readonly Item[],
  body: OrderBody['Items'],
): readonly Item[] {
  let items = had;
  for (const line of body ?? []) {
    const there = items.find(({ id: itemId }) => itemId === line.Id);
    if (line.Id !== undefined && !there) throw new BadRequest(what, invalidValue(line.Id, 'Items.Id'));
    const item = itemAfter(account, what, there, line);
    items = there ? items.map(each => (each === there ? item : each)) : [...items, item];
  }
  return items;
}

function itemAfter(account: Account, what: string, had: Item | undefined, line: z.infer<typeof itemSchema>): Item {
  const name = line.Name ?? had?.name ?? '';
  const unit = line.Unit ?? had?.unit ?? units[account.settings.language][0] ?? '';
  if (name === '') throw new BadRequest(what, 'The Items.Name parameter is missing.');
  if (!units[account.settings.language].includes(unit)) throw new BadRequest(what, invalidValue(unit, 'Unit'));
  return {
    ...{ id: had?.id ?? account.nextId('item'), externalId: had?.externalId ?? null, name, unit },
    ...{ sku: line.SKU ?? had?.sku ?? '', ean: line.EAN ?? had?.ean ?? '' },
    description: line.Description ?? had?.description ?? '',
    priceNet: rounded(line.PriceNet ?? had?.priceNet ?? 0, 6),
    quantity: line.Quantity ?? had?.quantity ?? 1,
    ...{ vat: line.VAT ?? had?.vat ?? 0, folder: had?.folder ?? '' },
  };
}
