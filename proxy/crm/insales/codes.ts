import type { CertificateFacts, ShopFacts } from '../crm.ts';
import { toMoney } from '../money.ts';
import { toWall } from '../time.ts';
import type { Api } from './api.ts';
import { readAll, together } from './feed.ts';
import type { Settings } from './settings.ts';
import { DiscountCode } from './wire.ts';

/** A code made or used in the meantime is told late by no more than this. */
const FRESH_MS = 2 * 60_000;
const PAGES = 40;

/** The shop's discount codes, by code: InSales filters them by none. Nobody is ever shown the list. */
export interface Codes {
  find(code: string): Promise<DiscountCode | null>;
}

const keyOf = (code: string): string => code.trim().toLowerCase();

export const createCodes = (api: Api, { now }: Pick<ShopFacts, 'now'>): Codes => {
  let known: ReadonlyMap<string, DiscountCode> = new Map();
  let readAt = Number.NEGATIVE_INFINITY;
  const refresh = together(async () => {
    const rows = await readAll(api, { path: 'discount_codes', pages: PAGES }, DiscountCode);
    known = new Map(rows.map(row => [keyOf(row.code), row]));
    readAt = now();
  });
  return {
    async find(code) {
      if (now() - readAt >= FRESH_MS) await refresh();
      return known.get(keyOf(code)) ?? null;
    },
  };
};

/** What `worked` says of a used code: one client reads true so, a published app of another's the opposite. */
const USED_WHEN: Partial<Record<Settings['usedCodes'], boolean>> = { worked: true, 'not-worked': false };

/** Whether a single-use code was used is told by no documented key: the setting says which to believe. */
const isUsed = ({ act_once, worked, disabled }: DiscountCode, by: Settings['usedCodes']): boolean =>
  act_once && ((worked !== undefined && worked === USED_WHEN[by]) || (by === 'disabled' && disabled));

const stateOf = (
  row: DiscountCode,
  { usedCodes }: Pick<Settings, 'usedCodes'>,
  { timeZone, now }: Pick<ShopFacts, 'timeZone' | 'now'>,
): CertificateFacts['state'] => {
  if (isUsed(row, usedCodes)) return 'used';
  const today = toWall(now(), timeZone).slice(0, 10);
  if (row.expired_at !== undefined && row.expired_at.slice(0, 10) < today) return 'expired';
  const isTold = usedCodes === 'disabled' || (usedCodes !== 'untold' && row.worked !== undefined);
  if (row.act_once && !isTold) return 'unknown';
  return 'valid';
};

/** What a discount code is worth; null for one that is switched off, or whose kind nobody knows. Pure. */
export const certificateOf = (
  row: DiscountCode,
  settings: Pick<Settings, 'usedCodes'>,
  shop: Pick<ShopFacts, 'timeZone' | 'now' | 'currency'>,
): CertificateFacts | null => {
  if (row.disabled && !isUsed(row, settings.usedCodes)) return null;
  const facts = {
    ...(row.expired_at && { validUntil: row.expired_at.slice(0, 10) }),
    state: stateOf(row, settings, shop),
  };
  const amount = toMoney(row.discount, shop.currency);
  // 1 is percent, 2 is money (vendor's wiki on coupons).
  if (row.type_id === 1 && row.discount !== undefined) return { kind: 'percent', percent: row.discount, ...facts };
  return row.type_id === 2 && amount ? { kind: 'money', amount, ...facts } : null;
};
