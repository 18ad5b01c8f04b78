/** What an order comes to. */

import type { Product } from '../kit/menu.ts';
import type { Line, Totals } from './account.ts';
import { worth } from './certificates.ts';
import type { Certificate } from './data.ts';
import type { Fields } from './fields.ts';

export interface Reductions {
  readonly certificate: Certificate | undefined;
  /** The client's bonus points. */
  readonly points: number;
}

/**
 * Discount, then certificate, then points, each of what is left. The documents name the fields but not this order, nor
 * that points are spent only as far as the client has them.
 */
export function computeTotals(
  fields: Fields,
  lines: readonly Line[],
  products: readonly Product[],
  { certificate, points }: Reductions,
  notes: string[],
): Totals {
  const sum = total(lines);
  const discountable = total(lines.filter(({ sku }) => products.find(({ article }) => article === sku)?.discountable));
  const discount = readDiscount(fields, discountable, notes);
  const byCertificate = certificate ? worth(certificate, lines, sum - discount) : 0;
  const score = readScore(fields, Math.min(points, sum - discount - byCertificate), notes);
  const left = sum - discount - byCertificate - score;
  return { lines: sum, discount, certificate: byCertificate, score, total: toKopecks(left) };
}

function total(lines: readonly Line[]): number {
  return lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
}

/** Cut to what money has: sums of fractions carry a little more. */
export function toKopecks(roubles: number): number {
  return Math.round(roubles * 100) / 100;
}

/**
 * Only one of `sale` and `sale_amount` counts (FrontPad API, documents A and B); of both, here, `sale`. A zero is no
 * discount: a working client sends both fields with every order.
 */
function readDiscount(fields: Fields, discountable: number, notes: string[]): number {
  const sent = (name: string): string => fields.text(name).replace(/^0$/, '');
  const [percent, amount] = [sent('sale'), sent('sale_amount')];
  if (percent !== '') {
    if (amount !== '') notes.push('sale_amount was not used: sale was sent as well');
    if (/^\d{1,3}$/.test(percent) && Number(percent) >= 1 && Number(percent) <= 100) {
      return Math.round((discountable * Number(percent)) / 100);
    }
    notes.push('sale was not used: a whole number from 1 to 100 was expected');
    return 0;
  }
  if (amount === '') return 0;
  if (Number(amount) > 0) return Math.min(discountable, Number(amount));
  notes.push('sale_amount was not used: a number above 0 was expected');
  return 0;
}

/** Points may be fractions: of `score`, unlike `sale`, the documents do not say whole, and clients send them so. */
function readScore(fields: Fields, most: number, notes: string[]): number {
  const sent = Number(fields.text('score') || 0);
  const spent = Number.isFinite(sent) && sent > 0 ? toKopecks(Math.min(sent, Math.max(0, most))) : 0;
  if (spent !== sent) notes.push(`score: ${spent} points were spent, not "${fields.text('score')}"`);
  return spent;
}
