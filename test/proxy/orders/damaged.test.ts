import { afterEach, describe, expect, it } from 'vitest';
import type { Booked } from '../../../proxy/orders/booked.ts';
import { type Bench, type BenchOptions, openBench } from './bench.ts';

let bench: Bench;
const open = async (options: BenchOptions = {}) => {
  bench = await openBench({ config: MANAGERS, ...options });
  return bench;
};
afterEach(() => bench.close());

const MANAGERS = { managers: { email: ['manager@shop.example'], smtp: 'smtp://mail.example' } };
const damage = ({ id }: Booked) => bench.tamper(`update orders set body = x'00' where id = '${id}'`);
const stateOf = async (order: Booked) => (await bench.now(order)).state;

describe('an order that cannot be read', () => {
  it('steps aside to the managers, and others pass', async () => {
    const { order, book, store, pass, mails, crm } = await open({ start: false });
    const bad = await order();
    const good = await order();
    damage(bad);
    await book.start();
    await pass(2000);
    expect(await stateOf(good)).toBe('submitted');
    expect(crm.submitted).toHaveLength(1);
    expect(await store.list({})).toMatchObject([{ id: good.id }]);
    expect(await store.damaged({})).toMatchObject([{ number: bad.number, state: 'refused' }]);
    expect(mails.map(({ subject }) => subject)).toEqual([`Pizza: order ${bad.number} was not taken`]);
    expect(mails[0]?.text).toContain('cannot be read');
  });

  it('is uncertain when its attempt was cut short', async () => {
    const { order, book, store, clock, pass, mails } = await open({ start: false });
    const bad = await order();
    await store.claim('kitchen', clock.now());
    damage(bad);
    const good = await order();
    await book.start();
    await pass(2000);
    expect(await stateOf(good)).toBe('submitted');
    expect(await store.damaged({ states: ['uncertain'] })).toMatchObject([{ id: bad.id }]);
    expect(mails).toHaveLength(1);
  });

  it('goes out once it can be read again and a person says so', async () => {
    const { order, book, store, pass, tamper } = await open({ start: false });
    const bad = await order();
    tamper(`create table safe as select body from orders`);
    damage(bad);
    await book.start();
    await pass(2000);
    expect(await store.count({ states: ['refused'] })).toBe(1);
    tamper(`update orders set body = (select body from safe)`);
    expect(await book.retry(bad.id)).toMatchObject({ ok: true });
    await pass(2000);
    expect(await stateOf(bad)).toBe('submitted');
  });

  it('keeps no other from its status, nor from being found', async () => {
    const { order, book, pass, now } = await open();
    const [bad, good] = [await order(), await order()];
    await pass(2000);
    damage(bad);
    const told = ({ number }: Booked) => ({ ref: `ref-${number}`, status: { code: '3', name: 'Cooking' }, at: null });
    await book.applyChanges('kitchen', [told(bad), told(good)], null);
    expect((await now(good)).stage).toBe('preparing');
    expect(await book.search({ phone: '+79161234567' })).toMatchObject([{ id: good.id }]);
  });
});

describe('what else cannot be read', () => {
  it('may be a job: it is given up, and the others go out', async () => {
    const { store, clock, tamper, pass, mails, logs } = await open();
    const notice = (key: string) => ({
      ...{ kind: 'notice' as const, key, orderId: null, dueAt: clock.now() + 1000 },
      payload: { notice: 'lane-over', connection: 'kitchen' },
    });
    await store.addJobs([notice('bad'), notice('good')]);
    tamper(`update jobs set payload = x'00' where key = 'bad'`);
    await pass(3000);
    expect(mails).toHaveLength(1);
    expect(logs.filter(({ event }) => event === 'delivery-given-up')).toHaveLength(1);
    expect(await store.failedJobs(9)).toMatchObject([{ key: 'bad', payload: null, attempts: 1 }]);
  });

  it('may be why a lane paused: it goes on all the same', async () => {
    const { order, store, clock, tamper, pass } = await open({ start: false });
    await store.setLane('kitchen', { pausedUntil: clock.now() + 1000, step: 1, reason: 'timeout' }, []);
    tamper(`update lanes set reason = x'00'`);
    const accepted = await order();
    await bench.book.start();
    await pass(3000);
    expect(await stateOf(accepted)).toBe('submitted');
  });

  it('may be what was told before an order was known, or before the next status', async () => {
    const { order, store, book, clock, tamper, now } = await open({ start: false });
    const event = (code: string) => ({ code, name: 'Cooking', stage: 'preparing' as const, at: null, seenAt: 1 });
    const accepted = await order();
    await store.change({ id: accepted.id }, () => ({ state: 'submitted', ref: '17', event: event('1') }));
    for (const code of ['2', '3'])
      await store.keepEarly({ connection: 'kitchen', ref: '17', event: event(code) }, clock.now());
    tamper(`update early set content = x'00' where seq = 1; update events set content = x'00'`);
    await book.start();
    await bench.until(async () => (await now(accepted)).status?.code === '3');
  });

  it('may be something kept to save a question: it is asked for again', async () => {
    const { store, tamper } = await open();
    await store.putDocument('catalogue', '[]', 1);
    tamper(`update documents set body = x'00'`);
    expect(await store.document('catalogue')).toBeNull();
  });
});
