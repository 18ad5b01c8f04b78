import { describe, expect, it } from 'vitest';
import type { CrmMethods, TrackedOrder } from '../../../proxy/crm/crm.ts';
import { CrmFailure } from '../../../proxy/crm/failure.ts';
import { settled } from '../../kit/clock.ts';
import { crmOf, openShop, PHONE, rub } from './kit.ts';

const HOUR = 3600_000;

const row = (number: string, more: Partial<TrackedOrder> = {}): TrackedOrder => ({
  ref: `ref-${number}`,
  number,
  phone: PHONE,
  placedAt: '2026-11-21T08:00:00Z',
  status: { code: '3' },
  total: rub(5000),
  ...more,
});
const finding = (findOrders: NonNullable<CrmMethods['findOrders']>) => crmOf([], { findOrders });
const having = (...rows: TrackedOrder[]) => finding(async () => rows);

/** A CRM whose answers a test lets go by hand. */
const slow = () => {
  const waiting: ((rows: TrackedOrder[]) => void)[] = [];
  return {
    crm: finding(() => new Promise(answer => waiting.push(answer))),
    answer: async (...rows: TrackedOrder[]) => {
      waiting.shift()?.(rows);
      await settled();
    },
  };
};

/** A lookup by phone under way: how it stands, and the numbers it found. */
const ask = ({ shop }: ReturnType<typeof openShop>, request: object = { phone: PHONE }) => {
  const state = { isOver: false };
  const numbers = shop.lookup(request).then(({ orders }) => {
    state.isOver = true;
    return orders.map(({ number }) => number);
  });
  return { state, numbers };
};

describe('a lookup across CRMs', () => {
  it('shows the orders of all, the latest first', async () => {
    const world = openShop({
      crm: having(row('11')),
      others: { sklad: having(row('22', { placedAt: '2026-11-21T08:30:00Z' })), silent: having() },
    });
    expect(await ask(world).numbers).toEqual(['••2', '••1']);
  });

  it('gives a slow one a moment once another has answered with orders', async () => {
    const { crm } = slow();
    const world = openShop({ crm: having(row('11')), others: { crm, silent: having() } });
    const { state, numbers } = ask(world);
    await world.clock.advance(299);
    expect(state.isOver).toBe(false);
    await world.clock.advance(1);
    expect(state.isOver).toBe(true);
    expect(await numbers).toEqual(['••1']);
  });

  it('takes what comes within that moment', async () => {
    const late = slow();
    const world = openShop({ crm: having(row('11')), others: { late: late.crm } });
    const { numbers } = ask(world);
    await world.clock.advance(200);
    await late.answer(row('22'));
    expect((await numbers).sort()).toEqual(['••1', '••2']);
  });

  it('waits two seconds for a slow one while no other has any order', async () => {
    const late = slow();
    const world = openShop({ crm: having(), others: { late: late.crm, never: slow().crm } });
    const first = ask(world);
    await world.clock.advance(1_900);
    expect(first.state.isOver).toBe(false);
    await late.answer(row('22'));
    await world.clock.advance(100);
    expect(await first.numbers).toEqual(['••2']);
    const second = ask(world);
    await world.clock.advance(2_000);
    expect(second.state.isOver).toBe(true);
  });

  it('shows at the next question what came too late for this one, for a minute', async () => {
    const late = slow();
    const world = openShop({ crm: having(row('11')), others: { late: late.crm } });
    const asked = async (request?: object) => {
      const { numbers } = ask(world, request);
      await world.clock.advance(300);
      return (await numbers).sort();
    };
    expect(await asked()).toEqual(['••1']);
    await late.answer(row('22'));
    expect(await asked()).toEqual(['••1', '••2']);
    expect(await asked({ phone: '+79990000000' })).toEqual([]);
    await world.clock.advance(60_000);
    expect(await asked()).toEqual(['••1']);
  });

  it('does without one that is broken, at once, and says so in the log', async () => {
    const broken = finding(async () => {
      throw new CrmFailure('orders', { kind: 'unavailable', taken: 'no' });
    });
    const odd = finding(() => {
      throw new Error(`a bug, about ${PHONE}`);
    });
    const world = openShop({ crm: broken, others: { odd, sklad: having(row('22')) } });
    expect(await ask(world).numbers).toEqual(['••2']);
    expect(world.log.lines.filter(line => line.startsWith('crm-read-failed'))).toHaveLength(2);
    expect(world.log.lines.join()).not.toContain(PHONE);
  });

  it('never takes an old word for news', async () => {
    let isDown = false;
    const crm = finding(async () => {
      if (isDown) throw new CrmFailure('orders', { kind: 'unavailable', taken: 'no' });
      return [row('1042', { ref: 'r1', status: { code: '3', name: 'В пути', stage: 'shipping' } })];
    });
    const world = openShop({ crm, manifest: { stageOf: status => status.stage ?? null } });
    world.book.put({ id: 'a', number: 'K7-4821', crmNumber: '1042', ref: 'r1' });
    const stage = async () => (await world.shop.lookup({ phone: PHONE })).orders[0]?.stage;
    expect(await stage()).toBe('shipping');
    isDown = true;
    await world.clock.advance(1_000);
    const seenAt = world.clock.now();
    const status = { code: '10', name: 'Выполнен', stage: 'delivered' as const, at: seenAt, seenAt };
    world.book.put({ id: 'a', number: 'K7-4821', crmNumber: '1042', ref: 'r1', stage: 'delivered', status });
    world.book.changes.length = 0;
    expect(await stage()).toBe('delivered');
    expect(world.book.changes).toEqual([]);
  });
});

describe('the same order, told of by two', () => {
  it('is shown once, as the CRM named first tells it', async () => {
    const world = openShop({
      crm: having(row('11', { total: rub(1) }), row('12')),
      others: {
        sklad: having(
          row('11', { ref: 'other', placedAt: '2026-11-21T08:05:00Z', total: rub(2) }),
          row('12', { placedAt: '2026-11-19T08:00:00Z' }),
        ),
      },
    });
    expect(await ask(world).numbers).toEqual(['••1', '••2', '••2']);
    const { orders } = await world.shop.lookup({ number: '11', phone: PHONE });
    expect(orders.map(({ total }) => total)).toEqual([rub(1)]);
  });

  it('may be two where one CRM alone says so', async () => {
    const world = openShop({ crm: having(row('11'), row('11', { ref: 'again' })) });
    expect(await ask(world).numbers).toEqual(['••1', '••1']);
  });

  it('is the order book’s, whether the CRM is the one it went to or not', async () => {
    const sklad = having(row('k7 4821'), row('1042', { ref: 'r2' }), row('77', { ref: 'r3' }));
    const world = openShop({ crm: having(row('1042', { ref: 'r1' })), others: { sklad } });
    const createdAt = world.clock.now() - HOUR;
    world.book.put({ id: 'a', number: 'K7-4821', crmNumber: '1042', ref: 'r1', createdAt });
    expect((await ask(world).numbers).sort()).toEqual(['••-4821', '••7']);
    world.book.put({ id: 'b', number: '77', state: 'uncertain', createdAt });
    expect((await ask(world).numbers).sort()).toEqual(['••-4821', '••7']);
  });

  it('is asked for by its number of the CRM it went to, and of no other', async () => {
    const asked: unknown[] = [];
    const noting = (name: string) =>
      finding(async by => {
        asked.push([name, by]);
        return [];
      });
    const world = openShop({ crm: noting('main'), others: { sklad: noting('sklad') } });
    world.book.put({ id: 'a', number: 'K7-4821', crmNumber: '1042', ref: 'r1', connection: 'main' });
    await ask(world, { number: 'K7-4821', phone: PHONE }).numbers;
    expect(asked.splice(0)).toEqual([['main', { number: '1042', phone: PHONE }]]);
    await ask(world, { number: '55', phone: PHONE }).numbers;
    expect(asked).toEqual([
      ['main', { number: '55', phone: PHONE }],
      ['sklad', { number: '55', phone: PHONE }],
    ]);
  });
});
