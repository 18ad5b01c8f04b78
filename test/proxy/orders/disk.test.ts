import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { createWebhook } from '../../../proxy/orders/webhook.ts';
import { type Bench, draftOf, openBench } from './bench.ts';

let bench: Bench;
afterEach(() => bench.close());

it('writes what the CRM answered as soon as the disk takes it, and asks the CRM once', async () => {
  bench = await openBench();
  const { order, store, until, pass, now, crm } = bench;
  crm.onSubmit = async ({ number }) => {
    vi.spyOn(store, 'change')
      .mockRejectedValueOnce(new Error('disk full'))
      .mockRejectedValueOnce(new Error('disk full'));
    return { ref: `ref-${number}`, number: '1042', warnings: [] };
  };
  const accepted = await order();
  await until(() => bench.logs.some(({ event }) => event === 'book-write-failed'));
  expect((await now(accepted)).state).toBe('sending');
  await pass(2500);
  expect(await now(accepted)).toMatchObject({ state: 'submitted', crmNumber: '1042' });
  expect(crm.submitted).toHaveLength(1);
});

it('asks whoever sends an order to try again while nothing can be written', async () => {
  bench = await openBench();
  const { store, book, until } = bench;
  const full = Object.assign(new Error('database or disk is full'), {
    ...{ code: 'ERR_SQLITE_ERROR', errstr: 'database or disk is full' },
  });
  vi.spyOn(store, 'accept').mockRejectedValueOnce(full);
  const draft = draftOf();
  await expect(book.accept(draft)).rejects.toMatchObject({ kind: 'unavailable', taken: 'no' });
  expect(bench.logs.at(-1)).toMatchObject({
    event: 'book-write-failed',
    facts: { error: 'database or disk is full' },
  });
  expect(await store.count({})).toBe(0);
  expect(await book.accept(draft)).toMatchObject({ kind: 'accepted' });
  await until(async () => (await store.count({ states: ['submitted'] })) === 1);
});

it('blames no adapter for a memo that could not be saved', async () => {
  bench = await openBench({ repeat: 'safe' });
  const { order, store, pass, now, crm } = bench;
  const { submitOrder } = crm.methods;
  crm.methods.submitOrder = async (placed, memo, hookUrl) => {
    if (crm.submitted.length === 0) vi.spyOn(store, 'change').mockRejectedValueOnce(new Error('disk full'));
    const submitted = await submitOrder?.(placed, memo, hookUrl);
    await memo.save({ step: 1 });
    return submitted ?? { ref: '', number: null, warnings: [] };
  };
  const accepted = await order();
  await pass(500);
  expect(await now(accepted)).toMatchObject({ state: 'waiting', reason: 'book-write-failed' });
  await pass(2500);
  expect((await now(accepted)).state).toBe('submitted');
});

it('posts webhooks over real sockets, and follows no redirect', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers['webhook-id']}`);
    response.writeHead(302, { location: '/elsewhere', 'retry-after': '7' }).end('gone there');
  });
  await new Promise<void>(done => void server.listen(0, '127.0.0.1', done));
  bench = await openBench({ start: false });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  const config = { ...bench.config, webhook: { url, secret: 'whsec_c2VjcmV0' } };
  const job = { id: 1, attempts: 0, kind: 'webhook' as const, key: 'order_1', orderId: null, dueAt: 0, payload: {} };
  const webhook = createWebhook(config, bench.clock);
  expect(await webhook.deliver(job)).toEqual({ kind: 'again', reason: 'http-302', afterMs: 7000 });
  expect(asked).toEqual(['POST /hook order_1']);
  server.closeAllConnections();
  await new Promise(done => void server.close(done));
  expect(await webhook.deliver(job)).toMatchObject({ kind: 'again', reason: 'unreachable' });
});
