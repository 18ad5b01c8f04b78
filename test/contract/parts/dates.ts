import { describe, expect, it } from 'vitest';
import type { CrmMethods, StatusChange } from '../../../proxy/crm/crm.ts';
import { createFakeClock } from '../../kit/clock.ts';
import { createMemo, given, sampleOrder } from '../ask.ts';
import { keepLog } from '../record.ts';
import { connectSubject, type Subject } from '../subject.ts';
import { createTransport } from '../transport.ts';

const MINUTE_MS = 60_000;

/** Where clocks are hard to read. */
const moments: [title: string, zone: string, instant: string, wall: string][] = [
  ['the day before, in UTC', 'Europe/Moscow', '2026-11-21T21:30:00Z', '2026-11-22 00:30:00'],
  ['the last second of a year', 'Asia/Vladivostok', '2026-12-31T13:59:59Z', '2026-12-31 23:59:59'],
  ['before the clocks go forward', 'Europe/Bucharest', '2027-03-28T00:59:00Z', '2027-03-28 02:59:00'],
  ['after the clocks went forward', 'Europe/Bucharest', '2027-03-28T01:00:00Z', '2027-03-28 04:00:00'],
  ['the first time the clock shows it', 'Europe/Kyiv', '2026-10-25T00:30:00Z', '2026-10-25 03:30:00'],
  ['the second time the clock shows it', 'Europe/Kyiv', '2026-10-25T01:30:00Z', '2026-10-25 03:30:00'],
  ['a leap day', 'Asia/Almaty', '2028-02-28T20:00:00Z', '2028-02-29 01:00:00'],
];

/** Times survive midnight and the change of clocks, both ways. */
export const datesPart = (subject: Subject): void => {
  const { deliveryAt, hooks } = subject;
  const { clockZone } = subject.crm.manifest;
  const known = moments.filter(([, zone]) => clockZone === 'shop' || clockZone === zone);

  const setUp = (zone: string, now: number) => {
    const clock = createFakeClock(now);
    const dispatcher = createTransport(asked => subject.good(asked));
    const { methods } = connectSubject(subject, { clock, log: keepLog(), dispatcher, timeZone: zone });
    return { clock, methods, asked: dispatcher.asked };
  };

  describe.skipIf(!deliveryAt)('a delivery wanted at', () => {
    it.each(known)('%s (%s)', async (_, zone, instant, wall) => {
      const { clock, methods, asked } = setUp(zone, Date.parse(instant) - 90 * MINUTE_MS);
      const order = sampleOrder(given.skus, { delivery: { at: instant } });
      void methods.submitOrder?.(order, createMemo(), given.hookUrl);
      await clock.advance(MINUTE_MS);
      const sent = asked.map(each => deliveryAt?.(each)).find(Boolean) ?? '';
      const hasOffset = /(Z|[+-]\d\d:?\d\d)$/.test(sent);
      expect(hasOffset ? new Date(sent).toISOString() : sent.replace('T', ' ')).toBe(
        hasOffset ? new Date(instant).toISOString() : wall,
      );
    });
  });

  const hookAt = hooks?.at;
  describe.skipIf(!hookAt)('a notification of', () => {
    const told = (methods: CrmMethods, time: string): StatusChange | undefined => {
      const changes = hookAt && methods.parseHook?.(hookAt(time));
      return Array.isArray(changes) ? changes[0] : undefined;
    };

    it.each(known)('%s (%s)', (_, zone, instant, wall) => {
      const { methods } = setUp(zone, Date.parse(instant) + MINUTE_MS);
      expect(new Date(told(methods, wall)?.at ?? 0).toISOString()).toBe(new Date(instant).toISOString());
    });

    it('no time that could be is one without a time', () => {
      const { methods } = setUp('Europe/Moscow', Date.UTC(2026, 10, 21));
      for (const nonsense of ['2026-02-30 10:00:00', 'yesterday', '0000-00-00 00:00:00', '']) {
        expect(told(methods, nonsense)?.at ?? null, nonsense).toBeNull();
      }
    });
  });
};
