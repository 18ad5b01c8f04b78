import { describe, expect, it } from 'vitest';
import { account, failure } from './fixtures.ts';

const record = (id: number, over: object = {}) => ({
  ...{ id, createdAt: '2026-11-21 14:59:00', field: 'status', source: 'user', newValue: { code: 'assembling' } },
  ...{ order: { id: 104, number: '1049', externalId: 'K7-4821' }, ...over },
});
const page = (history: object[], more = false) => ({
  history,
  pagination: { currentPage: 1, totalPageCount: more ? 2 : 1 },
});

describe('the history', () => {
  it('begins a little before now, by the account’s clock', async () => {
    const { crm, of } = account({ 'orders/history': page([]) });
    const { changes, cursor } = await crm.changesSince(null);
    expect([changes, cursor]).toEqual([[], 'from:2026-11-21 14:50:00']);
    expect(of('orders/history')[0]?.query.get('filter[startDate]')).toBe('2026-11-21 14:50:00');
    expect((await crm.changesSince(cursor)).cursor).toBe(cursor);
  });

  it('goes on by sinceId and never by page', async () => {
    const { crm, of } = account({ 'orders/history': [page([record(12), record(11)], true), page([record(13)])] });
    const { changes, cursor } = await crm.changesSince('id:10');
    expect([changes.length, cursor]).toEqual([3, 'id:13']);
    expect(of('orders/history').map(({ query }) => query.get('filter[sinceId]'))).toEqual(['10', '12']);
    expect(of('orders/history').filter(({ query }) => query.has('page'))).toEqual([]);
  });

  it('tells nothing twice to a server that ignores the cursor, and comes to an end with it', async () => {
    const { crm, of } = account({ 'orders/history': page([record(9), record(10)], true) });
    expect(await crm.changesSince('id:10')).toEqual({ changes: [], cursor: 'id:10' });
    expect(of('orders/history')).toHaveLength(1);
  });

  it('tells changes of status only, under every name the order has', async () => {
    const others = [
      record(14, { field: 'delivery_cost', newValue: 300 }),
      record(15, { deleted: true }),
      record(16, { order: null }),
      record(17, { order: { id: 9, site: 'another' } }),
      record(18, { newValue: 'complete', order: { id: 9 } }),
    ];
    const { crm } = account({ 'orders/history': page([record(13), ...others]) });
    const { changes, cursor } = await crm.changesSince('id:1');
    expect(cursor).toBe('id:18');
    expect(changes).toEqual([
      {
        ...{ ref: '104', number: '1049', externalId: 'K7-4821' },
        ...{ status: { code: 'assembling' }, at: '2026-11-21T14:59:00+03:00' },
      },
      { ref: '9', status: { code: 'complete' }, at: '2026-11-21T14:59:00+03:00' },
    ]);
  });

  it('leaves to the next look what is too much for one', async () => {
    const { crm } = account({
      'orders/history': ({ url }) => {
        const since = Number(new URL(url).searchParams.get('filter[sinceId]'));
        return page([record(since + 1)], true);
      },
    });
    expect((await crm.changesSince('id:100')).cursor).toBe('id:110');
  });

  it('refuses a cursor that is none of its own', async () => {
    expect(await failure(account().crm.changesSince('7104'))).toMatchObject({ kind: 'invalid', code: 'cursor' });
  });
});
