import { describe, expect, it } from 'vitest';
import type { Change, State } from '../../../../../proxy/orders/booked.ts';
import { event, intake, noon } from '../samples.ts';
import type { Scene } from '../suite.ts';

export function sweeping(scene: Scene): void {
  const accepted = async (change: Change) => {
    const order = intake();
    await scene.store.accept(order);
    await scene.store.change({ id: order.booked.id }, () => change);
    return order;
  };
  const sweep = (eraseBefore: number) => scene.store.sweep({ eraseBefore, forgetEarlyBefore: 0 });

  describe('sweep', () => {
    it('erases what has ended: body, events and key', async () => {
      const ends: Change[] = [
        { state: 'submitted', stage: 'delivered', event: event('done') },
        { state: 'submitted', stage: 'cancelled' },
        { state: 'submitted', stage: 'returned' },
        { state: 'dropped' },
      ];
      const orders = await Promise.all(ends.map(accepted));
      expect(await sweep(noon + 1_000)).toEqual({ erased: 4 });
      const [first] = orders;
      expect(await scene.store.history(first?.booked.id ?? '')).toEqual([]);
      expect(await scene.store.search({ phoneHash: 'phone' })).toEqual([]);
      expect(await scene.store.accept(intake({ keyHash: first?.keyHash ?? null }))).toMatchObject({ kind: 'accepted' });
    });

    it('forgets what a CRM was offered for a while, and keeps every other document', async () => {
      const names = ['offer/crm/old', 'offer/crm/new', 'keep/crm/tokens'];
      for (const [index, name] of names.entries()) await scene.store.putDocument(name, 'x', noon + (index % 2) * 10);
      await scene.store.sweep({ eraseBefore: 0, forgetEarlyBefore: noon + 5 });
      const left = await Promise.all(names.map(name => scene.store.document(name)));
      expect(left.map(document => document !== null)).toEqual([false, true, true]);
    });

    it('never erases what is unresolved, whatever its stage and age', async () => {
      const states: State[] = ['held', 'waiting', 'sending', 'refused', 'uncertain', 'submitted'];
      await Promise.all(
        states.map(state => accepted({ state, stage: state === 'submitted' ? 'shipping' : 'delivered' })),
      );
      expect(await sweep(noon + 1e12)).toEqual({ erased: 0 });
      expect(await scene.store.count({})).toBe(states.length);
    });

    it('counts the term from the end, not from the order or from later words about it', async () => {
      const { booked } = await accepted({ state: 'submitted' });
      scene.clock.time = noon + 10_000;
      await scene.store.change({ id: booked.id }, () => ({ stage: 'delivered' }));
      scene.clock.time = noon + 20_000;
      await scene.store.change({ id: booked.id }, () => ({ reason: 'a later word' }));
      expect(await sweep(noon + 10_000)).toEqual({ erased: 0 });
      expect(await sweep(noon + 10_001)).toEqual({ erased: 1 });
    });

    it('keeps an order that came back from its end', async () => {
      const { booked } = await accepted({ state: 'submitted', stage: 'delivered' });
      await scene.store.change({ id: booked.id }, () => ({ stage: 'shipping' }));
      expect(await sweep(noon + 1e12)).toEqual({ erased: 0 });
    });

    it('erases more than one transaction takes', async () => {
      const orders = Array.from({ length: 450 }, () => intake({}, { state: 'dropped' }));
      await Promise.all(orders.map(order => scene.store.accept(order)));
      expect(await sweep(noon + 1)).toEqual({ erased: 450 });
    });
  });
}
