import { describe, expect, it } from 'vitest';
import type { CrmMethods, Memo, Submitted } from '../../../proxy/crm/crm.ts';
import { CrmFailure } from '../../../proxy/crm/failure.ts';
import type { Order } from '../../../proxy/crm/order.ts';
import { createMemo, sampleOrder } from '../ask.ts';
import { outcome } from '../record.ts';
import { openStage, patient, type Stage, untilSoon } from '../stage.ts';
import type { Subject } from '../subject.ts';

/** What befalls the call that creates the order, how the adapter tells it, and how many orders stand after it. */
const faults: [fault: string, kind: string, taken: string, standing: 0 | 1][] = [
  ['timeout-after', 'unavailable', 'unknown', 1],
  ['reset-after', 'unavailable', 'unknown', 1],
  ['garbage', 'protocol', 'unknown', 1],
  ['timeout-before', 'unavailable', 'unknown', 0],
  ['reset-before', 'unavailable', 'unknown', 0],
  ['http-500', 'unavailable', 'unknown', 0],
  ['limited', 'limit', 'no', 0],
  ['auth', 'auth', 'no', 0],
  ['down', 'unavailable', 'no', 0],
];

type Repeat = 'safe' | 'ask' | 'never';

/** What the order book does about an attempt of which nobody knows the outcome: the same again, ask, or leave it be. */
const settle = async (
  repeat: Repeat,
  methods: CrmMethods,
  order: Order,
  memo: Memo,
  hookUrl: string,
): Promise<Submitted | null> => {
  if (repeat === 'never') return null;
  if (repeat === 'ask') {
    const { found } = (await methods.findSubmitted?.(order)) ?? { found: null };
    if (found) return found;
  }
  return (await methods.submitOrder?.(order, memo, hookUrl)) ?? null;
};

/** A CRM that asked for a long rest is not asked again before it is over: the gate says so, and nothing is sent. */
const stillResting = (error: unknown): null => {
  if (error instanceof CrmFailure && error.code === 'own-quota') return null;
  throw error;
};

/** An order submitted again after a failure that left its fate open stands once. */
export const doublesPart = (subject: Subject): void => {
  if (!subject.crm.manifest.capabilities.submitOrder) return;
  const refs = async (stage: Stage): Promise<string[]> => (await stage.orders()).map(({ ref }) => ref);

  describe('an order whose submission meets', () => {
    it.concurrent.each(faults)('%s is told as %s, taken %s', patient, async (fault, kind, taken, standing) => {
      await using stage = await openStage(subject);
      const { methods, manifest, config } = stage.connection;
      const order = sampleOrder(stage.data.skus);
      const memo = createMemo();
      const before = await refs(stage);
      const added = async () => (await refs(stage)).filter(ref => !before.includes(ref));

      await stage.fault(fault === 'down' ? { fault } : { fault, times: 1, method: subject.sandbox.submit });
      const first = await outcome(methods.submitOrder?.(order, memo, stage.hookUrl) ?? Promise.reject());
      expect(first).toMatchObject({ name: 'CrmFailure', kind, taken });
      await stage.mend();
      // Some CRMs show an order only some time after they took it.
      if (standing > 0) await untilSoon(async () => ((await added()).length > 0 ? true : undefined));
      expect(await added()).toHaveLength(standing);

      const repeat = taken === 'no' ? 'safe' : manifest.repeat(config.settings);
      const second = await settle(repeat, methods, order, memo, stage.hookUrl).catch(stillResting);
      const standingNow = await added();
      if (second) expect(standingNow).toEqual([second.ref]);
      expect(standingNow.length).toBeLessThanOrEqual(1);
    });
  });
};
