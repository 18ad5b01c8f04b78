import { describe, expect, it } from 'vitest';
import { openFrontpad } from '../open.ts';

const limit = { result: 'error', error: 'requests_limit' };
const SPEED = 60;

/** A sandbox with its limits on, whose time passes only when told. */
async function openAtSpeed() {
  let now = Date.UTC(2026, 10, 21);
  const frontpad = await openFrontpad({ speed: SPEED, settings: { limits: true }, now: () => now });
  const pass = (crmMs: number): void => {
    now += crmMs / SPEED;
  };
  return { ...frontpad, pass };
}

describe('limits', () => {
  it('are two calls a second', async () => {
    const frontpad = await openAtSpeed();
    for (const expected of ['success', 'success', 'error', 'error']) {
      expect(await frontpad.call('get_stops')).toMatchObject({ result: expected });
    }
    frontpad.pass(1_000);
    expect(await frontpad.call('get_stops')).toMatchObject({ result: 'success' });
  });

  it('are thirty calls a minute', async () => {
    const frontpad = await openAtSpeed();
    for (let calls = 0; calls < 30; calls++) {
      expect(await frontpad.call('get_client', { client_phone: '79000000011' })).toMatchObject({ result: 'success' });
      frontpad.pass(1_000);
    }
    expect(await frontpad.call('get_stops')).toEqual(limit);
    frontpad.pass(30_000);
    expect(await frontpad.call('get_stops')).toMatchObject({ result: 'success' });
  });

  it('are one get_products an hour, which leaves the other methods alone', async () => {
    const frontpad = await openAtSpeed();
    expect(await frontpad.call('get_products')).toMatchObject({ result: 'success' });
    frontpad.pass(59 * 60_000);
    expect(await frontpad.call('get_products')).toEqual(limit);
    expect(await frontpad.call('get_stops')).toMatchObject({ result: 'success' });
    frontpad.pass(60_000);
    expect(await frontpad.call('get_products')).toMatchObject({ result: 'success' });
  });

  it('do not count calls that were turned away', async () => {
    const frontpad = await openAtSpeed();
    for (let calls = 0; calls < 5; calls++) await frontpad.call('get_stops', { secret: 'wrong' });
    expect(await frontpad.call('get_stops')).toMatchObject({ result: 'success' });
  });
});
