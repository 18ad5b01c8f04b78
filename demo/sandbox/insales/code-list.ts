/** The discount codes the account starts with; a certificate is one that acts once (InSales has no other kind). */
import { type DiscountCode, MONEY, PERCENT } from './records.ts';

const MADE_AT = Date.UTC(2026, 0, 12, 8);

function code(facts: Partial<DiscountCode> & Pick<DiscountCode, 'id' | 'code' | 'discount' | 'typeId'>): DiscountCode {
  return {
    ...{ description: 'Подарочный сертификат', disabled: false, actOnce: true, actOnceForClient: false },
    ...{ expiredAt: null, minPrice: null, worked: false, createdAt: MADE_AT, updatedAt: MADE_AT },
    ...facts,
  };
}

export const usableCodes: readonly DiscountCode[] = [
  code({ id: 801, code: '700100', typeId: MONEY, discount: 1000 }),
  code({ id: 802, code: '700101', typeId: MONEY, discount: 3000 }),
  code({ id: 803, code: '700200', typeId: PERCENT, discount: 15 }),
  code({ id: 804, code: 'Volna500', typeId: MONEY, discount: 500, minPrice: 1500, expiredAt: '2099-12-31' }),
];

export const spentCodes: readonly DiscountCode[] = [
  code({ id: 805, code: '700999', typeId: MONEY, discount: 500, worked: true }),
  code({ id: 806, code: '700998', typeId: MONEY, discount: 500, expiredAt: '2026-01-31' }),
  code({ id: 807, code: '700997', typeId: PERCENT, discount: 20, disabled: true }),
];
