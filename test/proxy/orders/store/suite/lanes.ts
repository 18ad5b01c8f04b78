import { describe, expect, it } from 'vitest';
import { job, noon } from '../samples.ts';
import type { Scene } from '../suite.ts';

export function lanes(scene: Scene): void {
  describe('a lane', () => {
    it('runs until it is paused, and is remembered', async () => {
      expect(await scene.store.lane('crm')).toEqual({ pausedUntil: null, step: 0, reason: null });
      const paused = { pausedUntil: noon + 5_000, step: 2, reason: 'connect ECONNREFUSED' };
      await scene.store.setLane('crm', paused, [job('lane paused')]);
      expect(await (await scene.another()).lane('crm')).toEqual(paused);
      expect(await scene.store.dueJobs(noon, 9)).toMatchObject([{ key: 'lane paused' }]);
      await scene.store.setLane('crm', { pausedUntil: null, step: 0, reason: null }, []);
      expect(await scene.store.lane('crm')).toEqual({ pausedUntil: null, step: 0, reason: null });
      expect((await scene.store.lane('market')).step).toBe(0);
    });
  });

  describe('a lease', () => {
    it('has one holder until it ends or is released', async () => {
      const other = await scene.another();
      expect(await scene.store.lease('lane crm', 'a', 100, noon)).toBe(true);
      expect(await other.lease('lane crm', 'b', 100, noon + 99)).toBe(false);
      expect(await scene.store.lease('lane crm', 'a', 100, noon + 99)).toBe(true);
      expect(await other.lease('lane crm', 'b', 100, noon + 100)).toBe(false);
      expect(await other.lease('lane crm', 'b', 100, noon + 199)).toBe(true);
      await scene.store.release('lane crm', 'a');
      expect(await scene.store.lease('lane crm', 'a', 100, noon + 200)).toBe(false);
      await other.release('lane crm', 'b');
      expect(await scene.store.lease('lane crm', 'a', 100, noon + 200)).toBe(true);
    });

    it('is not kept for long by a clock that was set back', async () => {
      await scene.store.lease('lane crm', 'a', 100, noon + 86_400_000);
      expect(await scene.store.lease('lane crm', 'b', 100, noon)).toBe(true);
      expect(await scene.store.lease('lane crm', 'a', 100, noon)).toBe(false);
    });
  });

  describe('a gate', () => {
    it('opens once in its time, for all processes', async () => {
      const other = await scene.another();
      expect(await scene.store.gate('catalogue', 1_000, noon)).toEqual({ open: true });
      expect(await other.gate('catalogue', 1_000, noon + 999)).toEqual({ open: false, opensAt: noon + 1_000 });
      expect(await other.gate('prices', 1_000, noon)).toEqual({ open: true });
      expect(await other.gate('catalogue', 1_000, noon + 1_000)).toEqual({ open: true });
    });

    it('is not shut for long by a clock that was set back', async () => {
      await scene.store.gate('catalogue', 1_000, noon + 86_400_000);
      expect(await scene.store.gate('catalogue', 1_000, noon)).toEqual({ open: true });
    });
  });

  describe('a document', () => {
    it('is replaced and remembered', async () => {
      expect(await scene.store.document('catalogue crm')).toBeNull();
      await scene.store.putDocument('catalogue crm', '[1]', noon);
      await scene.store.putDocument('catalogue crm', '["пирог"]', noon + 1);
      expect(await (await scene.another()).document('catalogue crm')).toEqual({ text: '["пирог"]', at: noon + 1 });
    });
    it('is forgotten with all whose names begin as its does', async () => {
      for (const name of ['keep/one/a', 'keep/one/b', 'keep/one%', 'keep/two/a']) {
        await scene.store.putDocument(name, name, noon);
      }
      await scene.store.dropDocuments('keep/one/');
      expect(await scene.store.document('keep/one/a')).toBeNull();
      expect(await scene.store.document('keep/one/b')).toBeNull();
      expect(await scene.store.document('keep/one%')).not.toBeNull();
      expect(await scene.store.document('keep/two/a')).not.toBeNull();
    });
  });

  describe('a whole number', () => {
    it('is allotted once to each key of a kind, the same to all processes', async () => {
      const other = await scene.another();
      const allot = (store: typeof other, key: string, kind = 'order') => store.allotId('crm', kind, [key]);
      expect(await Promise.all(['a', 'b', 'a'].map(key => allot(scene.store, key)))).toEqual([1, 2, 1]);
      expect(await allot(other, 'b')).toBe(2);
      expect(await allot(other, 'c')).toBe(3);
      expect(await allot(other, 'a', 'customer')).toBe(1);
      expect(await other.allotId('second', 'order', ['z'])).toBe(1);
    });

    it('stays after a rotation of keys', async () => {
      await scene.store.allotId('crm', 'order', ['other']);
      expect(await scene.store.allotId('crm', 'order', ['under the old key'])).toBe(2);
      expect(await scene.store.allotId('crm', 'order', ['under the new', 'under the old key'])).toBe(2);
    });
  });
}
