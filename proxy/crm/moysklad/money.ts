import type { Money } from '../../contract/index.ts';
import { toMajorNumber, toMoney } from '../money.ts';

/** Every sum is in hundredths of the currency, as a fraction where it must be (documentation; issue 580). */
export const toKopecks = (money: Money): number => Math.round(toMajorNumber(money) * 100);

export const fromKopecks = (kopecks: number | undefined, currency: string): Money | null =>
  kopecks === undefined ? null : toMoney((kopecks / 100).toFixed(4), currency);
