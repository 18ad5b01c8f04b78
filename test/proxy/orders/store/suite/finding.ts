import { describe, expect, it } from 'vitest';
import type { Booked } from '../../../../../proxy/orders/booked.ts';
import { intake, noon } from '../samples.ts';
import type { Scene } from '../suite.ts';

export function finding(scene: Scene): void {
  const accept = async (over: Parameters<typeof intake>[0], order: Partial<Booked>) => {
    const taken = intake(over, order);
    await scene.store.accept(taken);
    return taken.booked.id;
  };
  const found = async (by: Parameters<Scene['store']['search']>[0]) =>
    (await scene.store.search(by)).map(({ id }) => id);

  describe('search', () => {
    it("finds a number however it is copied, ours and the CRM's", async () => {
      const id = await accept({}, { number: 'K7-4821', crmNumber: '00-1042/А' });
      const spellings = ['K7-4821', 'k7 4821', '№ K74821', 'К7—4821', '001042А', '00-1042/a'];
      for (const number of spellings) expect(await found({ number }), number).toEqual([id]);
      for (const number of ['', ' - ', '4821', '%', 'K7-482']) expect(await found({ number }), number).toEqual([]);
    });

    it('finds by phone, newest first, at most twenty', async () => {
      const ids: string[] = [];
      for (let n = 0; n < 22; n++) ids.unshift(await accept({ phoneHash: 'mine' }, { createdAt: noon + n }));
      expect(await found({ phoneHash: 'mine' })).toEqual(ids.slice(0, 20));
    });

    it('finds a phone under any of the keys', async () => {
      const old = await accept({ phoneHash: 'old' }, { createdAt: noon });
      const now = await accept({ phoneHash: 'new' }, { createdAt: noon + 1 });
      expect(await found({ phoneHashes: ['new', 'old'] })).toEqual([now, old]);
    });

    it('matches all that is asked, and nothing when nothing is', async () => {
      const id = await accept({ phoneHash: 'mine' }, { number: 'A-1' });
      await accept({ phoneHash: 'theirs' }, { number: 'B-1' });
      expect(await found({ number: 'A-1', phoneHash: 'mine' })).toEqual([id]);
      expect(await found({ number: 'A-1', phoneHash: 'theirs' })).toEqual([]);
      expect(await found({})).toEqual([]);
      expect(await found({ phoneHashes: [] })).toEqual([]);
    });
  });

  describe('list and count', () => {
    it('take states, connection, age and limit together, the oldest of the latest first', async () => {
      const late = await accept({}, { state: 'refused', createdAt: noon + 2 });
      const early = await accept({}, { state: 'uncertain', createdAt: noon + 1 });
      await accept({}, { state: 'refused', connection: 'market' });
      await accept({}, { state: 'waiting' });
      const filter = { states: ['refused' as const, 'uncertain' as const], connection: 'crm' };
      expect((await scene.store.list(filter)).map(({ id }) => id)).toEqual([early, late]);
      expect(await scene.store.list({ ...filter, limit: 1 })).toMatchObject([{ id: late }]);
      expect(await scene.store.count(filter)).toBe(2);
      expect(await scene.store.count({ ...filter, createdBefore: noon + 2 })).toBe(1);
      expect(await scene.store.list({ states: [] })).toEqual([]);
      expect(await scene.store.count({})).toBe(4);
    });

    it('take what is still to be completed alone', async () => {
      const open = await accept({}, { state: 'submitted', unfinished: true });
      await accept({}, { state: 'submitted' });
      expect(await scene.store.list({ states: ['submitted'], unfinished: true })).toMatchObject([{ id: open }]);
    });
  });
}
