import { describe, expect, it } from 'vitest';
import type { Booked } from '../../../../../proxy/orders/booked.ts';
import { intake, noon } from '../samples.ts';
import type { Scene } from '../suite.ts';

export function submission(scene: Scene): void {
  const accept = async (order: Partial<Booked>) => {
    const taken = intake({}, order);
    await scene.store.accept(taken);
    return taken.booked.id;
  };

  describe('claim', () => {
    it('takes the oldest waiting order that is due, in the order they came', async () => {
      const second = await accept({ createdAt: noon });
      const third = await accept({ createdAt: noon });
      const first = await accept({ createdAt: noon - 1, nextAt: noon });
      await accept({ createdAt: noon - 2, nextAt: noon + 1 });
      await accept({ createdAt: noon - 3, state: 'held' });
      await accept({ createdAt: noon - 4, connection: 'market' });
      const claimed = [];
      for (let n = 0; n < 4; n++) claimed.push((await scene.store.claim('crm', noon))?.id ?? null);
      expect(claimed).toEqual([first, second, third, null]);
    });

    it('marks it sending and counts the attempt, for every process to see', async () => {
      const id = await accept({ attempts: 1 });
      const claimed = await scene.store.claim('crm', noon);
      expect(claimed).toMatchObject({ id, state: 'sending', attempts: 2 });
      expect(await (await scene.another()).list({ states: ['sending'] })).toEqual([claimed]);
    });
  });

  describe('nextDue', () => {
    it('is the earliest time at which an order may be claimed', async () => {
      expect(await scene.store.nextDue('crm')).toBeNull();
      await accept({ nextAt: noon + 90 });
      await accept({ nextAt: noon + 60 });
      expect(await scene.store.nextDue('crm')).toBe(noon + 60);
      await accept({ createdAt: noon + 3 });
      expect(await scene.store.nextDue('crm')).toBe(0);
      expect(await scene.store.nextDue('market')).toBeNull();
    });
  });
}
