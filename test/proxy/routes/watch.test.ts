import { describe, expect, it } from 'vitest';
import type { FoundOrder } from '../../../proxy/contract/index.ts';
import { PAGE, type Shell, startShell } from './kit.ts';

const row = (status: string): FoundOrder => ({
  number: '••-4821',
  placedOn: '2026-11-21',
  stage: null,
  status,
  history: [],
});

const watched = (state: { status: string; good: boolean }) => ({
  watch: (ticket: string) =>
    ticket === 'good' && state.good ? { orderIds: ['order-1'], rows: async () => [row(state.status)] } : null,
});

/** Reads a stream event by event; null: it has ended. */
const follow = async (proxy: Shell, headers: Record<string, string> = {}) => {
  const stop = new AbortController();
  const init = { headers: { Origin: PAGE, ...headers }, signal: stop.signal };
  const answer = await proxy.fetch('/v1/watch?ticket=good', init);
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const next = async (): Promise<string | null> => {
    while (!text.includes('\n\n')) {
      const chunk = await reader?.read();
      if (!chunk || chunk.done) return null;
      text += chunk.value;
    }
    const end = text.indexOf('\n\n');
    const event = text.slice(0, end);
    text = text.slice(end + 2);
    return event;
  };
  const skipToOrders = async () => {
    for (let event = await next(); event !== null; event = await next()) {
      if (event.includes('event: orders')) return event;
    }
    return null;
  };
  return { answer, next, skipToOrders, stop: () => stop.abort() };
};

const dataOf = (event: string | null) => JSON.parse(/^data: (.*)$/m.exec(event ?? '')?.[1] ?? 'null');
const idOf = (event: string | null) => /^id: (.*)$/m.exec(event ?? '')?.[1] ?? '';

describe('GET /v1/watch', () => {
  it('is a stream no proxy in between may keep or hold back', async () => {
    await using proxy = await startShell({ shop: watched({ status: 'new', good: true }) });
    const { answer, next } = await follow(proxy);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(answer.headers.get('cache-control')).toBe('no-store, no-transform');
    expect(answer.headers.get('x-accel-buffering')).toBe('no');
    expect(answer.headers.get('access-control-allow-origin')).toBe(PAGE);
    expect(await next()).toMatch(/^retry: \d+$/);
  });

  it('tells how the orders stand, and again on every change that shows', async () => {
    const state = { status: 'new', good: true };
    await using proxy = await startShell({ shop: watched(state) });
    const { skipToOrders } = await follow(proxy);
    const first = await skipToOrders();
    expect(dataOf(first)).toEqual({ orders: [row('new')] });
    proxy.change('order-1');
    state.status = 'cooking';
    proxy.change('another order');
    proxy.change('order-1');
    const second = await skipToOrders();
    expect(dataOf(second)).toEqual({ orders: [row('cooking')] });
    expect(idOf(second)).not.toBe(idOf(first));
  });

  it('says nothing twice to a page that comes back', async () => {
    const state = { status: 'new', good: true };
    await using proxy = await startShell({ shop: watched(state) });
    const first = await (await follow(proxy)).skipToOrders();
    const again = await follow(proxy, { 'Last-Event-ID': idOf(first) });
    state.status = 'cooking';
    proxy.change('order-1');
    expect(dataOf(await again.skipToOrders())).toEqual({ orders: [row('cooking')] });
  });

  it('keeps the line alive with a comment every 15 seconds, until the ticket expires', async () => {
    const state = { status: 'new', good: true };
    await using proxy = await startShell({ shop: watched(state) });
    const { next, skipToOrders } = await follow(proxy);
    await skipToOrders();
    proxy.clock.advance(15_000);
    expect(await next()).toBe(':');
    proxy.clock.advance(15_000);
    expect(await next()).toBe(':');
    state.good = false;
    proxy.clock.advance(15_000);
    expect(await next()).toBeNull();
  });

  it('tells a bad ticket to a page, and to stop to a browser that reconnects', async () => {
    await using proxy = await startShell();
    const answer = await proxy.fetch('/v1/watch?ticket=bad');
    expect([answer.status, await answer.json()]).toMatchObject([401, { type: 'urn:crm-widgets:ticket-expired' }]);
    expect((await proxy.fetch('/v1/watch?ticket=bad', { headers: { 'Last-Event-ID': 'x' } })).status).toBe(204);
  });

  it('gives an address so many streams and no more, and counts those that are left', async () => {
    await using proxy = await startShell({ shop: watched({ status: 'new', good: true }) });
    const streams = [];
    for (let count = 0; count < 12; count++) streams.push(await follow(proxy));
    const refused = await proxy.fetch('/v1/watch?ticket=good');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
    streams[0]?.stop();
    await expect.poll(async () => (await follow(proxy)).answer.status).toBe(200);
  });

  it('ends every stream when the proxy stops', async () => {
    await using proxy = await startShell({ shop: watched({ status: 'new', good: true }) });
    const { next, skipToOrders } = await follow(proxy);
    await skipToOrders();
    proxy.close();
    expect(await next()).toBeNull();
    expect(await (await follow(proxy)).skipToOrders()).toBeNull();
  });
});
