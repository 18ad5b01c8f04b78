import type { Fault, Listed } from './listed.ts';
import { type Row, readTable } from './table.ts';

/** The headings of each key, the strongest first; case, spaces, `_` and `-` do not count. */
const HEADINGS: Record<string, readonly string[]> = {
  sku: ['sku', 'article', 'артикул', 'код'],
  name: ['name', 'title', 'название', 'наименование'],
  price: ['price', 'цена'],
  oldPrice: ['oldprice', 'стараяцена'],
  vat: ['vat', 'ндс'],
  unit: ['unit', 'единица'],
  weight: ['weight', 'вес'],
  length: ['length', 'длина'],
  width: ['width', 'ширина'],
  height: ['height', 'высота'],
  ean: ['ean', 'barcode', 'штрихкод'],
  brand: ['brand', 'бренд'],
  category: ['category', 'категория'],
  picture: ['picture', 'image', 'фото'],
  url: ['url', 'link', 'ссылка'],
};
const REQUIRED = ['sku', 'name', 'price'];
const PROPERTY = /^property\s*:\s*(.+)$/i;

type Column = { key: string; index: number; heading: string };

const folded = (heading: string): string => heading.toLowerCase().replace(/[\s_-]/g, '');

/** The column of a key; null: there is none. */
export const columnOf = (key: string, headings: readonly string[]): Column | null => {
  const known = headings.map(folded);
  const index = (HEADINGS[key] ?? []).map(name => known.indexOf(name)).find(at => at >= 0) ?? -1;
  const heading = headings[index];
  return heading === undefined ? null : { key, index, heading };
};

/** The products of a CSV. Columns nobody knows are passed over. */
export const listCsv = (text: string): Listed => {
  const { rows, broken } = readTable(text);
  const { products, faults } = listRows(rows);
  const expected = 'quotes around a whole cell, and each quote inside it doubled';
  const torn = broken ? [{ place: `line ${broken.line}`, found: broken.found, expected }] : [];
  return { products, faults: [...torn, ...faults] };
};

const listRows = (rows: readonly Row[]): Listed => {
  const [head, ...body] = rows;
  if (!head) return { products: [], faults: [] };
  const columns = Object.keys(HEADINGS).flatMap(key => columnOf(key, head.cells) ?? []);
  const missing = REQUIRED.filter(key => !columns.some(column => column.key === key));
  if (missing.length > 0) return { products: [], faults: missing.map(key => missingColumn(key, head)) };
  const isWhole = ({ cells }: Row) => cells.slice(head.cells.length).every(cell => cell === '');
  return {
    products: body.filter(isWhole).map(row => ({
      value: productOf(row, columns, head.cells),
      place: path => `line ${row.line}, ${headingOf(path.replace(/^size\./, ''), columns)}`,
    })),
    faults: body.filter(row => !isWhole(row)).map(row => tooManyCells(row, head)),
  };
};

const headingOf = (key: string, columns: readonly Column[]): string =>
  columns.find(column => column.key === key)?.heading ?? key;

const missingColumn = (key: string, { line, cells }: Row): Fault => ({
  place: `line ${line}`,
  found: `no column ${key} among ${cells.filter(Boolean).join(', ')}`,
  expected: `a heading ${HEADINGS[key]?.join(' or ')}`,
});

const tooManyCells = ({ line, cells }: Row, head: Row): Fault => ({
  place: `line ${line}`,
  found: `${cells.length} cells`,
  expected: `${head.cells.length}, as the headings are: put a cell with the separator in it into quotes`,
});

const SIZE = ['length', 'width', 'height'];

const productOf = ({ cells }: Row, columns: readonly Column[], headings: readonly string[]): object => {
  const filled = columns.flatMap(({ key, index }) => (cells[index] ? [[key, cells[index]] as const] : []));
  const size = Object.fromEntries(filled.filter(([key]) => SIZE.includes(key)));
  const properties = headings.flatMap((heading, index) => {
    const name = PROPERTY.exec(heading)?.[1];
    return name && cells[index] ? [{ name, value: cells[index] }] : [];
  });
  return {
    price: null,
    ...Object.fromEntries(filled.filter(([key]) => !SIZE.includes(key))),
    ...(Object.keys(size).length > 0 && { size }),
    ...(properties.length > 0 && { properties }),
  };
};
