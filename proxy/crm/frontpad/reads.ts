import type { CertificateFacts, Product, StockReport } from '../crm.ts';
import { toMoney } from './money.ts';
import type { Certificate, Products } from './wire.ts';

/** Every article of the list that has one; names and prices are looked up beside it. */
export const productsOf = ({ product_id, name, price }: Products, currency: string): Product[] =>
  [...product_id]
    .filter(([, sku]) => sku !== '')
    .map(([key, sku]) => ({ sku, name: name?.get(key) || sku, price: toMoney(price?.get(key), currency) }));

/** FrontPad knows no quantities: an article is on the stop list or it is there. */
export const stockOf = (stops: Products | null): StockReport => ({
  rows: [...(stops?.product_id.values() ?? [])]
    .filter(sku => sku !== '')
    .map(sku => ({ sku, state: 'out', quantity: null, stores: [] })),
  rest: 'in-stock',
});

/**
 * The certificate's kind by what the answer tells; null where it tells none of the three.
 * FrontPad answers for certificates that are good, so every one it describes is valid.
 */
export const certificateOf = (answer: Certificate, currency: string): CertificateFacts | null => {
  // A gift without an article was seen with an empty product_id and price 0: the name is what tells the kind.
  const gift = answer.name ?? answer.product_id;
  if (gift) return { kind: 'product', product: { sku: answer.product_id ?? null, name: gift }, state: 'valid' };
  const amount = toMoney(answer.amount, currency);
  if (amount && amount.amount > 0) return { kind: 'money', amount, state: 'valid' };
  const percent = Number(answer.sale);
  return percent > 0 && percent <= 100 ? { kind: 'percent', percent, state: 'valid' } : null;
};
