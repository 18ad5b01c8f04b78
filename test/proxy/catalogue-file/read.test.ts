import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkCatalogueFile, readCatalogueFile } from '../../../proxy/catalogue-file/read.ts';
import { ConfigError } from '../../../proxy/config/config.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'goods-'));
});
afterEach(() => rm(folder, { recursive: true }));

const read = async (content: string | Buffer, name = 'goods.csv', currency = 'RUB') => {
  const file = join(folder, name);
  await writeFile(file, content);
  return readCatalogueFile(file, currency);
};
const faultsOf = async (...args: Parameters<typeof read>) =>
  ((await read(...args)).faults ?? []).map(({ path, found, expected }) => `${path}: ${found} | ${expected}`);

const tea = { sku: '001', name: 'Чай, чёрный', price: { amount: 129050, currency: 'RUB' } };

describe('a CSV', () => {
  it.each([
    ['commas', 'sku,name,price\n001,"Чай, чёрный",1290.50\n'],
    ['semicolons, as Excel writes it', '\uFEFFАртикул;Название;Цена\r\n001;Чай, чёрный;1 290,50\r\n'],
    ['tabs', 'SKU\tName\tPrice\n\n001\t Чай, чёрный \t1290.5'],
  ])('may be separated by %s', async (_, content) => {
    expect(await read(content)).toEqual({ products: [tea], faults: null });
  });

  it('tells everything of a product, its columns in any order, and others are passed over', async () => {
    const heading =
      'price;sku;name;old_price;vat;unit;weight;length;width;height;ean;brand;category;picture;url;cost;property:Colour;property: Size';
    const row =
      '100;A;Cup "L";120,5;20;pc;0,5;100;80;90;4600000000017;Wave;Cups;https://shop.example/a.png;https://shop.example/a;55;blue;';
    const quoted = row.replace('Cup "L"', '"Cup ""L"""');
    expect(await read(`${heading}\n${quoted}`)).toEqual({
      products: [
        {
          sku: 'A',
          name: 'Cup "L"',
          price: { amount: 10000, currency: 'RUB' },
          oldPrice: { amount: 12050, currency: 'RUB' },
          vat: 20,
          unit: 'pc',
          weight: 0.5,
          size: { length: 100, width: 80, height: 90 },
          ean: '4600000000017',
          brand: 'Wave',
          category: 'Cups',
          picture: 'https://shop.example/a.png',
          url: 'https://shop.example/a',
          properties: [{ name: 'Colour', value: 'blue' }],
        },
      ],
      faults: null,
    });
  });

  it('takes the article for the sku where there is an inner code too, and an empty price for none', async () => {
    const { products } = await read('Код,Артикул,Наименование,Цена\n77,A,Cup,\n');
    expect(products).toEqual([{ sku: 'A', name: 'Cup', price: null }]);
  });

  it('is told every fault at once, by line and column', async () => {
    const content = [
      'Артикул;name;price;picture;length',
      'A;Cup;12 руб;;',
      ';Cup;10;;',
      'B;"Two',
      'lines";10;/b.png;',
      'A2;;10;;5',
      'C;Cup;10;;;more',
      'D;Cup;10;;',
      'D;Cup;11;;',
    ].join('\n');
    expect(await faultsOf(content)).toEqual([
      'shop.catalogue goods.csv, line 7: 6 cells | 5, as the headings are: put a cell with the separator in it into quotes',
      'shop.catalogue goods.csv, line 2, price: "12 руб" | a price in RUB such as 1290 or 1290.50',
      'shop.catalogue goods.csv, line 3, Артикул: nothing | a text of at most 64 characters',
      'shop.catalogue goods.csv, line 4, picture: "/b.png" | an address that begins with https://',
      'shop.catalogue goods.csv, line 6, name: nothing | a text of at most 500 characters',
      'shop.catalogue goods.csv, line 6, width: nothing | millimetres',
      'shop.catalogue goods.csv, line 6, height: nothing | millimetres',
      'shop.catalogue goods.csv, line 9, Артикул: "D", as in line 8, Артикул | each sku once',
    ]);
  });

  it('without a column that must be there names its headings', async () => {
    const faults = await faultsOf('id,title,prise\n1,Cup,10\n');
    expect(faults).toEqual([
      'shop.catalogue goods.csv, line 1: no column sku among id, title, prise | a heading sku or article or артикул or код',
      'shop.catalogue goods.csv, line 1: no column price among id, title, prise | a heading price or цена',
    ]);
  });

  it('whose quotes do not match names the line they begin on, and the faults before it', async () => {
    expect(await faultsOf('sku,name,price\nA,Cup,x\nB,"Cup,1\nC,Cup,1\n')).toEqual([
      expect.stringMatching(/line 3: a quote that is opened here and never closed/),
      expect.stringMatching(/line 2, price: "x"/),
    ]);
    expect(await faultsOf('sku,name,price\nA,17" screen,1\n')).toEqual([
      expect.stringMatching(/line 2: a quote in the middle of a cell \| .*doubled/),
    ]);
  });

  it('in Windows-1251 or UTF-16 is named as that', async () => {
    const windows = Buffer.concat([
      Buffer.from('sku;name;price\nA;'),
      Buffer.from([0xd7, 0xe0, 0xe9]),
      Buffer.from(';1'),
    ]);
    for (const content of [windows, Buffer.from('\uFEFFsku;name;price\nA;Чай;1', 'utf16le')])
      expect(await faultsOf(content)).toEqual([expect.stringMatching(/not UTF-8.*\| UTF-8: in Excel/)]);
  });
});

describe('a price', () => {
  const priceOf = async (price: string, currency = 'RUB') =>
    (await read(`sku\tname\tprice\nA\tCup\t${price}`, 'goods.tsv', currency)).products?.[0]?.price?.amount;

  it.each([
    ['0', 0],
    ['1290', 129000],
    ['1290.5', 129050],
    ['1290,05', 129005],
    ['1 290,50', 129050],
    ['12\u00a0345\u202f678.90', 1234567890],
    ['4.35', 435],
    ['1.1', 110],
    ['199.9000', 19990],
    ['9999999999.99', 999999999999],
  ])('of %s is read to the kopeck', async (written, amount) => {
    expect(await priceOf(written)).toBe(amount);
  });

  it.each([
    ['1.290'],
    ['1,290.50'],
    ['1.999,00'],
    ['10.005'],
    ['-5'],
    ['1e3'],
    ['5 %'],
    ['12 34'],
    ['0x10'],
    ['10000000001'],
  ])('of %s is refused rather than guessed', async written => {
    expect(await priceOf(written)).toBeUndefined();
  });

  it('has the digits of its currency', async () => {
    expect(await priceOf('1290', 'JPY')).toBe(1290);
    expect(await priceOf('1290.00', 'JPY')).toBe(1290);
    expect(await priceOf('1290.5', 'JPY')).toBeUndefined();
    expect(await priceOf('1.290', 'KWD')).toBe(1290);
  });
});

describe('a JSON file', () => {
  const json = (value: unknown) => read(JSON.stringify(value), 'goods.json');
  const faults = (value: unknown) => faultsOf(JSON.stringify(value), 'goods.json');

  it('is a list of products, prices in major units or as money', async () => {
    const { products } = await json([
      { ...tea, price: 1290.5, oldPrice: tea.price, brand: null, stock: 5 },
      { sku: 'B', name: 'Cup', price: '4.35', size: { length: 1, width: 2, height: '3' } },
      { sku: 'C', name: 'Cup', price: null, properties: [{ name: 'Colour', value: 'blue' }] },
    ]);
    expect(products).toEqual([
      { ...tea, oldPrice: tea.price },
      { sku: 'B', name: 'Cup', price: { amount: 435, currency: 'RUB' }, size: { length: 1, width: 2, height: 3 } },
      { sku: 'C', name: 'Cup', price: null, properties: [{ name: 'Colour', value: 'blue' }] },
    ]);
  });

  it('is told every fault at once, by path', async () => {
    const list = [
      { sku: 1, name: 'Cup', price: { amount: 1, currency: 'USD' } },
      'Cup',
      { sku: 'A', name: 'Cup' },
      { sku: 'A', name: 'Cup', price: 1, size: { length: 1 }, properties: [{ name: 'Colour' }] },
      { sku: 'B', name: 'Cup', price: 1 },
      { sku: 'B', name: 'Cup', price: 1 },
    ];
    expect(await faults(list)).toEqual([
      'shop.catalogue goods.json, [0].sku: 1 | a text of at most 64 characters',
      'shop.catalogue goods.json, [0].price: an object | a price in RUB such as 1290 or 1290.50',
      'shop.catalogue goods.json, [1]: "Cup" | an object',
      'shop.catalogue goods.json, [2].price: nothing | a price in RUB such as 1290 or 1290.50',
      'shop.catalogue goods.json, [3].size.width: nothing | millimetres',
      'shop.catalogue goods.json, [3].size.height: nothing | millimetres',
      'shop.catalogue goods.json, [3].properties.0.value: nothing | a text of at most 2000 characters',
      'shop.catalogue goods.json, [5].sku: "B", as in [4].sku | each sku once',
    ]);
  });

  it('is a list', async () => {
    expect(await faults({ products: [] })).toEqual([
      'shop.catalogue goods.json: another kind of JSON | a JSON array of products',
    ]);
    expect(await faultsOf('[{', 'goods.json')).toEqual([
      expect.stringMatching(/no JSON .*\| a JSON array of products/),
    ]);
  });
});

it('a file that is not there, or holds nothing, is a fault', async () => {
  expect((await readCatalogueFile(join(folder, 'none.csv'), 'RUB')).faults).toMatchObject([
    { path: 'shop.catalogue none.csv', found: 'no readable file' },
  ]);
  for (const [content, name] of [
    ['', 'goods.csv'],
    ['sku,name,price\n,,\n', 'goods.csv'],
    ['[]', 'goods.json'],
  ] as const)
    expect(await faultsOf(content, name)).toEqual([expect.stringContaining('no product | at least one')]);
});

it('a config with a faulty file is a faulty config', async () => {
  expect(await checkCatalogueFile({ currency: 'RUB' })).toEqual([]);
  await writeFile(join(folder, 'goods.csv'), 'sku,name,price\nA,Cup,x\nB,Cup,y');
  const checked = checkCatalogueFile({ catalogue: join(folder, 'goods.csv'), currency: 'RUB' });
  await expect(checked).rejects.toThrow(ConfigError);
  await expect(checked).rejects.toThrow(/2 faults:(.|\n)*line 2, price(.|\n)*line 3, price/);
});
