import { describe, expect, it } from 'vitest';
import type { CrmMethods, Product } from '../../../proxy/crm/crm.ts';
import { CrmFailure } from '../../../proxy/crm/failure.ts';
import { settled } from '../../kit/clock.ts';
import { crmOf, openShop, product, rub, type World } from './kit.ts';

const HOUR = 3600_000;
const priceOf = async ({ shop }: Pick<World, 'shop'>, sku = '1') =>
  (await shop.quote({ lines: [{ sku, quantity: 1 }] })).total?.amount ?? null;

/** A CRM whose catalogue a test answers by hand. */
const slow = (more: Partial<CrmMethods> = {}) => {
  const open: ((products: Product[]) => void)[] = [];
  const crm = crmOf([], {
    async *catalogue() {
      crm.calls.push('catalogue');
      yield* await new Promise<Product[]>(answer => open.push(answer));
    },
    ...more,
  });
  return { crm, answer: (products: Product[]) => open.shift()?.(products) };
};

const failing = (failure: CrmFailure) => {
  const crm = crmOf([], {
    // biome-ignore lint/correctness/useYield: it fails before its first product
    async *catalogue() {
      crm.calls.push('catalogue');
      throw failure;
    },
  });
  return crm;
};

const catalogueCalls = (calls: string[]) => calls.filter(call => call === 'catalogue').length;

describe('the catalogue', () => {
  it('is asked for once, however many ask at the same time', async () => {
    const world = openShop();
    expect(await Promise.all([priceOf(world), priceOf(world), priceOf(world)])).toEqual([60000, 60000, 60000]);
    expect(catalogueCalls(world.crm.calls)).toBe(1);
  });

  it('goes out old while it is read anew', async () => {
    const { crm, answer } = slow();
    const world = openShop({ crm });
    const first = priceOf(world);
    await settled();
    answer([product('1', 100)]);
    expect(await first).toBe(100);
    await world.clock.advance(HOUR);
    expect(await priceOf(world)).toBe(100);
    await settled();
    answer([product('1', 200)]);
    await settled();
    expect(await priceOf(world)).toBe(200);
  });

  it('makes the very first asker wait, but not for long', async () => {
    const { crm, answer } = slow();
    const world = openShop({ crm });
    const first = priceOf(world);
    await world.clock.advance(3000);
    expect(await first).toBeNull();
    expect(await priceOf(world)).toBeNull();
    answer([product('1', 100)]);
    await settled();
    expect(await priceOf(world)).toBe(100);
  });

  it('survives a restart, and is shared by processes with one gate for all', async () => {
    const world = openShop();
    await priceOf(world);
    const other = crmOf([product('1', 1)]);
    expect(await priceOf({ shop: world.again(other) })).toBe(60000);
    await world.clock.advance(HOUR);
    await Promise.all([priceOf(world), priceOf({ shop: world.again(other) })]);
    await settled();
    expect(catalogueCalls(world.crm.calls) + catalogueCalls(other.calls)).toBe(2);
  });

  it('counts however old it is while the CRM is down', async () => {
    const world = openShop();
    await priceOf(world);
    const down = failing(new CrmFailure('get_products', { kind: 'unavailable', taken: 'unknown' }));
    const shop = world.again(down);
    await world.clock.advance(90 * 24 * HOUR);
    expect(await priceOf({ shop })).toBe(60000);
    expect(world.log.lines.join()).toContain('crm-read-failed');
  });

  it('is not asked for again before the gate opens, unless the CRM was never reached', async () => {
    const counted = openShop({ crm: failing(new CrmFailure('get_products', { kind: 'limit', taken: 'no' })) });
    const unreached = openShop({ crm: failing(new CrmFailure('get_products', { kind: 'unavailable', taken: 'no' })) });
    for (const world of [counted, unreached]) {
      await priceOf(world);
      await world.clock.advance(10_000);
      await priceOf(world);
      await world.clock.advance(30_000);
      await priceOf(world);
    }
    expect([counted, unreached].map(({ crm }) => catalogueCalls(crm.calls))).toEqual([1, 2]);
  });

  it('ages with the speed of its connection', async () => {
    const world = openShop({ speed: 60 });
    await priceOf(world);
    await world.clock.advance(HOUR / 60);
    await priceOf(world);
    await settled();
    expect(catalogueCalls(world.crm.calls)).toBe(2);
  });

  it('is not emptied by one empty answer', async () => {
    const world = openShop();
    await priceOf(world);
    await world.clock.advance(HOUR);
    const shop = world.again(crmOf([]));
    await priceOf({ shop });
    await settled();
    expect(await priceOf({ shop })).toBe(60000);
  });

  it('is read anew where what is stored cannot be read', async () => {
    const world = openShop();
    world.store.documents.set('catalogue:main', { text: '[{"sku": 1}]', at: world.clock.now() });
    expect(await priceOf(world)).toBe(60000);
  });

  it('tells its age without asking the CRM', async () => {
    const world = openShop();
    expect(await world.shop.catalogueAge('main')).toBeNull();
    expect(world.crm.calls).toEqual([]);
    await priceOf(world);
    expect(await world.shop.catalogueAge('main')).toEqual({ products: 3, at: world.clock.now() });
    expect(await world.shop.catalogueAge('other')).toBeNull();
  });

  it('costs the budget nothing while the gate is shut, and nothing is asked when the budget is empty', async () => {
    const facts = { kind: 'money' as const, amount: rub(1), state: 'valid' as const };
    const crm = crmOf([product('1', 100)], { certificate: async () => facts });
    const world = openShop({ crm, crmReads: 3 });
    for (let turn = 0; turn < 5; turn += 1) await priceOf(world);
    expect((await world.shop.certificate('A1'))?.state).toBe('valid');
    expect((await world.shop.certificate('A2'))?.state).toBe('unknown');
    await world.clock.advance(60_000);
    expect((await world.shop.certificate('A2'))?.state).toBe('valid');
  });
});
