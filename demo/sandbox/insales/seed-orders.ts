/** The orders the account starts with: two taken by telephone, one from the site. */
import type { Account } from './account.ts';
import { variantsOf } from './account.ts';
import { skus } from './menu.ts';
import { makeOrder } from './new-order.ts';

interface Taken {
  readonly clientId: number;
  readonly status: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
}

const taken: readonly Taken[] = [
  { clientId: 46_001, status: 'na-kuhne', lines: [{ sku: '002', quantity: 2 }] },
  {
    clientId: 46_002,
    status: 'new',
    lines: [
      { sku: '011', quantity: 1 },
      { sku: '020', quantity: 2 },
    ],
  },
  { clientId: 46_003, status: 'delivered', lines: [{ sku: '009', quantity: 1 }] },
];

/** Puts them into a fresh account, telling nobody. */
export function seedOrders(account: Account): void {
  const variants = variantsOf(account);
  for (const { clientId, status, lines } of taken) {
    const order = makeOrder(account, {
      ...{ client: { id: clientId }, custom_status_permalink: status },
      ...{ delivery_variant_id: 12401, payment_gateway_id: 1801 },
      order_lines_attributes: lines.map(({ sku, quantity }) => ({
        variant_id: variants[skus.indexOf(sku)]?.id,
        quantity,
      })),
    });
    account.orders.set(order.id, order);
  }
}
