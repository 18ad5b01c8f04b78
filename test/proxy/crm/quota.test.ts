import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Quota } from '../../../proxy/crm/crm.ts';
import { createQuota } from '../../../proxy/crm/quota.ts';
import { createFakeClock, type FakeClock } from '../../kit/clock.ts';

type Kind = 'read' | 'submit' | 'sweep';

/** A gate, and a record of how each call fared. */
const setUp = (quotas: Quota[], weights: Record<string, number> = {}, speed = 1) => {
  const clock = createFakeClock();
  const gate = createQuota(quotas, { clock, speed, weight: operation => weights[operation] ?? 1 });
  const told: string[] = [];
  const call = (name: string, kind: Kind = 'read', ms = 0) =>
    gate.take(name, kind).then(
      release => {
        told.push(name);
        clock.after(ms, release);
      },
      failure => void told.push(`${name}: ${failure.kind} ${failure.taken} ${failure.retryAfterMs}`),
    );
  return { clock, gate, told, call };
};

const rate = (n: number, perMs: number): Quota => ({ kind: 'rate', n, perMs });

describe('a rate that only some calls count in', () => {
  const isHourly = (operation: string): boolean => operation === 'sync';
  const quotas: Quota[] = [
    { ...rate(1, 3_600_000), counts: isHourly },
    { ...rate(2, 1000), counts: operation => !isHourly(operation) },
  ];

  it('keeps back those, whatever others there are', async () => {
    const { clock, told, call } = setUp(quotas);
    for (const name of ['order', 'sync', 'sync', 'order']) call(name, 'submit');
    await clock.advance(1000);
    expect(told).toEqual(['order', 'sync', 'order']);
    await clock.advance(3_600_000);
    expect(told).toEqual(['order', 'sync', 'order', 'sync']);
  });

  it('does not let an order that waits for it stop reads that do not', async () => {
    const { clock, told, call } = setUp(quotas);
    for (const name of ['sync', 'sync']) call(name, 'submit');
    call('read');
    await clock.advance(0);
    expect(told).toEqual(['sync', 'read']);
  });

  it('still keeps the order among calls that count in the same', async () => {
    const { clock, told, call } = setUp([{ ...rate(1, 1000), counts: isHourly }, rate(3, 1000)]);
    for (const name of ['sync', 'sync', 'order']) call(name, 'submit');
    await clock.advance(999);
    expect(told).toEqual(['sync']);
    await clock.advance(1);
    expect(told).toEqual(['sync', 'sync', 'order']);
  });

  it('foresees the wait of a read by its own limits alone', async () => {
    const { clock, told, call } = setUp([{ ...rate(1, 60_000), counts: isHourly }, rate(10, 1000)]);
    call('sync');
    call('other');
    call('sync');
    await clock.advance(0);
    expect(told).toEqual(['sync', 'other', 'sync: limit no 60000']);
  });
});

describe('a rate', () => {
  it('lets through what fits and the rest when its window has passed', async () => {
    const { clock, told, call } = setUp([rate(3, 1000)]);
    for (const name of ['a', 'b', 'c', 'd']) call(name, 'submit');
    await clock.advance(999);
    expect(told).toEqual(['a', 'b', 'c']);
    await clock.advance(1);
    expect(told).toEqual(['a', 'b', 'c', 'd']);
  });

  it('lets a whole catalogue bide its time, and leaves visitors half of what there is to read', async () => {
    const { clock, told, call } = setUp([rate(12, 60_000)]);
    for (let page = 1; page <= 10; page += 1) call(`page ${page}`, 'sweep');
    await clock.advance(0);
    for (const name of ['a', 'b', 'c', 'd']) call(name);
    await clock.advance(0);
    expect(told).toEqual(['page 1', 'page 2', 'page 3', 'page 4', 'a', 'b', 'c', 'd']);
    call('order', 'submit');
    await clock.advance(10 * 60_000);
    expect(told.filter(name => name.startsWith('page'))).toEqual(Array.from({ length: 10 }, (_, n) => `page ${n + 1}`));
    expect(told).toContain('order');
  });

  it('keeps a third for orders', async () => {
    const { clock, told, call } = setUp([rate(6, 1000)]);
    for (let i = 0; i < 6; i++) call('read');
    await clock.advance(0);
    expect(told).toHaveLength(4);
    call('order', 'submit');
    await clock.advance(0);
    expect(told.at(-1)).toBe('order');
  });

  it('still lets one read through when two thirds come to less than one', async () => {
    const { clock, told, call } = setUp([rate(1, 1000)]);
    call('read');
    await clock.advance(0);
    expect(told).toEqual(['read']);
  });

  it('lets waiting orders go before reads that came earlier', async () => {
    const { clock, told, call } = setUp([rate(1, 1000)]);
    for (const name of ['first', 'read']) call(name);
    call('order', 'submit');
    await clock.advance(2000);
    expect(told).toEqual(['first', 'order', 'read']);
  });

  it('counts a call until a window after its end, as nobody knows when on its way the CRM counted it', async () => {
    const { clock, told, call } = setUp([rate(1, 1000)]);
    call('slow', 'submit', 400);
    call('next', 'submit');
    await clock.advance(1399);
    expect(told).toEqual(['slow']);
    await clock.advance(1);
    expect(told).toEqual(['slow', 'next']);
  });

  it('does not take a slow answer for a slow request', async () => {
    const { clock, told, call } = setUp([rate(1, 1000)]);
    call('very slow', 'submit', 30_000);
    call('next', 'submit');
    await clock.advance(2000);
    expect(told).toEqual(['very slow', 'next']);
  });

  it('is shortened by speed', async () => {
    const { clock, told, call } = setUp([rate(1, 60_000)], {}, 60);
    call('a', 'submit');
    call('b', 'submit');
    await clock.advance(1000);
    expect(told).toEqual(['a', 'b']);
  });

  it('lets a call heavier than the whole limit go alone', async () => {
    const { clock, told, call } = setUp([rate(4, 1000)], { report: 5 });
    call('light');
    call('report');
    await clock.advance(999);
    expect(told).toEqual(['light']);
    await clock.advance(1);
    expect(told).toEqual(['light', 'report']);
  });
});

describe('a read that would wait too long', () => {
  it('fails at once and says how long it would have been', async () => {
    const { clock, told, call } = setUp([rate(3, 60_000)]);
    for (const name of ['a', 'b', 'c']) call(name);
    await clock.advance(0);
    expect(told).toEqual(['a', 'b', 'c: limit no 60000']);
  });

  it('fails when its patience is over, if the wait could not be foreseen', async () => {
    const { clock, told, call } = setUp([{ kind: 'concurrency', n: 1 }]);
    call('endless', 'read', 60_000);
    call('waiting');
    await clock.advance(2999);
    expect(told).toEqual(['endless']);
    await clock.advance(1);
    expect(told).toEqual(['endless', 'waiting: limit no undefined']);
  });
});

describe('a penalty', () => {
  it('holds up orders and refuses reads', async () => {
    const { clock, gate, told, call } = setUp([rate(10, 1000)]);
    gate.penalty(20_000);
    call('read');
    call('order', 'submit');
    await clock.advance(19_999);
    expect(told).toEqual(['read: limit no 20000']);
    await clock.advance(1);
    expect(told).toEqual(['read: limit no 20000', 'order']);
  });

  it('is counted by the clock of the CRM, and so is what is said of waiting', async () => {
    const { clock, gate, told, call } = setUp([rate(10, 1000)], {}, 10);
    gate.penalty(40_000);
    call('read');
    call('order', 'submit');
    await clock.advance(3_999);
    expect(told).toEqual(['read: limit no 40000']);
    await clock.advance(1);
    expect(told).toEqual(['read: limit no 40000', 'order']);
  });

  it('sends orders back when it is long, so that they wait in the order book and not here', async () => {
    const { clock, gate, told, call } = setUp([rate(1, 1000)]);
    call('first', 'submit');
    call('queued', 'submit');
    gate.penalty(3_600_000);
    call('late', 'submit');
    await clock.advance(0);
    expect(told).toEqual(['first', 'queued: limit no 3600000', 'late: limit no 3600000']);
  });
});

it('never lets more through than every limit bears, however calls come and however long they take', async () => {
  const plan = fc.record({
    n: fc.integer({ min: 1, max: 12 }),
    parallel: fc.integer({ min: 1, max: 4 }),
    calls: fc.array(
      fc.record({
        pause: fc.integer({ min: 0, max: 400 }),
        ms: fc.integer({ min: 0, max: 900 }),
        kind: fc.constantFrom<Kind>('read', 'submit'),
        heavy: fc.boolean(),
      }),
      { minLength: 1, maxLength: 60 },
    ),
  });
  await fc.assert(
    fc.asyncProperty(plan, async ({ n, parallel, calls }) => {
      const clock = createFakeClock();
      const quotas: Quota[] = [rate(n, 1000), rate(n * 3, 5000), { kind: 'concurrency', n: parallel }];
      const gate = createQuota(quotas, { clock, speed: 1, weight: operation => (operation === 'heavy' ? 3 : 1) });
      const seen = watch(clock);
      for (const { pause, ms, kind, heavy } of calls) {
        gate.take(heavy ? 'heavy' : 'light', kind).then(
          release => {
            const ended = seen.begin(Math.min(heavy ? 3 : 1, n));
            clock.after(ms, () => {
              ended();
              release();
            });
          },
          () => {},
        );
        await clock.advance(pause);
      }
      await clock.advance(600_000);
      expect(seen.most(1000)).toBeLessThanOrEqual(n);
      expect(seen.most(5000)).toBeLessThanOrEqual(n * 3);
      expect(seen.parallel()).toBeLessThanOrEqual(parallel);
    }),
    { numRuns: 40 },
  );
});

/** Counts as the strictest CRM would: at any moment between a call's start and its end. */
const watch = (clock: FakeClock) => {
  const calls: { weight: number; from: number; to: number }[] = [];
  let running = 0;
  let most = 0;
  return {
    begin(weight: number) {
      const call = { weight, from: clock.now(), to: Number.POSITIVE_INFINITY };
      calls.push(call);
      most = Math.max(most, ++running);
      return () => {
        running--;
        call.to = clock.now();
      };
    },
    parallel: () => most,
    /** The most weight any window of this length may have held, the earlier calls counted late and the later ones early. */
    most: (perMs: number) =>
      Math.max(
        ...calls.map(last =>
          calls
            .filter(({ from, to }) => from <= last.from && to > last.from - perMs)
            .reduce((sum, { weight }) => sum + weight, 0),
        ),
      ),
  };
};
