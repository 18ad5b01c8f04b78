import type { ShopFacts } from '../crm.ts';
import type { Api } from './api.ts';
import { Source } from './wire.ts';

const FRESH_MS = 3_600_000;

/** An order of KeyCRM carries no currency: its source has one. */
export interface Currencies {
  /** Null where the sources cannot be read now. Never fails: an order that was taken is not lost for its sum. */
  of(source: string | undefined): Promise<string | null>;
}

export const createCurrencies = (api: Api, shop: Pick<ShopFacts, 'currency' | 'now'>): Currencies => {
  let known: { at: number; bySource: ReadonlyMap<string, string | undefined> } | null = null;

  const readAll = async () => {
    const bySource = new Map<string, string | undefined>();
    for await (const { id, currency_code } of api.list('order/source', {}, Source)) bySource.set(id, currency_code);
    return { at: shop.now(), bySource };
  };

  return {
    async of(source) {
      try {
        if (!known || shop.now() - known.at > FRESH_MS) known = await readAll();
      } catch {
        if (!known) return null;
      }
      const currency = source === undefined ? undefined : known.bySource.get(source);
      return currency !== undefined && /^[A-Z]{3}$/.test(currency) ? currency : shop.currency;
    },
  };
};
