import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Booked } from '../../../proxy/orders/booked.ts';
import { createBook } from '../../../proxy/orders/create-book.ts';
import { submitBefore } from '../../../proxy/orders/intake.ts';
import { drawId, drawNumber } from '../../../proxy/orders/numbers.ts';
import { type Bench, type BenchOptions, draftOf, failure, openBench } from './bench.ts';

let bench: Bench;
const open = async (options?: BenchOptions) => {
  bench = await openBench(options);
  return bench;
};
afterEach(() => bench?.close());

const MANAGERS = { managers: { email: ['manager@shop.example'], smtp: 'smtp://mail.example' } };
const down = () => Promise.reject(failure({ kind: 'unavailable', taken: 'no' }));
const refuse = () => Promise.reject(failure({ kind: 'invalid', taken: 'no' }));
const stateOf = async (order: Booked) => (await bench.now(order)).state;

describe('numbers', () => {
  it('can be read aloud, with the prefix of the shop', () => {
    for (let n = 0; n < 200; n += 1) {
      expect(drawNumber('')).toMatch(/^[ACDEFHJKLMNPRTUWXY][2-9]-\d{4}$/);
    }
    expect(drawNumber('PZ')).toMatch(/^PZ-[A-Z]\d-\d{4}$/);
    expect(drawId()).toMatch(/^[\w-]{24}$/);
  });
});

describe('accepting', () => {
  it('binds a key to one order', async () => {
    const { book } = await open({ start: false });
    const draft = draftOf();
    const first = await book.accept(draft);
    expect(await book.accept(draft)).toMatchObject({ kind: 'repeated' });
    expect(await book.accept({ ...draft, fingerprint: 'another' })).toMatchObject({ kind: 'already-ordered' });
    expect(first.kind).toBe('accepted');
  });

  it('takes a form without a key once in ten minutes', async () => {
    const { book, clock } = await open({ start: false });
    const draft = draftOf({ form: true, idempotencyKey: null });
    expect(await book.accept(draft)).toMatchObject({ kind: 'accepted' });
    expect(await book.accept(draft)).toMatchObject({ kind: 'repeated' });
    await clock.advance(601_000);
    expect(await book.accept(draft)).toMatchObject({ kind: 'accepted' });
  });

  it('draws again when a number is taken, and says so of the site’s own', async () => {
    const { book, store } = await open({ start: false });
    const accept = vi.spyOn(store, 'accept');
    accept.mockResolvedValueOnce({ kind: 'number-taken', id: 'x' });
    expect(await book.accept(draftOf())).toMatchObject({ kind: 'accepted' });
    expect(accept).toHaveBeenCalledTimes(2);
    expect(await book.accept(draftOf({}, { number: 'A-1' }))).toMatchObject({ kind: 'accepted' });
    expect(await book.accept(draftOf({}, { number: 'A-1' }))).toMatchObject({ kind: 'number-taken' });
  });

  it('finds an order by its phone and number', async () => {
    const { book, order } = await open({ start: false });
    const accepted = await order();
    expect(await book.search({ phone: '+79161234567', number: accepted.number.toLowerCase() })).toHaveLength(1);
    expect(await book.search({ phone: '+79160000000' })).toEqual([]);
  });

  it('gives an order for later until its time, and any other its term', () => {
    const now = Date.UTC(2026, 0, 1);
    const shop = { submitWithin: 7_200_000 };
    expect(submitBefore(undefined, now, shop)).toBe(now + 7_200_000);
    expect(submitBefore('2026-01-01T00:30:00Z', now, shop)).toBe(now + 1_800_000);
    expect(submitBefore('2026-01-02T00:00:00Z', now, shop)).toBe(now + 86_400_000);
  });

  it('tells the managers of an order without a price and of one that looks wrong', async () => {
    const { order, pass, mails } = await open({ config: MANAGERS });
    await order({}, { total: null });
    await order({ hold: true, holdReason: 'looks-wrong' });
    await order({ hold: true });
    await pass(2000);
    expect(mails.map(({ subject }) => subject.replace(/[A-Z]\d-\d{4}/, 'N')).sort()).toEqual([
      'Pizza: order N has no price yet',
      'Pizza: order N is held for you',
    ]);
  });
});

describe('what people do', () => {
  it('release lets a held order go', async () => {
    const { book, order, until, crm } = await open();
    const held = await order({ hold: true });
    expect(crm.submitted).toEqual([]);
    expect(await book.release(held.id)).toMatchObject({ ok: true, booked: { state: 'waiting' } });
    await until(async () => (await stateOf(held)) === 'submitted');
    expect(await book.release(held.id)).toEqual({ ok: false, why: 'not-allowed', state: 'submitted' });
    expect(await book.release('nobody')).toEqual({ ok: false, why: 'unknown' });
  });

  it('drop gives an order up and frees its certificate', async () => {
    const { book, order } = await open();
    const held = await order({ hold: true }, { certificate: 'GIFT-1' });
    expect(await book.certificateReserved('kitchen', 'gift-1')).toBe(true);
    expect(await book.drop(held.id)).toMatchObject({ ok: true, booked: { state: 'dropped' } });
    expect(await book.certificateReserved('kitchen', 'GIFT-1')).toBe(false);
    expect(await book.retry(held.id)).toMatchObject({ ok: false, state: 'dropped' });
  });

  it('retry sends a refused order again', async () => {
    const { book, order, until, crm } = await open();
    crm.onSubmit = refuse;
    const accepted = await order();
    await until(async () => (await stateOf(accepted)) === 'refused');
    crm.onSubmit = async () => ({ ref: '1', number: '1', warnings: [] });
    await book.retry(accepted.id);
    await until(async () => (await stateOf(accepted)) === 'submitted');
  });

  it('marks an uncertain order as submitted', async () => {
    const { book, order, until, crm, now, mails, pass } = await open({ config: MANAGERS });
    crm.onSubmit = () => Promise.reject(failure({ kind: 'protocol', taken: 'unknown' }));
    const accepted = await order();
    await until(async () => (await stateOf(accepted)) === 'uncertain');
    expect(await book.markSubmitted(accepted.id, '77')).toMatchObject({ ok: true });
    expect(await now(accepted)).toMatchObject({ state: 'submitted', crmNumber: '77' });
    await pass(2000);
    expect(mails).toHaveLength(1);
  });

  it('leaves a book that was not started alone: the command line only writes', async () => {
    const { order, pass, crm } = await open({ start: false });
    await order();
    await pass(5000);
    expect(crm.submitted).toEqual([]);
  });
});

describe('the book', () => {
  it('bears being started and closed twice, and stays closed', async () => {
    const { book, store, clock, pass, logs } = await open();
    await book.start();
    for (let n = 0; n < 2; n += 1) {
      const closing = book.close(0);
      await clock.advance(0);
      await closing;
    }
    await expect(book.start()).rejects.toThrow('closed');
    const version = vi.spyOn(store, 'version');
    await pass(5000);
    expect(version).not.toHaveBeenCalled();
    expect(logs.filter(({ event }) => event === 'job-failed')).toEqual([]);
  });
});

describe('time', () => {
  it('drops held orders nobody released', async () => {
    const { order, pass, now } = await open({ config: { shop: { heldFor: '5m' } as never } });
    const held = await order({ hold: true }, { certificate: 'GIFT-1' });
    await pass(400_000);
    expect(await now(held)).toMatchObject({ state: 'dropped', reason: 'held-too-long' });
    expect(await bench.book.certificateReserved('kitchen', 'GIFT-1')).toBe(false);
  });

  it('says once that an order waits too long, unless its whole lane is known to be down', async () => {
    const findSubmitted = async () => ({ found: null, complete: false });
    const { order, pass, crm, mails } = await open({
      repeat: 'ask',
      methods: { findSubmitted },
      connection: { speed: 10 },
      config: { managers: { ...MANAGERS.managers, waitingTooLong: '1m' } },
    });
    crm.onSubmit = () => Promise.reject(failure({ kind: 'protocol', taken: 'unknown' }));
    const accepted = await order();
    await pass(100_000);
    expect(mails.map(({ subject }) => subject)).toEqual([`Pizza: order ${accepted.number} waits too long`]);
    crm.onSubmit = down;
    await order();
    await pass(100_000);
    expect(mails.filter(({ subject }) => subject.includes('waits too long'))).toHaveLength(1);
  });

  it('polls the statuses of a CRM that permits it, from where it stopped', async () => {
    const cursors: (string | null)[] = [];
    const changesSince = async (cursor: string | null) => {
      cursors.push(cursor);
      if (cursors.length === 2) throw failure({ kind: 'unavailable', taken: 'no' });
      const externalId = accepted?.number ?? '';
      return {
        changes: [{ externalId, status: { code: '5', name: 'Cooking' }, at: null }],
        cursor: `c${cursors.length}`,
      };
    };
    let accepted: Booked | undefined;
    const { order, pass, now } = await open({ methods: { changesSince } });
    accepted = await order();
    await pass(150_000);
    expect(cursors).toEqual([null, 'c1', 'c1']);
    expect(await now(accepted)).toMatchObject({ stage: 'preparing' });
  });

  it('asks at once where the CRM says that something changed, but not a hundred times', async () => {
    let asked = 0;
    const changesSince = async () => ({ changes: [], cursor: `c${++asked}` });
    const { book, pass } = await open({ methods: { changesSince } });
    await pass(1000);
    expect(asked).toBe(1);
    for (let times = 0; times < 100; times += 1) book.askChanges('kitchen');
    await pass(3000);
    expect(asked).toBe(2);
    await pass(30_000);
    expect(asked).toBe(2);
  });

  it('asks another CRM that took the connection over from its own beginning, not from where the first one stopped', async () => {
    const cursors: (string | null)[] = [];
    const changesSince = async (cursor: string | null) => {
      cursors.push(cursor);
      return { changes: [], cursor: 'of the first' };
    };
    const { options, book, pass } = await open({ methods: { changesSince } });
    await pass(1000);
    await book.close(0);
    const connections = new Map(
      [...options.connections].map(([name, each]) => [
        name,
        { ...each, manifest: { ...each.manifest, type: 'other' } },
      ]),
    );
    const next = createBook({ ...options, connections });
    await next.start();
    await pass(65_000);
    await next.close(0);
    expect(cursors.slice(0, 2)).toEqual([null, null]);
  });

  it('says how things stand', async () => {
    const { order, book, pass, crm } = await open();
    crm.onSubmit = refuse;
    await order();
    await pass(1000);
    crm.onSubmit = down;
    await order();
    await pass(1000);
    expect(await book.state()).toMatchObject([
      { connection: 'kitchen', reason: 'unavailable', waiting: 1, attention: 1 },
    ]);
  });
});

describe('another process', () => {
  it('is noticed: what it changes is told, and what it sends is sent', async () => {
    const { order, pass, crm, book, another } = await open();
    const held = await order({ hold: true });
    await pass(1000);
    const changed: string[] = [];
    book.onChange(id => changed.push(id));
    const other = await another();
    await other.book.retry(held.id);
    expect(crm.submitted).toEqual([]);
    await pass(1000);
    expect(changed).toContain(held.id);
    expect(crm.submitted).toHaveLength(1);
    await other.close();
  });

  it('is not told again of what this one did itself', async () => {
    const { order, pass, book } = await open();
    const held = await order({ hold: true });
    await pass(1000);
    const changed: string[] = [];
    const stop = book.onChange(id => changed.push(id));
    await book.drop(held.id);
    await pass(1000);
    expect(changed).toEqual([held.id]);
    stop();
    await order({ hold: true });
    expect(changed).toHaveLength(1);
  });
});
