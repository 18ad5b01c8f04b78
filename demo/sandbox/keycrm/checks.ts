/** Whether what an order or a lead refers to is there, and what it makes of it. */
import type { Account } from './account.ts';
import type { FieldBody, LineBody, PaymentBody, ShippingBody } from './bodies.ts';
import { costOf, offerBySku, priceOf } from './catalogue-view.ts';
import { type CustomField, customFields } from './custom-field-directory.ts';
import { deliveryServices, NOVA_POSHTA, users } from './directories.ts';
import { products } from './menu.ts';
import type { FieldValue, Line, Payment, Shipping } from './records.ts';
import { utcTime } from './times.ts';
import type { FaultList } from './validation.ts';

/** A line with a sku of the catalogue is that product; any other is a one-off, which has to have a name of its own. */
export function checkLines(bodies: readonly LineBody[], faults: FaultList): void {
  for (const [index, { sku, name }] of bodies.entries()) {
    if (!offerBySku(sku) && !name) faults.add(`products.${index}.name`, 'is required');
  }
}

/** The lines of a body that passed its checks. */
export function makeLines(account: Account, bodies: readonly LineBody[]): Line[] {
  return bodies.map(body => {
    const offer = offerBySku(body.sku);
    const product = products.find(each => each.id === offer?.productId);
    return {
      id: account.nextId('line'),
      sku: body.sku ?? null,
      name: product?.name ?? body.name ?? '',
      // No document tells what a line without a price costs: here, what the catalogue has.
      price: body.price ?? (offer ? priceOf(account, offer) : 0),
      quantity: body.quantity ?? 1,
      unit_type: body.unit_type ?? null,
      purchased_price: body.purchased_price ?? (offer ? costOf(account, offer) : 0),
      discount_percent: body.discount_percent ?? 0,
      discount_amount: body.discount_amount ?? 0,
      comment: body.comment ?? null,
      picture: body.picture ?? null,
      properties: body.properties.flatMap(readProperty),
      product_status_id: null,
    };
  });
}

/** One without a name or a value is left out without a word (KeyCRM OpenAPI 1.2.0). */
function readProperty({ name, value }: Readonly<Record<string, unknown>>) {
  const isText = (each: unknown): boolean => typeof each === 'string' || typeof each === 'number';
  return isText(name) && isText(value) ? [{ name: String(name), value: String(value) }] : [];
}

/** A payment has a method, by id or by name. */
export function checkPayment(account: Account, body: PaymentBody, path: string, faults: FaultList): void {
  const { payment_method_id: id, payment_method: name } = body;
  if (!id && !name) faults.add(`${path}payment_method_id`, 'is required when payment_method is not given');
  const isKnown = account.paymentMethods.some(method => method.id === id);
  if (id && !isKnown) faults.add(`${path}payment_method_id`, 'names no payment method');
}

/** A payment; a method the account does not have by name becomes one of its own, which no document tells. */
export function makePayment(account: Account, body: PaymentBody, status: Payment['status']): Payment {
  const now = utcTime(account.kit.clock.now());
  return {
    id: account.nextId('payment'),
    payment_method_id: body.payment_method_id ?? methodNamed(account, body.payment_method ?? ''),
    amount: body.amount,
    description: body.description ?? null,
    status: body.status ?? status,
    payment_date: body.payment_date ?? now,
    created_at: now,
    updated_at: now,
  };
}

function methodNamed({ paymentMethods, nextId }: Account, name: string): number {
  const found = paymentMethods.find(method => method.name.toLowerCase() === name.toLowerCase());
  if (found) return found.id;
  const id = nextId('method');
  paymentMethods.push({ id, name, alias: `method_${id}`, is_active: true });
  return id;
}

/** A Nova Poshta branch needs its service (KeyCRM OpenAPI 1.2.0, `warehouse_ref`). */
export function checkShipping({ delivery_service_id: id, warehouse_ref }: ShippingBody, faults: FaultList): void {
  const service = deliveryServices.find(each => each.id === id);
  if (id && !service) faults.add('shipping.delivery_service_id', 'names no delivery service');
  if (!warehouse_ref) return;
  if (!id) faults.add('shipping.delivery_service_id', 'is required when warehouse_ref is given');
  else if (service && service.source_name !== NOVA_POSHTA) faults.add('shipping.warehouse_ref', 'needs Nova Poshta');
}

const noShipping: Shipping = {
  delivery_service_id: null,
  shipping_service: null,
  tracking_code: null,
  shipping_status: null,
  shipping_address_city: null,
  shipping_address_country: null,
  shipping_address_country_code: null,
  shipping_address_region: null,
  shipping_address_zip: null,
  shipping_secondary_line: null,
  shipping_receive_point: null,
  recipient_full_name: null,
  recipient_phone: null,
  warehouse_ref: null,
  shipping_date: null,
  shipping_date_actual: null,
};

/** An order's shipping, what was sent of it over what was known. */
export function makeShipping(body: ShippingBody | null | undefined, known: Shipping = noShipping): Shipping {
  const sent = Object.entries(body ?? {}).filter(([, value]) => value !== undefined);
  return { ...known, ...Object.fromEntries(sent) };
}

/** A field has to exist, and a choice to be one of its options (KeyCRM help, fields of an order). */
export function checkFields(bodies: readonly FieldBody[], faults: FaultList): void {
  for (const [index, { uuid, value }] of bodies.entries()) {
    const field = customFields.find(each => each.uuid === uuid);
    if (!field) faults.add(`custom_fields.${index}.uuid`, 'names no field');
    else if (field.type === 'select') checkChoice(field, value, `custom_fields.${index}.value`, faults);
  }
}

function checkChoice({ options, is_multiple }: CustomField, value: unknown, path: string, faults: FaultList): void {
  if (value === null || value === undefined) return;
  const chosen = Array.isArray(value) ? value : undefined;
  const known = options.map(option => option.value);
  if (!chosen) faults.add(path, 'must be an array of strings');
  else if (!is_multiple && chosen.length > 1) faults.add(path, 'takes one option');
  else if (!chosen.every(each => known.includes(each))) faults.add(path, `must hold options only: ${known.join(', ')}`);
}

/** The values for fields of one model; those of another are left out, with a note. */
export function makeFields(bodies: readonly FieldBody[], model: CustomField['model'], notes: string[]): FieldValue[] {
  return bodies.flatMap(({ uuid, value }) => {
    if (customFields.find(each => each.uuid === uuid)?.model === model) return [{ uuid, value: value ?? null }];
    notes.push(`custom field ${uuid} was not used: it is not a field of this kind of record`);
    return [];
  });
}

export function checkManager(id: number | null | undefined, faults: FaultList): void {
  if (id && !users.some(user => user.id === id)) faults.add('manager_id', 'names no user');
}
