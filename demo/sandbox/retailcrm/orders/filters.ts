/** The filters of `GET orders` (vendor's PHP and Go clients). */
import type { Account } from '../account.ts';
import { groupOf, statuses } from '../data/statuses.ts';
import { refusals } from '../http/answers.ts';
import {
  anyOf,
  atLeast,
  atMost,
  type Filter,
  type Filters,
  holds,
  isPerson,
  notServed,
  oneOf,
  since,
  until,
  yesNo,
} from '../http/filters.ts';
import { textAt } from '../http/tree.ts';
import type { Order } from './order.ts';
import { totalsOf } from './totals.ts';

/** Those the API has and nobody here has needed. */
const unserved = [
  ...['contragentName', 'contragentInn', 'contragentKpp', 'contragentTypes', 'deliveryStates', 'deliveryExternalId'],
  ...[
    'managers',
    'managerGroups',
    'couriers',
    'mgChannels',
    'paidAtFrom',
    'paidAtTo',
    'fullPaidAtFrom',
    'fullPaidAtTo',
  ],
  ...['vip', 'bad', 'online', 'metro', 'tasksCounts', 'customerType', 'companyName', 'attachments', 'deliveryServices'],
  ...['minDeliveryNetCost', 'maxDeliveryNetCost', 'minMarginSumm', 'maxMarginSumm', 'adContentName', 'keywordName'],
];

export function orderFilters(account: Account): Filters<Order> {
  const customerOf = (order: Order) => account.customers.get(order.customerId);
  const total = (order: Order): number => totalsOf(order).totalSumm;
  return {
    ...Object.fromEntries(unserved.map(name => [name, notServed])),
    ids: oneOf(({ id }) => id),
    externalIds: oneOf(({ externalId }) => externalId),
    numbers: oneOf(({ number }) => number),
    customer: isPerson(({ fields: { lastName, firstName, patronymic, phone, additionalPhone } }) => ({
      names: [lastName, firstName, patronymic],
      phones: [phone, additionalPhone],
    })),
    customerId: oneOf(({ customerId }) => customerId),
    customerExternalId: oneOf(order => customerOf(order)?.externalId),
    email: holds(({ fields }) => [fields.email]),
    extendedStatus,
    paymentStatuses: anyOf(({ payments }) => payments.map(({ status }) => status)),
    paymentTypes: anyOf(({ payments }) => payments.map(({ type }) => type)),
    deliveryTypes: oneOf(({ delivery }) => delivery.code),
    orderTypes: oneOf(({ fields }) => fields.orderType),
    orderMethods: oneOf(({ fields }) => fields.orderMethod),
    sites: oneOf(({ site }) => site),
    shipmentStores: oneOf(({ fields }) => fields.shipmentStore),
    countries: oneOf(({ fields }) => fields.countryIso),
    shipped: yesNo(({ fields }) => fields.shipped ?? false),
    call: yesNo(({ fields }) => fields.call ?? false),
    expired: yesNo(({ fields }) => fields.expired ?? false),
    createdAtFrom: since(({ createdAt }) => createdAt),
    createdAtTo: until(({ createdAt }) => createdAt),
    statusUpdatedAtFrom: since(({ statusUpdatedAt }) => statusUpdatedAt),
    statusUpdatedAtTo: until(({ statusUpdatedAt }) => statusUpdatedAt),
    deliveryDateFrom: since(({ delivery }) => delivery.date),
    deliveryDateTo: until(({ delivery }) => delivery.date),
    shipmentDateFrom: since(({ fields }) => fields.shipmentDate),
    shipmentDateTo: until(({ fields }) => fields.shipmentDate),
    minPrice: atLeast(total),
    maxPrice: atMost(total),
    minPrepaySumm: atLeast(order => totalsOf(order).prepaySum),
    maxPrepaySumm: atMost(order => totalsOf(order).prepaySum),
    minDeliveryCost: atLeast(({ delivery }) => delivery.cost),
    maxDeliveryCost: atMost(({ delivery }) => delivery.cost),
    trackNumber: oneOf(({ delivery }) => String(delivery.data?.trackNumber ?? '')),
    product: holds(({ items }) => items.map(({ name }) => name)),
    city: holds(({ delivery }) => [delivery.address?.city]),
    region: holds(({ delivery }) => [delivery.address?.region]),
    index: oneOf(({ delivery }) => delivery.address?.index),
    customerComment: holds(({ fields }) => [fields.customerComment]),
    managerComment: holds(({ fields }) => [fields.managerComment]),
    sourceName: holds(({ fields }) => [fields.source?.source]),
    mediumName: holds(({ fields }) => [fields.source?.medium]),
    campaignName: holds(({ fields }) => [fields.source?.campaign]),
    customFields: byCustomFields,
  };
}

/** Codes of statuses; that codes of groups are not taken is a choice. */
const extendedStatus: Filter<Order> = ({ values }) => {
  if (!values.every(value => statuses.some(({ code }) => code === value))) {
    throw refusals.badParameters({ 'children[extendedStatus]': 'One or more of the given values is invalid.' });
  }
  return ({ status }) => values.includes(status);
};

/** `[code]=value`, or `[code][min]` and `[code][max]` (RetailCRM API rules). */
const byCustomFields: Filter<Order> = ({ below }) => {
  return ({ customFields }) =>
    [...below].every(([code, wanted]) => {
      const value = customFields[code];
      if (typeof wanted === 'string') return value !== undefined && String(value) === wanted;
      const [min, max] = [textAt(wanted, 'min'), textAt(wanted, 'max')];
      return value !== undefined && (!min || Number(value) >= Number(min)) && (!max || Number(value) <= Number(max));
    });
};

/** The group a status belongs to, as `orders/statuses` answers it. */
export function statusOf({ id, externalId, status }: Order): object {
  return { id, ...(externalId === null ? {} : { externalId }), status, group: groupOf(status) };
}
