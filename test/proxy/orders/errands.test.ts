import { afterEach, describe, expect, it } from 'vitest';
import type { CrmMethods } from '../../../proxy/crm/crm.ts';
import type { FailureFacts } from '../../../proxy/crm/failure.ts';
import type { Errand } from '../../../proxy/orders/errand.ts';
import { type Bench, type BenchOptions, failure, openBench } from './bench.ts';

let bench: Bench;
afterEach(() => bench.close());

const MANAGERS = { managers: { email: ['a@shop.example'], smtp: 'smtp://mail.example' } };
const WEBHOOK = { webhook: { url: 'https://shop.example/hook', secret: 'whsec_c2VjcmV0', errorStatus: 'E' } };
const PAID = { method: 'card', amount: { amount: 129_000, currency: 'RUB' }, status: 'paid' } as const;

const payment = (orderId: string, over: object = {}): Errand => ({
  about: 'payment',
  orderId,
  payment: { ...PAID, ...over },
});
const status = (orderId: string, code = '2'): Errand => ({ about: 'status', orderId, status: code });
const customer = (id: string, over: object = {}): Errand => ({ about: 'customer', customer: { id, ...over } });

/** A shop whose CRM can be told everything, and what it was told; `answer` may fail a call. */
async function open(options: BenchOptions = {}, answer: (call: string) => Promise<void> = async () => {}) {
  const told: string[] = [];
  const hear = async (call: string) => {
    await answer(call);
    told.push(call);
  };
  const methods: Partial<CrmMethods> = {
    recordPayment: ({ ref, number, externalId }, { status: became }) =>
      hear(`payment ${became} of ${ref}/${number}/${externalId}`),
    setStatus: ({ ref }, code) => hear(`status ${code} of ${ref}`),
    saveCustomer: ({ id, disabled }) => hear(`customer ${id}${disabled ? ' off' : ''}`),
  };
  bench = await openBench({ ...options, methods: { ...methods, ...options.methods } });
  return { ...bench, told };
}

const refusing = (facts: FailureFacts) => () => Promise.reject(failure(facts));
const events = () => bench.posts.map(({ body }) => JSON.parse(body));

describe('what the site tells of an order', () => {
  it('reaches the CRM once the order is there, in the order it came', async () => {
    const { book, order, until, told } = await open();
    const held = await order({ hold: true });
    const other = await order();
    await book.takeErrand('kitchen', payment(held.id), '1');
    await book.takeErrand('kitchen', status(held.id), '2');
    await book.takeErrand('kitchen', payment(held.id, { status: 'refunded' }), '3');
    await book.takeErrand('kitchen', payment(other.id), '1');
    await bench.pass(5_000);
    expect(told).toEqual([`payment paid of ref-${other.number}/1042/${other.number}`]);
    await book.release(held.id);
    await bench.pass(5_000);
    await until(() => told.length === 4);
    const { number } = held;
    expect(told.slice(1)).toEqual([
      `payment paid of ref-${number}/1042/${number}`,
      `status 2 of ref-${number}`,
      `payment refunded of ref-${number}/1042/${number}`,
    ]);
  });

  it('is told once for a key, and another thing under the same key is refused', async () => {
    const { book, order, told } = await open();
    const { id } = await order();
    expect(await book.takeErrand('kitchen', payment(id), 'k')).toBe('taken');
    expect(await book.takeErrand('kitchen', payment(id), 'k')).toBe('taken');
    expect(await book.takeErrand('kitchen', payment(id, { note: 'x' }), 'k')).toBe('key-reused');
    await bench.pass(5_000);
    expect(await book.takeErrand('kitchen', payment(id), 'k')).toBe('taken');
    expect(await book.takeErrand('kitchen', payment(id, { status: 'refunded' }), 'k')).toBe('key-reused');
    await bench.pass(5_000);
    expect(told).toHaveLength(1);
    // For another order, or about another thing, it is another key.
    const second = await order();
    expect(await book.takeErrand('kitchen', payment(second.id), 'k')).toBe('taken');
    expect(await book.takeErrand('kitchen', status(id), 'k')).toBe('taken');
  });

  it('outlives the process, and is told by the one that comes after', async () => {
    const { book, order, told } = await open({ start: false });
    const { id } = await order();
    await book.takeErrand('kitchen', payment(id), '1');
    const next = await bench.another();
    await next.book.start();
    await bench.pass(5_000);
    expect(told).toHaveLength(1);
    const closing = next.book.close(0);
    await bench.clock.advance(0);
    await closing;
    await next.close();
  });

  it('is given up with its order, and a manager hears of each', async () => {
    const { book, order, mails, told, crm } = await open({ config: MANAGERS });
    const held = await order({ hold: true });
    await book.takeErrand('kitchen', payment(held.id), '1');
    await book.drop(held.id);
    crm.onSubmit = refusing({ kind: 'invalid', taken: 'no', code: 'bad' });
    const refused = await order();
    await book.takeErrand('kitchen', status(refused.id), '1');
    await bench.pass(5_000);
    expect(told).toEqual([]);
    const subjects = mails.map(({ subject }) => subject);
    expect(subjects).toContain(`Pizza: a payment of order ${held.number} did not reach the CRM`);
    expect(subjects).toContain(`Pizza: a status of order ${refused.number} did not reach the CRM`);
    expect(await bench.store.failedJobs(9)).toMatchObject([{ kind: 'crm' }, { kind: 'crm' }]);
  });

  it('cannot be told of an order that somebody marked by hand', async () => {
    const { book, order, mails, told } = await open({ config: { ...MANAGERS, shop: { language: 'ru' } as never } });
    const held = await order({ hold: true });
    await book.markSubmitted(held.id, '77');
    await book.takeErrand('kitchen', payment(held.id), '1');
    await bench.pass(5_000);
    expect(told).toEqual([]);
    expect(mails.map(({ subject }) => subject)).toEqual([`Pizza: в CRM не попало: оплата заказа ${held.number}`]);
  });
});

describe('what a certificate has paid', () => {
  const cancel = (number: string) =>
    bench.book.applyChanges(
      'kitchen',
      [{ ref: `ref-${number}`, status: { code: '9', name: 'Cancelled' }, at: null }],
      null,
    );

  it('is given back once when the order is cancelled, and not for other orders', async () => {
    const released: [string, unknown][] = [];
    const { order } = await open({
      methods: { releaseCertificate: async ({ number }, memo) => void released.push([number, memo.value]) },
    });
    const bought = await order({}, { certificate: 'GIFT-1' });
    const plain = await order();
    await bench.pass(5_000);
    expect(released).toEqual([]);
    for (const { number } of [bought, plain, bought]) await cancel(number);
    await bench.pass(5_000);
    expect(released).toEqual([[bought.number, {}]]);
  });

  it('waits for an order that is still to be completed: that may be what takes it off', async () => {
    const said: string[] = [];
    const down = { is: true };
    const { order } = await open({
      methods: {
        async finish() {
          if (down.is) throw failure({ kind: 'unavailable', taken: 'no' });
          said.push('finished');
          return [];
        },
        releaseCertificate: async () => void said.push('released'),
      },
    });
    const { number } = await order({}, { certificate: 'GIFT-1' });
    await bench.pass(5_000);
    await cancel(number);
    await bench.pass(60_000);
    expect(said).toEqual([]);
    down.is = false;
    await bench.pass(20 * 60_000);
    expect(said).toEqual(['finished', 'released']);
  });

  it('is for a person to give back where the CRM does not', async () => {
    const { order, mails } = await open({
      config: MANAGERS,
      methods: {
        releaseCertificate: () => Promise.reject(failure({ kind: 'invalid', taken: 'no', code: 'charge-unclear' })),
      },
    });
    const { number } = await order({}, { certificate: 'GIFT-1' });
    await bench.pass(5_000);
    await cancel(number);
    await bench.pass(5_000);
    expect(mails.map(({ subject }) => subject)).toEqual([
      `Pizza: give back what the certificate of order ${number} has paid`,
    ]);
  });

  it('is no affair of a CRM that charges none', async () => {
    const { order, mails } = await open({ config: MANAGERS });
    const { number } = await order({}, { certificate: 'GIFT-1' });
    await bench.pass(5_000);
    await cancel(number);
    await bench.pass(60_000);
    expect(mails).toEqual([]);
  });
});

describe('a CRM that does not take it', () => {
  it('is told again after a pause while it is down, limited or locked, and nothing else meanwhile', async () => {
    const trouble: FailureFacts[] = [
      { kind: 'unavailable', taken: 'unknown' },
      { kind: 'limit', taken: 'no', retryAfterMs: 30_000 },
    ];
    let calls = 0;
    const { book, told } = await open({}, async () => {
      calls += 1;
      const facts = trouble.shift();
      if (facts) throw failure(facts);
    });
    await book.takeErrand('kitchen', customer('1'), '1');
    await book.takeErrand('kitchen', customer('2'), '2');
    await bench.pass(1_500);
    expect(calls).toBe(1);
    await bench.pass(4_000);
    expect(calls).toBe(2);
    await bench.pass(20_000);
    expect(calls).toBe(2);
    await bench.pass(20_000);
    expect(told.sort()).toEqual(['customer 1', 'customer 2']);
  });

  it('says so to the managers once a day, and keeps everything', async () => {
    const down = { is: true };
    const { book, mails, told } = await open({ config: MANAGERS }, async () => {
      if (down.is) throw failure({ kind: 'auth', taken: 'no', code: 'forbidden' });
    });
    for (const id of ['1', '2', '3']) await book.takeErrand('kitchen', customer(id), id);
    await bench.pass(30 * 60_000);
    expect(mails.map(({ subject }) => subject)).toEqual([
      'Pizza: kitchen takes no payments and statuses from the site',
    ]);
    down.is = false;
    await bench.pass(10 * 60_000);
    expect(told).toHaveLength(3);
  });

  it('is not asked again where it says no, and what comes after goes on', async () => {
    const { book, order, mails, told } = await open({ config: MANAGERS }, async call => {
      if (call.startsWith('payment')) throw failure({ kind: 'invalid', taken: 'no', code: 'no-such-method' });
    });
    const { id } = await order();
    await book.takeErrand('kitchen', payment(id), '1');
    await book.takeErrand('kitchen', status(id), '2');
    await bench.pass(5_000);
    expect(told).toHaveLength(1);
    expect(mails.map(({ text }) => text)).toEqual([expect.stringContaining('no-such-method')]);
  });

  it('holds up only its own order with an answer nobody understands, and not for ever', async () => {
    const { book, order, told, mails } = await open({ config: MANAGERS }, async call => {
      if (call.startsWith('payment')) throw failure({ kind: 'protocol', taken: 'unknown' });
    });
    const { id } = await order();
    await book.takeErrand('kitchen', payment(id), '1');
    await book.takeErrand('kitchen', status(id), '2');
    await book.takeErrand('kitchen', customer('9'), '3');
    await bench.pass(5_000);
    expect(told).toEqual(['customer 9']);
    await bench.pass(3 * 3600_000);
    expect(told).toHaveLength(2);
    expect(mails).toHaveLength(1);
  });

  it('is not blamed for a fault of ours, which a person must look at', async () => {
    const { book, mails } = await open({ config: MANAGERS }, async () => {
      throw new TypeError('of +79161234567');
    });
    await book.takeErrand('kitchen', customer('1'), '1');
    await bench.pass(5_000);
    expect(mails.map(({ subject }) => subject)).toEqual(['Pizza: a customer did not reach the CRM']);
    expect(JSON.stringify(bench.logs)).not.toContain('+7916');
  });
});

describe('customers', () => {
  it('are told one by one in the order it came, without waiting for orders or each other', async () => {
    const first = { fails: true };
    const { book, told } = await open({}, async call => {
      if (call === 'customer 1' && first.fails) throw failure({ kind: 'protocol', taken: 'no' });
    });
    await book.takeErrand('kitchen', customer('1'), '1');
    await book.takeErrand('kitchen', customer('1', { disabled: true }), '2');
    await book.takeErrand('kitchen', customer('2'), '3');
    await bench.pass(1_500);
    expect(told).toEqual(['customer 2']);
    first.fails = false;
    await bench.pass(10_000);
    expect(told).toEqual(['customer 2', 'customer 1', 'customer 1 off']);
  });
});

describe('the echo of a status that the site had set', () => {
  const hear = (number: string, code: string, at: string | null = null) =>
    bench.book.applyChanges('kitchen', [{ ref: `ref-${number}`, status: { code, name: 'Cooking' }, at }], null);

  it('is shown to visitors, and is no news to the site', async () => {
    const { book, order, now } = await open({ config: WEBHOOK });
    const accepted = await order();
    await book.takeErrand('kitchen', status(accepted.id, '2'), '1');
    await bench.pass(5_000);
    await hear(accepted.number, '2', new Date(bench.clock.now()).toISOString());
    await bench.pass(2_000);
    expect((await now(accepted)).status?.code).toBe('2');
    expect(events().map(({ type }) => type)).toEqual(['order.submitted']);
  });

  it('is news again later, or once the CRM has moved the order on', async () => {
    const { book, order } = await open({ config: WEBHOOK });
    const accepted = await order();
    await book.takeErrand('kitchen', status(accepted.id, '2'), '1');
    await bench.pass(5_000);
    const time = () => new Date(bench.clock.now()).toISOString();
    await hear(accepted.number, '3', time());
    await bench.pass(2_000);
    await hear(accepted.number, '2', time());
    await bench.pass(2_000);
    const news = () => events().filter(({ type }) => type === 'order.status');
    expect(news()).toHaveLength(2);

    const other = await order();
    await book.takeErrand('kitchen', status(other.id, '2'), '1');
    await bench.pass(15 * 60_000);
    await hear(other.number, '2', time());
    await bench.pass(2_000);
    expect(news()).toHaveLength(3);
  });
});
