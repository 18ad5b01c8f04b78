import { describe, expect, it } from 'vitest';
import { formFields } from '../../../../demo/sandbox/kit/body.ts';
import { createClock } from '../../../../demo/sandbox/kit/clock.ts';
import { createFaults, faultSchema } from '../../../../demo/sandbox/kit/faults.ts';
import { createQuota } from '../../../../demo/sandbox/kit/quota.ts';
import { isLocalTime, isTimeZone, localTime } from '../../../../demo/sandbox/kit/zoned-time.ts';

describe('clock', () => {
  it('shortens spans by its speed and leaves the wall time alone', () => {
    const clock = createClock({ speed: 60, now: () => 1_000 });
    expect(clock.scaled(60_000)).toBe(1_000);
    expect(clock.now()).toBe(1_000);
  });

  it('refuses a speed that would stop or turn time', () => {
    expect(() => createClock({ speed: 0 })).toThrow('speed');
    expect(() => createClock({ speed: Number.NaN })).toThrow('speed');
  });

  it('runs nothing after it was stopped', async () => {
    const clock = createClock();
    let ran = false;
    const run = (): void => {
      ran = true;
    };
    clock.later(0, run);
    clock.stop();
    clock.later(0, run);
    await new Promise(resolve => setTimeout(resolve, 2));
    expect(ran).toBe(false);
  });
});

describe('quota', () => {
  it('lets so many calls through in each sliding window', () => {
    let now = 0;
    const quota = createQuota(createClock({ now: () => now }), [
      { calls: 2, perMs: 1_000 },
      { calls: 3, perMs: 60_000 },
    ]);
    const take = (): boolean => {
      const free = quota.free();
      if (free) quota.spend();
      return free;
    };
    expect([take(), take(), take()]).toEqual([true, true, false]);
    now = 1_000;
    expect([take(), take()]).toEqual([true, false]);
    now = 60_000;
    expect([take(), take(), take()]).toEqual([true, true, false]);
  });
});

describe('faults', () => {
  it('are met counted ones first, in their order, then the lasting ones', () => {
    const faults = createFaults();
    faults.add({ fault: 'slow' });
    faults.add({ fault: 'http-500', times: 2 });
    faults.add({ fault: 'limited', times: 1 });
    const met = Array.from({ length: 5 }, () => faults.pick('any')?.fault);
    expect(met).toEqual(['http-500', 'http-500', 'limited', 'slow', 'slow']);
    faults.clear();
    expect(faults.pick('any')).toBeUndefined();
  });

  it('hit only the method they name', () => {
    const faults = createFaults();
    faults.add({ fault: 'garbage', times: 1, method: 'new_order' });
    expect(faults.pick('get_stops')).toBeUndefined();
    expect(faults.pick('new_order')?.fault).toBe('garbage');
    expect(faults.pick('new_order')).toBeUndefined();
  });

  it('hit the share of calls they name', () => {
    const rolls = [0.1, 0.9];
    const faults = createFaults(() => rolls.shift() ?? 1);
    faults.add({ fault: 'garbage', rate: 0.5 });
    expect(faults.pick('any')?.fault).toBe('garbage');
    expect(faults.pick('any')).toBeUndefined();
  });

  it('take the place of the same fault set before', () => {
    const faults = createFaults();
    faults.add({ fault: 'slow', delayMs: 1 });
    faults.add({ fault: 'slow', delayMs: 2 });
    expect(faults.list()).toEqual([{ fault: 'slow', delayMs: 2 }]);
  });

  it.each([
    {},
    { fault: 'fire' },
    { fault: 'slow', times: 0 },
    { fault: 'slow', rate: 2 },
    { fault: 'slow', times: 1, rate: 0.5 },
    { fault: 'slow', for: 'ever' },
  ])('cannot be %j', input => {
    expect(faultSchema.safeParse(input).success).toBe(false);
  });
});

describe('local time', () => {
  it('is written in the zone', () => {
    const instant = Date.UTC(2026, 0, 31, 22, 5, 9);
    expect(localTime(instant, 'Europe/Moscow')).toBe('2026-02-01 01:05:09');
    expect(localTime(instant, 'Asia/Almaty')).toBe('2026-02-01 03:05:09');
  });

  it.each([
    ['2026-02-28 23:59:59', true],
    ['2028-02-29 00:00:00', true],
    ['2026-02-29 12:00:00', false],
    ['2026-13-01 12:00:00', false],
    ['2026-12-01 24:00:00', false],
    ['2026-12-01T12:00:00', false],
    ['2026-12-01', false],
    ['01.12.2026 12:00', false],
  ])('%s: %s', (text, exists) => {
    expect(isLocalTime(text)).toBe(exists);
  });

  it('knows a zone from a typing error', () => {
    expect(isTimeZone('Asia/Yekaterinburg')).toBe(true);
    expect(isTimeZone('Moscow/Europe')).toBe(false);
  });
});

describe('form bodies', () => {
  it('have no fields when they are of another type, or broken', async () => {
    expect(await formFields('application/json', Buffer.from('{"secret":"x"}'))).toEqual([]);
    expect(await formFields(undefined, Buffer.from('secret=x'))).toEqual([]);
    expect(await formFields('multipart/form-data; boundary=b', Buffer.from('secret=x'))).toEqual([]);
  });
});
