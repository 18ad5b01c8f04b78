/** An order as the API shows it, traps of shape included (live answers, and vendor's clients' tests). */
import type { Account } from '../account.ts';
import { customerView } from '../customers/view.ts';
import { offers } from '../data/catalogue.ts';
import { CURRENCY } from '../data/shops.ts';
import { shownByCode, withoutEmpty } from '../http/fields.ts';
import type { Item, Order, Payment } from './order.ts';
import { type LineTotals, totalsOf } from './totals.ts';

/** `payments` is a list in the answer to a creation, and an object by payment id in all others. */
export function orderView(account: Account, order: Order, payments: 'list' | 'byId' = 'byId'): object {
  const { lines, ...sums } = totalsOf(order);
  const bonuses = lines.reduce((total, line) => total + line.bonuses, 0);
  const customer = account.customers.get(order.customerId);
  const shownCustomer = customer && customerView(account, customer);
  const { contragent, discountManualAmount: _, discountManualPercent: __, ...fields } = order.fields;
  const { id, number, externalId, createdAt, statusUpdatedAt, site, status, fromApi } = order;
  return withoutEmpty({
    slug: id,
    bonusesCreditTotal: 0,
    bonusesChargeTotal: bonuses,
    privilegeType: 'none',
    ...withoutEmpty(fields),
    id,
    number,
    externalId,
    createdAt,
    statusUpdatedAt,
    ...sums,
    currency: CURRENCY,
    markDatetime: createdAt,
    call: fields.call ?? false,
    expired: fields.expired ?? false,
    customer: shownCustomer,
    contact: shownCustomer,
    contragent: { contragentType: contragent?.contragentType ?? 'individual' },
    delivery: deliveryView(order),
    site,
    status,
    fromApi,
    shipped: fields.shipped ?? false,
    items: order.items.map((item, index) => itemView(item, lines[index], index)),
    payments: payments === 'list' ? order.payments.map(paymentView) : paymentsById(order.payments),
    customFields: shownByCode(order.customFields),
  });
}

function deliveryView({ delivery }: Order): object {
  return withoutEmpty({
    ...delivery,
    cost: delivery.cost ?? 0,
    netCost: delivery.netCost ?? 0,
    address: withoutEmpty(delivery.address ?? {}),
  });
}

function itemView(item: Item, totals: LineTotals | undefined, index: number): object {
  const offer = offers.find(({ article }) => article === item.article);
  const { id, initialPrice, createdAt, quantity, purchasePrice, comment, externalIds } = item;
  const keys = offer
    ? { id: offer.id, externalId: offer.article, xmlId: offer.article, article: offer.article }
    : { externalId: item.article };
  return withoutEmpty({
    bonusesChargeTotal: totals?.bonuses ?? 0,
    bonusesCreditTotal: 0,
    markingCodes: [],
    id,
    initialPrice,
    discounts: totals?.discounts,
    discountTotal: totals?.discountTotal,
    prices: totals?.prices,
    createdAt,
    quantity,
    status: 'new',
    purchasePrice,
    ordering: index,
    comment,
    ...(externalIds.length ? { externalIds } : {}),
    offer: withoutEmpty({
      displayName: item.name,
      ...keys,
      name: item.name,
      unit: { code: 'pc', name: 'Штука', sym: 'шт.' },
    }),
    // By code, as PHP keeps it; a list when there are none.
    properties: shownByCode(
      Object.fromEntries(item.properties.map((property, place) => [property.code ?? place, withoutEmpty(property)])),
    ),
  });
}

export function paymentView(payment: Payment): object {
  return withoutEmpty(payment);
}

function paymentsById(payments: readonly Payment[]): object {
  return Object.fromEntries(payments.map(payment => [payment.id, paymentView(payment)]));
}
