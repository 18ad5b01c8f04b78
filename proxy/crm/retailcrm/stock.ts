import type { StockState } from '../../contract/index.ts';
import type { StockReport, StockRow } from '../crm.ts';
import { type Context, ofSite, type Query } from './api.ts';
import { type Entry, entriesOf, Inventories, type Inventory, Offers } from './wire.ts';

/** As many articles as an address holds whatever their names. */
const PER_CALL = 40;
const FRESH_MS = 10 * 60_000;

/** The warehouses of the account, by code. Trouble leaves what was known: they only lend their names. */
export interface Stores {
  read(): Promise<ReadonlyMap<string, Entry>>;
}

export const createStores = ({ api, shop }: Pick<Context, 'api' | 'shop'>): Stores => {
  let known: ReadonlyMap<string, Entry> = new Map();
  let readAt = Number.NEGATIVE_INFINITY;
  return {
    async read() {
      if (shop.now() - readAt < FRESH_MS) return known;
      try {
        const stores = await api({ operation: 'reference/stores' }, entriesOf('stores'));
        known = new Map(stores.map(store => [store.code, store]));
        readAt = shop.now();
      } catch {
        // The next read asks again.
      }
      return known;
    },
  };
};

const stateOf = (quantity: number | undefined, lowStock: number): StockState => {
  if (quantity === undefined) return 'unknown';
  if (quantity <= 0) return 'out';
  return quantity <= lowStock ? 'low' : 'in-stock';
};

/** A warehouse that only says "there" or "not there" has no number to show. */
const countOf = (quantity: number | undefined, store: Entry | undefined): number | null =>
  store?.inventoryType === 'available' ? null : (quantity ?? null);

const rowOf = (
  { quantity, stores: kept }: Inventory,
  sku: string,
  stores: ReadonlyMap<string, Entry>,
  { stores: chosen, lowStock }: Context['settings'],
): StockRow => {
  const counted = kept.filter(({ store }) => !chosen || chosen.includes(store));
  // As the WooCommerce module counts: the chosen warehouses where there is a choice, else the CRM's own sum.
  const total = chosen ? counted.reduce((sum, each) => sum + (each.quantity ?? 0), 0) : quantity;
  const shown = counted.filter(({ store }) => stores.get(store)?.active !== false);
  const exact = shown.every(({ store }) => stores.get(store)?.inventoryType !== 'available');
  return {
    sku,
    state: stateOf(total, lowStock),
    quantity: exact ? (total ?? null) : null,
    stores: shown.map(each => ({
      name: stores.get(each.store)?.name ?? each.store,
      state: stateOf(each.quantity, lowStock),
      quantity: countOf(each.quantity, stores.get(each.store)),
    })),
  };
};

const FILTERS = { externalId: 'filter[offerExternalId][]', xmlId: 'filter[offerXmlId][]' };
const OFFER_FILTERS = { externalId: 'filter[externalIds][]', xmlId: 'filter[xmlIds][]' };

const inventories = async ({ api, settings }: Context, skus: readonly string[]): Promise<Inventory[]> => {
  const wanted = skus.map(sku => [FILTERS[settings.sku], sku] as const);
  const query: Query = [...wanted, ...ofSite(settings), ['filter[details]', '1'], ['limit', '250']];
  return (await api({ operation: 'store/inventories', query }, Inventories)).offers;
};

/** Which of these articles are services: of delivery or packaging there is no stock, and it is never out. */
const servicesAmong = async ({ api, settings }: Context, skus: readonly string[]): Promise<Set<string | undefined>> => {
  if (skus.length === 0) return new Set();
  const wanted = skus.map(sku => [OFFER_FILTERS[settings.sku], sku] as const);
  const query: Query = [...wanted, ...ofSite(settings), ['limit', '100']];
  const { offers } = await api({ operation: 'store/offers', query }, Offers);
  return new Set(offers.filter(({ product }) => product?.type === 'service').map(offer => offer[settings.sku]));
};

const served = ({ sku }: StockRow): StockRow => ({ sku, state: 'in-stock', quantity: null, stores: [] });

const batches = (skus: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(skus.length / PER_CALL) }, (_, index) =>
    skus.slice(index * PER_CALL, (index + 1) * PER_CALL),
  );

const batchRows = async (context: Context, stores: Stores, batch: readonly string[]): Promise<StockRow[]> => {
  const { settings } = context;
  const offers = await inventories(context, batch);
  const known = await stores.read();
  const rows = new Map<string, StockRow>();
  for (const offer of offers) {
    const sku = offer[settings.sku];
    const isOurs = !settings.site || !offer.site || offer.site === settings.site;
    if (sku && isOurs && batch.includes(sku) && !rows.has(sku)) rows.set(sku, rowOf(offer, sku, known, settings));
  }
  const out = [...rows.values()].filter(({ state }) => state === 'out');
  const services = await servicesAmong(
    context,
    out.map(({ sku }) => sku),
  );
  return [...rows.values()].map(row => (services.has(row.sku) ? served(row) : row));
};

/** Stock of the articles asked for, by warehouse. What the CRM does not name is not known: it may be no article of its. */
export const availability = async (context: Context, stores: Stores, skus: string[]): Promise<StockReport> => {
  const rows: StockRow[] = [];
  for (const batch of batches([...new Set(skus)])) rows.push(...(await batchRows(context, stores, batch)));
  return { rows, rest: 'unknown' };
};
