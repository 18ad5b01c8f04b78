import { afterEach, describe, expect, it } from 'vitest';
import type { StatusChange } from '../../../proxy/crm/crm.ts';
import type { Booked } from '../../../proxy/orders/booked.ts';
import { eventOf, readStatus, type StatusTable } from '../../../proxy/orders/statuses.ts';
import { type Bench, type BenchOptions, draftOf, failure, openBench } from './bench.ts';

const STATUSES: StatusTable['statuses'] = [
  { code: '1', name: 'New', stage: 'new', siteStatus: 'N' },
  { code: '2', name: 'Cooking', siteStatus: 'P' },
  { code: '3', name: 'On its way', stage: 'shipping' },
  { code: '4', name: 'Cancelled' },
];
const TABLE: StatusTable = {
  statuses: STATUSES,
  stageOf: ({ name }) => (name === 'Cooking' ? 'preparing' : name === 'Done' ? 'delivered' : null),
};

describe('reading a status', () => {
  it('takes name and stage from the config', () => {
    expect(readStatus({ code: '1', name: 'x', stage: 'ready' }, TABLE)).toMatchObject({ name: 'New', stage: 'new' });
  });
  it('derives the stage from the name the config gives', () => {
    expect(readStatus({ code: '2' }, TABLE)).toMatchObject({ name: 'Cooking', stage: 'preparing' });
  });
  it('takes what the CRM says where the config is silent', () => {
    expect(readStatus({ code: '9', name: 'Done' }, TABLE)).toEqual({
      name: 'Done',
      stage: 'delivered',
      unknown: false,
    });
    expect(readStatus({ code: '8', stage: 'ready' }, TABLE)).toEqual({ name: null, stage: 'ready', unknown: false });
  });
  it('keeps the colour that the CRM gives it, whoever names it', () => {
    const colour = '#e68116';
    expect(readStatus({ code: '2', colour }, TABLE)).toMatchObject({ name: 'Cooking', colour });
    expect(readStatus({ code: '2' }, TABLE)).not.toHaveProperty('colour');
  });

  it('knows what nobody knows', () => {
    expect(readStatus({ code: '7' }, TABLE)).toEqual({ name: null, stage: null, unknown: true });
  });
  it('does not believe a time in the future', () => {
    const now = Date.UTC(2026, 0, 1);
    expect(eventOf({ status: { code: '1' }, at: '2026-01-02T00:00:00Z' }, TABLE, now).at).toBeNull();
    expect(eventOf({ status: { code: '1' }, at: 'soon' }, TABLE, now).at).toBeNull();
  });
});

let bench: Bench;
let order: Booked;
const MANAGERS = { managers: { email: ['manager@shop.example'], smtp: 'smtp://mail.example' } };
const open = async (options: BenchOptions = {}) => {
  bench = await openBench({ connection: { statuses: [...STATUSES] }, config: MANAGERS, ...options });
  return bench;
};
const submitted = async (options?: BenchOptions) => {
  await open(options);
  order = await bench.order();
  await bench.until(async () => (await bench.now(order)).state === 'submitted');
};
afterEach(() => bench?.close());

const minute = (n: number) => new Date(Date.UTC(2026, 10, 21, 8, n)).toISOString();
const told = (code: string, at: string | null, ref = `ref-${order.number}`): StatusChange => ({
  ref,
  status: { code },
  at,
});
const hook = (change: StatusChange, orderId: string | null = null) =>
  bench.book.applyChanges('kitchen', [change], orderId);
const stands = async () => {
  const { stage, status } = await bench.now(order);
  return [stage, status?.name];
};

describe('statuses of a submitted order', () => {
  it('stand though their CRM tells the second only, and a lookup in that second knew better when it was', async () => {
    await submitted();
    await hook(told('1', '2026-11-21T08:00:05.667Z'));
    await hook(told('2', '2026-11-21T08:00:05.000Z'));
    expect(await stands()).toEqual(['preparing', 'Cooking']);
    await hook(told('1', '2026-11-21T08:00:05.900Z'));
    expect(await stands()).toEqual(['preparing', 'Cooking']);
  });

  it('stand in the order of the CRM’s own time, however they arrive', async () => {
    await submitted();
    await hook(told('2', minute(10)));
    await hook(told('1', minute(5)));
    expect(await stands()).toEqual(['preparing', 'Cooking']);
    expect((await bench.book.history(order.id)).map(({ name }) => name)).toEqual(['New', 'Cooking']);
    await hook(told('3', minute(20)));
    await hook(told('2', minute(30)));
    expect(await stands()).toEqual(['preparing', 'Cooking']);
  });

  it('get the name that a notification did not know from whoever tells it later, and are told once', async () => {
    await submitted();
    const bare: StatusChange = { ...told('7', minute(10)), status: { code: '7', stage: 'ready' } };
    await hook(bare);
    expect(await stands()).toEqual(['ready', null]);
    await hook({ ...bare, status: { code: '7', stage: 'ready', name: 'Packed', colour: '#e68116' } });
    expect(await stands()).toEqual(['ready', 'Packed']);
    await hook(bare);
    expect(await stands()).toEqual(['ready', 'Packed']);
    expect(await bench.book.history(order.id)).toHaveLength(1);
  });

  it('without a time never go back', async () => {
    await submitted();
    await hook(told('2', null));
    await hook(told('1', null));
    expect(await stands()).toEqual(['preparing', 'Cooking']);
    await hook(told('3', null));
    expect(await stands()).toEqual(['shipping', 'On its way']);
  });

  it('are told once', async () => {
    await submitted();
    await hook(told('2', minute(10)));
    await hook(told('2', minute(10)));
    expect(await bench.book.history(order.id)).toHaveLength(1);
  });

  it('that nobody named are kept without moving the order, and said once', async () => {
    await submitted();
    await hook(told('2', minute(10)));
    await hook(told('77', minute(20)));
    await hook(told('77', minute(21)));
    expect(await stands()).toEqual(['preparing', 'Cooking']);
    expect(await bench.book.history(order.id)).toHaveLength(3);
    await bench.pass(2000);
    expect(bench.mails.map(({ subject }) => subject)).toEqual(['Pizza: kitchen uses a status nobody named']);
  });

  it('are not followed for ever', async () => {
    await submitted({ connection: { statuses: [...STATUSES], followDays: 0.001 } });
    await bench.pass(100_000);
    await hook(told('2', null));
    expect(await stands()).toEqual([null, undefined]);
    expect(bench.logs.map(({ event }) => event)).toContain('status-too-late');
  });

  it('of an order we do not know yet wait for it', async () => {
    await open();
    let answer = () => {};
    bench.crm.onSubmit = ({ number }) =>
      new Promise(resolve => {
        answer = () => resolve({ ref: `ref-${number}`, number: '5', warnings: [] });
      });
    order = await bench.order();
    await bench.until(() => bench.crm.submitted.length === 1);
    await hook(told('2', minute(10)));
    expect(await stands()).toEqual([null, undefined]);
    answer();
    await bench.until(async () => (await stands())[0] === 'preparing');
  });

  it('are never taken for those of an order that has this number by chance', async () => {
    await open();
    bench.crm.onSubmit = () => Promise.reject(failure({ kind: 'unavailable', taken: 'unknown' }));
    order = await bench.order({}, { number: '1042' });
    await bench.until(async () => (await bench.now(order)).state === 'uncertain');
    await hook({ number: '1042', status: { code: '2' }, at: null });
    expect((await bench.now(order)).state).toBe('uncertain');
  });

  it('are applied after a crash between the order’s ref and what was told of it before', async () => {
    await open({ start: false });
    order = await bench.order();
    const event = { code: '2', name: 'Cooking', stage: 'preparing' as const, at: null, seenAt: bench.clock.now() };
    await bench.store.keepEarly({ connection: 'kitchen', ref: '17', event }, bench.clock.now());
    await bench.store.change({ id: order.id }, () => ({ state: 'submitted', ref: '17' }));
    await bench.book.start();
    await bench.until(async () => (await stands())[0] === 'preparing');
    expect(await bench.store.list({ early: true })).toEqual([]);
  });
});

describe('a status that proves an order was taken', () => {
  const uncertain = async () => {
    await open();
    bench.crm.onSubmit = () => Promise.reject(failure({ kind: 'unavailable', taken: 'unknown' }));
    order = await bench.order();
    await bench.until(async () => (await bench.now(order)).state === 'uncertain');
  };

  it('resolves an uncertain one by its own token', async () => {
    await uncertain();
    await hook(told('2', minute(10), 'r1'), order.id);
    expect(await bench.now(order)).toMatchObject({ state: 'submitted', ref: 'r1', stage: 'preparing' });
    await bench.pass(2000);
    expect(bench.mails.at(-1)?.subject).toBe(`Pizza: order ${order.number} is in the CRM after all`);
  });

  it('settles one in flight, and the answer that comes later changes nothing', async () => {
    await open();
    let fail = () => {};
    bench.crm.onSubmit = () =>
      new Promise((_, reject) => {
        fail = () => reject(failure({ kind: 'unavailable', taken: 'unknown' }));
      });
    order = await bench.order();
    await bench.until(() => bench.crm.submitted.length === 1);
    await hook(told('2', minute(10), 'r1'), order.id);
    fail();
    await bench.pass(1000);
    expect(await bench.now(order)).toMatchObject({ state: 'submitted', ref: 'r1' });
  });

  it('is completed apart when the CRM names it before it answers, once the attempt cannot be under way any more', async () => {
    const finished: string[] = [];
    const finish = async ({ number }: { number: string }) => {
      finished.push(number);
      return [];
    };
    await open({ methods: { finish }, repeat: 'ask' });
    bench.crm.onSubmit = () => Promise.reject(failure({ kind: 'unavailable', taken: 'unknown' }));
    order = await bench.order();
    await bench.until(async () => (await bench.now(order)).attempts === 1 && bench.crm.submitted.length === 1);
    await bench.pass(1000);
    await hook({ ...told('2', minute(10), 'r1'), externalId: order.number });
    expect(await bench.now(order)).toMatchObject({ state: 'submitted', unfinished: true });
    await bench.pass(2000);
    expect(finished).toEqual([order.number]);
    expect(await bench.now(order)).toMatchObject({ unfinished: false });
  });

  it('is not completed while its attempt is still under way', async () => {
    let finishes = 0;
    await open({
      methods: {
        finish: async () => {
          finishes += 1;
          return [];
        },
      },
    });
    let answer = () => {};
    bench.crm.onSubmit = () =>
      new Promise(resolve => {
        answer = () => resolve({ ref: 'r1', number: '1', warnings: [] });
      });
    order = await bench.order();
    await bench.until(() => bench.crm.submitted.length === 1);
    await hook(told('2', minute(10), 'r1'), order.id);
    await bench.pass(30_000);
    expect(finishes).toBe(0);
    answer();
    await bench.pass(2000);
    expect(finishes).toBe(1);
  });

  it('tells of an order that was made twice', async () => {
    await submitted();
    await hook(told('2', minute(10), 'another'), order.id);
    expect(await stands()).toEqual([null, undefined]);
    await bench.pass(2000);
    expect(bench.mails.at(-1)?.subject).toContain('may stand twice');
  });
});

describe('a certificate', () => {
  const refuse = () => Promise.reject(failure({ kind: 'invalid', taken: 'no', code: 'bad_sku' }));
  const refused = async () => {
    await open();
    bench.crm.onSubmit = refuse;
    order = await bench.order({}, { certificate: 'GIFT-1' });
    await bench.until(async () => (await bench.now(order)).state === 'refused');
  };

  it('is free again when the CRM refuses its order, and reserved again when that is sent once more', async () => {
    await refused();
    expect(await bench.book.certificateReserved('kitchen', 'GIFT-1')).toBe(false);
    expect(await bench.book.retry(order.id)).toMatchObject({ ok: true });
    expect(await bench.book.certificateReserved('kitchen', 'GIFT-1')).toBe(true);
  });

  it('keeps a refused order back once another has it', async () => {
    await refused();
    expect(await bench.book.accept(draftOf({}, { certificate: 'gift-1' }))).toMatchObject({ kind: 'accepted' });
    expect(await bench.book.retry(order.id)).toEqual({ ok: false, why: 'certificate-taken' });
    expect(await bench.now(order)).toMatchObject({ state: 'refused' });
    expect(await bench.book.markSubmitted(order.id, '77')).toMatchObject({ ok: true });
  });

  it('is free again when the CRM cancels its order', async () => {
    await open();
    order = await bench.order({}, { certificate: 'GIFT-1' });
    await bench.until(async () => (await bench.now(order)).state === 'submitted');
    expect(await bench.book.accept(draftOf({}, { certificate: 'gift-1 ' }))).toEqual({ kind: 'certificate-taken' });
    expect(await bench.book.certificateReserved('kitchen', 'GIFT-1')).toBe(true);
    await hook({ ...told('4', minute(10)), status: { code: '4', stage: 'cancelled' } });
    expect(await bench.book.certificateReserved('kitchen', 'GIFT-1')).toBe(false);
  });
});
