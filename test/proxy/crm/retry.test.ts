import { describe, expect, it } from 'vitest';
import { retryAfterMs, retryDelayMs } from '../../../proxy/crm/retry.ts';

const NOW = Date.parse('2026-11-21T09:00:00Z');

describe('how long a CRM asks us to wait', () => {
  it.each<[string, Record<string, string>, number | undefined]>([
    ['seconds', { 'retry-after': '20' }, 20_000],
    ['no wait at all', { 'retry-after': '0' }, 0],
    ['a date', { 'retry-after': 'Sat, 21 Nov 2026 09:01:00 GMT' }, 60_000],
    ['a date that has passed', { 'retry-after': 'Sat, 21 Nov 2026 08:00:00 GMT' }, 0],
    [
      "a date by the CRM's own clock",
      { 'retry-after': 'Sat, 21 Nov 2026 10:01:00 GMT', date: 'Sat, 21 Nov 2026 10:00:00 GMT' },
      60_000,
    ],
    ['milliseconds of MoySklad', { 'x-lognex-retry-after': '1500', 'x-lognex-retry-timeinterval': '3000' }, 1500],
    ['milliseconds', { 'retry-after-ms': '250' }, 250],
    ['the end of the window of Yandex', { 'x-ratelimit-resource-until': 'Sat, 21 Nov 2026 09:00:05 GMT' }, 5_000],
    ['the rate of Amazon', { 'x-amzn-ratelimit-limit': '0.0167' }, 59_881],
    ['the rate of nothing', { 'x-amzn-ratelimit-limit': '0' }, undefined],
    ['nonsense', { 'retry-after': 'soon' }, undefined],
    ['a negative number', { 'retry-after-ms': '-5' }, undefined],
    ['half a year', { 'retry-after': '15000000' }, 86_400_000],
    ['nothing', {}, undefined],
  ])('reads %s', (_, headers, expected) => {
    expect(retryAfterMs({ headers, text: '' }, NOW)).toBe(expected);
  });

  it('reads the seconds of a problem document', () => {
    expect(retryAfterMs({ headers: {}, text: '{"title":"Too Many Requests","retry_after":300}' }, NOW)).toBe(300_000);
  });
});

it('waits anything up to twice as long as the time before, and never very long', () => {
  expect([0, 1, 2, 9].map(attempt => retryDelayMs(attempt, () => 1))).toEqual([200, 400, 800, 2000]);
  expect(retryDelayMs(0, () => 0)).toBe(0);
});
