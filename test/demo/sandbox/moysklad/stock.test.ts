import { describe, expect, it } from 'vitest';
import { openReceiver, until } from '../open.ts';
import { openMoysklad } from './open.ts';

const filter = (text: string): string => `filter=${encodeURIComponent(text)}`;

const NOON = Date.UTC(2026, 10, 22, 9);

describe('modes of stock', () => {
  it('leave out of the full report what is not available, unless the filter says otherwise', async () => {
    const moysklad = await openMoysklad();
    const codes = async (query: string) =>
      (await moysklad.list(`report/stock/all?${query}`)).rows.map(row => String(row['code']));
    // Of 005 there is none, and of 012 all is reserved.
    expect(await codes('')).not.toEqual(expect.arrayContaining(['005']));
    expect(await codes('')).not.toEqual(expect.arrayContaining(['012']));
    expect(await codes(filter('quantityMode=all;stockMode=positiveOnly'))).toContain('012');
    expect(await codes(filter('quantityMode=empty'))).toEqual(['005', '012']);
    expect(await moysklad.refusal('GET', `report/stock/all?${filter('stockMode=much')}`)).toEqual([400, 1014]);
  });

  it('narrow the older assortment, and stores do, too', async () => {
    const moysklad = await openMoysklad();
    const rows = async (text: string) => (await moysklad.list(`entity/assortment?${filter(text)}`)).rows;
    expect((await rows('stockMode=empty')).map(({ code }) => code)).toEqual(['005']);
    expect((await rows('quantityMode=positiveOnly')).map(({ meta }) => meta.type)).not.toContain('service');
    const store = await moysklad.first('entity/store?filter=code=rech');
    expect((await rows(`stockStore=${store.meta.href};code=001`))[0]).toMatchObject({ stock: 30 });
  });
});

describe('changes of stock', () => {
  it('are all that is shown since a time, what came to nothing with them', async () => {
    const moysklad = await openMoysklad({ now: () => NOON });
    const since = (time: string) => `report/stock/all/current?changedSince=${encodeURIComponent(time)}`;
    const changed = async (time: string) =>
      (await moysklad.call<{ stock: number }[]>('GET', since(time))).body.map(({ stock }) => stock);
    await moysklad.set({ stocks: { '001': { stock: 0, reserve: 0 }, '002': { stock: 7, reserve: 0 } } });
    // Those that were set before are changed by no longer being set.
    expect(await changed('2026-11-22 12:00:00')).toEqual([0, 7, 70, 70]);
    for (const time of ['2026-11-21 11:59:59', '2026-11-22 12:00:01', 'yesterday']) {
      expect(await moysklad.refusal('GET', since(time)), time).toEqual([400, 1014]);
    }
  });

  it('are told by hooks of their own, with where to read them', async () => {
    const moysklad = await openMoysklad({ now: () => NOON, speed: 100_000 });
    const receiver = await openReceiver();
    const hook = { url: `${receiver.url}/stock`, enabled: true, reportType: 'bystore', stockType: 'stock' };
    expect((await moysklad.call('POST', 'entity/webhookstock', hook)).body).toMatchObject(hook);
    await moysklad.set({ stocks: { '001': { stock: 1, reserve: 0 } } });
    const [told] = await until(() => receiver.received.length > 0 && receiver.received);
    expect(told?.path).toMatch(/^\/stock\?requestId=[\da-f-]{36}$/);
    expect(JSON.parse(told?.body ?? '')).toEqual({
      accountId: expect.any(String),
      ...{ stockType: 'stock', reportType: 'bystore' },
      reportUrl: 'https://api.moysklad.ru/api/remap/1.2/report/stock/bystore/current?changedSince=2026-11-22 12:00:00',
    });
  });

  it('can be told of stock alone, to an address', async () => {
    const moysklad = await openMoysklad();
    const hook = { url: 'http://127.0.0.1/', reportType: 'all', stockType: 'reserve' };
    expect(await moysklad.refusal('POST', 'entity/webhookstock', hook)).toEqual([400, 2016]);
    expect(await moysklad.refusal('POST', 'entity/webhookstock', { reportType: 'all' })).toEqual([412, 3000]);
  });
});
