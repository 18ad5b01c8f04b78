import { describe, expect, it } from 'vitest';
import { openStage, patient, type Stage, until } from '../stage.ts';
import type { Subject } from '../subject.ts';

/** How often the CRM has told each of these addresses of one change of status. */
const toldOf = async (stage: Stage, change: number, ...addresses: string[]): Promise<number[]> => {
  const [order] = await stage.orders();
  const before = (await stage.notified()).length;
  await stage.setStatus(order?.ref ?? '', stage.data.statuses[change] ?? '');
  const told = (await stage.notified()).slice(before);
  const isAt = (url: string, address: string) => new URL(url).pathname === new URL(address).pathname;
  return addresses.map(address => told.filter(({ url }) => isAt(url, address)).length);
};

/** Our address, registered by the CRM's own API. */
export const notificationsPart = (subject: Subject): void => {
  if (!subject.crm.manifest.capabilities.addHook) return;

  describe('its notifications', patient, () => {
    it('come once a change though registered twice, and no more once taken back', async () => {
      await using stage = await openStage(subject);
      const { addHook, removeHook } = stage.connection.methods;
      await addHook?.(stage.hookUrl);
      // Some CRMs say the same of a change in more ways than one.
      const [once] = await toldOf(stage, 1, stage.hookUrl);
      expect(once).toBeGreaterThan(0);
      await until(() => stage.hooks[0]);
      await addHook?.(stage.hookUrl);
      expect(await toldOf(stage, 2, stage.hookUrl)).toEqual([once]);
      await removeHook?.(stage.hookUrl);
      expect(await toldOf(stage, 1, stage.hookUrl)).toEqual([0]);
      await removeHook?.(stage.hookUrl);
    });

    it('follow a changed token, and leave the addresses of others alone', async () => {
      await using stage = await openStage(subject);
      const { addHook, removeHook } = stage.connection.methods;
      const changed = new URL('/hooks/main/changed', stage.hookUrl).href;
      const foreign = new URL('/hooks/other/token', stage.hookUrl).href;
      for (const url of [stage.hookUrl, foreign, changed]) await addHook?.(url);
      const [before, others, ours] = await toldOf(stage, 1, stage.hookUrl, foreign, changed);
      expect([before, ours]).toEqual([0, others]);
      expect(ours).toBeGreaterThan(0);
      // By its token of before: it is the same connection's.
      await removeHook?.(stage.hookUrl);
      expect(await toldOf(stage, 2, foreign, changed)).toEqual([others, 0]);
    });
  });
};
