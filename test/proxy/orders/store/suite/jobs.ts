import { describe, expect, it } from 'vitest';
import { crmJob, intake, job, noon } from '../samples.ts';
import type { Scene } from '../suite.ts';

export function jobs(scene: Scene): void {
  const due = async (now = noon) => (await scene.store.dueJobs(now, 99)).map(({ key }) => key);

  describe('jobs', () => {
    it('come back whole, the longest due first, as many as asked', async () => {
      await scene.store.addJobs([job('b', { dueAt: noon - 1 }), job('c'), job('a', { dueAt: noon - 2 })]);
      await scene.store.addJobs([job('not yet', { dueAt: noon + 1 })]);
      expect(await due()).toEqual(['a', 'b', 'c']);
      const [first] = await scene.store.dueJobs(noon, 1);
      expect(first).toEqual({ ...job('a', { dueAt: noon - 2 }), id: first?.id, attempts: 0 });
    });

    it('are written once for a key, even when done', async () => {
      await scene.store.addJobs([job('a', { payload: { text: 'first' } }), job('a')]);
      const [only, ...rest] = await scene.store.dueJobs(noon, 9);
      expect(only?.payload).toEqual({ text: 'first' });
      expect(rest).toEqual([]);
      await scene.store.settleJob(only?.id ?? 0, null);
      await scene.store.addJobs([job('a')]);
      expect(await due()).toEqual([]);
    });

    it('are tried again at the time given, and counted', async () => {
      await scene.store.addJobs([job('a')]);
      const [first] = await scene.store.dueJobs(noon, 9);
      await scene.store.settleJob(first?.id ?? 0, noon + 60);
      expect(await due()).toEqual([]);
      expect(await scene.store.dueJobs(noon + 60, 9)).toMatchObject([{ key: 'a', attempts: 1, dueAt: noon + 60 }]);
    });

    it('that failed are not due any more', async () => {
      await scene.store.addJobs([job('a')]);
      const [first] = await scene.store.dueJobs(noon, 9);
      await scene.store.settleJob(first?.id ?? 0, 'failed');
      expect(await due(noon + 1e9)).toEqual([]);
    });

    it('tried in vain can be listed, given up or not, the latest first', async () => {
      await scene.store.addJobs(['given up', 'again', 'done', 'fresh'].map(name => job(name)));
      const [givenUp, again, done] = (await scene.store.dueJobs(noon, 9)).map(({ id }) => id);
      await scene.store.settleJob(givenUp ?? 0, 'failed');
      await scene.store.settleJob(again ?? 0, noon + 60);
      await scene.store.settleJob(done ?? 0, null);
      expect(await scene.store.failedJobs(9)).toMatchObject([
        { key: 'again', attempts: 1, dueAt: noon + 60, givenUpAt: null },
        { key: 'given up', attempts: 1, givenUpAt: noon },
      ]);
      expect(await scene.store.failedJobs(1)).toHaveLength(1);
    });

    it('of one kind can be asked for', async () => {
      await scene.store.addJobs([job('mail'), job('post', { kind: 'webhook' })]);
      expect(await scene.store.dueJobs(noon, 9, 'webhook')).toMatchObject([{ key: 'post' }]);
    });

    it('for a CRM are due one of each subject, the oldest, to its own connection', async () => {
      for (const [key, subject] of Object.entries({ a1: 'a', a2: 'a', b1: 'b' })) {
        await scene.store.admitJob(crmJob(key, { subject, dueAt: noon - (key === 'b1' ? 2 : 1) }), []);
      }
      await scene.store.admitJob(crmJob('elsewhere', { connection: 'other' }), []);
      await scene.store.admitJob(crmJob('later', { subject: 'c', dueAt: noon + 1 }), []);
      const dueTo = async (now = noon) => await scene.store.dueCrmJobs('crm', now, 9);
      const [b1, a1] = await dueTo();
      expect([b1?.key, a1?.key]).toEqual(['b1', 'a1']);
      await scene.store.settleJob(a1?.id ?? 0, noon + 60);
      expect((await dueTo()).map(({ key }) => key)).toEqual(['b1']);
      await scene.store.settleJob(a1?.id ?? 0, 'failed');
      expect((await dueTo()).map(({ key }) => key)).toEqual(['b1', 'a2']);
      expect(await scene.store.dueCrmJobs('crm', noon, 1)).toHaveLength(1);
    });

    it('for a CRM wait for their order, unless it will never be there', async () => {
      const states = ['held', 'waiting', 'sending', 'uncertain', 'submitted', 'refused', 'dropped'] as const;
      for (const state of states) {
        const order = intake({}, { state });
        await scene.store.accept(order);
        await scene.store.admitJob(crmJob(state, { orderId: order.booked.id, subject: order.booked.id }), []);
      }
      const found = await scene.store.dueCrmJobs('crm', noon, 9);
      expect(found.map(({ key }) => key)).toEqual(['submitted', 'refused', 'dropped']);
    });

    it('for a CRM are written once for a key or a former one, and what stands is answered', async () => {
      expect(await scene.store.admitJob(crmJob('a', { payload: { text: 'first' } }), ['former'])).toBeNull();
      expect((await scene.store.admitJob(crmJob('a'), []))?.payload).toEqual({ text: 'first' });
      expect((await scene.store.admitJob(crmJob('new'), ['a']))?.payload).toEqual({ text: 'first' });
      expect(await scene.store.dueCrmJobs('crm', noon, 9)).toHaveLength(1);
    });

    it('of an order go with it; done ones of none after the term', async () => {
      const order = intake({}, { state: 'submitted', stage: 'delivered' });
      await scene.store.accept(order);
      await scene.store.addJobs([job('its', { orderId: order.booked.id }), job('done'), job('open')]);
      const done = (await scene.store.dueJobs(noon, 9)).find(({ key }) => key === 'done');
      await scene.store.settleJob(done?.id ?? 0, null);
      await scene.store.sweep({ eraseBefore: noon + 1_000, forgetEarlyBefore: 0 });
      await scene.store.addJobs([job('its'), job('done')]);
      expect(await due()).toEqual(['open', 'its', 'done']);
    });
  });
}
