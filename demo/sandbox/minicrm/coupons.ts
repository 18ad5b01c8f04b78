/** The coupons the account starts with: ordinary cards of a module of the shop's own, which staff fill in. */
import type { Account } from './account.ts';
import { addCard } from './cards.ts';
import { coupons, users } from './labels.ts';
import type { Value } from './records.ts';

interface Coupon {
  readonly code: string;
  readonly kind: 'money' | 'percent';
  /** Lei, or per cent. */
  readonly value: number;
  readonly balance: number;
  readonly validUntil: string;
  readonly status: 'active' | 'used' | 'void';
}

function coupon(code: string, kind: Coupon['kind'], value: number, more: Partial<Coupon> = {}): Coupon {
  return { code, kind, value, balance: kind === 'money' ? value : 0, validUntil: '', status: 'active', ...more };
}

export const usableCoupons: readonly Coupon[] = [
  coupon('700100', 'money', 100),
  coupon('700101', 'money', 300, { validUntil: '2099-12-31 23:59:59' }),
  coupon('700200', 'percent', 15),
  coupon('700300', 'money', 200, { balance: 80 }),
];

export const spentCoupons: readonly Coupon[] = [
  coupon('700999', 'money', 50, { balance: 0, status: 'used' }),
  coupon('700998', 'money', 50, { validUntil: '2026-01-31 23:59:59' }),
  coupon('700997', 'percent', 20, { status: 'void' }),
];

const kinds = { money: '3201', percent: '3202' };

/** Puts them into the account; whose card one is does not matter. */
export function seedCoupons(account: Account, contactId: number): void {
  for (const { code, kind, value, balance, validUntil, status } of [...usableCoupons, ...spentCoupons]) {
    const values: Record<string, Value> = { CodCupon: code, TipCupon: kinds[kind], ValoareCupon: value };
    addCard(account, {
      ...{ categoryId: coupons.id, contactId, businessId: null, name: `Card cadou ${code}`, userId: users[0].id },
      statusId: coupons.statuses.find(({ key }) => key === status)?.id ?? 0,
      values: { ...values, SoldCupon: balance, ValabilPanaLa: validUntil },
      createdBy: users[0].id,
    });
  }
}
