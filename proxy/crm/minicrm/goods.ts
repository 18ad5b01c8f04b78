import type { Order, OrderLine } from '../order.ts';
import { thousandths } from './net.ts';
import type { Settings } from './settings.ts';
import { wordsIn } from './words.ts';

/** A row of the order as MiniCRM keeps it. */
export interface Sale {
  /** What its id is allotted for: the same thing has the same one in every order, and no other in this order has it. */
  key: string;
  name: string;
  sku: string;
  ean: string;
  description: string;
  quantity: number;
  /** What the row comes to, in minor units; null: the shop confirms it. */
  gross: number | null;
  vat: number;
  unit: string;
}

type Piece = Omit<Sale, 'key'>;

/** Of the whole row; quantities are rounded first, as MiniCRM is told them so. */
const timesOf = (price: number, quantity: number): number => Math.round((price * thousandths(quantity)) / 1000);
const count = (quantity: number): number => thousandths(quantity) / 1000;

const isEan = ({ name, value }: { name: string; value: string }): boolean =>
  name.trim().toUpperCase() === 'EAN' && /^\d{8,14}$/.test(value.trim());

const describe = ({ options, properties }: OrderLine): string =>
  [
    ...options.map(({ name, sku, quantity }) => `+ ${name ?? sku} × ${quantity}`),
    ...properties.filter(each => !isEan(each)).map(({ name, value }) => `${name}: ${value}`),
  ].join('; ');

/** What one piece costs with its options and less its discount, as the visitor was told. */
const unitPrice = ({ price, options, discount }: OrderLine): number | null => {
  const added = options.map(option => (option.price ? option.price.amount * option.quantity : null));
  if (!price || added.includes(null)) return null;
  const sum = added.reduce<number>((total, each) => total + (each ?? 0), price.amount);
  return Math.max(0, Math.round(sum - (discount?.amount ?? 0)));
};

/** A line, and its options as rows behind it. What rounding leaves stays with the line, so that they sum up. */
const piecesOf = (line: OrderLine, settings: Settings): Piece[] => {
  const { vat = settings.vat, unit = wordsIn(settings.language).piece } = line;
  const common = { vat, unit };
  const name = line.name ?? line.sku;
  const options = line.options.map(option => ({
    ...common,
    ...{ name: option.name ?? option.sku, sku: option.sku, ean: '', description: `+ ${name}` },
    quantity: count(option.quantity * line.quantity),
    gross: option.price && timesOf(option.price.amount, option.quantity * line.quantity),
    unit: wordsIn(settings.language).piece,
  }));
  const unitGross = unitPrice(line);
  const extra = options.reduce((sum, { gross }) => sum + (gross ?? 0), 0);
  const own = {
    ...common,
    ...{ name, sku: line.sku, description: describe(line) },
    ean: line.properties.find(isEan)?.value.trim() ?? '',
    quantity: count(line.quantity),
    gross: unitGross === null ? null : timesOf(unitGross, line.quantity) - extra,
  };
  return [own, ...options];
};

const sameness = ({ gross, quantity, ...rest }: Piece): string =>
  JSON.stringify([rest, gross === null ? null : Math.round((gross / quantity) * 100)]);

/** The same article at the same price and with the same options is one row: an id may stand in an order only once. */
const merge = (pieces: readonly Piece[]): Piece[] => {
  const merged = new Map<string, Piece>();
  for (const piece of pieces) {
    const known = merged.get(sameness(piece));
    const gross = known && known.gross !== null && piece.gross !== null ? known.gross + piece.gross : piece.gross;
    merged.set(
      sameness(piece),
      known ? { ...known, quantity: count(known.quantity + piece.quantity), gross } : { ...piece },
    );
  }
  return [...merged.values()];
};

/** An article that is there at another price, or with other options, is another row: the second, the third of it. */
const keyed = (pieces: readonly Piece[]): Sale[] => {
  const times = new Map<string, number>();
  return pieces.map(piece => {
    const time = (times.get(piece.sku) ?? 0) + 1;
    times.set(piece.sku, time);
    return { ...piece, key: JSON.stringify(time === 1 ? ['sku', piece.sku] : ['sku', piece.sku, time]) };
  });
};

/** The rows of an order's goods, in its order. */
export const goodsOf = ({ lines }: Pick<Order, 'lines'>, settings: Settings): Sale[] =>
  keyed(merge(lines.filter(({ quantity }) => thousandths(quantity) > 0).flatMap(line => piecesOf(line, settings))));
