import type { Warning } from '../crm.ts';
import { CrmFailure } from '../failure.ts';
import { toMajorNumber } from '../money.ts';
import type { Order } from '../order.ts';
import { cut } from '../text.ts';
import type { Context } from './api.ts';
import { fieldOf, textIn } from './fields.ts';
import { Element, writtenIn } from './wire.ts';

/** How long an element's id is believed. */
const FRESH_MS = 10 * 60_000;
/** An article may be a part of any field of any element: so much of a search is looked through. */
const PAGES = 8;
const LONGEST_NAME = 255;

/** An article of an order, its options being articles of their own, once. */
export interface Piece {
  sku: string;
  name: string;
  quantity: number;
  /** In major units; null where nobody knows. */
  price: number | null;
}

/** Two lines of one article are one link: an element is linked once. */
export const piecesOf = ({ lines }: Pick<Order, 'lines'>): Piece[] => {
  const all = lines.flatMap(line => [
    line,
    // Our options count for one piece of their line.
    ...line.options.map(option => ({ ...option, quantity: option.quantity * line.quantity })),
  ]);
  return [...Map.groupBy(all, ({ sku }) => sku)].map(([sku, same]) => ({
    sku,
    name: same.find(({ name }) => name)?.name ?? sku,
    quantity: Number(same.reduce((sum, { quantity }) => sum + quantity, 0).toFixed(3)),
    price: same.map(({ price }) => price && toMajorNumber(price)).find(price => price !== null) ?? null,
  }));
};

/** Elements of the list of goods by article, as far as they were met lately. */
export interface Goods {
  /** Their ids by sku, what is not there being added where that is allowed. */
  of(order: Order): Promise<{ ids: Map<string, string>; warnings: Warning[] }>;
  /** What is known may be wrong. */
  forget(): void;
}

/** A refusal of this one article, not trouble that another attempt may find gone; 403 is a right that is missing. */
const isRefused = (error: unknown): boolean =>
  error instanceof CrmFailure && (error.kind === 'invalid' || error.code === 'http-403');

export const createGoods = (
  { settings, shop }: Pick<Context, 'settings' | 'shop'>,
  known: Map<string, { id: string; at: number }>,
) => {
  return (api: Context['api']): Goods => {
    const { products, priceField } = settings;
    const article = products?.article ?? 'SKU';
    const at = { operation: 'catalogs/{id}/elements', path: `catalogs/${products?.list}/elements` };

    const search = async (sku: string): Promise<{ id: string | null; complete: boolean }> => {
      const isMeant = (row: Element) =>
        row.is_deleted !== true && textIn(row.custom_fields_values, article) === sku.trim();
      const query = [['query', sku] as const];
      const { rows, complete } = await api.rows({ ...at, query }, 'elements', Element, PAGES, found =>
        found.some(isMeant),
      );
      return { id: rows.find(isMeant)?.id ?? null, complete };
    };

    const create = async ({ sku, name, price }: Piece): Promise<string | null> => {
      const fields = [
        fieldOf(article, { value: sku }),
        ...(priceField && price !== null ? [fieldOf(priceField, { value: price })] : []),
      ];
      const body = [{ name: cut(name, LONGEST_NAME), custom_fields_values: fields }];
      try {
        return await api.call({ ...at, method: 'POST', body }, writtenIn('elements'));
      } catch (error) {
        if (!isRefused(error)) throw error;
        return null;
      }
    };

    const idOf = async (piece: Piece, mayCreate: boolean): Promise<string | null> => {
      const kept = known.get(piece.sku);
      if (kept && shop.now() - kept.at < FRESH_MS) return kept.id;
      const { id, complete } = await search(piece.sku);
      // Added only where it surely is not there, or there would be two of it.
      return id ?? (mayCreate && complete ? create(piece) : null);
    };

    return {
      async of(order) {
        const ids = new Map<string, string>();
        const warnings: Warning[] = [];
        for (const piece of piecesOf(order)) {
          // What a visitor may type and nobody priced must never become a product.
          const mayCreate = products?.create === true && (order.source === 'site' || piece.price !== null);
          const id = await idOf(piece, mayCreate);
          if (id === null) warnings.push({ code: 'line-dropped', about: piece.sku, money: false });
          else {
            ids.set(piece.sku, id);
            known.set(piece.sku, { id, at: shop.now() });
          }
        }
        return { ids, warnings };
      },
      forget: () => known.clear(),
    };
  };
};
