import type { Draft } from '../draft.ts';
import { toMajorNumber } from '../money.ts';
import type { Order, OrderLine } from '../order.ts';
import type { Settings } from './settings.ts';

type Piece = Pick<OrderLine, 'sku' | 'name' | 'quantity' | 'price'>;

/** One entry of `order_lines_attributes`: any key that InSales does not know there is refused. */
export interface Line {
  variant_id: number;
  quantity: number;
  sale_price?: number;
}

/** InSales knows no options: each is a line of its own. Ours count for one piece of their line. */
export const piecesOf = (order: Order): Piece[] =>
  order.lines.flatMap(line => [
    line,
    ...line.options.map(option => ({ ...option, quantity: Number((option.quantity * line.quantity).toFixed(3)) })),
  ]);

const lineOf = ({ quantity, price }: Piece, variant: string, { ownPrices }: Settings): Line => ({
  variant_id: Number(variant),
  quantity,
  ...(ownPrices && price && { sale_price: toMajorNumber(price) }),
});

const textOf = ({ sku, name, quantity, price }: Piece): string =>
  [sku, name, `× ${quantity}`, price && `по ${toMajorNumber(price)}`].filter(Boolean).join(' ');

/** What of an order's lines InSales has a variant for, and the rest in words. */
export const linesOf = (
  order: Order,
  variants: ReadonlyMap<string, string>,
  settings: Settings,
  draft: Draft,
): { lines: Line[]; missing: string[] } => {
  const missing: string[] = [];
  const lines = piecesOf(order).flatMap(piece => {
    const variant = variants.get(piece.sku);
    if (variant !== undefined) return [lineOf(piece, variant, settings)];
    missing.push(textOf(piece));
    draft.warn('line-dropped', piece.sku, true);
    return [];
  });
  return { lines, missing };
};

/** What was asked of each line, in words: a line itself has no place for it that orders may be created with. */
export const wishesOf = ({ lines }: Order): string[] =>
  lines
    .filter(({ properties, options }) => properties.length > 0 || options.length > 0)
    .map(({ sku, name, properties, options }) => {
      const wishes = [
        ...options.map(option => `+ ${option.name ?? option.sku} × ${option.quantity}`),
        ...properties.map(({ name: label, value }) => `${label}: ${value}`),
      ];
      return `${name ?? sku} — ${wishes.join('; ')}`;
    });
