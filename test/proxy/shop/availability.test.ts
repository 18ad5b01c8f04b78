import { describe, expect, it } from 'vitest';
import type { StockReport } from '../../../proxy/crm/crm.ts';
import { pageOf, search } from '../../../proxy/shop/availability.ts';
import { merge } from '../../../proxy/shop/stock.ts';
import { settled } from '../../kit/clock.ts';
import { crmOf, openShop, product, rub } from './kit.ts';

const many = (count: number) => Array.from({ length: count }, (_, index) => product(`s${index}`, 100));

describe('the list of goods', () => {
  it('leaves out what only carries a price, and still answers for it when asked', async () => {
    const crm = crmOf([product('1', 100), product('900', 200), product('901', 25)]);
    const shop = { delivery: [{ code: 'courier', name: 'Courier', articleSku: '900', fields: [] }], unlisted: ['901'] };
    const world = openShop({ crm, shop });
    expect((await world.shop.availability({})).items.map(({ sku }) => sku)).toEqual(['1']);
    expect((await world.shop.availability({ sku: ['901'] })).items[0]).toMatchObject({ state: 'in-stock' });
  });
});

describe('availability of given articles', () => {
  it('shows public fields only, and an article the CRM lacks as unknown', async () => {
    const cake = product('1', 60000, {
      oldPrice: rub(70000),
      picture: 'https://cdn.example/1.jpg',
      url: 'javascript:alert(1)',
      vat: 20,
      ean: '4601234567893',
    });
    const world = openShop({ crm: crmOf([cake]) });
    expect(await world.shop.availability({ sku: ['1', ' 1 ', 'gone'] })).toEqual({
      items: [
        {
          sku: '1',
          name: 'Article 1',
          price: rub(60000),
          oldPrice: rub(70000),
          picture: 'https://cdn.example/1.jpg',
          url: null,
          state: 'in-stock',
          quantity: null,
          stores: [],
        },
        {
          sku: 'gone',
          name: null,
          price: null,
          oldPrice: null,
          picture: null,
          url: null,
          state: 'unknown',
          quantity: null,
          stores: [],
        },
      ],
      next: null,
      asOf: '2026-11-21T09:00:00.000Z',
    });
  });

  it('says as of when by the oldest of what it used', async () => {
    const world = openShop();
    await world.shop.availability({ sku: ['1'] });
    await world.clock.advance(300_000);
    await world.shop.availability({ sku: ['1'] });
    await settled();
    await world.clock.advance(1000);
    expect((await world.shop.availability({ sku: ['1'] })).asOf).toBe('2026-11-21T09:00:00.000Z');
    expect(world.crm.calls).toEqual(['catalogue', 'availability', 'availability']);
  });

  it('answers from what is known when the CRM says nothing', async () => {
    const world = openShop({
      crm: crmOf([product('1', 100)], { availability: () => new Promise<StockReport>(() => {}) }),
    });
    const answer = world.shop.availability({ sku: ['1'] });
    await world.clock.advance(3000);
    expect((await answer).items[0]).toMatchObject({ name: 'Article 1', state: 'unknown' });
  });

  it('is unknown, as of never, in a shop that nothing is known of', async () => {
    const { shop } = openShop({ crm: { calls: [], probe: async () => '' } });
    expect(await shop.availability({ sku: ['1'] })).toMatchObject({ items: [{ state: 'unknown' }], asOf: null });
    expect(await shop.availability({})).toEqual({ items: [], next: null, asOf: null });
  });
});

describe('a CRM that is asked article by article', () => {
  const single = () => {
    const asked: string[][] = [];
    const availability = async (skus: string[]): Promise<StockReport> => {
      asked.push(skus);
      const rows = skus
        .filter(sku => sku !== '2')
        .map(sku => ({ sku, state: 'low' as const, quantity: 2, stores: [] }));
      return { rows, rest: 'unknown' };
    };
    return {
      asked,
      world: openShop({ crm: crmOf([product('1', 1), product('2', 1), product('3', 1)], { availability }) }),
    };
  };

  it('is asked for each article when it is wanted, and for what it told not again', async () => {
    const { asked, world } = single();
    const states = async (...sku: string[]) => (await world.shop.availability({ sku })).items.map(item => item.state);
    expect(await states('1', 'made-up')).toEqual(['low', 'unknown']);
    expect(await states('1', '2', '3')).toEqual(['low', 'unknown', 'low']);
    expect(await states('3', '2')).toEqual(['low', 'unknown']);
    expect(asked).toEqual([['1'], ['2', '3']]);
  });

  it('answers those who came during a call with the next one', async () => {
    const { asked, world } = single();
    await world.shop.quote({ lines: [{ sku: '1', quantity: 1 }] });
    await world.clock.advance(300_000);
    const answers = await Promise.all(['2', '3'].map(sku => world.shop.availability({ sku: [sku] })));
    expect(answers.map(answer => answer.items[0]?.state)).toEqual(['unknown', 'low']);
    expect(asked.flat().filter(sku => sku === '3')).toHaveLength(1);
  });
});

describe('merging reports', () => {
  const row = (sku: string) => ({ sku, state: 'out' as const, quantity: 0, stores: [] });

  it('forgets rows that a whole report no longer has', () => {
    const before = merge(null, { rows: [row('1')], rest: 'in-stock' }, [], 1);
    expect(merge(before, { rows: [], rest: 'in-stock' }, [], 2)).toEqual({ rest: 'in-stock', at: 2, rows: [] });
  });

  it('keeps rows that a partial report was not asked for', () => {
    const before = merge(null, { rows: [row('1')], rest: 'unknown' }, ['1'], 1);
    const after = merge(before, { rows: [row('2')], rest: 'unknown' }, ['2', '3'], 2);
    expect(after.rows.map(({ sku, state, at }) => [sku, state, at])).toEqual([
      ['2', 'out', 2],
      ['3', 'unknown', 2],
      ['1', 'out', 1],
    ]);
  });
});

describe('the catalogue, page by page', () => {
  it('comes whole and once, in the CRM’s order', async () => {
    const products = many(95);
    const { shop } = openShop({ crm: crmOf(products) });
    const seen: string[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const page = await shop.availability(cursor ? { cursor } : {});
      expect(page.items.length).toBeLessThanOrEqual(30);
      seen.push(...page.items.map(item => item.sku));
      cursor = page.next;
    }
    expect(seen).toEqual(products.map(({ sku }) => sku));
  });

  it('goes on behind the last article seen when the catalogue changed meanwhile', () => {
    const products = many(70);
    const { next } = pageOf(products, undefined);
    const changed = [product('new', 1), ...products];
    expect(pageOf(changed, next ?? '').products[0]?.sku).toBe('s30');
    const without = products.filter(({ sku }) => sku !== 's29');
    expect(pageOf(without, next ?? '').products[0]?.sku).toBe('s30');
  });

  it('starts at the beginning for a cursor it did not make', () => {
    for (const cursor of ['x', 'bnVsbA', Buffer.from('[-1,"a"]').toString('base64url'), '💥']) {
      expect(pageOf(many(3), cursor).products).toHaveLength(3);
    }
  });

  it('is found by name and sku, whatever the case and the ё', () => {
    const products = [product('A-1', 1, { name: 'Чёрный хлеб' }), product('b-2', 1, { name: 'Белый ХЛЕБ' })];
    const found = (q: string) => search(products, q).map(({ sku }) => sku);
    expect([found('черный'), found('ЧЁРНЫЙ'), found('хлеб бел'), found('a-1'), found(' '), found('торт')]).toEqual([
      ['A-1'],
      ['A-1'],
      ['b-2'],
      ['A-1'],
      ['A-1', 'b-2'],
      [],
    ]);
  });
});
