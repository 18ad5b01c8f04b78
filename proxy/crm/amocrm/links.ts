import type { Warning } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import type { Order } from '../order.ts';
import type { Api } from './api.ts';
import { type Goods, piecesOf } from './goods.ts';
import { Link } from './wire.ts';

/** As many as amoCRM recommends for one call (documentation, limits). */
const PER_CALL = 50;
/** Somebody saw one in ten links vanish when many were made at once (vendor's client, issue 100). */
const REPAIRS = 2;
const PAGES = 4;

interface Wanted {
  sku: string;
  element: string;
  quantity: number;
}

const missing = (wanted: readonly Wanted[], there: readonly Link[], list: string): Wanted[] => {
  const linked = there.filter(
    ({ to_entity_type, metadata }) => to_entity_type === 'catalog_elements' && (metadata?.catalog_id ?? list) === list,
  );
  return wanted.filter(
    ({ element, quantity }) =>
      !linked.some(
        ({ to_entity_id, metadata }) => to_entity_id === element && Number(metadata?.quantity ?? quantity) === quantity,
      ),
  );
};

const readLinks = async (api: Api, ref: string): Promise<Link[]> =>
  (await api.rows({ operation: 'leads/{id}/links', path: `leads/${ref}/links` }, 'links', Link, PAGES)).rows;

const link = async (api: Api, ref: string, wanted: readonly Wanted[], list: string): Promise<void> => {
  for (let from = 0; from < wanted.length; from += PER_CALL) {
    const body = wanted.slice(from, from + PER_CALL).map(({ element, quantity }) => ({
      to_entity_id: Number(element),
      to_entity_type: 'catalog_elements',
      metadata: { quantity, catalog_id: Number(list) },
    }));
    await api.touch({ method: 'POST', operation: 'leads/{id}/link', path: `leads/${ref}/link`, body });
  }
};

/**
 * Links an order's goods to its lead, looks whether they are there, and mends what is not. A lead cannot be created
 * with them (vendor's client, issue 487). `isNew`: nothing can be linked yet.
 */
export const linkGoods = async (
  api: Api,
  goods: Goods,
  { order, ref, list, isNew }: { order: Order; ref: string; list: string; isNew: boolean },
): Promise<Warning[]> => {
  const { ids, warnings } = await goods.of(order);
  const wanted = piecesOf(order).flatMap(({ sku, quantity }) => {
    const element = ids.get(sku);
    return element === undefined ? [] : [{ sku, element, quantity }];
  });
  let left = isNew ? wanted : missing(wanted, await readLinks(api, ref), list);
  for (let round = 0; round < REPAIRS && left.length > 0; round++) {
    try {
      await link(api, ref, left, list);
    } catch (error) {
      // An element that is gone may be the reason, and is not to be believed the next time.
      if (error instanceof CrmFailure) goods.forget();
      throw error;
    }
    left = missing(wanted, await readLinks(api, ref), list);
  }
  return [...warnings, ...left.map(({ sku }) => ({ code: 'line-dropped', about: sku, money: false }) as const)];
};
