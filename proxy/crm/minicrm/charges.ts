import type { Order } from '../order.ts';
import type { Sale } from './goods.ts';
import type { Settings } from './settings.ts';
import { wordsIn } from './words.ts';

/** Delivery as a row of the order. */
export const deliveryOf = ({ delivery }: Order, settings: Settings): Sale[] => {
  const { cost, method, methodName, articleSku = '' } = delivery;
  if (!cost || cost.amount <= 0) return [];
  const words = wordsIn(settings.language);
  return [
    {
      key: JSON.stringify(['delivery', method ?? '']),
      name: [words.delivery, methodName].filter(Boolean).join(': '),
      ...{ sku: articleSku, ean: '', description: '', quantity: 1, gross: cost.amount },
      ...{ vat: settings.vat, unit: words.piece },
    },
  ];
};

const sumOf = (sales: readonly Sale[]): number => sales.reduce((sum, { gross }) => sum + (gross ?? 0), 0);

/** What each rate of VAT has of these, the greatest first. */
const byRate = (sales: readonly Sale[]): [vat: number, gross: number][] => {
  const rates = new Map<number, number>();
  for (const { vat, gross } of sales) rates.set(vat, (rates.get(vat) ?? 0) + (gross ?? 0));
  return [...rates].filter(([, gross]) => gross > 0).sort(([, a], [, b]) => b - a);
};

/** A sum taken from several in proportion, in whole steps; the first of them bears what rounding leaves. */
const share = (amount: number, parts: readonly [vat: number, gross: number][], step: number) => {
  const whole = parts.reduce((sum, [, gross]) => sum + gross, 0);
  const shares = parts.map(([vat, gross]) => [vat, Math.floor((amount * gross) / whole / step) * step] as const);
  const left = amount - shares.reduce((sum, [, taken]) => sum + taken, 0);
  return shares.map(([vat, taken], index) => [vat, index === 0 ? taken + left : taken] as const);
};

/** Nobody pays in fillér: what is in whole forints stays so. */
const stepOf = (amount: number, currency: string): number => (currency === 'HUF' && amount % 100 === 0 ? 100 : 1);

/**
 * The discount on the whole order as negative rows, one for each rate of VAT it is taken from. It never takes off more
 * than there is: what the visitor was told does not go below nothing either.
 */
export const discountOf = (
  { discount, promoCode, currency }: Order,
  goods: readonly Sale[],
  delivery: readonly Sale[],
  settings: Settings,
): Sale[] => {
  const base = (discount?.amount ?? 0) > sumOf(goods) ? [...goods, ...delivery] : goods;
  const amount = Math.min(discount?.amount ?? 0, sumOf(base));
  if (amount <= 0) return [];
  const words = wordsIn(settings.language);
  const name = promoCode ? `${words.coupon}: "${promoCode}"` : words.discount;
  return share(amount, byRate(base), stepOf(amount, currency))
    .filter(([, taken]) => taken > 0)
    .map(([vat, taken]) => ({
      key: JSON.stringify(['coupon', promoCode ?? '', vat]),
      ...{ name, sku: '', ean: '', description: '', quantity: 1, gross: -taken, vat, unit: words.piece },
    }));
};
