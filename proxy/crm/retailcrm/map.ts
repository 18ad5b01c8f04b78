import { choose, valueAt } from '../choice.ts';
import type { Warning } from '../crm.ts';
import { createDraft, type Draft } from '../draft.ts';
import { toMajorNumber } from '../money.ts';
import { type Order, orderDiscount, weightOf } from '../order.ts';
import { toWall } from '../time.ts';
import type { Context } from './api.ts';
import { deliveryOf } from './delivery.ts';
import { filled } from './filled.ts';
import { flagsOf } from './flags.ts';
import { type Item, itemsOf } from './lines.ts';
import { managerComment } from './notes.ts';
import { paymentsOf } from './payments.ts';
import { namesOf } from './person.ts';
import type { Settings } from './settings.ts';

/** The JSON of one order, and what a manager should know about it. */
export interface NewOrder {
  order: Record<string, unknown> & { items: Item[]; customer?: { id: number } };
  warnings: readonly Warning[];
}

const UTM = { source: 'source', medium: 'medium', campaign: 'campaign', term: 'keyword', content: 'content' };

/** UTM marks have a place of their own. */
const sourceOf = ({ marketing }: Order, draft: Draft) =>
  filled(
    Object.fromEntries(
      Object.entries(UTM).map(([mark, field]) => [field, draft.short(`source.${field}`, marketing[`utm_${mark}`])]),
    ),
  );

const personOf = ({ customer, delivery }: Order, draft: Draft) => {
  const { lastName, firstName, patronymic } = namesOf(customer);
  return {
    lastName: draft.short('lastName', lastName),
    firstName: draft.short('firstName', firstName),
    patronymic: draft.short('patronymic', patronymic),
    phone: draft.short('phone', customer.phone),
    // The order's own phone stays the customer's: it is what they look the order up by.
    additionalPhone: draft.short('additionalPhone', delivery.recipient?.phone),
    email: draft.short('email', customer.email?.toLowerCase()),
    contragent: customer.company
      ? { contragentType: 'legal-entity', legalName: draft.short('contragent.legalName', customer.company) }
      : undefined,
  };
};

const codesOf = (order: Order, settings: Settings) => ({
  orderMethod: choose(settings.orderMethod, order),
  orderType: choose(settings.orderType, order),
  status: order.status ?? choose(settings.status, order),
  shipmentStore: choose(settings.shipmentStore, order),
});

const customFieldsOf = (order: Order, { customFields, flags }: Settings) =>
  filled({
    ...Object.fromEntries(Object.entries(customFields).map(([code, place]) => [code, valueAt(order, place)])),
    ...flagsOf(order, flags, 'customFields'),
  });

/** Grams and millimetres, as the Bitrix module sends them (inferred: the units are documented nowhere). */
const parcelOf = (order: Order, { parcel }: Settings, draft: Draft): Record<string, number> => {
  const weight = parcel.weight ? null : weightOf(order);
  const placed = Object.fromEntries(
    Object.entries(parcel).flatMap(([side, place]) => {
      const text = place && valueAt(order, place)?.trim();
      if (!text) return [];
      const size = Number(text.replace(',', '.'));
      if (size > 0 && size < 1e9) return [[side, side === 'weight' ? size : Math.round(size)]];
      draft.warn('field-dropped', side);
      return [];
    }),
  );
  // How the goods are packed, and so how large the parcel is, nobody says.
  return weight ? { weight, ...placed } : placed;
};

const moneyOf = (order: Order) => {
  const discount = orderDiscount(order);
  return discount.amount > 0 ? { discountManualAmount: toMajorNumber(discount) } : {};
};

/** An order as `orders/create` takes it. Pure: the same order gives the same JSON. */
export const newOrder = (
  order: Order,
  { settings, shop, zone }: Omit<Context, 'api'>,
  customerId: string | null,
): NewOrder => {
  const draft = createDraft();
  const payments = paymentsOf(order, settings, zone, draft);
  const fields = {
    externalId: order.externalId,
    number: settings.copyNumber ? order.number : undefined,
    createdAt: toWall(Date.parse(order.placedAt), zone),
    ...codesOf(order, settings),
    ...personOf(order, draft),
    customer: customerId === null ? undefined : { id: Number(customerId) },
    customerComment: order.comment?.trim() || undefined,
    managerComment: managerComment(order, settings, shop.language),
    delivery: deliveryOf(order, settings, zone, draft),
    payments: payments.length > 0 ? payments : undefined,
    source: sourceOf(order, draft),
    customFields: customFieldsOf(order, settings),
    ...parcelOf(order, settings, draft),
    ...moneyOf(order),
  };
  return {
    order: { ...filled(fields), items: itemsOf(order, settings, shop.language) } as NewOrder['order'],
    warnings: draft.warnings,
  };
};
