import { describe, expect, it } from 'vitest';
import { OrderStatusAnswer } from '../../../proxy/contract/index.ts';
import type { TrackedOrder } from '../../../proxy/crm/crm.ts';
import { CrmFailure } from '../../../proxy/crm/failure.ts';
import type { StatusEvent } from '../../../proxy/orders/booked.ts';
import { settled } from '../../kit/clock.ts';
import { crmOf, openShop, PHONE, rub, type Setting } from './kit.ts';

const DAY = 86_400_000;
const HOUR = 3600_000;
const OTHER = '+79990000000';

const onTheWay: StatusEvent = {
  code: '3',
  name: 'В пути',
  stage: 'shipping',
  at: Date.UTC(2026, 10, 21, 8, 30),
  seenAt: Date.UTC(2026, 10, 21, 8, 31),
};

const shopWithOrder = (setting: Setting = {}) => {
  const world = openShop(setting);
  world.book.put({ id: 'a', number: 'K7-4821', crmNumber: '1042', ref: 'r1', stage: 'shipping', status: onTheWay });
  world.book.events.set('a', [onTheWay]);
  return world;
};

const row = (more: Partial<TrackedOrder> = {}): TrackedOrder => ({
  ref: 'r9',
  number: '77',
  phone: PHONE,
  placedAt: '2026-11-20T23:30:00+03:00',
  status: { code: '3' },
  total: rub(5000),
  tracking: { number: 'T1' },
  ...more,
});

const finding = (findOrders: (by: { number?: string; phone?: string }) => Promise<TrackedOrder[]>) =>
  crmOf([], { findOrders });

describe('a lookup in the order book', () => {
  it('by phone alone shows where the order stands, its number masked', async () => {
    const { shop } = shopWithOrder();
    const answer = await shop.lookup({ phone: '8 916 123-45-67' });
    expect(answer.orders).toEqual([
      {
        number: '••-4821',
        placedOn: '2026-11-21',
        stage: 'shipping',
        status: 'В пути',
        history: [{ stage: 'shipping', status: 'В пути', at: '2026-11-21' }],
      },
    ]);
    expect(OrderStatusAnswer.parse(answer)).toEqual(answer);
  });

  it.each([['K7-4821'], ['№ к7 4821'], ['1042']])('by number alone (%s) shows the same, by days', async number => {
    const { shop } = shopWithOrder();
    const { orders } = await shop.lookup({ number });
    expect(orders).toMatchObject([{ number: number === '1042' ? '1042' : 'K7-4821', history: [{ at: '2026-11-21' }] }]);
    expect(Object.keys(orders[0] ?? {}).sort()).toEqual(['history', 'number', 'placedOn', 'stage', 'status']);
  });

  it('by both shows the total and the times', async () => {
    const { shop } = shopWithOrder();
    const { orders } = await shop.lookup({ number: 'K7-4821', phone: PHONE });
    expect(orders).toMatchObject([{ total: rub(129000), history: [{ at: '2026-11-21T08:30:00.000Z' }] }]);
  });

  it('answers the same for an order that is not there and one that is somebody else’s', async () => {
    const asked: unknown[] = [];
    const crm = finding(async by => {
      asked.push(by);
      return [];
    });
    const { shop } = shopWithOrder({ crm });
    const answers = [
      await shop.lookup({ number: 'K7-4821', phone: OTHER }),
      await shop.lookup({ number: 'Z9-0000', phone: OTHER }),
    ];
    expect(answers).toEqual([
      { orders: [], ticket: null },
      { orders: [], ticket: null },
    ]);
    expect(asked).toEqual([
      { number: 'K7-4821', phone: OTHER },
      { number: 'Z9-0000', phone: OTHER },
    ]);
  });

  it('shows nothing by a number whose phone cannot be understood', async () => {
    const { shop } = shopWithOrder();
    for (const phone of ['12', 'нет']) expect((await shop.lookup({ number: 'K7-4821', phone })).orders).toEqual([]);
    for (const request of [{}, { number: ' ' }, { number: '№' }, { phone: '' }]) {
      expect(await shop.lookup(request)).toEqual({ orders: [], ticket: null });
    }
  });

  it('by phone finds what is open or recent, and nothing where the shop forbids it', async () => {
    const { shop, book, clock } = openShop();
    book.put({ id: 'old-done', number: 'A-1001', stage: 'delivered', createdAt: clock.now() - 7 * DAY });
    book.put({ id: 'old-silent', number: 'A-1002', stage: null, createdAt: clock.now() - 7 * DAY });
    book.put({ id: 'old-open', number: 'A-1003', stage: 'shipping', createdAt: clock.now() - 30 * DAY });
    book.put({ id: 'old-waiting', number: 'A-1004', state: 'uncertain', createdAt: clock.now() - 30 * DAY });
    book.put({ id: 'new-done', number: 'A-1005', stage: 'delivered', createdAt: clock.now() - 7 * DAY + 1 });
    const numbers = async (phone: string) => (await shop.lookup({ phone })).orders.map(order => order.number);
    expect(await numbers(PHONE)).toEqual(['••-1005', '••-1003', '••-1004']);
    expect((await shop.lookup({ number: 'A-1001' })).orders).toHaveLength(1);

    const closed = shopWithOrder({ shop: { phoneLookup: false } });
    expect((await closed.shop.lookup({ phone: PHONE })).orders).toEqual([]);
    expect((await closed.shop.lookup({ phone: PHONE, number: '1042' })).orders).toHaveLength(1);
  });

  it('shows a dropped order as cancelled and one nobody has told of as new', async () => {
    const { shop, book } = openShop();
    book.put({ id: 'a', number: 'A-1', state: 'dropped' });
    book.put({ id: 'b', number: 'B-1', state: 'waiting' });
    const stages = await Promise.all(
      ['A-1', 'B-1'].map(async number => (await shop.lookup({ number })).orders[0]?.stage),
    );
    expect(stages).toEqual(['cancelled', 'new']);
  });
});

describe('a lookup in the CRM', () => {
  it('finds orders that came in elsewhere, checking every row against all that was asked', async () => {
    const rows = [
      row(),
      row({ ref: 'r8', phone: OTHER }),
      row({ ref: 'r7', phone: null }),
      row({ number: '78', ref: 'r6' }),
    ];
    const { shop } = openShop({ crm: finding(async () => rows) });
    expect((await shop.lookup({ number: '77', phone: PHONE })).orders).toEqual([
      {
        number: '77',
        placedOn: '2026-11-20',
        stage: 'shipping',
        status: 'В пути',
        history: [],
        total: rub(5000),
        tracking: { number: 'T1' },
      },
    ]);
    expect((await shop.lookup({ phone: PHONE })).orders.map(order => order.number)).toEqual(['••7', '••8']);
    expect((await shop.lookup({ number: '78' })).orders[0]).not.toHaveProperty('tracking');
  });

  it('shows an order of ours once, with what only the CRM knows, and tells the book its new status', async () => {
    const delivered = row({ ref: 'r1', number: '1042', status: { code: '10', name: 'Выполнен', stage: 'delivered' } });
    const asked: unknown[] = [];
    const crm = finding(async by => {
      asked.push(by);
      return [delivered];
    });
    const world = shopWithOrder({ crm, manifest: { stageOf: status => status.stage ?? null } });
    const { orders } = await world.shop.lookup({ number: 'K7-4821', phone: PHONE });
    expect(asked).toEqual([{ number: '1042', phone: PHONE }]);
    expect(orders).toMatchObject([
      { number: 'K7-4821', stage: 'delivered', status: 'Выполнен', total: rub(129000), tracking: { number: 'T1' } },
    ]);
    expect(world.book.changes).toEqual([
      {
        connection: 'main',
        list: [{ ref: 'r1', number: '1042', status: delivered.status, at: '2026-11-21T09:00:00.000Z' }],
        orderId: null,
      },
    ]);
  });

  it('does not ask it for a number that the book has', async () => {
    const crm = finding(async () => {
      throw new Error('asked');
    });
    const world = shopWithOrder({ crm });
    expect((await world.shop.lookup({ number: '1042' })).orders).toHaveLength(1);
    expect(world.log.lines).toEqual([]);
  });

  it('waits two seconds at most', async () => {
    const { shop, clock } = shopWithOrder({ crm: finding(() => new Promise(() => {})) });
    const answer = shop.lookup({ phone: PHONE });
    await clock.advance(2000);
    expect((await answer).orders).toHaveLength(1);
  });

  it('answers from the book when the CRM fails, or when the budget is spent', async () => {
    let calls = 0;
    const crm = finding(async () => {
      calls += 1;
      throw new CrmFailure('orders', { kind: 'limit', taken: 'no' });
    });
    const { shop, log } = shopWithOrder({ crm, crmReads: 2 });
    for (let turn = 0; turn < 4; turn += 1) expect((await shop.lookup({ phone: PHONE })).orders).toHaveLength(1);
    expect(calls).toBe(2);
    expect(log.lines.join()).not.toContain(PHONE);
  });
});

describe('a ticket', () => {
  it('opens the same rows, fresh, as often as wanted within the hour', async () => {
    const { shop, book, clock } = shopWithOrder();
    const { orders, ticket } = await shop.lookup({ phone: PHONE });
    const watch = shop.watch(ticket ?? '');
    expect(watch?.orderIds).toEqual(['a']);
    expect(await watch?.rows()).toEqual(orders);
    const before = book.orders.get('a');
    if (before) book.orders.set('a', { ...before, stage: 'delivered' });
    expect(await watch?.rows()).toMatchObject([{ number: '••-4821', stage: 'delivered' }]);
    await clock.advance(HOUR - 1);
    expect(shop.watch(ticket ?? '')).not.toBeNull();
    await clock.advance(1);
    expect(shop.watch(ticket ?? '')).toBeNull();
  });

  it('shows no more than was proven when it was made', async () => {
    const { shop } = shopWithOrder();
    const byNumber = await shop.lookup({ number: '1042' });
    const rows = await shop.watch(byNumber.ticket ?? '')?.rows();
    expect(rows).toEqual(byNumber.orders);
    expect(JSON.stringify(rows)).not.toContain('K7-4821');
  });

  it('of an accepted order shows all that its owner may see', async () => {
    const { shop } = shopWithOrder();
    const answer = await shop.orderById('a');
    expect(await shop.watch(answer?.ticket ?? '')?.rows()).toMatchObject([{ number: 'K7-4821', total: rub(129000) }]);
  });

  it('holds after a restart, and no forged one opens anything', async () => {
    const world = shopWithOrder();
    const { ticket } = await world.shop.lookup({ number: '1042' });
    expect(world.again().watch(ticket ?? '')?.orderIds).toEqual(['a']);
    for (const forged of ['', 'x', `${ticket}A`, ticket?.slice(2) ?? '']) expect(world.shop.watch(forged)).toBeNull();
    expect(shopWithOrder().shop.watch(ticket ?? '')).toBeNull();
  });

  it('leaves out an order that was erased meanwhile', async () => {
    const { shop, book } = shopWithOrder();
    const { ticket } = await shop.lookup({ number: '1042' });
    book.orders.clear();
    await settled();
    expect(await shop.watch(ticket ?? '')?.rows()).toEqual([]);
  });
});

describe('the subjects of a lookup', () => {
  it('are in one spelling each', () => {
    const { shop } = openShop();
    expect(shop.subjects({ number: ' №к7–4821 ', phone: '8(916)1234567' })).toEqual(['K74821', PHONE]);
    expect(shop.subjects({ number: '-', phone: '12' })).toEqual([]);
  });
});
