import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFileCatalogue } from '../../../proxy/shop/file-catalogue.ts';
import { createFakeClock, type FakeClock } from '../../kit/clock.ts';
import { createTestLog, crmOf, openShop, product, rub } from './kit.ts';

let folder: string;
let file: string;
let clock: FakeClock;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'goods-'));
  file = join(folder, 'goods.csv');
  clock = createFakeClock();
});
afterEach(() => rm(folder, { recursive: true }));

/** Puts a version of the file there, as touched now by the test's own clock. */
const put = async (rows: string, now = clock.now()) => {
  await writeFile(file, `sku,name,price\n${rows}\n`);
  await utimes(file, now / 1000, now / 1000);
};

const open = () => {
  const log = createTestLog();
  const catalogue = createFileCatalogue(file, 'RUB', { clock, log });
  const prices = async () =>
    (await catalogue.products())?.value.list.map(({ sku, price }) => `${sku} ${price?.amount}`);
  const told = (event: string) => log.lines.filter(line => line.startsWith(event));
  return { catalogue, prices, told };
};

it('is read anew once it has changed and settled, at most every two seconds', async () => {
  await put('A,Cup,1');
  const { catalogue, prices } = open();
  expect(await Promise.all([prices(), prices()])).toEqual([['A 100'], ['A 100']]);
  await clock.advance(1_000);
  await put('A,Cup,2');
  expect(await prices()).toEqual(['A 100']);
  await clock.advance(1_000);
  // It may be half of a file that is still being written.
  expect(await prices()).toEqual(['A 100']);
  await clock.advance(2_000);
  expect(await prices()).toEqual(['A 200']);
  expect(await catalogue.age()).toEqual({ products: 1, at: clock.now() });
});

it('is read anew though the clock was set back', async () => {
  await put('A,Cup,1');
  const { prices } = open();
  expect(await prices()).toEqual(['A 100']);
  const { now } = clock;
  clock.now = () => now() - 3_600_000;
  await put('A,Cup,2', now() - 7_200_000);
  await clock.advance(3_000);
  expect(await prices()).toEqual(['A 200']);
});

it('that is faulty leaves the last good version in use, and is told once', async () => {
  await put('A,Cup,1');
  const { catalogue, prices, told } = open();
  await prices();
  const goodAt = clock.now();
  await put('A,Cup,x\nA,Cup,y');
  for (let turn = 0; turn < 3; turn += 1) {
    await clock.advance(3_000);
    expect(await prices()).toEqual(['A 100']);
  }
  expect(told('catalogue-file-faulty')).toEqual([
    expect.stringMatching(/"file":"goods.csv","faults":2,"first":".*line 2, price.*the last good version/),
  ]);
  expect((await catalogue.age())?.at).toBe(goodAt);

  await rm(file);
  await clock.advance(3_000);
  expect(await prices()).toEqual(['A 100']);
  expect(told('catalogue-file-faulty')).toHaveLength(2);
  await put('B,Cup,3');
  await clock.advance(3_000);
  expect(await prices()).toEqual(['B 300']);
});

it('that is faulty from the first is no catalogue until it is mended', async () => {
  await put('A,Cup,x');
  const { prices, told } = open();
  expect(await prices()).toBeUndefined();
  expect(told('catalogue-file-faulty')).toEqual([expect.stringContaining('no catalogue')]);
  await clock.advance(1_000);
  await put('A,Cup,1');
  await clock.advance(3_000);
  expect(await prices()).toEqual(['A 100']);
});

it('goes before the catalogue of a CRM, whose stock it shows', async () => {
  await put('1,Cup,7\nX,Own,8');
  const crm = crmOf([product('1', 60000), product('2', 100)], {
    availability: async () => ({ rows: [{ sku: '1', state: 'out', quantity: 0, stores: [] }], rest: 'unknown' }),
  });
  const { shop } = openShop({ crm, shop: { catalogue: file } });
  expect((await shop.quote({ lines: [{ sku: '1', quantity: 2 }] })).lines).toMatchObject([
    { name: 'Cup', total: rub(1400), problem: 'out' },
  ]);
  expect((await shop.availability({})).items).toMatchObject([
    { sku: '1', price: rub(700), state: 'out', quantity: 0 },
    { sku: 'X', price: rub(800), state: 'unknown', quantity: null },
  ]);
  expect((await shop.quote({ lines: [{ sku: '2', quantity: 1 }] })).lines).toMatchObject([{ problem: 'unknown' }]);
  expect(crm.calls).not.toContain('catalogue');
});
