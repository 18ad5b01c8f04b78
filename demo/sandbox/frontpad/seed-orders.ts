/** The orders an account starts with. */
import { localTime } from '../kit/zoned-time.ts';
import { type Account, type Line, nextIds, productsOf } from './account.ts';
import { statuses, takenByPhone } from './data.ts';

/** Puts the orders taken by phone into a fresh account. */
export function seedOrders(account: Account): void {
  const products = productsOf(account);
  for (const { phone, name, status, lines: taken } of takenByPhone) {
    const lines: Line[] = taken.flatMap(({ article, quantity }) => {
      const product = products.find(each => each.article === article);
      return product ? [{ sku: article, quantity, price: product.price, name: product.name, parent: null }] : [];
    });
    const sum = lines.reduce((total, { price, quantity }) => total + price * quantity, 0);
    const ids = nextIds(account);
    account.orders.set(ids.ref, {
      ...ids,
      externalId: null,
      phone,
      status,
      lines,
      statusName: statuses.find(({ code }) => code === status)?.name ?? '',
      name,
      comment: '',
      certificate: null,
      totals: { lines: sum, discount: 0, certificate: 0, score: 0, total: sum },
      createdAt: localTime(account.kit.clock.now(), account.settings.timeZone),
      deliverAt: null,
      tags: [],
      hookUrl: '',
      hookStatuses: [],
      entered: [status],
      warnings: {},
      notes: ['taken by phone'],
      received: {},
    });
  }
}
