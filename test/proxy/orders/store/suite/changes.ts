import { describe, expect, it } from 'vitest';
import { event, intake, job, noon } from '../samples.ts';
import type { Scene } from '../suite.ts';

export function changes(scene: Scene): void {
  const accepted = async () => {
    const order = intake();
    await scene.store.accept(order);
    return order.booked;
  };

  describe('change', () => {
    it('writes what was decided and leaves the rest', async () => {
      const before = await accepted();
      const change = {
        state: 'submitted',
        stage: 'confirmed',
        submittedAt: noon,
        ref: 'r-1',
        crmNumber: '1042',
        unfinished: true,
        nextAt: noon + 5,
        reason: 'cash_close',
        warnings: [{ code: 'line-dropped', about: 'A-1', money: true }],
        memo: { created: true },
      } as const;
      const after = await scene.store.change({ id: before.id }, () => ({ ...change, warnings: [...change.warnings] }));
      expect(after).toEqual({ ...before, ...change, updatedAt: after?.updatedAt });
      expect(await scene.store.order({ id: before.id })).toEqual(after);
    });

    it('lets decide see what stands, and changes nothing for null', async () => {
      const before = await accepted();
      const version = await scene.store.version();
      expect(await scene.store.change({ id: before.id }, now => (now.attempts === 0 ? null : {}))).toEqual(before);
      expect(await scene.store.change({ id: 'nobody' }, () => ({ state: 'dropped' }))).toBeNull();
      expect(await scene.store.version()).toBe(version);
    });

    it('applies two at the same moment one after the other', async () => {
      const { id } = await accepted();
      const more = () => scene.store.change({ id }, ({ attempts }) => ({ attempts: attempts + 1 }));
      const both = await Promise.all([more(), more()]);
      expect(both.map(order => order?.attempts)).toEqual([1, 2]);
    });

    it('finds the order by ref and by number', async () => {
      const { id, number } = await accepted();
      await scene.store.change({ connection: 'crm', number }, () => ({ ref: 'r-1', crmNumber: 'ABC-7' }));
      for (const selector of [{ ref: 'r-1' }, { number: 'abc7' }, { number }]) {
        expect(await scene.store.order({ connection: 'crm', ...selector })).toMatchObject({ id });
        expect(await scene.store.order({ connection: 'market', ...selector })).toBeNull();
      }
    });

    it("prefers the CRM's number where another order's own number is the same", async () => {
      const named = intake({ siteNumber: '5' }, { number: '5' });
      await scene.store.accept(named);
      await scene.store.change({ id: named.booked.id }, () => ({ crmNumber: '1001' }));
      await scene.store.accept(intake({ siteNumber: '1001' }, { number: '1001' }));
      expect(await scene.store.order({ connection: 'crm', number: '1001' })).toMatchObject({ id: named.booked.id });
    });

    it('writes the event and the jobs with it', async () => {
      const { id } = await accepted();
      const cooking = event('cooking', noon + 10);
      const jobs = [job('webhook', { kind: 'webhook', orderId: id })];
      const after = await scene.store.change({ id }, () => ({ event: cooking, stage: 'preparing', jobs }));
      expect(after).toMatchObject({ status: cooking, stage: 'preparing' });
      expect(await scene.store.history(id)).toEqual([cooking]);
      expect(await scene.store.dueJobs(noon, 9)).toMatchObject(jobs);
    });

    it('makes the time of each change later than every one before, though the clock stands', async () => {
      const orders = [await accepted(), await accepted()];
      const times: number[] = [];
      for (const { id } of [...orders, ...orders]) {
        times.push((await scene.store.change({ id }, () => ({ reason: 'x' })))?.updatedAt ?? 0);
      }
      expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
      const changed = await scene.store.changedSince(times[1] ?? 0);
      expect(changed).toEqual(orders.map(({ id }, index) => ({ id, updatedAt: times[index + 2] })));
    });

    it('that throws is refused and does not undo its neighbours', async () => {
      const [one, two, three] = [await accepted(), await accepted(), await accepted()];
      const change = (id: string, fail: boolean) =>
        scene.store.change({ id }, () => {
          if (fail) throw new Error('no');
          return { state: 'held' };
        });
      const all = await Promise.allSettled([change(one.id, false), change(two.id, true), change(three.id, false)]);
      expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      const states = (await scene.store.list({})).map(({ state }) => state);
      expect(states).toEqual(['held', 'waiting', 'held']);
    });
  });
}
