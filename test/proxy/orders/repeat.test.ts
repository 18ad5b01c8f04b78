import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CrmMethods } from '../../../proxy/crm/crm.ts';
import type { Booked } from '../../../proxy/orders/booked.ts';
import { type Bench, type BenchOptions, failure, openBench } from './bench.ts';

let bench: Bench;
const open = async (options?: BenchOptions) => {
  bench = await openBench(options);
  return bench;
};
afterEach(() => bench.close());

/** A minute of a connection that runs ten times as fast. */
const M = 6_000;
const connection = { speed: 10 };
const timeout = async () => Promise.reject(failure({ kind: 'unavailable', taken: 'unknown', code: 'timeout' }));
const stateOf = async (order: Booked) => (await bench.now(order)).state;
const absent = () => vi.fn<NonNullable<CrmMethods['findSubmitted']>>(async () => ({ found: null, complete: true }));

describe('a CRM where the same request may be sent again', () => {
  it('sends it again until the CRM says what became of it', async () => {
    const { order, pass, crm } = await open({ repeat: 'safe' });
    crm.onSubmit = timeout;
    const accepted = await order();
    await pass(1000);
    expect(await stateOf(accepted)).toBe('waiting');
    crm.onSubmit = async () => ({ ref: '7', number: '7', warnings: [] });
    await pass(2000);
    expect(await stateOf(accepted)).toBe('submitted');
    expect(crm.submitted.length).toBe(2);
  });
});

describe('a CRM that can be asked', () => {
  it('is asked two and ten minutes later, and sent the order only after two complete empty searches', async () => {
    const findSubmitted = absent();
    const { order, pass, crm } = await open({ repeat: 'ask', connection, methods: { findSubmitted } });
    crm.onSubmit = timeout;
    const accepted = await order();
    await pass(M);
    expect(findSubmitted).not.toHaveBeenCalled();
    await pass(1.5 * M);
    expect(findSubmitted).toHaveBeenCalledTimes(1);
    await pass(7 * M);
    expect(findSubmitted).toHaveBeenCalledTimes(1);
    expect(crm.submitted.length).toBe(1);
    crm.onSubmit = async () => ({ ref: '7', number: '7', warnings: [] });
    await pass(M);
    expect(findSubmitted).toHaveBeenCalledTimes(2);
    expect(await stateOf(accepted)).toBe('submitted');
    expect(crm.submitted.length).toBe(2);
  });

  it('is believed when it finds the order', async () => {
    const findSubmitted = absent().mockResolvedValue({
      found: { ref: '9', number: '99', warnings: [] },
      complete: true,
    });
    const { order, pass, now, crm } = await open({ repeat: 'ask', connection, methods: { findSubmitted } });
    crm.onSubmit = timeout;
    const accepted = await order();
    await pass(3 * M);
    expect(await now(accepted)).toMatchObject({ state: 'submitted', ref: '9', crmNumber: '99' });
    expect(crm.submitted.length).toBe(1);
  });

  it('proves nothing by incomplete searches: a person decides', async () => {
    const findSubmitted = absent().mockResolvedValue({ found: null, complete: false });
    const { order, pass, now, crm } = await open({ repeat: 'ask', connection, methods: { findSubmitted } });
    crm.onSubmit = timeout;
    const accepted = await order();
    await pass(35 * M);
    expect(await now(accepted)).toMatchObject({ state: 'uncertain', reason: 'not-found-for-sure' });
    expect(crm.submitted.length).toBe(1);
  });

  it('is not asked in vain while it is down: a search that failed counts for nothing', async () => {
    const findSubmitted = absent().mockRejectedValueOnce(failure({ kind: 'unavailable', taken: 'no' }));
    const { order, pass, crm } = await open({ repeat: 'ask', connection, methods: { findSubmitted } });
    crm.onSubmit = timeout;
    await order();
    await pass(9 * M);
    expect(findSubmitted).toHaveBeenCalledTimes(2);
    expect(crm.submitted.length).toBe(1);
  });

  it('is asked at once, not sent the order blindly, when a manager is impatient', async () => {
    const findSubmitted = absent();
    const { order, pass, crm, book } = await open({ repeat: 'ask', connection, methods: { findSubmitted } });
    crm.onSubmit = timeout;
    const accepted = await order();
    await pass(500);
    await book.retry(accepted.id);
    await pass(500);
    expect(findSubmitted).toHaveBeenCalledTimes(1);
    expect(crm.submitted.length).toBe(1);
  });

  it('counts as one that cannot when the adapter cannot search', async () => {
    const { order, until, crm } = await open({ repeat: 'ask' });
    crm.onSubmit = timeout;
    const accepted = await order();
    await until(async () => (await stateOf(accepted)) === 'uncertain');
  });
});

describe('an order found in sending', () => {
  const interrupted = async (options: BenchOptions) => {
    await open({ ...options, start: false });
    const accepted = await bench.order();
    await bench.store.claim('kitchen', bench.clock.now());
    await bench.book.start();
    return accepted;
  };

  it('is uncertain where nothing may be repeated', async () => {
    const accepted = await interrupted({ repeat: 'never' });
    await bench.until(async () => (await stateOf(accepted)) === 'uncertain');
    expect((await bench.now(accepted)).reason).toBe('interrupted');
    expect(bench.crm.submitted).toEqual([]);
  });

  it('is sent again where that is safe', async () => {
    const accepted = await interrupted({ repeat: 'safe' });
    await bench.until(async () => (await stateOf(accepted)) === 'submitted');
  });

  it('is asked for where the CRM can be asked', async () => {
    const findSubmitted = absent();
    const accepted = await interrupted({ repeat: 'ask', connection, methods: { findSubmitted } });
    await bench.pass(3 * M);
    expect(findSubmitted).toHaveBeenCalledTimes(1);
    expect(bench.crm.submitted).toEqual([]);
    expect(await stateOf(accepted)).toBe('waiting');
  });
});

describe('the lease', () => {
  it('lets one process run the lane, and another take over when it is gone', async () => {
    const { crm, until, pass, order, another } = await open();
    crm.onSubmit = () => new Promise(() => {});
    const accepted = await order();
    await until(() => crm.submitted.length === 1);
    const other = await another();
    await other.book.start();
    await pass(12_000);
    expect(await stateOf(accepted)).toBe('sending');

    const closing = bench.book.close(100);
    await bench.clock.advance(100);
    await closing;
    await pass(12_000);
    expect(await stateOf(accepted)).toBe('uncertain');
    const closed = other.book.close(0);
    await bench.clock.advance(0);
    await closed;
    await other.close();
  });

  it('waits for what is in flight when it closes, and gives itself back', async () => {
    const { crm, until, order, book, store, clock } = await open();
    let answer = () => {};
    crm.onSubmit = () =>
      new Promise(resolve => {
        answer = () => resolve({ ref: '1', number: '1', warnings: [] });
      });
    const accepted = await order();
    await until(() => crm.submitted.length === 1);
    const closing = book.close(5000);
    answer();
    await closing;
    expect(await stateOf(accepted)).toBe('submitted');
    expect(await store.lease('lane/kitchen', 'another', 1000, clock.now())).toBe(true);
  });
});

describe('a CRM that takes orders for later', () => {
  const later = async () => Promise.reject(failure({ kind: 'unavailable', taken: 'unknown', code: 'not-seen-yet' }));

  it('does not stop its lane by it, and is asked until it shows them', async () => {
    const findSubmitted = absent().mockResolvedValue({
      found: { ref: '9', number: '99', warnings: [] },
      complete: true,
    });
    const { order, pass, now, crm } = await open({ repeat: 'ask', connection, methods: { findSubmitted } });
    crm.onSubmit = later;
    const both = [await order(), await order()];
    await pass(1000);
    expect(crm.submitted.length).toBe(2);
    await pass(3 * M);
    for (const each of both) expect(await now(each)).toMatchObject({ state: 'submitted', reason: null });
  });

  it('that never shows one leaves it to a person, until it names it after all', async () => {
    const named: { number: string } = { number: '' };
    const changesSince = async () => ({
      changes: named.number ? [{ ref: '9', externalId: named.number, status: { code: 'new' }, at: null }] : [],
      cursor: 'c',
    });
    const methods = { findSubmitted: absent(), changesSince };
    const { order, pass, now, crm } = await open({ repeat: 'ask', connection, methods });
    crm.onSubmit = later;
    const accepted = await order();
    await pass(12 * M);
    expect(await now(accepted)).toMatchObject({ state: 'uncertain', reason: 'never-shown' });
    expect(crm.submitted.length).toBe(1);
    named.number = accepted.number;
    await pass(2 * M);
    expect(await now(accepted)).toMatchObject({ state: 'submitted', ref: '9' });
  });
});
