import { describe, expect, it } from 'vitest';
import { booked, event, intake, job, noon } from '../samples.ts';
import type { Scene } from '../suite.ts';

export function acceptance(scene: Scene): void {
  describe('accept', () => {
    it('keeps an order as it came', async () => {
      const order = intake({}, { warnings: [{ code: 'other', about: 'A-1', money: true }], memo: { step: [1, 'б'] } });
      expect(await scene.store.accept(order)).toEqual({ kind: 'accepted', booked: order.booked });
      expect(await scene.store.order({ id: order.booked.id })).toEqual(order.booked);
    });

    it('writes the first event and the jobs with it', async () => {
      const first = event('new');
      const order = intake({ jobs: [job('told')] }, { status: first });
      await scene.store.accept(order);
      expect(await scene.store.history(order.booked.id)).toEqual([first]);
      expect(await scene.store.dueJobs(noon, 9)).toMatchObject([{ key: 'told', attempts: 0 }]);
    });

    it('answers the same key and body with the order as it stands now', async () => {
      const order = intake({ jobs: [job('once')] });
      await scene.store.accept(order);
      const now = await scene.store.change({ id: order.booked.id }, () => ({ state: 'submitted', crmNumber: '1042' }));
      const again = { ...order, booked: booked(), jobs: [job('twice')] };
      expect(await scene.store.accept(again)).toEqual({ kind: 'repeated', booked: now });
      expect(await scene.store.count({})).toBe(1);
      expect(await scene.store.dueJobs(noon, 9)).toHaveLength(1);
    });

    it('refuses the same key with another body, naming the order', async () => {
      const order = intake();
      await scene.store.accept(order);
      const other = intake({ keyHash: order.keyHash });
      expect(await scene.store.accept(other)).toEqual({ kind: 'already-ordered', id: order.booked.id });
    });

    it('knows a key again after a rotation', async () => {
      const order = intake();
      await scene.store.accept(order);
      const again = { ...order, booked: booked(), keyHash: 'new', formerKeyHashes: [order.keyHash ?? ''] };
      expect(await scene.store.accept(again)).toMatchObject({ kind: 'repeated', booked: { id: order.booked.id } });
    });

    it('accepts one of two that come at the same moment', async () => {
      const order = intake();
      const both = [scene.store.accept(order), scene.store.accept({ ...order, booked: booked() })];
      expect(await Promise.all(both)).toEqual([
        { kind: 'accepted', booked: order.booked },
        { kind: 'repeated', booked: order.booked },
      ]);
    });

    it('takes a form without a key for the same order only for a while', async () => {
      const form = intake({ keyHash: null, fingerprint: 'form', sameFormSince: noon - 600_000 });
      await scene.store.accept(form);
      const again = { ...form, booked: booked() };
      expect(await scene.store.accept(again)).toEqual({ kind: 'repeated', booked: form.booked });
      const later = { ...form, booked: booked(), sameFormSince: noon };
      expect(await scene.store.accept(later)).toMatchObject({ kind: 'accepted' });
    });

    it("takes a site's number once a connection", async () => {
      const order = intake({ siteNumber: '1001' }, { number: '1001' });
      await scene.store.accept(order);
      const same = intake({ siteNumber: '1001' }, { number: '1001' });
      const elsewhere = intake({ siteNumber: '1001' }, { number: '1001', connection: 'market' });
      expect(await scene.store.accept(same)).toEqual({ kind: 'number-taken', id: order.booked.id });
      expect(await scene.store.accept(elsewhere)).toMatchObject({ kind: 'accepted' });
    });

    it('has a number of ours drawn again when any order has it', async () => {
      const ours = intake({}, { number: 'K7-4821' });
      const site = intake({ siteNumber: '77' }, { number: '77' });
      await Promise.all([scene.store.accept(ours), scene.store.accept(site)]);
      const taken = await Promise.all([
        scene.store.accept(intake({}, { number: 'k74821', connection: 'market' })),
        scene.store.accept(intake({}, { number: '77' })),
      ]);
      expect(taken.map(({ kind }) => kind)).toEqual(['number-taken', 'number-taken']);
    });
  });
}
