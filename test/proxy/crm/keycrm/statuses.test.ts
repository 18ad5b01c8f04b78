import { describe, expect, it } from 'vitest';
import { newsOf } from '../../../../proxy/crm/keycrm/changes.ts';
import { stageOf, statusOf } from '../../../../proxy/crm/keycrm/stages.ts';
import { isoOf, toUtc } from '../../../../proxy/crm/keycrm/time.ts';
import { Order } from '../../../../proxy/crm/keycrm/wire.ts';
import { connection, NOW } from './fixtures.ts';

describe('a status', () => {
  it.each([
    ['1', 'Будь-що', 'new'],
    ['2', 'Виконано', 'confirmed'],
    ['3', 'Очікує відправки', 'preparing'],
    ['4', 'Прибув у відділення', 'shipping'],
    ['5', 'Успішно', 'delivered'],
    ['6', 'Відмова', 'cancelled'],
    ['6', 'Повернення', 'returned'],
    [undefined, 'Скасовано', 'cancelled'],
    ['17', 'completed', 'delivered'],
    ['17', 'Мій статус', null],
  ])('of group %s called %s is %s', (group, name, stage) => {
    expect(stageOf(statusOf({ id: '9', group, name }))).toBe(stage);
  });

  it('is not shown by an alias where its stage says it better', () => {
    expect(statusOf({ id: '8', group: '4', name: 'in_transit', alias: 'in_transit' })).toEqual({
      code: '8',
      stage: 'shipping',
    });
    expect(statusOf({ id: '8', group: '9', name: 'my_own', alias: 'my_own' })).toEqual({ code: '8', name: 'my_own' });
    expect(statusOf({ id: '4', group: '2', name: 'Погоджено', alias: 'pogodzeno' })).toMatchObject({
      name: 'Погоджено',
    });
  });
});

describe('KeyCRM’s time', () => {
  it.each([
    ['2026-11-21 18:30:00', '2026-11-21T18:30:00.000Z'],
    ['2026-01-29T18:53:35.000000Z', '2026-01-29T18:53:35.000Z'],
    ['2026-02-30 10:00:00', null],
    ['2026-11-21T18:30:00+02:00', null],
    ['yesterday', null],
    [undefined, null],
  ])('%s is %s', (text, iso) => {
    expect(isoOf(text)).toBe(iso);
  });

  it('is written without an offset', () => {
    expect(toUtc(Date.parse('2026-03-29T03:30:00+03:00'))).toBe('2026-03-29 00:30:00');
  });
});

describe('asking for changes', () => {
  const row = (id: number, status: number, updated: string, over = {}) => ({
    id,
    status_id: status,
    status_group_id: 3,
    source_id: 1,
    source_uuid: `K${id}`,
    updated_at: updated,
    ...over,
  });
  const at = (time: string) => `2026-11-21 ${time}`;
  const start = { at: NOW, seen: [] };

  it('tells a status once, however often the order is changed otherwise', () => {
    const first = newsOf([Order.parse(row(1, 4, at('12:01:00')))], start);
    expect(first.changes).toEqual([
      {
        ...{ ref: '1', number: '1', externalId: 'K1', at: '2026-11-21T12:01:00.000Z' },
        status: { code: '4', stage: 'preparing' },
      },
    ]);
    const paid = newsOf([Order.parse(row(1, 4, at('12:05:00')))], JSON.parse(first.cursor));
    expect(paid.changes).toEqual([]);
    const moved = newsOf([Order.parse(row(1, 5, at('12:06:00')))], JSON.parse(paid.cursor));
    expect(moved.changes.map(({ status }) => status.code)).toEqual(['5']);
    expect(JSON.parse(moved.cursor)).toEqual({ at: NOW + 6 * 60_000, seen: [['1', '5']] });
  });

  it('asks with an overlap, by the clock of the last change, of its own source', async () => {
    const { crm, calls } = connection({});
    const { cursor } = await crm.changesSince(JSON.stringify({ at: NOW - 3_600_000, seen: [] }));
    expect(calls[0]?.query).toMatchObject({
      'filter[updated_between]': '2026-11-21 10:50:00,2026-11-22 12:00:00',
      'filter[source_id]': '1',
    });
    expect(JSON.parse(cursor).at).toBe(NOW - 3_600_000);
  });

  it.each(['', '{}', 'null', '{"at":"x","seen":[]}'])('begins anew with a cursor nobody can read: %s', async cursor => {
    const { crm, calls } = connection({});
    await crm.changesSince(cursor);
    expect(calls[0]?.query['filter[updated_between]']).toMatch(/^2026-11-21 11:50:00,/);
  });

  it('checks every row, and reads every page', async () => {
    const page = (number: number, ...data: object[]) => ({ data, current_page: number, last_page: 2 });
    const answers: Record<string, object> = {
      'GET /order': page(1, row(1, 4, at('12:00:00')), row(2, 4, at('12:00:00'), { source_id: 9 })),
    };
    const { crm, calls } = connection(answers);
    const asked = crm.changesSince(null);
    await Promise.resolve();
    answers['GET /order'] = page(2, row(3, 4, at('12:00:00')), row(4, 4, '2026-11-20 12:00:00'));
    expect((await asked).changes.map(({ ref }) => ref)).toEqual(['1', '3']);
    expect(calls.map(({ query }) => query['page'])).toEqual(['1', '2']);
  });

  it('takes a copy made in KeyCRM for an order of its own', () => {
    const [change] = newsOf([Order.parse(row(2, 4, at('12:00:00'), { parent_id: 1 }))], start).changes;
    expect(change).not.toHaveProperty('externalId');
  });
});
