import type { Clock } from '../clock.ts';
import type { Config } from '../config/config.ts';
import { type Certificates, normaliseCode } from './certificate.ts';
import { toMinor } from './money.ts';
import { type Deduction, deductionOf } from './price.ts';
import { dayOf } from './time.ts';

export type PromoFault = 'unknown' | 'used' | 'expired' | 'minimum';

/** What a promo code takes off. `isOpen`: nobody here can value it, so the code travels and the shop settles it. */
export interface JudgedPromo {
  deduction: Deduction;
  fault: PromoFault | null;
  isOpen: boolean;
}

interface Parts {
  shop: Pick<Config['shop'], 'promoCodes' | 'currency' | 'timezone'>;
  /** Of a CRM whose certificates promo codes are, too; null: none values them. */
  codes: Pick<Certificates, 'look'> | null;
  clock: Clock;
}

type Entry = Config['shop']['promoCodes'][number];

const NOTHING: JudgedPromo = { deduction: { kind: 'none' }, fault: null, isOpen: false };
const faulty = (fault: PromoFault): JudgedPromo => ({ ...NOTHING, fault });

/** Values promo codes by the shop's own table first, then by a CRM that can. */
export const createPromos = ({ shop, codes, clock }: Parts) => {
  const table = new Map(shop.promoCodes.map(entry => [keyOf(entry.code), entry]));

  const byTable = ({ percent, amount, minimum, until }: Entry, goods: number | null): JudgedPromo => {
    if (until !== undefined && until < dayOf(clock.now(), shop.timezone)) return faulty('expired');
    if (minimum !== undefined && goods !== null && goods < toMinor(minimum, shop.currency)) return faulty('minimum');
    const deduction: Deduction =
      percent === undefined
        ? { kind: 'money', amount: toMinor(amount ?? 0, shop.currency) }
        : { kind: 'percent', percent };
    return { ...NOTHING, deduction };
  };

  const byCrm = async (code: string): Promise<JudgedPromo> => {
    const looked = await codes?.look(code);
    if (looked === undefined || looked === 'unasked') return { ...NOTHING, isOpen: true };
    const { facts } = looked;
    if (facts === null) return faulty('unknown');
    if (facts.state === 'used' || facts.state === 'expired') return faulty(facts.state);
    const deduction = facts.state === 'valid' ? deductionOf(facts, shop.currency) : NOTHING.deduction;
    return { ...NOTHING, deduction, isOpen: deduction.kind === 'none' };
  };

  /** `goods`: their sum in minor units; null: unknown. `mayLookUp` false: this visitor has tried too many codes. */
  return async (text: string | undefined, goods: number | null, mayLookUp: boolean): Promise<JudgedPromo> => {
    const code = normaliseCode(text ?? '');
    if (code === '') return NOTHING;
    if (!mayLookUp) return { ...NOTHING, isOpen: true };
    const entry = table.get(keyOf(code));
    if (entry) return byTable(entry, goods);
    if (codes) return byCrm(code);
    return table.size > 0 ? faulty('unknown') : { ...NOTHING, isOpen: true };
  };
};

/** However it was typed. */
const keyOf = (code: string): string => normaliseCode(code).toLowerCase();
