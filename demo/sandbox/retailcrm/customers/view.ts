/** A customer as the API shows it. */
import type { Account } from '../account.ts';
import { shownByCode, withoutEmpty } from '../http/fields.ts';
import { totalsOf } from '../orders/totals.ts';
import type { Customer } from './customer.ts';

export function customerView(account: Account, customer: Customer): object {
  const { id, externalId, createdAt, site, tags, customFields, fields } = customer;
  const orders = [...account.orders.values()].filter(({ customerId }) => customerId === id);
  const sum = orders.reduce((total, order) => total + totalsOf(order).totalSumm, 0);
  const ordersCount = orders.length;
  return withoutEmpty({
    type: 'customer',
    id,
    externalId,
    isContact: false,
    createdAt,
    site,
    contragent: { contragentType: 'individual' },
    ...fields,
    vip: fields.vip ?? false,
    bad: fields.bad ?? false,
    phones: fields.phones ?? [],
    personalDiscount: fields.personalDiscount ?? 0,
    cumulativeDiscount: 0,
    segments: [],
    marginSumm: sum,
    totalSumm: sum,
    averageSumm: ordersCount ? sum / ordersCount : 0,
    ordersCount,
    costSumm: 0,
    tags: tags.map(name => ({ name, color: '#3e89b6', attached: false })),
    customFields: shownByCode(customFields),
  });
}
