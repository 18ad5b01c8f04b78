import type { StockState } from '../../contract/index.ts';
import type { Product, StockReport, StockRow } from '../crm.ts';
import { toMoney } from '../money.ts';
import type { Context } from './api.ts';
import { textIn } from './fields.ts';
import type { Settings } from './settings.ts';
import { Element } from './wire.ts';

/** More pages than any shop has: a list that always promises another must not keep us for ever. */
const MOST_PAGES = 400;

/** The elements of the list of goods, by article; of two with one article the first counts. */
export type ReadShelf = () => Promise<ReadonlyMap<string, Element>>;

export const readShelf = async ({ api, settings: { products } }: Context): Promise<ReadonlyMap<string, Element>> => {
  const ask = { operation: 'catalogs/{id}/elements', path: `catalogs/${products?.list}/elements` };
  const { rows } = await api.rows(ask, 'elements', Element, MOST_PAGES);
  const bySku = new Map<string, Element>();
  for (const row of rows) {
    const sku = textIn(row.custom_fields_values, products?.article);
    if (sku && row.is_deleted !== true && !bySku.has(sku)) bySku.set(sku, row);
  }
  return bySku;
};

const productOf = (sku: string, { name, custom_fields_values: fields }: Element, currency: string, field: string) => {
  // Fields of every list of goods (documentation, lists). A purchase price of the shop's own making is never read.
  const [category, unit] = [textIn(fields, 'GROUP'), textIn(fields, 'UNIT')];
  return {
    sku,
    name: name?.trim() || sku,
    price: toMoney(textIn(fields, field), currency),
    ...(category && { category }),
    ...(unit && { unit }),
  };
};

/** The goods of the list, with the price that its field has. */
export async function* catalogue({ shop }: Context, read: ReadShelf, priceField: string): AsyncGenerator<Product> {
  for (const [sku, element] of await read()) yield productOf(sku, element, shop.currency, priceField);
}

const stateOf = (quantity: number | null, { lowStock }: Settings): StockState => {
  if (quantity === null) return 'unknown';
  if (quantity <= 0) return 'out';
  return quantity <= lowStock ? 'low' : 'in-stock';
};

const quantityIn = ({ custom_fields_values: fields }: Element, field: string): number | null => {
  const text = (textIn(fields, field) ?? '').replace(/\s/g, '').replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : null;
};

/** Stock by a number field of the list: amoCRM itself has none. */
export const availability = async (
  { settings }: Pick<Context, 'settings'>,
  read: ReadShelf,
  stockField: string,
  skus: readonly string[],
): Promise<StockReport> => {
  const shelf = await read();
  const rows = skus.flatMap((sku): StockRow[] => {
    const element = shelf.get(sku);
    if (!element) return [];
    const quantity = quantityIn(element, stockField);
    return [{ sku, state: stateOf(quantity, settings), quantity, stores: [] }];
  });
  return { rows, rest: 'unknown' };
};
