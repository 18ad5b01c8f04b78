import { describe, expect, it } from 'vitest';
import { event, intake, noon } from '../samples.ts';
import type { Scene } from '../suite.ts';

export function events(scene: Scene): void {
  const order = async () => {
    const { booked } = intake();
    await scene.store.accept(intake({}, booked));
    return booked.id;
  };

  describe('history', () => {
    it("is in the CRM's own time, whenever we heard", async () => {
      const id = await order();
      const told = [
        event('b', noon + 20, { colour: '#e68116' }),
        event('a', noon + 10),
        event('c', null, { seenAt: noon + 30 }),
      ];
      for (const each of told) await scene.store.change({ id }, () => ({ event: each }));
      const [a, b, c] = await scene.store.history(id);
      expect([a?.code, b, c?.code]).toEqual(['a', told[0], 'c']);
    });

    it('has a repeated event once, though its name and hearing differ', async () => {
      const id = await order();
      const again = event('a', noon, { name: null, seenAt: noon + 900 });
      for (const each of [event('a'), again]) await scene.store.change({ id }, () => ({ event: each }));
      expect(await scene.store.history(id)).toEqual([event('a')]);
    });

    it('has a status without a time again only when another came between', async () => {
      const id = await order();
      for (const code of ['a', 'a', 'b', 'a']) await scene.store.change({ id }, () => ({ event: event(code, null) }));
      expect((await scene.store.history(id)).map(({ code }) => code)).toEqual(['a', 'b', 'a']);
    });

    it('may have an event that does not stand', async () => {
      const id = await order();
      await scene.store.change({ id }, () => ({ event: event('new') }));
      await scene.store.change({ id }, () => ({ event: event('old', noon - 10), eventStands: false }));
      expect(await scene.store.order({ id })).toMatchObject({ status: event('new') });
      expect((await scene.store.history(id)).map(({ code }) => code)).toEqual(['old', 'new']);
    });
  });

  describe('early events', () => {
    const keep = (ref: string, code: string, at = noon, connection = 'crm') =>
      scene.store.keepEarly({ connection, ref, event: event(code, at) }, noon);

    it('are kept once and taken once, oldest first', async () => {
      await Promise.all([keep('r', 'b', noon + 2), keep('r', 'a', noon + 1), keep('r', 'b', noon + 2), keep('s', 'z')]);
      expect(await scene.store.takeEarly('crm', 'r')).toEqual([event('a', noon + 1), event('b', noon + 2)]);
      expect(await scene.store.takeEarly('crm', 'r')).toEqual([]);
    });

    it('are a thousand a connection: the oldest go', async () => {
      await keep('other', 'a', noon, 'market');
      await Promise.all(Array.from({ length: 1003 }, (_, index) => keep(`r${index}`, 'a')));
      const taken = await Promise.all(['r0', 'r2', 'r3', 'r1002'].map(ref => scene.store.takeEarly('crm', ref)));
      expect(taken.map(({ length }) => length)).toEqual([0, 0, 1, 1]);
      expect(await scene.store.takeEarly('market', 'other')).toHaveLength(1);
    });

    it('are forgotten after their day', async () => {
      await keep('r', 'a');
      await scene.store.sweep({ eraseBefore: 0, forgetEarlyBefore: noon + 1 });
      expect(await scene.store.takeEarly('crm', 'r')).toEqual([]);
    });
  });
}
