import { describe, expect, it } from 'vitest';
import { intake } from '../samples.ts';
import type { Scene } from '../suite.ts';

export function sharing(scene: Scene): void {
  describe('two processes', () => {
    it('see what the other wrote, and that it wrote', async () => {
      const other = await scene.another();
      const order = intake();
      let seen = await other.version();
      const grown = async () => {
        const before = seen;
        seen = await other.version();
        return seen > before;
      };
      expect(await grown()).toBe(false);
      await scene.store.accept(order);
      expect(await grown()).toBe(true);
      expect(await other.order({ id: order.booked.id })).toEqual(order.booked);
      expect(await grown()).toBe(false);
      await other.change({ id: order.booked.id }, () => ({ state: 'held' }));
      expect(await grown()).toBe(true);
      expect(await scene.store.list({ states: ['held'] })).toHaveLength(1);
    });

    it('accept one of two same orders, and claim each order once', async () => {
      const other = await scene.another();
      const order = intake();
      const kinds = await Promise.all([scene.store.accept(order), other.accept(order)]);
      expect(kinds.map(({ kind }) => kind).sort()).toEqual(['accepted', 'repeated']);
      const claims = await Promise.all([scene.store, other].map(store => store.claim('crm', order.booked.createdAt)));
      expect(claims.filter(claim => claim !== null)).toHaveLength(1);
    });

    it('find everything again after both have closed', async () => {
      const order = intake();
      const pending = scene.store.accept(order);
      await scene.store.close();
      await pending;
      await expect(scene.store.accept(intake())).rejects.toThrow('closed');
      expect(await (await scene.another()).list({})).toEqual([order.booked]);
    });
  });
}
