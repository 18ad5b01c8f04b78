import { afterEach, describe, expect, it } from 'vitest';
import type { Order } from '../../../proxy/crm/order.ts';
import type { Booked } from '../../../proxy/orders/booked.ts';
import { type Bench, type BenchOptions, failure, openBench } from './bench.ts';

let bench: Bench;
const open = async (options?: BenchOptions) => {
  bench = await openBench(options);
  return bench;
};
afterEach(() => bench.close());

const taken = async (order: Order) => ({ ref: `ref-${order.number}`, number: '1042', warnings: [] });
const down = async () => Promise.reject(failure({ kind: 'unavailable', taken: 'no', code: 'refused' }));
const timeout = async () => Promise.reject(failure({ kind: 'unavailable', taken: 'unknown', code: 'timeout' }));
const stateOf = async (order: Booked) => (await bench.now(order)).state;
const pauseOf = async () => ((await bench.store.lane('kitchen')).pausedUntil ?? 0) - bench.clock.now();
const subjects = () => bench.mails.map(mail => mail.subject);

const MANAGERS = { managers: { email: ['manager@shop.example'], smtp: 'smtp://mail.example' } };

describe('a lane that runs', () => {
  it('submits an order at once, and knows its ref and number', async () => {
    const { order, until, now, crm } = await open();
    const accepted = await order();
    await until(async () => (await stateOf(accepted)) === 'submitted');
    expect(await now(accepted)).toMatchObject({ ref: `ref-${accepted.number}`, crmNumber: '1042', attempts: 1 });
    expect(crm.submitted[0]?.hookUrl).toMatch(/^https:\/\/crm\.shop\.example\/api\/hooks\/kitchen\/[\w-]+$/);
  });

  it('gives the order its own token in the hook address', async () => {
    const { order, until, crm, options, clock } = await open();
    const accepted = await order();
    await until(() => crm.submitted.length === 1);
    const token = crm.submitted[0]?.hookUrl.split('/').at(-1) ?? '';
    expect(options.keys.openToken('hook', token, clock.now())).toEqual({ o: accepted.id });
  });

  it('settles for the number of the CRM, and at once when others wait', async () => {
    const { order, book, crm, until } = await open();
    const first = await order();
    expect(await book.settled(first.id, 2500)).toMatchObject({ state: 'submitted', crmNumber: '1042' });
    crm.onSubmit = () => new Promise(() => {});
    const second = await order();
    await until(() => crm.submitted.length === 2);
    const third = await order();
    expect(await book.settled(third.id, 2500)).toMatchObject({ state: 'waiting' });
    expect(await stateOf(second)).toBe('sending');
  });

  it('keeps warnings, and tells of another total', async () => {
    const { order, until, now, crm, mails, clock } = await open({ config: MANAGERS });
    crm.onSubmit = async () => ({
      ref: '7',
      number: null,
      total: { amount: 135_050, currency: 'RUB' },
      warnings: [{ code: 'text-cut', about: 'comment', money: false }],
    });
    const accepted = await order();
    await until(async () => (await stateOf(accepted)) === 'submitted');
    await clock.advance(1000);
    expect((await now(accepted)).warnings).toEqual([
      { code: 'text-cut', about: 'comment', money: false },
      { code: 'total-differs', about: '1290.00 RUB / 1350.50 RUB', money: true },
    ]);
    await until(() => mails.length === 1);
    expect(mails[0]?.text).toContain('1290.00 RUB / 1350.50 RUB');
    expect(mails[0]?.text).not.toContain('comment');
  });

  it('saves a memo before going on, and shows it to the next attempt', async () => {
    const { order, until, crm, clock } = await open({ repeat: 'safe' });
    const { submitOrder } = crm.methods;
    crm.methods.submitOrder = async (placed, memo, hookUrl) => {
      if (memo.value['customer'] === undefined) {
        await memo.save({ customer: 17 });
        return await timeout();
      }
      return (await submitOrder?.(placed, memo, hookUrl)) ?? taken(placed);
    };
    const accepted = await order();
    await until(async () => (await stateOf(accepted)) === 'waiting' && (await pauseOf()) > 0);
    await clock.advance(2000);
    await until(async () => (await stateOf(accepted)) === 'submitted');
    expect(crm.submitted[0]?.memo).toEqual({ customer: 17 });
  });

  it('finishes an incomplete order apart, until it is done', async () => {
    let finishes = 0;
    const finish = async () => {
      finishes += 1;
      return finishes < 3 ? await down() : [{ code: 'tag-refused' as const, about: 'vip', money: false }];
    };
    const { order, pass, now } = await open({ methods: { finish } });
    const accepted = await order();
    await pass(2000);
    expect(await now(accepted)).toMatchObject({ state: 'submitted', unfinished: true });
    await pass(12_000);
    expect(await now(accepted)).toMatchObject({ unfinished: false, warnings: [{ code: 'tag-refused' }] });
    expect(finishes).toBe(3);
  });

  it('leaves to a person what can never be finished, as the order is gone from the CRM', async () => {
    const finish = () => Promise.reject(failure({ kind: 'not-found', taken: 'no', code: 'http-404' }));
    const { order, pass, now } = await open({ methods: { finish }, connection: { speed: 100 } });
    const accepted = await order();
    await pass(30_000);
    expect(await now(accepted)).toMatchObject({ state: 'submitted', unfinished: true });
    await pass(60_000);
    expect(await now(accepted)).toMatchObject({
      ...{ unfinished: false, warnings: [{ code: 'other', about: 'http-404', money: true }] },
    });
  });

  it('goes on for as long as the CRM is down', async () => {
    const { order, pass, now } = await open({ methods: { finish: down }, connection: { speed: 100 } });
    const accepted = await order();
    await pass(90_000);
    expect(await now(accepted)).toMatchObject({ unfinished: true, warnings: [] });
  });
});

describe('trouble of the connection', () => {
  it('pauses longer each time, and a success ends it', async () => {
    const { order, until, clock, crm, store } = await open();
    crm.onSubmit = down;
    await order();
    const pauses: number[] = [];
    for (const expected of [2000, 5000, 15_000, 60_000, 300_000, 300_000]) {
      await until(async () => (await pauseOf()) > 0);
      pauses.push(await pauseOf());
      await clock.advance(expected);
    }
    expect(pauses.map(ms => Math.round(ms / 100) * 100)).toEqual([2000, 5000, 15_000, 60_000, 300_000, 300_000]);
    crm.onSubmit = taken;
    await clock.advance(300_000);
    await until(async () => (await store.count({ states: ['submitted'] })) === 1);
    await until(async () => (await store.lane('kitchen')).step === 0);
  });

  it('waits as long as the CRM asks', async () => {
    const { order, until, crm } = await open();
    crm.onSubmit = () => Promise.reject(failure({ kind: 'limit', taken: 'no', retryAfterMs: 90_000 }));
    await order();
    await until(async () => (await pauseOf()) === 90_000);
  });

  it('runs faster where the connection is said to', async () => {
    const { order, until, crm } = await open({ connection: { speed: 50 } });
    crm.onSubmit = down;
    await order();
    await until(async () => (await pauseOf()) === 40);
  });

  it('keeps fifty orders in their order, submits each once and tells the managers once', async () => {
    const { order, until, pass, crm, store } = await open({ config: MANAGERS });
    crm.onSubmit = down;
    const orders: Booked[] = [];
    for (let n = 0; n < 50; n += 1) orders.push(await order());
    await pass(30_000);
    const tries = crm.submitted.length;
    expect(tries).toBe(4);
    expect(new Set(crm.submitted.map(({ number }) => number))).toEqual(new Set([orders[0]?.number]));
    await until(() => subjects().length === 1);
    expect(bench.mails[0]?.text).toContain('50 orders wait');

    crm.onSubmit = taken;
    await pass(60_000);
    await until(async () => (await store.count({ states: ['submitted'] })) === 50);
    expect(crm.submitted.slice(tries).map(({ number }) => number)).toEqual(orders.map(({ number }) => number));
    await pass(2000);
    expect(subjects()).toEqual(['Pizza: orders do not reach kitchen', 'Pizza: kitchen takes orders again']);
    expect(bench.mails[1]?.text).toContain('49 orders wait');
  });

  it('says nothing of a hiccup', async () => {
    const { order, pass, crm } = await open({ config: MANAGERS });
    crm.onSubmit = down;
    await order();
    await pass(1000);
    crm.onSubmit = taken;
    await pass(5000);
    expect(bench.mails).toEqual([]);
  });

  it('tells of a bad secret at once, and tries every five minutes until it is mended', async () => {
    const { order, until, pass, crm } = await open({ config: MANAGERS, connection: { speed: 10 } });
    crm.onSubmit = () => Promise.reject(failure({ kind: 'auth', taken: 'no', code: 'invalid_secret' }));
    const accepted = await order();
    await until(() => bench.mails.length === 1);
    expect(bench.mails[0]?.text).toContain('invalid_secret');
    expect(await pauseOf()).toBe(30_000);
    await pass(70_000);
    expect(crm.submitted.length).toBe(3);
    expect(bench.mails.length).toBe(1);
    crm.onSubmit = taken;
    await pass(30_000);
    expect(await stateOf(accepted)).toBe('submitted');
  });

  it('parks only a handful when nothing is known of what was sent and nothing may be repeated', async () => {
    const { order, pass, crm, store } = await open({ repeat: 'never' });
    crm.onSubmit = timeout;
    for (let n = 0; n < 30; n += 1) await order();
    await pass(60_000);
    expect(await store.count({ states: ['uncertain'] })).toBe(4);
    expect(await store.count({ states: ['waiting'] })).toBe(26);
    expect(new Set(crm.submitted.map(({ number }) => number)).size).toBe(4);
  });
});

describe('trouble of one order', () => {
  it('refuses that order and lets others pass', async () => {
    const { order, until, now, crm } = await open({ config: MANAGERS });
    const bad = await order();
    crm.onSubmit = placed =>
      placed.number === bad.number
        ? Promise.reject(failure({ kind: 'invalid', taken: 'no', code: 'invalid_product_keys' }))
        : taken(placed);
    const good = await order();
    await until(async () => (await stateOf(good)) === 'submitted');
    expect(await now(bad)).toMatchObject({ state: 'refused', reason: 'invalid_product_keys' });
    await until(() => bench.mails.length === 1);
    expect(bench.mails[0]?.text).toContain(`crm-proxy orders retry ${bad.number}`);
    expect(bench.mails[0]?.text).not.toMatch(/Anna|7916/);
  });

  it('takes an exception of an adapter for a fault of the program', async () => {
    const { order, until, now, crm } = await open();
    crm.onSubmit = () => Promise.reject(new TypeError('phone of +79161234567 is undefined'));
    const bad = await order();
    // It may have thrown after the CRM took the order: a person looks before anything is sent again.
    await until(async () => (await stateOf(bad)) === 'uncertain');
    expect((await now(bad)).reason).toBe('internal');
    expect(JSON.stringify(bench.logs)).not.toContain('7916');
    crm.onSubmit = taken;
    const good = await order();
    await until(async () => (await stateOf(good)) === 'submitted');
  });

  it('steps aside when its trouble may be its own', async () => {
    const { order, pass, crm } = await open({ repeat: 'safe' });
    const bad = await order();
    crm.onSubmit = placed => (placed.number === bad.number ? timeout() : taken(placed));
    const good = await order();
    await pass(20_000);
    expect(await stateOf(good)).toBe('submitted');
    expect(await stateOf(bad)).toBe('waiting');
  });

  it('gives up a hanging adapter', async () => {
    const { order, until, clock, crm } = await open();
    crm.onSubmit = () => new Promise(() => {});
    const accepted = await order();
    await until(() => crm.submitted.length === 1);
    await clock.advance(180_000);
    await until(async () => (await stateOf(accepted)) === 'uncertain');
  });
});

describe('too late', () => {
  it('hands an old order to a manager, never sent', async () => {
    const { order, pass, now, crm } = await open({
      config: { ...MANAGERS, shop: { submitWithin: '2m' } as never },
    });
    crm.onSubmit = down;
    const accepted = await order();
    await pass(140_000);
    expect(await now(accepted)).toMatchObject({ state: 'refused', reason: 'too-late' });
    expect(subjects()).toContain(`Pizza: order ${accepted.number} was not taken`);
  });

  it('leaves open whether one in doubt arrived', async () => {
    const { order, pass, now, crm } = await open({ repeat: 'safe', config: { shop: { submitWithin: '1m' } as never } });
    crm.onSubmit = timeout;
    const accepted = await order();
    await pass(90_000);
    expect(await now(accepted)).toMatchObject({ state: 'uncertain', reason: 'too-late' });
  });

  it('lets a person send it all the same', async () => {
    const { order, pass, until, book, crm, clock } = await open();
    crm.onSubmit = down;
    const soon = new Date(clock.now() + 60_000).toISOString();
    const accepted = await order({}, { delivery: { at: soon, cost: null } });
    await pass(80_000);
    expect(await stateOf(accepted)).toBe('refused');
    crm.onSubmit = taken;
    expect(await book.retry(accepted.id)).toMatchObject({ ok: true });
    await pass(60_000);
    await until(async () => (await stateOf(accepted)) === 'submitted');
  });
});
