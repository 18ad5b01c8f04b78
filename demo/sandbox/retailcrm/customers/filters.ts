/** The filters of `GET customers` (vendor's PHP and Go clients). */
import type { Account } from '../account.ts';
import {
  atLeast,
  atMost,
  type Filters,
  holds,
  isPerson,
  notServed,
  oneOf,
  since,
  until,
  yesNo,
} from '../http/filters.ts';
import type { Customer } from './customer.ts';

const unserved = [
  'segment',
  'notes',
  'region',
  'managers',
  'contragentName',
  'contragentInn',
  'isContact',
  'customFields',
];

export function customerFilters({ orders }: Account): Filters<Customer> {
  const count = ({ id }: Customer): number => [...orders.values()].filter(({ customerId }) => customerId === id).length;
  return {
    ...Object.fromEntries(unserved.map(name => [name, notServed])),
    ids: oneOf(({ id }) => id),
    externalIds: oneOf(({ externalId }) => externalId),
    sites: oneOf(({ site }) => site),
    name: isPerson(({ fields: { lastName, firstName, patronymic, phones } }) => ({
      names: [lastName, firstName, patronymic],
      phones: phones?.map(({ number }) => number) ?? [],
    })),
    email: holds(({ fields }) => [fields.email]),
    city: holds(({ fields }) => [fields.address?.city]),
    discountCardNumber: oneOf(({ fields }) => fields.discountCardNumber),
    vip: yesNo(({ fields }) => fields.vip ?? false),
    bad: yesNo(({ fields }) => fields.bad ?? false),
    tags:
      ({ values }) =>
      ({ tags }) =>
        tags.some(tag => values.includes(tag)),
    minOrdersCount: atLeast(count),
    maxOrdersCount: atMost(count),
    dateFrom: since(({ createdAt }) => createdAt),
    dateTo: until(({ createdAt }) => createdAt),
  };
}
