import { type ClientRequest, request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { openFrontpad, order, SECRET, until } from '../open.ts';

type Frontpad = Awaited<ReturnType<typeof openFrontpad>>;

/** Sends an order and leaves it to the caller to give up. */
function sendOrder(frontpad: Frontpad): { outgoing: ClientRequest; outcome: Promise<string> } {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const outgoing = request(frontpad.endpoint('new_order'), { method: 'POST', headers });
  const outcome = new Promise<string>(resolve => {
    outgoing.on('response', () => resolve('answered'));
    outgoing.on('error', error => resolve('code' in error ? String(error.code) : error.message));
  });
  outgoing.end(new URLSearchParams({ secret: SECRET, ...order() }).toString());
  return { outgoing, outcome };
}

const orderCount = async (frontpad: Frontpad): Promise<number> => (await frontpad.orders()).length;

describe('faults', () => {
  it.each([
    ['timeout-before', 0],
    ['timeout-after', 1],
  ])('%s: no answer, %i order taken', async (fault, taken) => {
    const frontpad = await openFrontpad();
    const before = await orderCount(frontpad);
    await frontpad.fault({ fault, times: 1 });
    const { outgoing, outcome } = sendOrder(frontpad);
    await until(async () => (await frontpad.requests()).some(entry => entry.fault === fault));
    await until(async () => (await orderCount(frontpad)) === before + taken);
    expect((await frontpad.requests())[0]).toMatchObject({ fault, status: null });
    outgoing.destroy(new Error('gave up'));
    expect(await outcome).toBe('gave up');
    expect(await frontpad.call('get_stops')).toMatchObject({ result: 'success' });
  });

  it.each([
    ['reset-before', 0],
    ['reset-after', 1],
  ])('%s: connection reset, %i order taken', async (fault, taken) => {
    const frontpad = await openFrontpad();
    const before = await orderCount(frontpad);
    await frontpad.fault({ fault, times: 1 });
    expect(await sendOrder(frontpad).outcome).toBe('ECONNRESET');
    expect(await orderCount(frontpad)).toBe(before + taken);
  });

  it('http-500: an error page, nothing taken', async () => {
    const frontpad = await openFrontpad();
    const before = await orderCount(frontpad);
    await frontpad.fault({ fault: 'http-500', times: 1 });
    const answer = await fetch(frontpad.endpoint('new_order'), { method: 'POST' });
    expect(answer.status).toBe(500);
    expect(await orderCount(frontpad)).toBe(before);
  });

  it('garbage: taken, and an answer nobody can read', async () => {
    const frontpad = await openFrontpad();
    const before = await orderCount(frontpad);
    await frontpad.fault({ fault: 'garbage', times: 1 });
    await expect(frontpad.call('new_order', order())).rejects.toThrow(SyntaxError);
    expect(await orderCount(frontpad)).toBe(before + 1);
  });

  it.each([
    ['limited', 'requests_limit'],
    ['auth', 'invalid_secret'],
  ])('%s: the answer of FrontPad itself, %s', async (fault, error) => {
    const frontpad = await openFrontpad();
    await frontpad.fault({ fault, times: 2, method: 'new_order' });
    expect(await frontpad.call('get_stops')).toMatchObject({ result: 'success' });
    expect(await frontpad.call('new_order', order())).toEqual({ result: 'error', error });
    expect(await frontpad.call('new_order', order())).toEqual({ result: 'error', error });
    expect(await frontpad.call('new_order', order())).toMatchObject({ result: 'success' });
    expect((await frontpad.requests()).map(entry => entry.fault)).toEqual([null, fault, fault, null]);
  });

  it('slow: taken at once, answered late', async () => {
    const frontpad = await openFrontpad();
    const before = await orderCount(frontpad);
    await frontpad.fault({ fault: 'slow', times: 1, delayMs: 60 });
    let answered = false;
    const answer = frontpad.call('new_order', order()).finally(() => {
      answered = true;
    });
    await until(async () => (await orderCount(frontpad)) > before);
    expect(answered).toBe(false);
    expect(await answer).toMatchObject({ result: 'success' });
  });

  it('down: connections are refused until the faults are deleted; the port stays the same', async () => {
    const frontpad = await openFrontpad();
    await frontpad.fault({ fault: 'down' });
    expect(await sendOrder(frontpad).outcome).toBe('ECONNREFUSED');
    expect((await frontpad.door('faults')).body).toEqual({ faults: [{ fault: 'down' }] });
    await Promise.all([frontpad.fault({ fault: 'down' }), frontpad.door('faults', 'DELETE')]);
    expect((await frontpad.door('faults', 'DELETE')).body).toEqual({ faults: [] });
    expect(await frontpad.call('get_stops')).toMatchObject({ result: 'success' });
  });

  it('without times or rate last until they are deleted', async () => {
    const frontpad = await openFrontpad();
    await frontpad.fault({ fault: 'limited' });
    for (let calls = 0; calls < 3; calls++) {
      expect(await frontpad.call('get_stops')).toMatchObject({ error: 'requests_limit' });
    }
    await frontpad.door('faults', 'DELETE');
    expect(await frontpad.call('get_stops')).toMatchObject({ result: 'success' });
  });
});
