import { describe, expect, it } from 'vitest';
import { CrmFailure } from '../../../../proxy/crm/failure.ts';
import { kitchen } from './fixtures.ts';

const EVENT = { action: 'change_status', order_id: 5500417, status: 4, datetime: '2026-11-21 14:59:30' };
const TOLD = { ref: '5500417', status: { code: '4' }, at: '2026-11-21T14:59:30+03:00' };

const hook = (body: string, over: { method?: string; type?: string; zone?: string; now?: string } = {}) => {
  const { method = 'POST', type = 'application/json', zone = 'Europe/Moscow', now = '2026-11-21T12:00:00Z' } = over;
  const { crm } = kitchen([], {}, { timeZone: zone, now: () => Date.parse(now) });
  return crm.parseHook({ method, headers: { 'content-type': type }, query: {}, body });
};

describe('a status notification', () => {
  it('is read as JSON, as a form and as JSON under a wrong type', () => {
    expect(hook(JSON.stringify(EVENT))).toEqual([TOLD]);
    expect(hook(`\uFEFF ${JSON.stringify(EVENT)}\n`)).toEqual([TOLD]);
    expect(hook(JSON.stringify(EVENT), { type: 'application/x-www-form-urlencoded' })).toEqual([TOLD]);
    const form = 'action=change_status&order_id=5500417&status=4&datetime=2026-11-21+14%3A59%3A30';
    expect(hook(form, { type: 'text/plain' })).toEqual([TOLD]);
  });

  it('carries the number where FrontPad tells it', () => {
    expect(hook(JSON.stringify({ ...EVENT, order_number: 88 }))).toEqual([{ ...TOLD, number: '88' }]);
  });

  it('with a name for a code keeps both', () => {
    expect(hook(JSON.stringify({ ...EVENT, status: 'В пути' }))).toMatchObject([
      { status: { code: 'В пути', name: 'В пути' } },
    ]);
  });

  it('says nothing when FrontPad only tries the address', () => {
    expect(hook('', { method: 'GET' })).toEqual([]);
    expect(hook('', { method: 'HEAD' })).toEqual([]);
    expect(hook('')).toEqual([]);
    expect(hook(' \r\n')).toEqual([]);
  });

  it.each([
    'garbage',
    '{',
    '[]',
    '7',
    'null',
    '{}',
    JSON.stringify({ ...EVENT, action: 'delete_order' }),
    JSON.stringify({ ...EVENT, order_id: undefined }),
    JSON.stringify({ ...EVENT, order_id: { $ne: 1 } }),
    JSON.stringify({ ...EVENT, status: null }),
    JSON.stringify({ ...EVENT, status: '' }),
    '<xml/>',
  ])('that is nonsense is refused: %s', body => {
    expect(() => hook(body)).toThrow(CrmFailure);
    expect(() => hook(body)).toThrow('change_status: invalid');
  });
});

describe('its time', () => {
  const at = (datetime: unknown, zone?: string, now?: string) =>
    hook(JSON.stringify({ ...EVENT, datetime }), { ...(zone && { zone }), ...(now && { now }) })[0]?.at;

  it('is the shop’s clock, across midnight and new year', () => {
    expect(at('2026-12-31 23:59:59', 'Asia/Almaty')).toBe('2026-12-31T23:59:59+05:00');
    expect(at('2027-01-01 00:00:00', 'Asia/Almaty')).toBe('2027-01-01T00:00:00+05:00');
    expect(at('2026-06-01 12:00', 'America/St_Johns')).toBe('2026-06-01T12:00:00-02:30');
  });

  it('has the offset of its season', () => {
    expect(at('2026-03-29 02:59:59', 'Europe/Kyiv')).toBe('2026-03-29T02:59:59+02:00');
    expect(at('2026-03-29 04:00:00', 'Europe/Kyiv')).toBe('2026-03-29T04:00:00+03:00');
  });

  it('in the hour clocks skip is moved on', () => {
    expect(at('2026-03-29 03:30:00', 'Europe/Kyiv')).toBe('2026-03-29T04:30:00+03:00');
  });

  it('in the hour clocks show twice is the one that has come', () => {
    // Kyiv: 04:00 summer time is 03:00 again at 01:00 UTC.
    expect(at('2026-10-25 03:30:00', 'Europe/Kyiv', '2026-10-25T00:30:05Z')).toBe('2026-10-25T03:30:00+03:00');
    expect(at('2026-10-25 03:30:00', 'Europe/Kyiv', '2026-10-25T01:30:05Z')).toBe('2026-10-25T03:30:00+02:00');
  });

  it('is null where it cannot be read', () => {
    for (const odd of [
      undefined,
      '',
      'вчера',
      '0000-00-00 00:00:00',
      '2026-02-30 10:00:00',
      '2026-11-21 25:00:00',
      {},
      17,
    ]) {
      expect(at(odd)).toBeNull();
    }
  });
});
