import { choose, valueAt } from '../choice.ts';
import type { ShopFacts, Warning } from '../crm.ts';
import { createDraft, type Draft } from '../draft.ts';
import { toMajorNumber } from '../money.ts';
import type { Order } from '../order.ts';
import { toWall } from '../time.ts';
import { plainShipping, shippingOf } from './address.ts';
import { clientOf } from './clients.ts';
import { fieldOf, type SentField } from './fields.ts';
import { filled } from './filled.ts';
import { linesOf } from './lines.ts';
import { buyerComment, managerComment } from './notes.ts';
import type { Settings } from './settings.ts';
import type { FieldValue } from './wire.ts';

/** The value of a field among those of an order. In bodies of 2010 the field's id stands where today its own does. */
export const fieldIn = (values: readonly FieldValue[] | undefined, key: string): string | undefined =>
  values?.find(({ id, field_id, handle }) => handle === key || (field_id ?? id) === key)?.value;

const fieldsOf = (order: Order, { externalIdField, orderFields }: Settings, draft: Draft): SentField[] => {
  const told = Object.entries(orderFields).flatMap(([key, place]) => {
    const value = draft.short(key, valueAt(order, place));
    return value === undefined ? [] : [fieldOf(key, value)];
  });
  return [...(externalIdField ? [fieldOf(externalIdField, order.externalId)] : []), ...told];
};

const idOf = (code: string | undefined): number | undefined => (code === undefined ? undefined : Number(code));

/** The day, and the hour it begins in; the minutes stand in the staff's note. */
const momentOf = (at: string | undefined, zone: string) => {
  const instant = Date.parse(at ?? '');
  if (Number.isNaN(instant)) return {};
  const wall = toWall(instant, zone);
  return { delivery_date: wall.slice(0, 10), delivery_from_hour: Number(wall.slice(11, 13)) };
};

/** Paid is the whole order or nothing: there is no third word for it. */
export const isPaid = ({ payments, total }: Pick<Order, 'payments' | 'total'>): boolean => {
  const paid = payments.filter(({ status }) => status === 'paid');
  const sum = paid.reduce((all, { amount }) => all + (amount?.amount ?? 0), 0);
  return paid.length > 0 && (paid.some(({ amount }) => !amount) || total === null || sum >= total.amount);
};

export interface Parts {
  settings: Settings;
  shop: Pick<ShopFacts, 'language' | 'timeZone'>;
  /** Article: variant. */
  variants: ReadonlyMap<string, string>;
  /** The client's id, where InSales has him. */
  client: string | null;
}

/** An order as InSales takes it. A client who is there already is named and not touched: a form could rename him. */
const bodyOf = (order: Order, { settings, shop, variants, client }: Parts, draft: Draft) => {
  const { lines, missing } = linesOf(order, variants, settings, draft);
  const fields = fieldsOf(order, settings, draft);
  const { cost, at } = order.delivery;
  const { company, ...customer } = order.customer;
  const name = draft.short('name', customer.name ?? company);
  return {
    order_lines_attributes: lines,
    client: client ? { id: Number(client) } : clientOf({ ...customer, ...(name && { name }) }),
    shipping_address_attributes: shippingOf(order, draft),
    ...filled({
      delivery_variant_id: idOf(choose(settings.deliveryVariant, order)),
      payment_gateway_id: idOf(choose(settings.paymentGateway, order)),
      custom_status_permalink: order.status ?? choose(settings.status, order),
      comment: buyerComment(order, settings, shop.language),
      manager_comment: managerComment(order, missing, settings, shop),
      delivery_price: cost ? toMajorNumber(cost) : undefined,
      coupon: order.certificate ?? order.promoCode,
      financial_status: isPaid(order) ? 'paid' : undefined,
      fields_values_attributes: fields.length > 0 ? fields : undefined,
    }),
    ...momentOf(at, shop.timeZone),
  };
};

export interface NewOrder {
  order: ReturnType<typeof bodyOf>;
  warnings: readonly Warning[];
}

export const newOrder = (order: Order, parts: Parts): NewOrder => {
  const draft = createDraft();
  const body = bodyOf(order, parts, draft);
  return { order: body, warnings: draft.warnings };
};

/**
 * What can be left out of a refused order so that it still can be taken; null: nothing of it. Our own id never is: an
 * order that went out without it could not be found again.
 */
export const mended = (
  { order, warnings }: NewOrder,
  refused: readonly string[],
  { externalIdField }: Pick<Settings, 'externalIdField'>,
): NewOrder | null => {
  const isAbout = (field: string): boolean => refused.some(name => name.startsWith(field));
  const kept = order.fields_values_attributes?.filter(
    field => ('handle' in field ? field.handle : String(field.field_id)) === externalIdField,
  );
  const { fields_values_attributes: all, ...rest } = order;
  if (isAbout('fields_values') && all && kept && kept.length < all.length) {
    const dropped: Warning = { code: 'field-dropped', about: 'fields_values', money: false };
    return {
      order: { ...rest, ...(kept.length > 0 && { fields_values_attributes: kept }) },
      warnings: [...warnings, dropped],
    };
  }
  const plain = plainShipping(order.shipping_address_attributes);
  if (
    !isAbout('shipping_address') ||
    Object.keys(plain).length === Object.keys(order.shipping_address_attributes).length
  ) {
    return null;
  }
  const dropped: Warning = { code: 'field-dropped', about: 'shipping_address', money: false };
  return { order: { ...order, shipping_address_attributes: plain }, warnings: [...warnings, dropped] };
};
